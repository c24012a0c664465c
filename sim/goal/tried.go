package goal

import (
	"cmp"
	"math"
	"slices"
)

// Score is what some levels come to on the draws of the search.
type Score struct {
	Cost   float64 // mean pounds that the levers cost
	Short  float64 // the in-year deficit that a share of the draws does not exceed: the goal is 0 or less
	Chance float64 // share of the draws in balance
	// InYear is the deficit of the year of the goal, by draw: Short is a quantile of it.
	InYear []float64
}

// Tried is levels that were tried: for each lever, the step it stands on.
type Tried struct {
	Levels []int
	Score
}

func copied(t *Tried) *Tried {
	if t == nil {
		return nil
	}
	c := *t
	return &c
}

// Best is the cheapest that was tried whose shortfall is so far below 0 in
// chance: margin above the chance asked for is what the caller makes of it. nil
// where none is.
func (s *Search) Best(margin float64) *Tried {
	var best *Tried
	for i := range s.Tried {
		t := &s.Tried[i]
		if t.Short <= 0 && t.Chance >= margin && (best == nil || t.Cost < best.Cost) {
			best = t
		}
	}
	return copied(best)
}

// Nearest is what was tried that comes nearest to the goal.
func (s *Search) Nearest() *Tried {
	return copied(&slices.SortedStableFunc(slices.Values(s.Tried), func(a, b Tried) int {
		return cmp.Or(cmp.Compare(a.Short, b.Short), cmp.Compare(a.Cost, b.Cost))
	})[0])
}

// Finalists are those that fresh draws decide between, the cheapest first: the
// cheapest that reached the chance asked for on the draws of the search, and the
// cheapest that reached more than it, by margins that chance may have given the
// first; then what came nearest and the whole plan, from which chance may have
// taken what they lacked.
func (s *Search) Finalists() []Tried {
	var all []Tried
	add := func(t *Tried) {
		if t != nil && !slices.ContainsFunc(all, func(o Tried) bool { return slices.Equal(o.Levels, t.Levels) }) {
			all = append(all, *t)
		}
	}
	for _, margin := range []float64{0, 0.01, 0.02, 0.04, 0.08} {
		add(s.Best(math.Min(1, s.Asked+margin)))
	}
	add(s.Nearest())
	add(&s.Tried[1])
	return all
}

// Justified is what can be shown where the goal is not reached: the least costly
// that was tried of those which the draws cannot tell from what came nearest, the
// fewer levers first. Which of them came nearest is luck.
func (s *Search) Justified() Tried {
	nearest, best := s.Nearest(), (*Tried)(nil)
	for i := range s.Tried {
		t := &s.Tried[i]
		if (best == nil || t.Cost < best.Cost) && !Told(Apart(t.InYear, nearest.InYear, s.Asked)) {
			best = t
		}
	}
	return *copied(best)
}
