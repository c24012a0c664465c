package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// Bounds of the factor on all leaving, and the factors at which the mean field
// is worked out.
const leastLeaving, mostLeaving = .3, 3.0

var leavingNodes = [...]float64{leastLeaving, .5, .75, atRest: 1, 1.3, 1.7, 2.3, mostLeaving}

// atRest is the place of the factor 1.
const atRest = 3

// leavingCurve is the mean-field endings of an authority's first calendar year
// at each factor on leaving: per plan at its start, per new plan and per
// arrival of the year.
type leavingCurve struct {
	stock, fresh, arrived [len(leavingNodes)]float64
	old                   [numOldest][len(leavingNodes)]float64 // of stock, by band of oldest
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
				fresh[q][st][at] += float64(n * part.Share() * c.rates.Placement.New[at][st])
			}
		}
		for a, n := range c.rates.Population.ArrivalAge {
			for st := range settings {
				arrived[q][st][a] += float64(n * part.Share() * c.rates.Placement.Arrived[a][st])
			}
		}
	}
	var nobody [termsOfYear]field
	moves := c.midwayMoves()
	for i, l := range leavingNodes {
		byBand := c.endings(stock, &nobody, &moves, l)
		curve.stock[i] = sum(byBand[:]) / c.plans
		for k, b := range oldest {
			curve.old[k][i] = byBand[b] / c.plans
		}
		byBand = c.endings(none, &fresh, &moves, l)
		curve.fresh[i] = sum(byBand[:])
		byBand = c.endings(none, &arrived, &moves, l)
		curve.arrived[i] = sum(byBand[:])
	}
	return curve
}

// moveTable is hazards a year of a change of setting.
type moveTable [bands][settings]cohorts.BySetting

// midwayMoves is the changes of setting at the medians of what is drawn.
func (c *Authority) midwayMoves() (m moveTable) {
	m = c.rates.Review.Move
	for b := range m {
		for i := range judgedMoves {
			j := &judgedMoves[i]
			exchange(&m[b], int(j.from), int(j.to), c.Parameters[firstJudgedMove+i].Quantile(.5)*j.byBand[b], c.back[i][b])
		}
		c.exchangeSpecial(&m[b], b, 1)
	}
	return m
}

// endings is the mean-field number of plans that end in the first calendar
// year, by age band and by the timetable: those who come join before the review
// of their term.
func (c *Authority) endings(n field, come *[termsOfYear]field, moves *moveTable, leaving float64) (ended cohorts.ByBand) {
	r := &c.rates.Review
	for q, part := range yearParts {
		if part == cohorts.Autumn {
			for st := range n {
				ended[cohorts.Age20to25] += n[st][ages-1]
				copy(n[st][1:], n[st][:ages-1])
				n[st][0] = 0
			}
		}
		var moved field
		for st := range n {
			for a := range n[st] {
				here := n[st][a] + come[q][st][a]
				if here == 0 {
					continue
				}
				age := cohorts.Age(a)
				leave := float64((r.Met[a] + r.Out[a]) * part.Share())
				if part == cohorts.Summer {
					leave += float64(r.Finish[a] * r.FinishIn[st])
				}
				leave = float64(leave * leaving)
				row := &moves[cohorts.BandOf(age)][st]
				all := leave + float64(c.needChange(a)*part.Share())
				for to, h := range row {
					if cohorts.Setting(to).Admits(age) {
						all += float64(h * part.Share())
					}
				}
				if all == 0 {
					moved[st][a] += here
					continue
				}
				events := here * (1 - portable.Exp(-all))
				ended[cohorts.BandOf(age)] += events * leave / all
				moved[st][a] += here - float64(events*(leave/all))
				for to, h := range row {
					if cohorts.Setting(to).Admits(age) {
						k := events * h * part.Share() / all
						moved[to][a] += k
						moved[st][a] -= k
					}
				}
			}
		}
		n = moved
	}
	return ended
}

// needChange is the mean hazard a year that a recorded need changes at an age.
func (c *Authority) needChange(a int) (h float64) {
	for d, share := range c.rates.Placement.Need[a] {
		for _, x := range c.rates.Review.Change[a][d] {
			h += float64(share * x)
		}
	}
	return h
}

// factor is the factor on leaving at which the endings of a year with the
// given new plans and arrivals per plan come to want, plans a year per plan;
// over is what of want the bounds leave out.
func (l *leavingCurve) factor(want, entries, arrivals float64) (factor, over float64) {
	at := func(i int) float64 { return l.stock[i] + float64(entries*l.fresh[i]) + float64(arrivals*l.arrived[i]) }
	last := at(0)
	if want <= last {
		return leastLeaving, want - last
	}
	for i := 1; i < len(leavingNodes); i++ {
		next := at(i)
		if want <= next {
			w := (want - last) / (next - last)
			return leavingNodes[i-1] + float64(w*(leavingNodes[i]-leavingNodes[i-1])), 0
		}
		last = next
	}
	return mostLeaving, want - last
}

// lies is the value of a curve at a factor, kept within the nodes.
func lies(curve *[len(leavingNodes)]float64, factor float64) float64 {
	factor = min(max(factor, leastLeaving), mostLeaving)
	i := 1
	for leavingNodes[i] < factor {
		i++
	}
	w := (factor - leavingNodes[i-1]) / (leavingNodes[i] - leavingNodes[i-1])
	return curve[i-1] + float64(w*(curve[i]-curve[i-1]))
}

// more is how many more plans a year end for each at its start where those of
// the oldest end faster by the factors given, beside the factor on all.
func (l *leavingCurve) more(factor float64, faster *[numOldest]float64) (n float64) {
	for b, f := range faster {
		n += lies(&l.old[b], factor*f) - lies(&l.old[b], factor)
	}
	return n
}

// closer is how often the factor on all leaving is found again where it bears
// the endings of the oldest too; halvings how often the way from no factors on
// these to those drawn is halved.
const closer, halvings = 8, 6

// alone is the factor on all leaving at which a year in which none arrive comes
// to the net leaving wanted, beside factors on the oldest. Where its bounds
// leave it short, these are brought nearer to 1, until they do not.
func (l *leavingCurve) alone(want, entries, factor float64, faster *[numOldest]float64) float64 {
	drawn := *faster
	short := func(part float64) (over float64) {
		for b, f := range drawn {
			faster[b] = portable.Pow(f, part)
		}
		for range closer {
			factor, over = l.factor(want-l.more(factor, faster), entries, 0)
		}
		return over
	}
	if short(1) <= 0 {
		return factor
	}
	reached, beyond := 0.0, 1.0
	for range halvings {
		if half := (reached + beyond) / 2; short(half) > 0 {
			beyond = half
		} else {
			reached = half
		}
	}
	short(reached)
	return factor
}

// bound brings the targets of a year to what the bounds of the factor allow:
// endings that cannot be reached are fewer arrivals, and where there are none
// left less net leaving; endings that cannot be avoided are more arrivals.
func (l *leavingCurve) bound(t *Targets, y int) {
	if l.stock[0] == 0 {
		return // nothing is published by single age: the targets stand as they are
	}
	_, over := l.factor(t.Ended[y], t.Entries[y]/t.Stock[y], t.Arrived[y])
	t.Ended[y] -= over
	t.Arrived[y] = max(0, t.Arrived[y]-over)
	t.Net[y] = t.Ended[y] - t.Arrived[y]
}
