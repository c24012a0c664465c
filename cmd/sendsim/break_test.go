package main

import (
	"html"
	"strings"
	"testing"
)

// What a run, its report and its brief say of the law is true where the law may
// break, and is what it was where it may not.
func TestARiskOfABreakIsSaid(t *testing.T) {
	const (
		risk      = "a chance of 7 % (judged) that the law, or what is made of it, changes and moves the yearly growth of plans for good, up or down, by a standard deviation of 6 points (judged)"
		stress    = "For stress: the range is wider than one of announced law."
		mayBreak  = "arithmetic under rules that may break"
		unchanged = "under unchanged rules"
		none      = "No range covers a change of the law that nobody has announced"
		another   = "No range covers another change of the law that nobody has announced"
		noRange   = "no range here covers that"
		takenIn   = "the ranges here take in a chance of that"
	)
	for _, c := range []struct {
		regime      string
		says, hides []string
	}{
		{"announced-2026-11-break", []string{risk, stress, mayBreak, another, takenIn}, []string{unchanged, none, noRange}},
		{"announced-2026-11", []string{unchanged, none, noRange}, []string{risk, stress, mayBreak, another, takenIn}},
	} {
		folder := small(t, "--regime", c.regime)
		does(t, "report", folder)
		does(t, "report", folder, "--brief")
		page := string(read(t, folder, "report.html")) + string(read(t, folder, "brief.html"))
		all := flowing(html.UnescapeString(page))
		for _, s := range c.says {
			if !strings.Contains(all, s) {
				t.Errorf("%s: the report and the brief do not say %q", c.regime, s)
			}
		}
		for _, s := range c.hides {
			if strings.Contains(all, s) {
				t.Errorf("%s: the report or the brief says %q", c.regime, s)
			}
		}
	}
}

// The regimes that ship say which of them has the risk of a break.
func TestRegimesSayTheRiskOfABreak(t *testing.T) {
	const risk = "break of the law: a chance of 7 % a year that the yearly growth of plans moves for good, standard deviation 6 points; graded J [BREAK]"
	said := flowing(does(t, "regimes"))
	if strings.Count(said, risk) != 1 {
		t.Errorf("the risk stands %d times in %s", strings.Count(said, risk), said)
	}
	if at, key := strings.Index(said, risk), strings.Index(said, "announced-2026-11-break"); key < 0 || at < key {
		t.Error("the risk does not stand under its regime")
	}
}

// flowing is a text without its line breaks.
func flowing(text string) string { return strings.Join(strings.Fields(text), " ") }
