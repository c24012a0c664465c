package outputs

import (
	"fmt"
	"slices"

	"sendsim/calibration/trials"
)

// wholePart is what the page says of the whole simulator.
type wholePart struct {
	Heading            string
	Borrowed, Verdicts []string
	Bars               []barRow
	Targets            []targetPart
}

func (s Scorecard) whole() *wholePart {
	w := &wholePart{Heading: s.heading(), Borrowed: s.About.Borrowed, Verdicts: slices.Concat(s.verdicts(), s.tooNarrow(), s.borrowedAges()), Bars: s.barRows()}
	for _, target := range s.targets() {
		w.Targets = append(w.Targets, s.part(target))
	}
	return w
}

// tooNarrow names the targets of which the 80 % interval covered too little, as
// near ahead as was scored.
func (s Scorecard) tooNarrow() []string {
	const at80, tooLittle = 1, .77
	var list []string
	for i := range s.Scores {
		l := &s.Scores[i]
		if l.Forecaster == s.About.Published && l.Horizon == s.About.Nearest && l.Coverage[at80] < tooLittle {
			list = append(list, fmt.Sprintf("%s (%s)", l.Target, share(l.Coverage[at80])))
		}
	}
	if list == nil {
		return nil
	}
	return []string{fmt.Sprintf("Too narrow: %s ahead the 80 %% interval covered less than %.0f %% of %s.", years(s.About.Nearest), 100*tooLittle, listed(list))}
}

// borrowedAges says what the borrowed ages are worth to plans: the score with
// them, and without.
func (s Scorecard) borrowedAges() []string {
	flat := (&trials.Simulation{Flat: true}).Name()
	var with, without []string
	for i := range s.Scores {
		l := &s.Scores[i]
		switch {
		case l.Target != trials.Plans.String() || l.Horizon > simulatedAhead:
		case l.Forecaster == s.About.Published:
			with = append(with, fmt.Sprintf("%.2f", l.CRPS))
		case l.Forecaster == flat:
			without = append(without, fmt.Sprintf("%.2f", l.CRPS))
		}
	}
	if without == nil {
		return nil
	}
	return []string{fmt.Sprintf("Borrowed ages: the CRPS of plans is %s with them and %s with flat ones, by the years ahead.", listed(with), listed(without))}
}

// simulatedAhead is the most years ahead of which a start in the past has more
// than one to show.
const simulatedAhead = 3
