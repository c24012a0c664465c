package calibration

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// endedIn is an authority's endings of the last two years by way, and the
// years counted.
func (c *commons) endedIn(f *evidence.File) (n [numWays]float64, years int) {
	for _, year := range []int{c.january - 2, c.january - 1} {
		if _, ok := f.Value(evidence.Ceased, year, evidence.AllAges, ""); !ok {
			continue
		}
		years++
		for _, r := range ceasedReasons {
			n[wayOf(r.reason)] += total(f, evidence.Ceased, year, r.of)
		}
	}
	return n, years
}

// expectedEnding is what an authority's endings of a year would be at
// England's hazards, with its plans of the census brought back by its growth.
func (c *commons) expectedEnding(f *evidence.File, plans *evidence.Counts) (n [numWays]float64) {
	back := total(f, evidence.Plans, c.january-1, "") / total(f, evidence.Plans, c.january, "")
	if !finite(back) || back <= 0 {
		back = 1
	}
	for a, row := range plans {
		for s, children := range row {
			k := float64(children) * back
			n[met] += float64(k * c.leaving.hazard[met][a])
			n[out] += float64(k * c.leaving.hazard[out][a])
			n[finished] += float64(k * (1 - portable.Exp(-c.leaving.hazard[finished][a]*c.leaving.in[s])))
		}
	}
	return n
}

func (c *commons) findLeavingWeights() {
	c.leaving.byNational = map[string][numWays]float64{}
	var seen, expected [numWays][]float64
	for _, f := range c.set.Authorities {
		load, err := c.set.Caseload(f.Area.Code, c.january)
		if err != nil {
			continue
		}
		e := c.expectedEnding(f, &load.Plans)
		c.leaving.byNational[f.Area.Code] = e
		n, years := c.endedIn(f)
		if years == 0 {
			continue
		}
		for w := range numWays {
			seen[w] = append(seen[w], n[w])
			expected[w] = append(expected[w], e[w]*float64(years))
		}
	}
	for w := range numWays {
		c.leaving.weight[w] = ratioWeight(seen[w], expected[w])
	}
}

// arrivedIn is, for each of the last two years, the next stock less what
// stock, new plans and endings come to, over the stock: children who moved in
// with a plan, and what was recorded late.
func (c *commons) arrivedIn(f *evidence.File) []float64 {
	var shares []float64
	for _, year := range []int{c.january - 2, c.january - 1} {
		l, ok := leavingOf(f, year)
		ended, okEnded := f.Value(evidence.Ceased, year, evidence.AllAges, "")
		stock, okStock := f.Value(evidence.Plans, year, evidence.AllAges, "")
		if ok && okEnded && okStock && stock > 0 {
			shares = append(shares, ended/stock-l)
		}
	}
	return shares
}

func (c *commons) findArrivals() {
	var means, variances []float64
	var within, pairs float64
	for _, f := range c.set.Authorities {
		if x := c.arrivedIn(f); len(x) == 2 {
			within += float64((x[0] - x[1]) * (x[0] - x[1]) / 2)
			pairs++
		}
	}
	if pairs == 0 {
		return
	}
	within /= pairs
	for _, f := range c.set.Authorities {
		if x := c.arrivedIn(f); len(x) > 0 {
			means = append(means, sum(x)/float64(len(x)))
			variances = append(variances, within/float64(len(x)))
		}
	}
	_, c.leaving.arrivals.between = spread(means, variances)
	c.leaving.arrivals.noise = within
	national := c.arrivedIn(c.set.England)
	c.leaving.arrivals.mu = sum(national) / float64(len(national))
}

// arrivals is the posterior of an authority's share of arrivals, plans a year
// per plan.
func (c *commons) arrivals(f *evidence.File) (prior, post Dist) {
	a := &c.leaving.arrivals
	prior = Dist{a.mu, math.Sqrt(a.between)}
	x := c.arrivedIn(f)
	if len(x) == 0 {
		return prior, prior
	}
	n := float64(len(x))
	return prior, normalMean(sum(x)/n, a.noise/n, a.mu, a.between)
}

// leavingOf fills the hazards of leaving: England's by age, times the
// authority's own ratio for each way.
func (c *commons) leavingOf(f *evidence.File, s *Structure, start *evidence.Caseload) {
	l, r := &c.leaving, &s.Rates.Review
	rel := c.mixOfWays(f)
	level := c.levelOfEndings(f, rel)
	for a := range ages {
		r.Met[a] = l.hazard[met][a] * rel[met] * level[a]
		r.Out[a] = l.hazard[out][a] * rel[out] * level[a]
		if a >= int(firstFinishing) {
			r.Finish[a] = l.hazard[finished][a] * rel[finished] * level[a]
		}
		for reason, n := range l.reasons[a] {
			switch wayOf(cohorts.Reason(reason)) {
			case out:
				r.OutReasons[a][reason] = n
			case finished:
				r.FinishReasons[a][reason] = n
			}
		}
		orElse(r.OutReasons[a][:], int(cohorts.MovedAuthority))
		orElse(r.FinishReasons[a][:], int(cohorts.OtherReason))
	}
	r.FinishIn = l.in
	for a, row := range start.Plans {
		n := 0
		for _, children := range row {
			n += children
		}
		s.Rates.Population.ArrivalAge[a] = (float64(n) + smoothing*sum(c.stock[a][:])/c.stockTotal()) * l.moved[a]
	}
	share(s.Rates.Population.ArrivalAge[:])
}

// mixOfWays is how often plans of an authority end in each way, relative to
// England's hazards, such that all its endings are as many as England's.
func (c *commons) mixOfWays(f *evidence.File) (rel [numWays]float64) {
	ended, years := c.endedIn(f)
	expected := c.leaving.byNational[f.Area.Code]
	var own, england float64
	for w := range numWays {
		rel[w] = ratioTowards(ended[w], float64(expected[w]*float64(years)), c.leaving.weight[w])
		own += float64(rel[w] * expected[w])
		england += expected[w]
	}
	for w := range numWays {
		if own > 0 {
			rel[w] *= england / own
		}
	}
	return rel
}

// levelOfEndings is the factor on the hazards of each age. Endings are recorded
// late or not at all: their mix is the authority's own, their level that with
// which England's plans came to be in each band, or, where bands are not known,
// that of England's stock balance and the authority's arrivals.
func (c *commons) levelOfEndings(f *evidence.File, rel [numWays]float64) (level [ages]float64) {
	expected := c.leaving.byNational[f.Area.Code]
	var recorded float64
	for w := range numWays {
		recorded += float64(rel[w] * expected[w])
	}
	_, arrived := c.arrivals(f)
	balance := (c.netNow() + max(0, arrived.Mean)) * total(f, evidence.Plans, c.january-1, "")
	all := 1.
	if recorded > 0 && balance > 0 {
		all = min(max(balance/recorded, leastRecorded), mostRecorded)
	}
	for a := range level {
		level[a] = all
		if c.oldest.known() {
			level[a] = c.oldest.factorAt(a)
		}
	}
	return level
}

// Bounds of endings in balance over endings recorded.
const leastRecorded, mostRecorded = .4, 3.0

// netNow is England's mean net leaving of the last two years.
func (c *commons) netNow() float64 {
	net := netLeaving(c.set.England, c.january-2, c.january-1)
	return ratio(sum(net), float64(len(net)))
}

// firstFinishing is the first age at which education can be finished: the
// year of the sixteenth birthday or later.
const firstFinishing cohorts.Age = 16

// smoothing is the number of children who stand for England's mix of ages
// beside an authority's own.
const smoothing = 20.0

func (c *commons) stockTotal() float64 {
	var n float64
	for a := range c.stock {
		n += sum(c.stock[a][:])
	}
	return n
}

// orElse makes shares of x; where there is nothing, all of it is element i.
func orElse(x []float64, i int) {
	if !share(x) {
		x[i] = 1
	}
}
