package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// Bounds of the factor on leaving: on that of all and of the young, and on that
// of the oldest, whose levels the evidence knows to within a factor of seven.
const (
	leastLeaving, mostLeaving = .3, mostOldest
	leastOldest, mostOldest   = .05, 8.
)

// leavingNodes are the factors at which the mean field is worked out.
var leavingNodes = [...]float64{
	leastOldest, .12, atLeast: leastLeaving, .5, .75, atRest: 1, 1.3, 1.7, 2.3, 3, 5, atMost: mostLeaving,
}

// Places of nodes: the bounds of the factor on all, and the factor 1.
const atLeast, atRest, atMost = 2, 5, 11

// leavingCurve is the mean-field endings of an authority's calendar year at each
// node: per plan at its start, per new plan and per arrival of the year.
type leavingCurve struct {
	stock, fresh, arrived [len(leavingNodes)]float64
	old                   [numOldest][len(leavingNodes)]float64 // of stock, by band of oldest
}

// field is children with a plan by setting and age, in expectation.
type field [settings][ages]float64

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
// year, by age in its spring and by the timetable: those who come join before
// the review of their term.
func (c *Authority) endings(n field, come *[termsOfYear]field, moves *moveTable, leaving float64) (ended [ages]float64) {
	r := &c.rates.Review
	var change [ages]float64
	for a := range change {
		change[a] = c.needChange(a)
	}
	older := 0
	for q, part := range yearParts {
		if part == cohorts.Autumn {
			older = 1
			for st := range n {
				ended[ages-1] += n[st][ages-1]
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
				all := leave + float64(change[a]*part.Share())
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
				ended[max(0, a-older)] += events * leave / all
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
	return reaches(want, func(i int) float64 { return l.ends(i, entries, arrivals) })
}

// ends is all endings at a node, plans a year per plan.
func (l *leavingCurve) ends(i int, entries, arrivals float64) float64 {
	return l.stock[i] + float64(entries*l.fresh[i]) + float64(arrivals*l.arrived[i])
}

// reaches is the factor between the bounds at which a curve comes to want, and
// what of want they leave out.
func reaches(want float64, curve func(node int) float64) (factor, over float64) {
	last := curve(atLeast)
	if want <= last {
		return leastLeaving, want - last
	}
	for i := atLeast + 1; i <= atMost; i++ {
		next := curve(i)
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
	return placeOf(factor).on(curve)
}

// place is where a factor lies between two nodes.
type place struct {
	node int     // the next node
	part float64 // of the way to it
}

func placeOf(factor float64) place {
	factor = min(max(factor, leavingNodes[0]), leavingNodes[len(leavingNodes)-1])
	i := 1
	for leavingNodes[i] < factor {
		i++
	}
	return place{i, (factor - leavingNodes[i-1]) / (leavingNodes[i] - leavingNodes[i-1])}
}

// on is the value of a curve at the place.
func (p place) on(curve *[len(leavingNodes)]float64) float64 {
	return curve[p.node-1] + float64(p.part*(curve[p.node]-curve[p.node-1]))
}

// aged is how many plans of the oldest end a year for each plan at its start,
// at factors of their own.
func (l *leavingCurve) aged(pace *[numOldest]float64) (n float64) {
	for b, f := range pace {
		n += lies(&l.old[b], f)
	}
	return n
}

// midway is the endings of the first year where nothing surprises, by the factor
// on all leaving that would bring them to their target.
func (l *leavingCurve) midway(common float64) float64 {
	all, level := [numOldest]float64{common, common}, [numOldest]float64{1, 1}
	return lies(&l.stock, common) - l.aged(&all) + l.aged(&level)
}

// year is the factors on leaving with which a year comes to its net leaving, and
// the arrivals that its target leaves room for, plans a year per plan: endings
// that the bounds do not reach are fewer arrivals, endings that cannot be avoided
// more. drawn is the factors of the oldest as they were drawn, common the factor
// on all that would bring the endings of the first year to their target where
// nothing surprises: their level is as drawn whatever that is, and from there
// they move with all others.
//
// At the factor on all, whoever of the oldest leaves beyond it is made up for by
// those who arrive; where fewer leave than arrive, none arrive, and all others
// leave faster; where even that is not enough, the oldest are not as slow as
// drawn.
func (l *leavingCurve) year(net, ended, arrivals, entries, common float64, drawn *[numOldest]float64) (level cohorts.ByBand, arriving float64) {
	factor, over := l.factor(ended, entries, arrivals)
	var all, pace [numOldest]float64
	for b, f := range drawn {
		all[b], pace[b] = factor, min(max(factor/common*f, leastOldest), mostOldest)
	}
	others := factor
	if arrivals-over+l.aged(&pace)-l.aged(&all) < 0 {
		others = l.alone(net, entries, factor, &pace)
	}
	level = cohorts.Level(others)
	for k, b := range oldest {
		level[b] = pace[k]
	}
	return level, max(0, arrivals-over)
}

// alone is the factor on the leaving of all others at which a year in which none
// arrive comes to its net leaving. Where its bounds leave it short, the oldest
// are brought nearer to the factor on all, until they do not.
func (l *leavingCurve) alone(net, entries, factor float64, pace *[numOldest]float64) (others float64) {
	drawn := *pace
	short := func(part float64) (over float64) {
		for b, f := range drawn {
			pace[b] = factor * portable.Pow(f/factor, part)
		}
		others, over = reaches(net-l.aged(pace), func(i int) float64 {
			n := l.ends(i, entries, 0)
			for b := range pace {
				n -= l.old[b][i]
			}
			return n
		})
		return over
	}
	if short(1) <= 0 {
		return others
	}
	reached, beyond := 0., 1.
	for range halvings {
		if half := (reached + beyond) / 2; short(half) > 0 {
			beyond = half
		} else {
			reached = half
		}
	}
	short(reached)
	return others
}

// halvings is how often the way from paces that are the factor on all to those
// drawn is halved.
const halvings = 6
