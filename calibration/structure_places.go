package calibration

import (
	"math"

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

// closed are the settings whose growth at the start is that of the years
// before.
var closed = append([]cohorts.Setting{cohorts.IndependentSpecial}, rationed...)

// placeYears is the number of latest years over which the growth of a setting
// is measured.
const placeYears = 5

// placeCommons is the yearly growth of children in rationed settings, in logs:
// the mean over authorities, the variance between them, and that of a single
// year within one.
type placeCommons struct {
	mu, between, within [settings]float64
}

// growthIn is the mean yearly growth of a setting in an authority, and the
// number of years it is over.
func (c *commons) growthIn(f *evidence.File, s cohorts.Setting) (mean float64, changes []float64) {
	var last float64
	for year := c.january - placeYears; year <= c.january; year++ {
		split, ok := f.Split(evidence.Plans, year, evidence.AllAges)
		if !ok || split.Known() < split.Total/2 {
			last = 0
			continue
		}
		now := (split.Settings[s] + 1) * split.Total / split.Known() // unknown placements apportioned
		if last > 0 {
			changes = append(changes, portable.Log(now/last))
		}
		last = now
	}
	return ratio(sum(changes), float64(len(changes))), changes
}

// leastChildren is the number of children below which growth from year to year
// says nothing.
const leastChildren = 20.0

func (c *commons) findPlaces() {
	for _, s := range closed {
		var means, variances []float64
		var within, n float64
		for _, f := range c.set.Authorities {
			if _, changes := c.growthIn(f, s); len(changes) > 1 && c.counted(f, s) {
				m := sum(changes) / float64(len(changes))
				for _, x := range changes {
					within += float64((x - m) * (x - m))
				}
				n += float64(len(changes) - 1)
			}
		}
		c.places.within[s] = ratio(within, n)
		for _, f := range c.set.Authorities {
			if m, changes := c.growthIn(f, s); len(changes) > 0 && c.counted(f, s) {
				means = append(means, m)
				variances = append(variances, c.places.within[s]/float64(len(changes)))
			}
		}
		_, c.places.between[s] = spread(means, variances)
		c.places.mu[s], _ = c.growthIn(c.set.England, s)
	}
}

func (c *commons) counted(f *evidence.File, s cohorts.Setting) bool {
	split, ok := f.Split(evidence.Plans, c.january, evidence.AllAges)
	return ok && split.Settings[s] >= leastChildren
}

// growth is the prior and the posterior of the yearly growth of places of a
// setting in an authority.
func (c *commons) growth(f *evidence.File, s cohorts.Setting) (prior, post Dist) {
	p := &c.places
	prior = Dist{p.mu[s], math.Sqrt(p.between[s])}
	m, changes := c.growthIn(f, s)
	if len(changes) == 0 || !c.counted(f, s) {
		return prior, prior
	}
	return prior, normalMean(m, p.within[s]/float64(len(changes)), p.mu[s], p.between[s])
}
