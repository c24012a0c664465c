package trials

import (
	"math"
	"slices"

	"sendsim/internal/rng"
)

// A Skill is how much lower a forecaster's CRPS is than a rule's, as a share of
// the rule's: 0 is no better, 1 perfect. Both are scored on the same figures.
type Skill struct {
	Forecaster string    `json:"forecaster"`
	Against    string    `json:"against"`
	Target     string    `json:"target"`
	Horizon    int       `json:"horizon"`
	N          int       `json:"n"`
	Skill      float64   `json:"skill"`
	Low        float64   `json:"low"`  // 2.5 % of the bootstrap
	High       float64   `json:"high"` // 97.5 %
	Wins       float64   `json:"wins"` // share of the figures on which the forecaster's CRPS is the lower
	Origins    []int     `json:"origins"`
	ByOrigin   []float64 `json:"by_origin"`
}

// resamples of the bootstrap.
const resamples = 1000

// pair is the CRPS of both on one figure, in per cent of the figure at the
// origin.
type pair struct{ own, other float64 }

// pairs is the figures that both forecasters were scored on, by origin and
// authority; nil where one was not.
type pairs struct {
	origins []int
	at      [][]*pair // by place in origins, and authority
}

// place of a figure.
type place struct{ origin, authority int }

// pairsOf finds the figures of a target at a horizon that both were scored on.
func pairsOf(cases []Case, own, other string, target Target, horizon int) pairs {
	scores := [2]map[place]float64{{}, {}}
	var p pairs
	most := 0
	for i := range cases {
		c := &cases[i]
		if c.Target != target || c.Horizon != horizon || c.Authority == England {
			continue
		}
		at := place{c.Origin, c.Authority}
		switch c.Forecaster {
		case own:
			scores[0][at] = c.relative(c.CRPS)
		case other:
			scores[1][at] = c.relative(c.CRPS)
			if !slices.Contains(p.origins, c.Origin) {
				p.origins = append(p.origins, c.Origin)
			}
		}
		most = max(most, c.Authority+1)
	}
	slices.Sort(p.origins)
	for _, origin := range p.origins {
		row := make([]*pair, most)
		for a := range row {
			x, ok := scores[0][place{origin, a}]
			y, both := scores[1][place{origin, a}]
			if ok && both {
				row[a] = &pair{x, y}
			}
		}
		p.at = append(p.at, row)
	}
	return p
}

// SkillOf is the skill of a forecaster against another, with its interval by a
// bootstrap that draws origins and authorities, each with replacement: years
// and places that came by chance. It cannot know of years unlike those scored.
func SkillOf(cases []Case, own, other string, target Target, horizon int) Skill {
	s := Skill{Forecaster: own, Against: other, Target: target.String(), Horizon: horizon}
	p := pairsOf(cases, own, other, target, horizon)
	s.Origins = p.origins
	var all pair
	for _, row := range p.at {
		var sum pair
		for _, x := range row {
			if x == nil {
				continue
			}
			s.N++
			sum.own += x.own
			sum.other += x.other
			if x.own < x.other {
				s.Wins++
			}
		}
		s.ByOrigin = append(s.ByOrigin, sum.skill())
		all.own += sum.own
		all.other += sum.other
	}
	if s.N == 0 {
		return s
	}
	s.Wins /= float64(s.N)
	s.Skill = all.skill()
	s.Low, s.High = p.bootstrap(rng.Seed(uint64(horizon)).At(rng.Name(own)).At(rng.Name(other)).At(rng.Name(target.String())))
	return s
}

func (p pair) skill() float64 { return 1 - p.own/p.other }

// bootstrap gives the middle 95 % of the skill over origins and authorities
// drawn anew.
func (p pairs) bootstrap(key rng.Key) (low, high float64) {
	skills := make([]float64, 0, resamples)
	for r := range resamples {
		luck := key.Nth(uint64(r)).Stream()
		pick := func(n int) int { return int(luck.Uniform() * float64(n)) }
		authorities := make([]int, len(p.at[0]))
		for i := range authorities {
			authorities[i] = pick(len(authorities))
		}
		var sum pair
		for range p.at {
			row := p.at[pick(len(p.at))]
			for _, a := range authorities {
				if x := row[a]; x != nil {
					sum.own += x.own
					sum.other += x.other
				}
			}
		}
		if sum.other > 0 {
			skills = append(skills, sum.skill())
		}
	}
	if len(skills) == 0 {
		return math.NaN(), math.NaN()
	}
	slices.Sort(skills)
	return quantile(skills, .025), quantile(skills, .975)
}
