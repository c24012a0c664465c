package main

import (
	"strings"
	"testing"

	"sendsim/sim/levers"
)

// TestTheCardOfALeverIsShown, with what a list of all leaves out, and alone.
func TestTheCardOfALeverIsShown(t *testing.T) {
	stdout := strings.Join(strings.Fields(does(t, "levers", "annual-reviews")), " ")
	l, _ := levers.New("annual-reviews")
	card := l.Card()
	for _, want := range []string{card.Key + ": " + card.Name, card.Says, card.Cost, card.Evidence, card.Misleads, card.Source, "Acts on: " + card.Step, "Comes in: " + card.Ramp.String()} {
		if !strings.Contains(stdout, strings.Join(strings.Fields(want), " ")) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
	for _, d := range card.AllDials() {
		for _, want := range []string{d.Name + " " + d.Unit.String() + " " + d.Unit.Format(d.Low) + " to " + d.Unit.Format(d.High) + " " + d.Format(d.Default) + " " + d.Grade, d.Says, d.Source} {
			if !strings.Contains(stdout, want) {
				t.Errorf("%s: %q is not in\n%s", d.Name, want, stdout)
			}
		}
	}
	if strings.Contains(stdout, "banding-review:") {
		t.Error("another lever is shown, too")
	}
}

// TestWhatACardHasToCopyIsSound: all of them together are the levers of a
// scenario without a fault.
func TestWhatACardHasToCopyIsSound(t *testing.T) {
	const above = "at their defaults:\n\n"
	plan := "authority: stockton-on-tees\nlevers:\n"
	for _, key := range levers.Keys() {
		stdout := does(t, "levers", key)
		_, lines, found := strings.Cut(stdout, above)
		if !found {
			t.Fatalf("%s has nothing to copy:\n%s", key, stdout)
		}
		plan += lines
	}
	if n := strings.Count(plan, "from: 2024-autumn"); n != len(levers.Catalogue) {
		t.Errorf("%d levers begin", n)
	}
	does(t, "check", write(t, plan, t.TempDir(), "plan.yaml"))
}

func TestAnUnknownLeverIsRefused(t *testing.T) {
	code, stdout, stderr := command(t, "levers", "anual-reviews")
	if code != wrongUse || stdout != "" || !strings.Contains(stderr, `"anual-reviews" is no lever (did you mean annual-reviews?); allowed: early-years-support, `) {
		t.Errorf("exit %d: %s%s", code, stdout, stderr)
	}
}
