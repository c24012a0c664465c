package calibration

import (
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// firstChange is the first age at which needs change: below it the mix of
// needs moves because many more enter than are there.
const firstChange cohorts.Age = 4

// ownNeeds is an authority's mix of needs at each age: England's needs by age
// and setting, by the authority's factors, weighed by its settings, with a few
// children of England's mix beside them.
func (c *commons) ownNeeds(start *evidence.Caseload, factor [needs]float64) (byAge [ages][needs]float64) {
	for a := range ages {
		for s := range settings {
			row := c.need.given[a][s]
			for d := range row {
				row[d] *= factor[d]
			}
			share(row[:])
			n := float64(start.Plans[a][s]) + float64(smoothing*c.settle.stock[a][s])
			for d := range row {
				byAge[a][d] += float64(n * row[d])
			}
		}
		share(byAge[a][:])
	}
	return byAge
}

// aheadOfAge is how far towards the needs of the next age those of a new plan
// are: of the year's plans two in three find the child a year older at the
// census, with half a year for needs to change, one in three does not.
const aheadOfAge = .28

// freshNeeds fills the needs of new plans: those with which, as needs change,
// the children have the needs of their age at the census; below firstChange
// those with which the stock comes to have the needs that it has.
func (s *Structure) freshNeeds(byAge [ages][needs]float64, c *commons) {
	stock := func(a int) float64 { return sum(c.stock[a][:]) }
	var entering [ages][needs]float64 // by age at the census after
	for a := range ages {
		entering[a] = byAge[a]
		if a == 0 || a > int(firstChange) {
			continue
		}
		back := c.bandGrowth()[cohorts.BandOf(cohorts.Age(a))]
		for d := range needs {
			entering[a][d] = max(0, float64(stock(a)*byAge[a][d])-float64(stock(a-1)/back*byAge[a-1][d]))
		}
		if !share(entering[a][:]) {
			entering[a] = byAge[a]
		}
	}
	for a := range ages {
		for d := range needs {
			n := byAge[a][d] + float64(aheadOfAge*(byAge[min(a+1, ages-2)][d]-byAge[a][d]))
			if a < int(firstChange) {
				n = float64(beforeAutumn*entering[a+1][d]) + float64((1-beforeAutumn)*entering[a][d])
			}
			s.Rates.Placement.Need[a][d] = max(0, n)
		}
		share(s.Rates.Placement.Need[a][:])
	}
}

// inSeptember is the mix of needs of those who come to an age: a third of the
// year before the census of the age, two thirds after that of the age below.
func inSeptember(byAge *[ages][needs]float64, a int) (mix [needs]float64) {
	if a <= int(firstChange) {
		return byAge[a]
	}
	for d := range mix {
		mix[d] = float64((1-beforeAutumn)*byAge[a-1][d]) + float64(beforeAutumn*byAge[a][d])
	}
	return mix
}

// needChange is the yearly hazard at which the recorded need changes, from
// need to need, so that the mix of one age becomes that of the next with the
// fewest changes.
func needChange(p, q [needs]float64) (hazard [needs]cohorts.ByNeed) {
	flow := transport(p[:], q[:], nil)
	for d := range needs {
		gone := 0.0
		for e := range needs {
			if e != d && p[d] > 0 {
				gone += flow[d][e] / p[d]
			}
		}
		if gone <= 0 {
			continue
		}
		h := -portable.Log(1 - min(gone, mostLeave))
		for e := range needs {
			if e != d {
				hazard[d][e] = h * flow[d][e] / p[d] / gone
			}
		}
	}
	return hazard
}

// tiltOf scales England's tilt so that over the authority's new plans the mean
// weight of each setting stays what it is.
func (c *commons) tiltOf(s *Structure) {
	p := &s.Rates.Placement
	p.Tilt = c.need.tilt
	for st := range settings {
		var plain, tilted float64
		for a := range ages {
			for d := range needs {
				w := float64(s.Entry[a] * p.New[a][st] * p.Need[a][d])
				plain += w
				tilted += float64(w * p.Tilt[d][st])
			}
		}
		if tilted <= 0 {
			continue
		}
		for d := range needs {
			p.Tilt[d][st] *= plain / tilted
		}
	}
}
