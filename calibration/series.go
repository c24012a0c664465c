package calibration

import (
	"math"

	"sendsim/calibration/evidence"
)

// window is the number of latest years to which the authority layer is fitted.
const window = 8

// clipLeaving bounds the deviation of an authority's net leaving rate: a
// single year's is mostly noise.
const clipLeaving = 0.25

// point is one year of a series: its value and the part of its variance that
// is known (counting noise); no value where the year was not published.
type point struct {
	value, noise float64
	known        bool
}

// deviations are one authority's series, oldest first: log entries per plan
// relative to England, net leaving less England's, and log growth of the stock
// less England's.
type deviations struct {
	entry, leaving, growth []point
}

// leavingNoise is the counting noise of a year's net leaving rate, in parts of
// 1/plans: the ending of a plan is a rare event of about one in twenty.
const leavingNoise = 0.05

// growthNoise is the counting noise of a year's log growth, in parts of
// 1/plans: three in ten plans begin or end in a year.
const growthNoise = 0.3

// deviationsOf are the series of the last years before the census of January,
// of leaving and growth since the reform; a year without a figure is a gap. Net leaving is not
// corrected for the mix of ages: at national hazards by age that correction
// made the authorities' series less likely (by 15 in the log, to January 2024),
// because those who end few plans are those with many of the oldest.
func deviationsOf(f, england *evidence.File, january int) deviations {
	var d deviations
	for year := january - window; year < january; year++ {
		var e, l, g point
		n, okN := f.Value(evidence.Plans, year, evidence.AllAges, "")
		all, okAll := england.Value(evidence.Plans, year, evidence.AllAges, "")
		entries, okE := f.Value(evidence.NewPlans, year, evidence.AllAges, "")
		national, okU := england.Value(evidence.NewPlans, year, evidence.AllAges, "")
		if okN && okAll && okE && okU && entries > 0 && n > 0 {
			e = point{math.Log(entries/national) - math.Log(n/all), 1 / entries, true}
		}
		if rate, ok := leavingOf(f, year); ok {
			if r, ok := leavingOf(england, year); ok {
				v := min(max(rate-r, -clipLeaving), clipLeaving)
				l = point{v, leavingNoise / n, true}
			}
		}
		if rate, ok := growthOf(f, year); ok {
			if r, ok := growthOf(england, year); ok {
				g = point{rate - r, growthNoise / n, true}
			}
		}
		d.entry = append(d.entry, e)
		if year >= leavingFrom {
			d.leaving, d.growth = append(d.leaving, l), append(d.growth, g)
		}
	}
	return d
}

// growthOf is the log growth of a stock from one January to the next.
func growthOf(f *evidence.File, year int) (float64, bool) {
	a, okA := f.Value(evidence.Plans, year, evidence.AllAges, "")
	b, okB := f.Value(evidence.Plans, year+1, evidence.AllAges, "")
	if !okA || !okB || a <= 0 || b <= 0 {
		return 0, false
	}
	return math.Log(b / a), true
}
