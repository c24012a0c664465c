package evidence

import (
	"strings"

	"sendsim/cohorts"
)

// NeedShares is the share of each primary need among an area's plans of known
// need, for all ages or, on England's file, for one age. They are published
// for one year.
func (f *File) NeedShares(ages Ages) ([cohorts.NumNeeds]float64, bool) {
	for _, r := range f.Find(NeedShare) {
		if r.Ages == ages {
			return needShares(f, r.Year, ages)
		}
	}
	return [cohorts.NumNeeds]float64{}, false
}

func needShares(f *File, year int, ages Ages) (shares [cohorts.NumNeeds]float64, ok bool) {
	for _, r := range f.Table(NeedShare, year, ages) {
		if n, known := cohorts.NeedByKey(r.Of); known {
			shares[n] = r.Value
		}
	}
	return shares, toOne(&shares)
}

// NeedsIn is the share of each primary need among England's plans in a
// setting: those of its placement columns, weighted by their plans in the
// latest year that has them.
func (s *Set) NeedsIn(setting cohorts.Setting) ([cohorts.NumNeeds]float64, bool) {
	var shares [cohorts.NumNeeds]float64
	weights := s.England.columnWeights()
	for _, r := range s.England.Find(NeedShareByPlacement) {
		column, need, _ := strings.Cut(r.Of, ":")
		n, known := cohorts.NeedByKey(need)
		if in, placed := SettingOf(column); !known || !placed || in != setting {
			continue
		}
		weight, ok := weights[column]
		if !ok {
			weight = 1 // not yet a category at the last census: counts as one child
		}
		shares[n] += weight * r.Value
	}
	return shares, toOne(&shares)
}

// columnWeights is the plans in each placement column in the latest year.
func (f *File) columnWeights() map[string]float64 {
	weights := map[string]float64{}
	for _, r := range f.Find(Plans) {
		if r.Of != "" && r.Ages == AllAges {
			weights[r.Of] = r.Value // rows are by year: the latest stays
		}
	}
	return weights
}

// toOne scales shares to a sum of one; false where they are all nought.
func toOne(shares *[cohorts.NumNeeds]float64) bool {
	var sum float64
	for _, v := range shares {
		sum += v
	}
	for i := range shares {
		if sum > 0 {
			shares[i] /= sum
		}
	}
	return sum > 0
}
