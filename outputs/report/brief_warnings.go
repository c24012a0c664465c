package report

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/outputs"
	"sendsim/sim/levers"
)

// hasValve is how the warning of a run begins, after the authority's name, that
// tells of a safety valve agreement.
const hasValve = "it has a safety-valve agreement"

// lines are words of the warning that a balance and its lines do not agree.
const lines = "its lines in 2022-23 and 2023-24"

// gravest are the warnings that a reader of one side must know, the gravest
// first: words of the warning, and what the brief says instead.
var gravest = []struct{ words, says string }{
	{"the opening balance is not published", "The sum we start from was not published, so we had to make a wide guess."},
	{"the sign of its balance", "It may start with money short or with money in hand: we had to judge which, so check it in the council's books."},
	{"its calibration is not valid", "The way we fit past figures did not pass all of our checks here."},
	{lines, "What was spent in the past, as published, does not add up to what was short: a large part is not explained."},
	{"spend that the published lines do not explain", "In some years of some futures, more than a tenth of the grant in a year is spend that we can not explain."},
	{"its lines cannot be held against its balance", "We can not hold past spend against what was short in the past."},
	{"what a child costs is that of", "What a child costs here is taken from other councils."},
}

// briefWarnings says whether there is a safety valve agreement, and the gravest
// of the warnings of the area.
func briefWarnings(p *Paper) []string {
	const most = 3 // on one side
	warnings := p.warnings()
	says := briefValve(p, warnings)
	valve, told := len(says) > 0, 0
	for _, g := range gravest {
		if g.words == lines && valve {
			continue // it is the payments that are not explained
		}
		if told < most && slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(w, g.words) }) {
			says = append(says, g.says)
			told++
		}
	}
	if len(warnings) > 0 {
		says = append(says, "The full report lists all that we must warn of.")
	}
	return says
}

// warnings are those of the area reported, and those that name none.
func (p *Paper) warnings() (list []string) {
	s := p.Summary()
	sum := len(s.Areas) - 1
	for _, w := range s.Warnings {
		names, _, _ := strings.Cut(w, ": ")
		if p.Area != sum && names == s.Titled(sum) {
			continue // it is not of one of its authorities
		}
		other := func(a outputs.Area) bool { return strings.Contains(names, a.Name) }
		if p.Area == sum || other(s.Areas[p.Area]) || !slices.ContainsFunc(s.Areas, other) {
			list = append(list, w)
		}
	}
	return list
}

// briefValve names who has a safety valve agreement, and says whether payments
// still to come are counted: only where the run has a lever of them.
func briefValve(p *Paper, warnings []string) []string {
	var names []string
	for _, w := range warnings {
		if name, rest, _ := strings.Cut(w, ": "); strings.HasPrefix(rest, hasValve) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	says := fmt.Sprintf("%s has a safety valve agreement: the state pays some of the debt, on terms.", strings.Join(names, " and "))
	if len(names) > 1 {
		says = strings.Replace(says, " has a ", " each have a ", 1)
	}
	counted := "What it is still to pay is not counted here."
	switch {
	case p.Unproven != "":
		counted = "What it is still to pay is counted only where the plan says so."
	case p.several() && p.counts(p.ToldRuns()):
		counted = "What it is still to pay is counted only where a plan says so."
	case p.counts([]int{p.Detail}):
		counted = "What it is still to pay is counted as the plan says."
	}
	list := []string{says, counted}
	for _, of := range []struct{ words, says string }{
		{"net of payments that are not published", "What was paid so far is in the sum we start from, and was not published."},
		{"the council's balance is net of payments", "What was paid so far is in the sum we start from, and we were not told how much it was."},
	} {
		if slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(w, of.words) }) {
			list = append(list, of.says)
		}
	}
	return list
}

// counts tells whether one of the runs has a lever of safety valve payments.
func (p *Paper) counts(runs []int) bool {
	return slices.ContainsFunc(runs, func(run int) bool {
		return slices.ContainsFunc(p.Known[run].Levers, func(l levers.Lever) bool { _, ok := l.(*levers.SafetyValve); return ok })
	})
}
