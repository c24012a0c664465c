package finance

import (
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// closingJanuary is the weight of the January in a financial year, the rest
// being that of the January before, in the children of the year. Plans grow
// from one census to the next, so summer (5 months, mid-June), autumn (4, end
// of October) and spring (3, mid-February, past the census) stand 0.46, 0.83
// and 1.125 of the way: 0.75 over the twelve months. An even mean would put
// unit costs some 2.5 % too high for plans that grow by a tenth a year.
const closingJanuary = 0.75

// season is the children of a financial year in a setting over that mean of
// two Januaries. In summer, few have moved on and colleges have let go those
// who finish; in autumn children enter school and young people leave it: so
// schools have more children over a year than at the census, colleges fewer,
// and nurseries, which are fullest in August, many more. Derived from the
// timetable (docs/timetable.md) with nobody's policy at work, and held against
// it by TestTheYearIsLivedAsItIsPriced.
var season = cohorts.BySetting{
	cohorts.EarlyYearsSetting:     1.69,
	cohorts.MainstreamSchool:      1.03,
	cohorts.Enhanced:              1,
	cohorts.ResourcedProvision:    1.02,
	cohorts.StateSpecial:          0.995,
	cohorts.IndependentSpecial:    1.025,
	cohorts.IndependentMainstream: 1.015,
	cohorts.AlternativeProvision:  1.08,
	cohorts.FurtherEducation:      0.925,
	cohorts.SpecialistPost16:      0.93,
	cohorts.HomeEducated:          1.02,
	cohorts.OtherArrangements:     0.965,
	cohorts.NotPlaced:             0.94,
}

// children is the children with a plan by setting at a January census. Those
// whose placement is not recorded are shared out as the others. Where less
// than half are recorded, the shares are those of a January before, from; 0
// where no census tells.
func children(f *evidence.File, january int) (n cohorts.BySetting, from int) {
	const back = 2 // years: older shares say little
	total, known := f.Value(evidence.Plans, january, evidence.AllAges, "")
	for y := january; y >= january-back; y-- {
		split, found := f.Split(evidence.Plans, y, evidence.AllAges)
		in := split.Known()
		if !found || in == 0 || in < split.Total/2 {
			continue
		}
		if !known {
			total = split.Total
		}
		for s := range n {
			n[s] = split.Settings[s] * total / in
		}
		return n, y
	}
	return n, 0
}

// childrenOf is the children with a plan by setting over a financial year, as
// Tariff.Term counts them; false where no census tells.
func childrenOf(f *evidence.File, year int) (cohorts.BySetting, bool) {
	opening, one := children(f, year)
	closing, two := children(f, year+1)
	if one == 0 {
		opening = closing
	}
	for s := range opening {
		if two != 0 {
			opening[s] += float64(closingJanuary * (closing[s] - opening[s]))
		}
		opening[s] *= season[s]
	}
	return opening, one != 0 || two != 0
}
