package goal

import (
	"fmt"
	"slices"
)

// Problem is what is searched: Steps is how many steps above nothing each lever
// has, Asked the chance of the goal, and Of what levels come to.
type Problem struct {
	Steps []int
	Asked float64
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
	if s.Best(0) == nil {
		if err := s.approach(); err != nil {
			return nil, err
		}
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

// moved is levels with one lever so many steps higher, or as many as it has;
// nil where it has none.
func (s *Search) moved(levels []int, lever, by int) []int {
	to := min(max(0, levels[lever]+by), s.Steps[lever])
	if to == levels[lever] {
		return nil
	}
	other := slices.Clone(levels)
	other[lever] = to
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

// approach goes step by step from what came nearest to the goal to what comes
// nearer, until it is reached or no step does.
func (s *Search) approach() error {
	for now := s.Nearest(); now.Short > 0; {
		best := (*Tried)(nil)
		for lever := range s.Steps {
			for _, by := range []int{1, -1} {
				other := s.moved(now.Levels, lever, by)
				if other == nil {
					continue
				}
				next, err := s.try(other)
				if err != nil || next == nil {
					return err
				}
				if next.Short < now.Short && (best == nil || next.Short < best.Short) {
					best = copied(next)
				}
			}
		}
		if best == nil {
			return nil
		}
		now = best
	}
	return nil
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
