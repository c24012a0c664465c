package calibration

import (
	"sendsim/calibration/evidence"
	"sendsim/internal/portable"
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

// deviations are one authority's two series, oldest first: log entries per
// plan relative to England, and net leaving less England's.
type deviations struct {
	first          int // calendar year of element 0
	entry, leaving []point
}

// leavingNoise is the counting noise of a year's net leaving rate, in parts of
// 1/plans: the ending of a plan is a rare event of about one in twenty.
const leavingNoise = 0.05

// deviationsOf are the series of the last years before the census of January,
// at constant geography; a year without a figure is a gap. Net leaving is not
// corrected for the mix of ages: at national hazards by age that correction
// made the authorities' series less likely (by 15 in the log, to January 2024),
// because those who end few plans are those with many of the oldest.
func deviationsOf(f, england *evidence.File, january int) deviations {
	d := deviations{first: january - window}
	for year := d.first; year < january; year++ {
		var e, l point
		n, okN := f.Value(evidence.Plans, year, evidence.AllAges, "")
		all, okAll := england.Value(evidence.Plans, year, evidence.AllAges, "")
		entries, okE := f.Value(evidence.NewPlans, year, evidence.AllAges, "")
		national, okU := england.Value(evidence.NewPlans, year, evidence.AllAges, "")
		if okN && okAll && okE && okU && entries > 0 && n > 0 {
			e = point{portable.Log(entries/national) - portable.Log(n/all), 1 / entries, true}
		}
		if rate, ok := leavingOf(f, year); ok && year >= leavingFrom {
			if r, ok := leavingOf(england, year); ok {
				v := min(max(rate-r, -clipLeaving), clipLeaving)
				l = point{v, leavingNoise / n, true}
			}
		}
		d.entry, d.leaving = append(d.entry, e), append(d.leaving, l)
	}
	return d
}
