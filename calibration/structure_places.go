package calibration

import (
	"cmp"
	"math"
	"slices"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// rationed are the settings that have places.
var rationed = func() (list []cohorts.Setting) {
	for _, s := range cohorts.Settings() {
		if s.Rationed() {
			list = append(list, s)
		}
	}
	return list
}()

// sought are the settings without places whose part of all plans goes on to
// change as it did. What they leave is in mainstream schools and, past 16, in
// further education colleges. In early years settings nearly all are new each
// year: the ages of new plans say how many.
var sought = [...]cohorts.Setting{
	cohorts.IndependentSpecial, cohorts.IndependentMainstream, cohorts.AlternativeProvision,
	cohorts.HomeEducated, cohorts.OtherArrangements, cohorts.NotPlaced,
}

// closed are the settings whose growth at the start is that of the years
// before.
var closed = append(slices.Clone(rationed), sought[:]...)

// placeYears is the number of latest years over which the growth of a setting
// in England is measured.
const placeYears = 5

// span is the number of years over which the growth of a setting in an
// authority is measured: of the changes from one January to the next a good
// part is recording, and is undone in the next.
const span = 3

// growthCommons is how settings grew, in logs a year: the children in a
// rationed setting, the part of all plans in another.
type growthCommons struct {
	mu   float64 // England's
	last float64 // middle of the authorities in the latest span
	// lasts is how much of an authority's difference from the others in one
	// span it has again in the next.
	lasts float64
	// base and small are the variance between authorities over a span, as a
	// mean of its years: base + small/children.
	base, small float64
}

// leastChildren is the number of children below which growth from year to year
// says nothing.
const leastChildren = 20.0

// sizeIn is the logarithm of what grows in a setting, and the children there;
// false where too few of their placements are known.
func sizeIn(f *evidence.File, s cohorts.Setting, january int) (size, children float64, ok bool) {
	split, found := f.Split(evidence.Plans, january, evidence.AllAges)
	if !found || split.Total == 0 || split.Known() < split.Total/2 {
		return 0, 0, false
	}
	children = split.Settings[s] * split.Total / split.Known() // unknown placements apportioned
	size = portable.Log(children + 1)
	if !s.Rationed() {
		size -= portable.Log(split.Total)
	}
	return size, children, true
}

// grown is the yearly growth of a setting over a number of years to a January,
// and the children there at first; false where it is not known or they were few.
func grown(f *evidence.File, s cohorts.Setting, january, years int) (growth, children float64, ok bool) {
	was, children, okWas := sizeIn(f, s, january-years)
	is, _, okIs := sizeIn(f, s, january)
	return (is - was) / float64(years), children, okWas && okIs && children >= leastChildren
}

func (c *commons) findGrowth() {
	var means, errors []float64
	for _, s := range closed {
		g := &c.growths[s]
		mean, variance := c.nationGrew(s)
		g.mu = mean
		if !s.Rationed() {
			means, errors = append(means, mean), append(errors, variance)
		}
		c.compare(s, g)
	}
	// Parts of a whole cannot all go on as they did: towards no change, by as
	// much as they are known.
	_, between := spread(means, errors)
	for i, s := range sought {
		c.growths[s].mu = normalMean(means[i], errors[i], 0, between).Mean
	}
}

// nationGrew is the mean yearly growth of a setting in England in the latest
// years, and its variance as such a mean.
func (c *commons) nationGrew(s cohorts.Setting) (mean, variance float64) {
	var changes []float64
	for january := c.january - placeYears + 1; january <= c.january; january++ {
		if g, _, ok := grown(c.set.England, s, january, 1); ok {
			changes = append(changes, g)
		}
	}
	n := float64(len(changes))
	mean = ratio(sum(changes), n)
	for _, g := range changes {
		variance += float64((g - mean) * (g - mean))
	}
	return mean, ratio(variance, n*max(1, n-1))
}

// nationDrift is how far the growth of a setting's part of England's plans over
// the next span may lie from what is expected: what its mean is not known by,
// and what the years of a span have each by themselves.
func (c *commons) nationDrift(s cohorts.Setting) Dist {
	_, variance := c.nationGrew(s)
	return Dist{0, math.Sqrt(variance + variance*placeYears/span)}
}

// compare finds how the growth of a setting differs between authorities, in the
// latest span and in the one before, and whether those that grew fast in the
// one did in the other.
func (c *commons) compare(s cohorts.Setting, g *growthCommons) {
	var all []departure
	var both [2][]float64
	middles := [2]float64{}
	spans := [2][]departure{}
	for i := range spans {
		january := c.january - span*(1-i)
		for of, f := range c.set.Authorities {
			if growth, children, ok := grown(f, s, january, span); ok {
				spans[i] = append(spans[i], departure{of, growth, children})
			}
		}
		middles[i] = middle(spans[i])
		for k := range spans[i] {
			spans[i][k].growth -= middles[i]
		}
		all = append(all, spans[i]...)
	}
	g.last = middles[1]
	if len(all) < leastDepartures {
		return
	}
	g.base, g.small = byChildren(all)
	for _, d := range spans[0] {
		for _, e := range spans[1] {
			if d.of == e.of {
				both[0] = append(both[0], g.bounded(d))
				both[1] = append(both[1], g.bounded(e))
			}
		}
	}
	var cross, square float64
	for i, x := range both[0] {
		cross += float64(x * both[1][i])
		square += float64((float64(x*x) + float64(both[1][i]*both[1][i])) / 2)
	}
	g.lasts = min(max(0, ratio(cross, square)), mostLasts)
}

const (
	leastDepartures = 40 // below it no spread is taken from a setting
	mostLasts       = .9
	leastSwing      = 1e-3 // of a year, where too few authorities tell of one
	unsureSwing     = .1   // standard error of the log of a swing, from some 300 departures
)

// departure is how much more a setting grew in an authority than in the middle
// of them, from so many children.
type departure struct {
	of               int
	growth, children float64
}

// bounded is a departure within two standard deviations: beyond lie changes of
// recording.
func (g *growthCommons) bounded(d departure) float64 {
	most := 2 * math.Sqrt(g.between(d.children))
	return min(max(d.growth, -most), most)
}

// between is the variance between authorities with so many children.
func (g *growthCommons) between(children float64) float64 {
	return g.base + g.small/max(children, leastChildren)
}

func middle(list []departure) float64 {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.SortedFunc(slices.Values(list), func(a, b departure) int { return cmp.Compare(a.growth, b.growth) })
	return sorted[len(sorted)/2].growth
}

// byChildren fits the variance of departures as base + small/children: from
// the range between P10 and P90 of the smaller half and of the larger.
func byChildren(list []departure) (base, small float64) {
	bySize := slices.SortedFunc(slices.Values(list), func(a, b departure) int { return cmp.Compare(a.children, b.children) })
	var variance, inverse [2]float64
	half := len(bySize) / 2
	for i, part := range [2][]departure{bySize[:half], bySize[half:]} {
		for _, d := range part {
			inverse[i] += 1 / d.children / float64(len(part))
		}
		slices.SortFunc(part, func(a, b departure) int { return cmp.Compare(a.growth, b.growth) })
		tail := len(part) / 10
		sd := (part[len(part)-1-tail].growth - part[tail].growth) / (2 * z90)
		variance[i] = sd * sd
	}
	small = max(0, ratio(variance[0]-variance[1], inverse[0]-inverse[1]))
	base = variance[1] - float64(small*inverse[1])
	if base < 0 {
		return 0, (variance[0] + variance[1]) / (inverse[0] + inverse[1])
	}
	return base, small
}

// chance is the part of the variance, in departures of so many children, that
// is the luck of each: over a span about as many come and go as are there. The
// simulation draws it by itself.
func chance(children float64) float64 { return 1 / (span * span * max(children, leastChildren)) }

// growth is the prior and the posterior of the yearly growth of a setting in an
// authority over the next span, and the part of its variance that is not drawn
// again in the span after.
func (c *commons) growth(f *evidence.File, s cohorts.Setting) (prior, post Dist, passing float64) {
	g := &c.growths[s]
	_, children, _ := sizeIn(f, s, c.january)
	between := max(g.between(children)-chance(children), g.between(children)/10)
	prior = Dist{g.mu, math.Sqrt(between)}
	own, _, ok := grown(f, s, c.january, span)
	if !ok {
		return prior, prior, (1 - g.lasts) * between
	}
	own = g.bounded(departure{growth: own - g.last, children: children})
	return prior, Dist{g.mu + float64(g.lasts*own), math.Sqrt(between * (1 - float64(g.lasts*g.lasts)))}, (1 - g.lasts) * between
}

// teachGrowth gives the parameters of growth of an authority their prior and
// posterior. Of places in units and state special schools, what lasts is drawn once
// for a future and what passes anew for each year: three years of it make the
// variance of a span.
func (c *commons) teachGrowth(f *evidence.File, set func(parameter int, prior, post Dist)) {
	for i, s := range rationed {
		prior, post, passing := c.growth(f, s)
		if at, swings := swingOf(s); swings {
			post.SD = math.Sqrt(max(0, float64(post.SD*post.SD)-passing))
			swing := portable.Log(max(leastSwing, math.Sqrt(span*passing)))
			set(at, Dist{swing, unsureSwing}, Dist{swing, unsureSwing})
		}
		set(growthResourced+i, prior, post)
	}
	for i, s := range sought {
		prior, post, _ := c.growth(f, s)
		set(firstDrift+i, prior, post)
		d := c.nationDrift(s)
		set(firstNationDrift+i, d, d)
	}
}
