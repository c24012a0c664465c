package calibration

import (
	"fmt"
	"strings"
)

// WithRatesOf is the authority's children and places on the rates of another:
// who asks for a plan and gets one, with which need and where, who moves, who
// leaves (docs/decisions/0012). Rates are for each child: what the other's
// tables say of its own number of children, such as the ages of its new plans,
// is brought to the children of this one.
func (c *Authority) WithRatesOf(other *Authority) *Authority {
	d := c.WithRatesAndMixOf(other, other)
	if !other.Valid {
		d.Warnings = append(d.Warnings, fmt.Sprintf("the calibration of %s, whose rates these are, is not valid: %s", other.Area.Name, strings.Join(other.Invalid, "; ")))
	}
	return d
}

// WithRatesAndMixOf is the same with the two parts of it from two authorities:
// who asks for a plan, gets one and leaves; with which need and where, and who
// moves.
func (c *Authority) WithRatesAndMixOf(rates, mix *Authority) *Authority {
	s := *c.Structure
	of := rates.Structure
	s.Rates, s.Back = withMix(of.Rates, &mix.Structure.Rates), mix.Structure.Back
	here, there := s.atRisk(), of.atRisk()
	var more float64
	s.Entry, more = standardised(of.Entry, here, there)
	s.Ask, _ = standardised(of.Ask, here, there)

	d := c.With(&s, chosen(rates.Parameters, func(g Group) []Parameter {
		switch g {
		case Places, PopulationOf:
			return c.Parameters
		case PlacementOf:
			return mix.Parameters
		}
		return rates.Parameters
	}))
	d.EntryHyper, d.LeavingHyper, d.Pooling = rates.EntryHyper, rates.LeavingHyper, rates.Pooling
	d.own, d.published = c.own, c.published
	c.ready()
	d.lent = &lent{from: rates, mix: mix, more: more, keeps: &c.close.keeps}
	return d
}

// RatesOf is the authority whose rates these are, nil where they are its own.
func (c *Authority) RatesOf() *Authority {
	if c.lent == nil {
		return nil
	}
	return c.lent.from
}

// lent is what stands behind rates that are another authority's.
type lent struct {
	from *Authority
	mix  *Authority // whose settings and needs
	more float64    // new plans of a year, for each of the other's
	// keeps is what its own settings keep of what a change of rates adds: with
	// it its places grow, and so do those who seek them; nil: as the mix's do.
	keeps *[settings]float64
}

// take takes from the other authority what it has worked out of its own
// children, so that it holds for each child of this one.
func (c *Authority) take(l *lent) {
	of := l.from
	of.ready()
	l.mix.ready()
	c.close = l.mix.close
	if l.keeps != nil {
		for _, s := range rationed {
			c.close.keeps[s] = l.keeps[s]
		}
	}
	c.path = of.path * l.more
	c.common = of.common
	c.older = c.leave.midway(of.common) / of.leave.midway(of.common)
}

// atRisk are the children of each age who have no plan at the census.
func (s *Structure) atRisk() (n [ages]float64) {
	n = s.Population
	for st := range s.Plans {
		for d := range s.Plans[st] {
			for a, k := range s.Plans[st][d] {
				n[a] -= float64(k)
			}
		}
	}
	return n
}

// standardised is shares by age as they are with so many children of each age
// here where there are so many there, and how much more all of them come to.
func standardised(shares, here, there [ages]float64) (to [ages]float64, more float64) {
	var before float64
	for a, n := range shares {
		to[a] = float64(n * (max(1, here[a]) / max(1, there[a])))
		before += n
		more += to[a]
	}
	more /= before
	for a := range to {
		to[a] /= more
	}
	return to, more
}
