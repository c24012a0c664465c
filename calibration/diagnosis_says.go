package calibration

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// leastLearned is the contraction below which a parameter that evidence could
// inform is called an assumption: it was not learned.
const leastLearned = .1

// learnedTally is what became of a list of parameters.
type learnedTally struct {
	narrowed int      // by a tenth of the variance or more
	nothing  []string // which evidence could inform, and did not
	assumed  int      // which no published figure informs
}

func learnedOf(list []Parameter) (t learnedTally) {
	for i := range list {
		switch p := &list[i]; {
		case !p.Identified:
			t.assumed++
		case p.Contraction() < leastLearned:
			t.nothing = append(t.nothing, p.Name)
		default:
			t.narrowed++
		}
	}
	return t
}

// Diagnosis says in lines how a fit went: by how many draws the nation is
// known, how many of the authorities passed the gates, what was learned, and
// what of the evidence lies furthest from what was fitted.
func (l *Library) Diagnosis(of []*Authority) []string {
	n := l.England.National
	lines := []string{fmt.Sprintf("England: entry growth is known by %.0f of %d prior draws in effect, net leaving by %.0f, stock growth by %.0f (gate: %d)", n.ess[0], priorDraws, n.ess[1], n.ess[2], leastEffective)}
	valid := 0
	for _, a := range of {
		if a.Valid {
			valid++
		}
	}
	lines = append(lines, fmt.Sprintf("Gates: %d of %d authorities are valid", valid, len(of)))
	if len(of) == 1 {
		t := learnedOf(of[0].Parameters)
		lines = append(lines, fmt.Sprintf("Learned: %d parameters; assumption, not learned: %s; assumptions that no figure informs: %d", t.narrowed, orNone(t.nothing), t.assumed))
	}
	return append(lines, furthest(of)...)
}

// mostNamed is the number of series that are named as furthest out.
const mostNamed = 3

// furthest names the series that lie furthest from what was fitted.
func furthest(of []*Authority) (lines []string) {
	type named struct {
		Check
		area string
	}
	var all []named
	for _, a := range of {
		for _, c := range a.Checks {
			all = append(all, named{c, a.Area.Name})
		}
	}
	slices.SortStableFunc(all, func(a, b named) int { return cmp.Compare(b.Implausibility, a.Implausibility) })
	for _, c := range all[:min(mostNamed, len(all))] {
		year := ""
		if c.Year > 0 {
			year = fmt.Sprintf(" of %d", c.Year)
		}
		lines = append(lines, fmt.Sprintf("Furthest from the fit: %s, %s%s: %.1f standard deviations (chance %.2g)", c.area, c.Series, year, c.Implausibility, c.Chance))
	}
	return lines
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
