package calibration

import (
	"math"

	"sendsim/cohorts"
)

// Bounds of the factor on all leaving, and the factors at which the mean field
// is worked out.
const leastLeaving, mostLeaving = .3, 3.0

var leavingNodes = [...]float64{leastLeaving, .5, .75, 1, 1.3, 1.7, 2.3, mostLeaving}

// leavingCurve is the mean-field endings of an authority's first calendar year
// at each factor on leaving: per plan at its start, per new plan and per
// arrival of the year.
type leavingCurve struct {
	stock, fresh, arrived [len(leavingNodes)]float64
}

// field is children with a plan by setting and age, in expectation.
type field [settings][ages]float64

func (c *Authority) leavingCurve() (curve leavingCurve) {
	s := c.Structure
	var stock, none field
	for st := range s.Plans {
		for d := range s.Plans[st] {
			for a, n := range s.Plans[st][d] {
				stock[st][a] += float64(n)
			}
		}
	}
	var fresh, arrived [termsOfYear]field
	for q, part := range yearParts {
		for a, n := range s.Entry {
			at := a // autumn: at the census it is the same age
			if part != cohorts.Autumn {
				at = max(a-1, 0)
			}
			for st := range settings {
				fresh[q][st][at] += n * part.Share() * s.Rates.Placement.New[at][st]
			}
		}
		for a, n := range s.Rates.Population.ArrivalAge {
			for st := range settings {
				arrived[q][st][a] += n * part.Share() * s.Rates.Placement.Arrived[a][st]
			}
		}
	}
	var nobody [termsOfYear]field
	for i, l := range leavingNodes {
		curve.stock[i] = c.endings(stock, nobody, l) / c.plans
		curve.fresh[i] = c.endings(none, fresh, l)
		curve.arrived[i] = c.endings(none, arrived, l)
	}
	return curve
}

// endings is the mean-field number of plans that end in the first calendar
// year, by the timetable: those who come join before the review of their term.
// Changes of setting within the year are left out; they hardly move it.
func (c *Authority) endings(n field, come [termsOfYear]field, leaving float64) float64 {
	r := &c.Structure.Rates.Review
	var ended float64
	for q, part := range yearParts {
		if part == cohorts.Autumn {
			for st := range n {
				ended += n[st][ages-1]
				copy(n[st][1:], n[st][:ages-1])
				n[st][0] = 0
			}
		}
		for st := range n {
			for a := range n[st] {
				n[st][a] += come[q][st][a]
				if n[st][a] == 0 {
					continue
				}
				leave := (r.Met[a] + r.Out[a]) * part.Share()
				if part == cohorts.Summer {
					leave += r.Finish[a] * r.FinishIn[st]
				}
				leave *= leaving
				all := leave + c.stirring(st, a)*part.Share()
				if all == 0 {
					continue
				}
				gone := n[st][a] * (1 - math.Exp(-all)) * leave / all
				ended += gone
				n[st][a] -= gone
			}
		}
	}
	return ended
}

// stirring is the hazard a year of what competes with leaving at an age in a
// setting: a change of setting or of need.
func (c *Authority) stirring(st, a int) float64 {
	r := &c.Structure.Rates.Review
	var h float64
	for to, x := range r.Move[cohorts.BandOf(cohorts.Age(a))][st] {
		if cohorts.Setting(to).Admits(cohorts.Age(a)) {
			h += x
		}
	}
	b := cohorts.BandOf(cohorts.Age(a))
	for i, m := range judgedMoves {
		x := c.Parameters[firstJudgedMove+i].Quantile(.5) * m.byBand[b]
		if int(m.from) == st && m.to.Admits(cohorts.Age(a)) {
			h += x
		}
		if int(m.to) == st && m.from.Admits(cohorts.Age(a)) {
			h += min(x*c.back[i][b], mostExchanged)
		}
	}
	if b <= cohorts.Age11to15 {
		switch {
		case isSpecial(st):
			h += c.Structure.Back
		case st == int(cohorts.MainstreamSchool):
			for _, n := range c.backSpecial[b] {
				h += min(c.Structure.Back*n, mostExchanged)
			}
		}
	}
	for d, share := range c.Structure.Rates.Placement.Need[a] {
		for _, x := range r.Change[a][d] {
			h += share * x
		}
	}
	return h
}

// factor is the factor on leaving at which the endings of a year with the
// given new plans and arrivals per plan come to want, plans a year per plan;
// over is what of want the bounds leave out.
func (l *leavingCurve) factor(want, entries, arrivals float64) (factor, over float64) {
	at := func(i int) float64 { return l.stock[i] + entries*l.fresh[i] + arrivals*l.arrived[i] }
	last := at(0)
	if want <= last {
		return leastLeaving, want - last
	}
	for i := 1; i < len(leavingNodes); i++ {
		next := at(i)
		if want <= next {
			w := (want - last) / (next - last)
			return leavingNodes[i-1] + w*(leavingNodes[i]-leavingNodes[i-1]), 0
		}
		last = next
	}
	return mostLeaving, want - last
}
