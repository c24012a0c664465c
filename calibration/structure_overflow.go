package calibration

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// overflowCommons is how the authorities differ in the independent special
// places that they use for each state special one.
type overflowCommons struct {
	mu     float64 // England's log ratio
	spread float64 // variance of an authority's about it
	lasts  float64 // part of the difference that is there a span of years later
	rest   float64 // variance of what is not told by the difference a span before
}

// independentRatio is the log of the children in independent special schools
// for each in a state special school.
func independentRatio(f *evidence.File, january int) (log float64, ok bool) {
	split, found := f.Split(evidence.Plans, january, evidence.AllAges)
	independent, state := split.Settings[cohorts.IndependentSpecial], split.Settings[cohorts.StateSpecial]
	return portable.Log((independent + 1) / (state + 1)), found && state >= leastChildren
}

func (c *commons) findOverflow() {
	o := &c.overflow
	o.mu, _ = independentRatio(c.set.England, c.january)
	before, _ := independentRatio(c.set.England, c.january-span)
	var was, is, rest []float64
	for _, f := range c.set.Authorities {
		x, okWas := independentRatio(f, c.january-span)
		y, okIs := independentRatio(f, c.january)
		if okWas && okIs {
			was, is = append(was, x-before), append(is, y-o.mu)
		}
	}
	var cross, square float64
	for i, x := range was {
		cross += float64(x * is[i])
		square += float64(x * x)
	}
	o.lasts = min(max(0, ratio(cross, square)), mostLasts)
	for i, y := range is {
		rest = append(rest, y-float64(o.lasts*was[i]))
	}
	_, o.spread = spread(is, make([]float64, len(is)))
	_, o.rest = spread(rest, make([]float64, len(rest)))
}

// overflowOf is the prior and the posterior of how much an authority's odds of
// overflow to independent schools differ from England's, in logs.
func (c *commons) overflowOf(f *evidence.File) (prior, post Dist) {
	o := &c.overflow
	prior = Dist{0, math.Sqrt(o.spread)}
	own, ok := independentRatio(f, c.january)
	if !ok {
		return prior, prior
	}
	return prior, Dist{o.lasts * (own - o.mu), math.Sqrt(o.rest)}
}
