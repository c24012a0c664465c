package cohorts_test

import (
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"sendsim/cohorts"
)

// arriving is a scene of a spring with mean arrivals at one age, who wish for
// other arrangements.
func arriving(mean float64, a cohorts.Age) *scene {
	sc := newScene(cohorts.Spring)
	sc.p.Population.Arrivals[0] = mean
	sc.p.Population.ArrivalAge = [cohorts.NumAges]float64{}
	sc.p.Population.ArrivalAge[a] = 1
	sc.p.Placement.Arrived[a][cohorts.OtherArrangements] = 1
	return sc
}

// The worked sum of the step's comment: a mean of 30 x 0.1 at 11, and the rest
// at 6.
func TestArrivalsArePoissonAtEachAge(t *testing.T) {
	sc := arriving(30, 6)
	sc.p.Population.ArrivalAge[6], sc.p.Population.ArrivalAge[11] = .9, .1
	counts, shares := make([]int, 12), make([]float64, 12)
	mean := distuv.Poisson{Lambda: 30 * .1}
	for k := range shares {
		shares[k] = mean.Prob(float64(k))
	}
	shares[11] = 1 - mean.CDF(10) // 11 and more
	sc.futures(t, 10000, func(a after) { counts[min(a.Aged(11), 11)]++ })
	fits(t, "arrivals at 11", counts, shares)
	sc.expect(t, 4000,
		claim{"arrivals at 6", 30 * .9, func(a after) int32 { return a.Aged(6) }, 30 * .9},
		claim{"arrivals", 30, func(a after) int32 { return a.Arrived }, 30}, // of independent ages
		claim{"not counted as new plans", 0, func(a after) int32 { return a.Issued + a.NewPlans[cohorts.OtherArrangements] }, 0},
	)
}

func TestArrivalsComeInEveryTermByItsOwnNumber(t *testing.T) {
	sc := arriving(0, 8)
	copy(sc.p.Population.Arrivals, []float64{1, 4, 9})
	sc.p.Placement.Arrived[9] = sc.p.Placement.Arrived[8] // who is 8 at the start is 9 in the autumn
	var got [3]tally
	sc.lives(t, 2000, 3, func(term int, a after) { got[term].add(float64(a.Arrived)) })
	for term := range got {
		mean := [...]float64{1, 4, 9}[term]
		got[term].hold(t, "arrivals", mean, mean)
	}
}

// Needs and wishes of those who arrive follow Need and Arrived alone: neither
// tilt nor any factor weighs them.
func TestArrivalsHaveTheirOwnMix(t *testing.T) {
	sc := arriving(1, 10)
	sc.p.Placement.Need[10] = cohorts.ByNeed{cohorts.ASD: .2, cohorts.MLD: .5, cohorts.VI: .3}
	sc.p.Placement.Arrived[10] = cohorts.BySetting{mainstream: .6, special: .1, cohorts.HomeEducated: .3}
	sc.places(special, 1e6)
	for s := range cohorts.NumSettings {
		sc.p.Placement.Tilt[cohorts.ASD][s] = float64(s)
		sc.f.Prefer[cohorts.Mainstream][s] = float64(s * s)
	}
	sc.f.RequestNeed[cohorts.Mainstream][cohorts.MLD] = 20
	var counts []int
	var shares []float64
	for _, d := range cohorts.Needs() {
		for _, at := range cohorts.Settings() {
			counts = append(counts, 0)
			shares = append(shares, sc.p.Placement.Need[10][d]*sc.p.Placement.Arrived[10][at])
		}
	}
	sc.futures(t, 16000, func(a after) {
		a.EachCell(func(c cohorts.Cell, n int32) {
			counts[int(c.Need)*int(cohorts.NumSettings)+int(c.Setting)] += int(n)
		})
	})
	fits(t, "need and setting of arrivals", counts, shares)
}

func TestArrivalsWithoutAWishAreNotPlaced(t *testing.T) {
	sc := arriving(5, 12)
	sc.p.Placement.Arrived[12] = cohorts.BySetting{}
	sc.futures(t, 20, func(a after) {
		if a.In(cohorts.NotPlaced) != a.Arrived {
			t.Errorf("%d of %d are not placed", a.In(cohorts.NotPlaced), a.Arrived)
		}
	})
}
