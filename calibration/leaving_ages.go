package calibration

import (
	"sendsim/cohorts"
)

// leavingAges is the part of plans that have ended by the end of a year, at each
// node: of children who are there at its start, by age then; of new plans, by
// age at its end; of those who arrive in it, by age when they do.
type leavingAges struct {
	there, fresh, come [ages][len(leavingNodes)]float64
}

// yearOf is what a year starts with, and who comes in it: plans by age, new plans
// and arrivals.
type yearOf struct {
	stock            [ages]float64
	entries, arrived float64
}

// leavingByAge works out the endings of the first calendar year.
func (c *Authority) leavingByAge() {
	var stock, none field
	for st := range c.Structure.Plans {
		for d := range c.Structure.Plans[st] {
			for a, n := range c.Structure.Plans[st][d] {
				stock[st][a] += float64(n)
			}
		}
	}
	there := c.byAge()
	for a, n := range there { // nobody of an age is: one child at school
		if n == 0 {
			stock[cohorts.MainstreamSchool][a], there[a] = 1, 1
		}
	}
	var nobody, fresh, come [termsOfYear]field
	for q, part := range yearParts {
		for a := range ages {
			at := a // autumn: at the census it is the same age
			if part != cohorts.Autumn {
				at = max(a-1, 0)
			}
			for st := range settings {
				fresh[q][st][at] += float64(part.Share() * c.rates.Placement.New[at][st])
				come[q][st][a] += float64(part.Share() * c.rates.Placement.Arrived[a][st])
			}
		}
	}
	moves := c.midwayMoves()
	for i, l := range leavingNodes {
		for a, ended := range c.endings(stock, &nobody, &moves, l) {
			c.ends.there[a][i] = ended / there[a]
		}
		for a, ended := range c.endings(none, &come, &moves, l) {
			c.ends.come[a][i] = min(1, ended)
		}
		ended := c.endings(none, &fresh, &moves, l)
		for a := range ages {
			c.ends.fresh[a][i] = min(1, ended[max(a-1, 0)]) // by age in spring
		}
	}
	for i := range leavingNodes {
		for a, part := range c.Structure.Entry {
			c.leave.fresh[i] += float64(part * c.ends.fresh[a][i])
		}
		for a, part := range c.rates.Population.ArrivalAge {
			c.leave.arrived[i] += float64(part * c.ends.come[a][i])
		}
	}
	now := c.byAge()
	c.ends.of(&now, &c.leave)
}

// byAge is the plans of each age at the census.
func (c *Authority) byAge() (n [ages]float64) {
	for st := range c.Structure.Plans {
		for d := range c.Structure.Plans[st] {
			for a, k := range c.Structure.Plans[st][d] {
				n[a] += float64(k)
			}
		}
	}
	return n
}

// of gives a curve the stock of a year, by age at its start.
func (l *leavingAges) of(n *[ages]float64, curve *leavingCurve) {
	all := sum(n[:])
	curve.stock, curve.old = [len(leavingNodes)]float64{}, [numOldest][len(leavingNodes)]float64{}
	for a, there := range n {
		part := there / all
		for i, q := range l.there[a] {
			curve.stock[i] += float64(part * q)
		}
		if g := groupOf[a]; g > 0 {
			for i, q := range l.there[a] {
				curve.old[g-1][i] += float64(part * q)
			}
		}
	}
}

// places are where the factors of the bands lie.
func places(level *cohorts.ByBand, faster float64) (at [bands]place) {
	for b, f := range level {
		at[b] = placeOf(faster * f)
	}
	return at
}

// groupOf is the place of each age in stretch.saw.
var groupOf = func() (of [ages]int) {
	for a := range of {
		of[a] = max(0, int(cohorts.BandOf(cohorts.Age(a)))-int(cohorts.Age11to15))
	}
	return of
}()

// bandAt is the age band of each age.
var bandAt = func() (of [ages]cohorts.Band) {
	for a := range of {
		of[a] = cohorts.BandOf(cohorts.Age(a))
	}
	return of
}()

// yearOn takes the plans by age to the next census.
func (c *Authority) yearOn(y *yearOf, level *cohorts.ByBand) {
	var next [ages]float64
	at := places(level, 1)
	for a, n := range y.stock {
		p := at[bandAt[a]]
		older := min(a+1, ages-1)
		next[older] += float64(n * (1 - p.on(&c.ends.there[a])))
		stay := float64(y.arrived * c.rates.Population.ArrivalAge[a] * (1 - p.on(&c.ends.come[a])))
		late := float64(stay * cohorts.Autumn.Share()) // of the same age at the census
		next[older] += stay - late
		next[a] += late + float64(y.entries*c.Structure.Entry[a]*(1-p.on(&c.ends.fresh[a])))
	}
	y.stock = next
}

// ending is, of a year, the plans that end of those there at its start and of
// the new ones, by age, and, of those who arrive at each age in it, the part
// whose plans end too.
type ending struct{ ended, come [ages]float64 }

// ending is that of a year at the levels times a factor.
func (c *Authority) ending(y *yearOf, level *cohorts.ByBand, faster float64) (l ending) {
	at := places(level, faster)
	for a, n := range y.stock {
		p := at[bandAt[a]]
		l.come[a] = p.on(&c.ends.come[a])
		l.ended[a] = float64(n*p.on(&c.ends.there[a])) +
			float64(y.entries*c.Structure.Entry[a]*p.on(&c.ends.fresh[a]))
	}
	return l
}

// arriving is the arrivals with which a year comes to its net leaving, plans a
// year per plan, where so many leave of those who are there without.
func (c *Authority) arriving(y *yearOf, l *ending, net float64) float64 {
	return toMakeUp(sum(l.ended[:])-float64(net*sum(y.stock[:])), &c.rates.Population.ArrivalAge, &l.come)
}

// toMakeUp is how many must arrive, at the ages given, to make up for so many: of
// each age a part leaves in the same year.
func toMakeUp(gone float64, at, soon *[ages]float64) float64 {
	stay := 0.
	for a, part := range at {
		stay += float64(part * (1 - soon[a]))
	}
	return max(0, gone) / stay
}

// again finds who leaves and comes beside the arrivals of a year: a factor on
// all leaving at which so many more arrive and all the same no plan of any age
// is more or less, and by how many in each age. Endings and arrivals are
// published; what the plans of each band come to is known better. It makes the
// ending, which is that without the factor, the one with it.
func (c *Authority) again(y *yearOf, level *cohorts.ByBand, more float64, l *ending) (faster float64, who [ages]float64) {
	if more <= 0 {
		return 1, who
	}
	come := &c.rates.Population.ArrivalAge
	before := l.all(y.arrived, come)
	faster = firstAgain
	for round := range rounds {
		*l = c.ending(y, level, faster)
		after := l.all(y.arrived, come)
		for a := range who {
			if who[a] = 0; l.come[a] < 1 { // who arrives may leave in the same year
				who[a] = (after[a] - before[a]) / (1 - l.come[a])
			}
		}
		if round < rounds-1 {
			faster = min(mostAgain, 1+(faster-1)*more/sum(who[:]))
		}
	}
	return faster, who
}

// all is all plans that end by age, where so many arrive at the ages given.
func (l *ending) all(arrived float64, at *[ages]float64) (n [ages]float64) {
	for a, ended := range l.ended {
		n[a] = ended + float64(arrived*at[a]*l.come[a])
	}
	return n
}

// rounds is how often the factor is found anew, firstAgain where it starts, and
// mostAgain its bound.
const rounds, firstAgain, mostAgain = 5, 1.5, 4.

// mixAges adds children of each age to shares by age of so many.
func mixAges(shares *[ages]float64, many float64, more *[ages]float64) {
	all := many + sum(more[:])
	if all <= 0 {
		return
	}
	for a := range shares {
		shares[a] = (float64(many*shares[a]) + more[a]) / all
	}
}
