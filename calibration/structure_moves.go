package calibration

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// moveCommons are changes of setting outside the borders between phases.
type moveCommons struct {
	published []publishedMove
	rate      []float64 // England's hazard of each, a year, in children of ages 5 to 10
	weight    []float64
}

// publishedMove is a change of setting that was published by authority to
// 2021 [SEN2-22].
type publishedMove struct {
	of       string
	from, to []cohorts.Setting
	// byBand is how much more often it happens at other ages than at 5 to 10,
	// borders apart. Derived for moves to special schools: in January 2024 their
	// part of an age rises by 4 in a hundred a year from 6 to 10, by 1 from 12
	// to 15 [SEN2-24]; even for the others [JUDGEMENT].
	byBand [bands]float64
}

var publishedMoves = []publishedMove{
	{
		"mainstream_to_special",
		[]cohorts.Setting{cohorts.MainstreamSchool, cohorts.ResourcedProvision},
		[]cohorts.Setting{cohorts.StateSpecial, cohorts.IndependentSpecial},
		[bands]float64{1, 1, .3, 0, 0},
	},
	{
		"special_to_mainstream",
		[]cohorts.Setting{cohorts.StateSpecial, cohorts.IndependentSpecial},
		[]cohorts.Setting{cohorts.MainstreamSchool, cohorts.ResourcedProvision},
		[bands]float64{1, 1, 1, 0, 0},
	},
	{
		"mainstream_to_home",
		[]cohorts.Setting{cohorts.MainstreamSchool, cohorts.ResourcedProvision},
		[]cohorts.Setting{cohorts.HomeEducated},
		[bands]float64{1, 1, 1, 0, 0},
	},
	{
		"special_to_home",
		[]cohorts.Setting{cohorts.StateSpecial, cohorts.IndependentSpecial},
		[]cohorts.Setting{cohorts.HomeEducated},
		[bands]float64{1, 1, 1, 0, 0},
	},
}

// moveYears is the number of latest years of moves that are counted.
const moveYears = 3

// leastBetween is the least part of the published moves that is taken to
// happen outside the borders between phases.
const leastBetween = .2

// movedIn is an authority's moves of one kind in the latest years, and the
// children at risk in the weights of ages 5 to 10.
func (c *commons) movedIn(f *evidence.File, m publishedMove) (moves, risk float64) {
	years := f.YearsOf(evidence.Moves, evidence.AllAges, m.of)
	for _, year := range years[max(0, len(years)-moveYears):] {
		split, ok := f.Split(evidence.Plans, year, evidence.AllAges)
		if !ok {
			continue
		}
		moves += total(f, evidence.Moves, year, m.of)
		for _, s := range m.from {
			risk += split.Settings[s] * c.atRisk(s, m.byBand)
		}
	}
	return moves, risk
}

// atRisk is the mean weight of a setting's children in England.
func (c *commons) atRisk(s cohorts.Setting, byBand [bands]float64) float64 {
	var n, w float64
	for a := range ages {
		n += c.stock[a][s]
		w += c.stock[a][s] * byBand[cohorts.BandOf(cohorts.Age(a))]
	}
	return ratio(w, n)
}

// acrossBorders is the yearly share of the children at risk who make a move at
// a border between phases, in England.
func (c *commons) acrossBorders(m publishedMove) float64 {
	var moved, risk float64
	for b := range cohorts.NumBorders {
		n := sum(c.stock[borderAge[b]][:])
		for _, from := range m.from {
			for _, to := range m.to {
				moved += n * c.settle.flow[b][from][to]
			}
		}
	}
	for _, s := range m.from {
		for a := range ages {
			risk += c.stock[a][s] * m.byBand[cohorts.BandOf(cohorts.Age(a))]
		}
	}
	return ratio(moved, risk)
}

func (c *commons) findMoves() {
	x := &c.moves
	for _, m := range publishedMoves {
		moved, risk := c.movedIn(c.set.England, m)
		rate := ratio(moved, risk)
		between := max(rate-c.acrossBorders(m), leastBetween*rate)
		var seen, expected []float64
		for _, f := range c.set.Authorities {
			n, r := c.movedIn(f, m)
			seen, expected = append(seen, n), append(expected, r*rate)
		}
		x.published = append(x.published, m)
		x.rate = append(x.rate, between)
		x.weight = append(x.weight, ratioWeight(seen, expected))
	}
}

// movesOf fills the hazards of a change of setting from published moves:
// England's, times the authority's own ratio. To which of several settings a
// move goes follows where the authority's children of the band are.
func (c *commons) movesOf(f *evidence.File, s *Structure) {
	for i, m := range c.moves.published {
		n, risk := c.movedIn(f, m)
		england, all := c.movedIn(c.set.England, m)
		own := ratioTowards(n, risk*ratio(england, all), c.moves.weight[i])
		for b := range bands {
			h := c.moves.rate[i] * own * m.byBand[b]
			if h == 0 {
				continue
			}
			to := s.inBand(cohorts.Band(b), m.to)
			for _, from := range m.from {
				for j, t := range m.to {
					s.Rates.Review.Move[b][from][t] += h * to[j]
				}
			}
		}
	}
}

// inBand are the shares of some settings among the children of a band who are
// in one of them.
func (s *Structure) inBand(b cohorts.Band, of []cohorts.Setting) []float64 {
	shares := make([]float64, len(of))
	for j, st := range of {
		for d := range needs {
			for a := range ages {
				if cohorts.BandOf(cohorts.Age(a)) == b {
					shares[j] += float64(s.Plans[st][d][a])
				}
			}
		}
		shares[j]++ // nobody there is not never
	}
	share(shares)
	return shares
}

// rationed are the settings that have places.
var rationed = func() (list []cohorts.Setting) {
	for _, s := range cohorts.Settings() {
		if s.Rationed() {
			list = append(list, s)
		}
	}
	return list
}()

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
			changes = append(changes, math.Log(now/last))
		}
		last = now
	}
	return ratio(sum(changes), float64(len(changes))), changes
}

// leastChildren is the number of children below which growth from year to year
// says nothing.
const leastChildren = 20.0

func (c *commons) findPlaces() {
	for _, s := range rationed {
		var means, variances []float64
		var within, n float64
		for _, f := range c.set.Authorities {
			if _, changes := c.growthIn(f, s); len(changes) > 1 && c.counted(f, s) {
				m := sum(changes) / float64(len(changes))
				for _, x := range changes {
					within += (x - m) * (x - m)
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
