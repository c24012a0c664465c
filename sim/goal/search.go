package goal

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Score is what some levels come to on the draws of the search.
type Score struct {
	Cost   float64 // mean pounds that the levers cost
	Short  float64 // the in-year deficit that a share of the draws does not exceed: the goal is 0 or less
	Chance float64 // share of the draws in balance
}

// Tried is levels that were tried: for each lever, the step it stands on.
type Tried struct {
	Levels []int
	Score
}

// Problem is what is searched: steps is how many steps above nothing each lever
// has, and Of what levels come to.
type Problem struct {
	Steps []int
	Of    func(levels []int) (Score, error)
}

// Search is a search under way.
type Search struct {
	Problem
	Tried []Tried // in the order in which they were tried
	// Cut tells that it was stopped before it had ended.
	Cut  bool
	most int
	stop func() bool
	seen map[string]int // place in Tried
}

// Run searches: at most so many levels are tried, and none after stop says so,
// but for nothing and the whole plan.
func Run(p Problem, most int, stop func() bool) (*Search, error) {
	s := &Search{Problem: p, most: most, stop: stop, seen: map[string]int{}}
	nothing, whole := make([]int, len(p.Steps)), slices.Clone(p.Steps)
	for _, ends := range [][]int{nothing, whole} {
		if _, err := s.score(ends); err != nil {
			return nil, err
		}
	}
	up, err := s.climb(nothing)
	if err != nil {
		return nil, err
	}
	down, err := s.descend(whole)
	if err != nil {
		return nil, err
	}
	for _, from := range []*Tried{up, down, s.Best(0)} {
		if from == nil {
			continue
		}
		if err := s.swap(from); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// over tells whether no more levels may be tried.
func (s *Search) over() bool {
	s.Cut = s.Cut || len(s.Tried) >= s.most || s.stop()
	return s.Cut
}

// score is what levels come to; levels that were tried are not tried again.
func (s *Search) score(levels []int) (*Tried, error) {
	key := fmt.Sprint(levels)
	if i, ok := s.seen[key]; ok {
		return &s.Tried[i], nil
	}
	score, err := s.Of(levels)
	if err != nil {
		return nil, err
	}
	s.seen[key] = len(s.Tried)
	s.Tried = append(s.Tried, Tried{slices.Clone(levels), score})
	return &s.Tried[len(s.Tried)-1], nil
}

// try is score, or nil where no more may be tried.
func (s *Search) try(levels []int) (*Tried, error) {
	if _, ok := s.seen[fmt.Sprint(levels)]; !ok && s.over() {
		return nil, nil
	}
	return s.score(levels)
}

// moved is levels with one lever so many steps higher; nil where it has none.
func (s *Search) moved(levels []int, lever, by int) []int {
	if to := levels[lever] + by; to < 0 || to > s.Steps[lever] {
		return nil
	}
	other := slices.Clone(levels)
	other[lever] += by
	return other
}

// stride is how far a lever goes at once before the swaps: half of its way.
func (s *Search) stride(lever int) int { return max(1, s.Steps[lever]/2) }

// climb raises from nothing what brings balance nearest for its cost, until the
// goal is reached; nil where it is not.
func (s *Search) climb(from []int) (*Tried, error) {
	at, err := s.score(from)
	for err == nil && at.Short > 0 {
		now, best, most := *at, (*Tried)(nil), 0.0
		for lever := range s.Steps {
			higher := s.moved(now.Levels, lever, s.stride(lever))
			if higher == nil {
				continue
			}
			next, err := s.try(higher)
			if err != nil || next == nil {
				return nil, err
			}
			if gain := now.Short - next.Short; gain > 0 {
				if worth := gain / max(1, next.Cost-now.Cost); worth > most {
					copied := *next
					best, most = &copied, worth
				}
			}
		}
		if best == nil {
			return nil, nil
		}
		at = best
	}
	return copied(at), err
}

// descend lowers from the whole plan what costs most for how much nearer it
// brings balance, as long as the goal is reached; nil where it is not.
func (s *Search) descend(from []int) (*Tried, error) {
	at, err := s.score(from)
	if err != nil {
		return nil, err
	}
	for now := *at; ; {
		if now.Short > 0 {
			return s.relieve(&now)
		}
		best, most := (*Tried)(nil), 0.0
		for lever := range s.Steps {
			lower := s.moved(now.Levels, lever, -s.stride(lever))
			if lower == nil {
				continue
			}
			next, err := s.try(lower)
			if err != nil {
				return nil, err
			}
			if next == nil {
				return copied(&now), nil
			}
			if saved := now.Cost - next.Cost; next.Short <= 0 && saved > 0 {
				if worth := saved / max(1, next.Short-now.Short); worth > most {
					best, most = copied(next), worth
				}
			}
		}
		if best == nil {
			return copied(&now), nil
		}
		now = *best
	}
}

// relieve lowers what only makes the shortfall greater, where the whole plan
// does not reach the goal: the nearest to it is then found.
func (s *Search) relieve(at *Tried) (*Tried, error) {
	for now := *at; now.Short > 0; {
		best := (*Tried)(nil)
		for lever := range s.Steps {
			lower := s.moved(now.Levels, lever, -s.stride(lever))
			if lower == nil {
				continue
			}
			next, err := s.try(lower)
			if err != nil || next == nil {
				return nil, err
			}
			if next.Short < now.Short && (best == nil || next.Short < best.Short) {
				best = copied(next)
			}
		}
		if best == nil {
			return nil, nil
		}
		if now = *best; now.Short <= 0 {
			return s.descend(now.Levels)
		}
	}
	return copied(at), nil
}

// swap lowers one lever by a step, or lowers one and raises another, as long as
// that is cheaper and reaches the goal.
func (s *Search) swap(from *Tried) error {
	for now := *from; ; {
		better, err := s.cheaper(&now)
		if err != nil || better == nil {
			return err
		}
		now = *better
	}
}

// cheaper is the first neighbour that is cheaper and reaches the goal.
func (s *Search) cheaper(now *Tried) (*Tried, error) {
	for lever := range s.Steps {
		lower := s.moved(now.Levels, lever, -1)
		if lower == nil {
			continue
		}
		for other := -1; other < len(s.Steps); other++ {
			levels := lower
			if other >= 0 {
				if levels = s.moved(lower, other, 1); levels == nil || other == lever {
					continue
				}
			}
			next, err := s.try(levels)
			if err != nil || next == nil {
				return nil, err
			}
			if next.Short <= 0 && next.Cost < now.Cost {
				return copied(next), nil
			}
		}
	}
	return nil, nil
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
// cheapest that reached the chance on the draws of the search, and the cheapest
// that reached more than it, by margins that chance may have given the first.
func (s *Search) Finalists(chance float64) []Tried {
	var all []Tried
	for _, margin := range []float64{0, 0.01, 0.02, 0.04, 0.08} {
		t := s.Best(math.Min(1, chance+margin))
		if t != nil && !slices.ContainsFunc(all, func(o Tried) bool { return slices.Equal(o.Levels, t.Levels) }) {
			all = append(all, *t)
		}
	}
	return all
}
