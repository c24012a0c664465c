package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
)

// issuing is a scene of a spring in which n children of age a get a plan.
func issuing(n int32, a cohorts.Age) *scene {
	sc := newScene(cohorts.Spring)
	sc.s.Assessing[1][a] = n
	sc.p.Pipeline.Finish[1] = 1
	sc.p.Pipeline.Issue = [cohorts.NumPhases]float64{1, 1, 1, 1}
	return sc
}

// The worked sum of the step's comment.
func TestNewPlansTakeTheFreePlacesAndOverflow(t *testing.T) {
	sc := issuing(40, 9)
	sc.p.Placement.New[9][special] = 1
	sc.put(50, 12, cohorts.SLD, special)
	sc.places(special, 75)
	sc.p.Placement.Overflow[special] = [cohorts.NumOverflows]float64{.35, .45, .2}
	sc.expect(t, 4000,
		claim{"placed", 25, func(a after) int32 { return a.cell(9, cohorts.ASD, special) }, 0},
		claim{"independent", 15 * .35, in(cohorts.IndependentSpecial), binomial(15, .35)},
		claim{"enhanced", 15 * .45, in(cohorts.Enhanced), binomial(15, .45)},
		claim{"waiting", 15 * .2, in(cohorts.NotPlaced), binomial(15, .2)},
		claim{"new plans in special schools", 25, func(a after) int32 { return a.NewPlans[special] }, 0},
		claim{"new plans enhanced", 15 * .45, func(a after) int32 { return a.NewPlans[cohorts.Enhanced] }, 0},
		claim{"no change of setting", 0, func(a after) int32 { return a.MovedUp + a.MovedDown + a.MovedAside }, 0},
	)
}

// Needs weigh ASD 0.2 x 3, SEMH 0.5 x 1, VI 0.3 x 1, in all 1.4; wishes are
// weighed by tilt and preference within each need.
func TestNewPlansHaveTheNeedAndWishOfTheirAge(t *testing.T) {
	sc := issuing(10, 9)
	pl := &sc.p.Placement
	pl.Need[9] = cohorts.ByNeed{cohorts.ASD: .2, cohorts.SEMH: .5, cohorts.VI: .3}
	pl.New[9] = cohorts.BySetting{mainstream: .5, cohorts.IndependentSpecial: .2, cohorts.HomeEducated: .2, college: .1}
	pl.Tilt[cohorts.ASD][cohorts.IndependentSpecial] = 3
	pl.Tilt[cohorts.VI][mainstream] = 0
	sc.f.RequestNeed[cohorts.Mainstream][cohorts.ASD] = 3
	sc.f.RequestNeed[cohorts.Specialist][cohorts.VI] = 9
	sc.f.Prefer[cohorts.Mainstream][cohorts.HomeEducated] = .5
	sc.f.Prefer[cohorts.Specialist][mainstream] = 9
	needs := cohorts.ByNeed{cohorts.ASD: .6 / 1.4, cohorts.SEMH: .5 / 1.4, cohorts.VI: .3 / 1.4}
	wishes := [cohorts.NumNeeds]cohorts.BySetting{ // a college does not admit at 9
		cohorts.ASD:  {mainstream: .5 / 1.2, cohorts.IndependentSpecial: .6 / 1.2, cohorts.HomeEducated: .1 / 1.2},
		cohorts.SEMH: {mainstream: .5 / .8, cohorts.IndependentSpecial: .2 / .8, cohorts.HomeEducated: .1 / .8},
		cohorts.VI:   {cohorts.IndependentSpecial: .2 / .3, cohorts.HomeEducated: .1 / .3},
	}
	var counts []int
	var shares []float64
	for d := range needs {
		for at := range wishes[d] {
			counts, shares = append(counts, 0), append(shares, needs[d]*wishes[d][at])
		}
	}
	sc.futures(t, 3000, func(a after) {
		a.EachCell(func(c cohorts.Cell, n int32) { counts[int(c.Need)*int(cohorts.NumSettings)+int(c.Setting)] += int(n) })
	})
	fits(t, "need and setting of new plans", counts, shares)
}

func TestANewPlanWithoutAWishIsNotPlaced(t *testing.T) {
	sc := issuing(10, 9)
	sc.p.Placement.New[9][college] = 1 // admits from 14
	if s, f := sc.once(t); s.In(cohorts.NotPlaced) != 10 || f.NewPlans[cohorts.NotPlaced] != 10 {
		t.Errorf("%d not placed", s.In(cohorts.NotPlaced))
	}
}

func TestAnEnhancedPackageIsInCollegePast18(t *testing.T) {
	for age, want := range map[cohorts.Age]cohorts.Setting{16: cohorts.Enhanced, 18: cohorts.Enhanced, 19: college, 25: college} {
		sc := issuing(10, age)
		sc.p.Placement.New[age][cohorts.SpecialistPost16] = 1
		sc.p.Placement.Overflow[cohorts.SpecialistPost16] = [cohorts.NumOverflows]float64{cohorts.ToEnhanced: 1}
		if s, f := sc.once(t); s.In(want) != 10 || f.ToEnhanced != 10 {
			t.Errorf("at %d: %d in %v", age, s.In(want), want)
		}
	}
}

// A fifth of the new plans are contested, odds of 1/4; four times that is 1/2.
func TestANewPlanIsContestedWithTheOddsOfItsStage(t *testing.T) {
	for _, n := range []int32{6, 60} {
		sc := issuing(n, 9)
		sc.p.Disputes.Lodge = [cohorts.NumStages]float64{.9, .9, .2}
		sc.p.Disputes.Resolve[cohorts.AgainstPlacement] = certain // not in the term in which it is lodged
		sc.f.Lodge = [cohorts.NumStages]float64{9, 9, 4}
		sc.expect(t, 3000,
			claim{"contested", float64(n) / 2, func(a after) int32 { return a.Disputing[cohorts.AgainstPlacement][9] }, binomial(float64(n), 1./2)},
			claim{"counted", float64(n) / 2, func(a after) int32 { return a.Lodged[cohorts.AgainstPlacement] }, 0},
			claim{"with a plan all the same", float64(n), func(a after) int32 { return a.Plans() }, 0},
		)
	}
}

func TestArrivalsContestNothing(t *testing.T) {
	sc := arriving(20, 9)
	sc.p.Disputes.Lodge[cohorts.AgainstPlacement] = 1
	if _, f := sc.once(t); f.Arrived == 0 || f.Lodged[cohorts.AgainstPlacement] != 0 {
		t.Errorf("%d arrived, %d contested", f.Arrived, f.Lodged[cohorts.AgainstPlacement])
	}
}

// One child: need, wish, overflow and dispute are independent.
func TestEachDecisionOfANewPlanHasItsOwnLuck(t *testing.T) {
	sc := issuing(1, 9)
	sc.p.Placement.Need[9] = cohorts.ByNeed{cohorts.ASD: .5, cohorts.VI: .5}
	sc.p.Placement.New[9] = cohorts.BySetting{mainstream: .5, special: .5}
	sc.p.Placement.Overflow[special] = [cohorts.NumOverflows]float64{.5, .5, 0}
	sc.p.Disputes.Lodge[cohorts.AgainstPlacement] = .5
	counts, shares := make([]int, 12), make([]float64, 12)
	for i := range shares {
		shares[i] = 1. / 2 * [...]float64{.5, .25, .25}[i/2%3] / 2
	}
	sc.futures(t, 20000, func(a after) {
		vi, at := 0, 0
		a.EachCell(func(c cohorts.Cell, _ int32) {
			if c.Need == cohorts.VI {
				vi = 1
			}
			at = map[cohorts.Setting]int{mainstream: 0, cohorts.IndependentSpecial: 1, cohorts.Enhanced: 2}[c.Setting]
		})
		counts[vi*6+at*2+int(a.Lodged[cohorts.AgainstPlacement])]++
	})
	fits(t, "need, setting, contested", counts, shares)
}

// 10 new plans, about 10 arrivals and 10 who won a dispute claim 12 places: of
// each kind its share is placed on average.
func TestNewPlansArrivalsAndWinnersAreRationedTogether(t *testing.T) {
	sc := issuing(10, 9)
	sc.p.Placement.New[9][special] = 1
	sc.p.Population.Arrivals[0] = 10
	sc.p.Population.ArrivalAge = [cohorts.NumAges]float64{11: 1}
	sc.p.Placement.Arrived[11][special] = 1
	sc.s.Disputing[cohorts.AgainstPlacement][12] = 10
	sc.p.Disputes.Resolve[cohorts.AgainstPlacement] = certain
	sc.p.Disputes.Outcome[cohorts.AgainstPlacement] = [cohorts.NumOutcomes]float64{cohorts.Conceded: .5, cohorts.Upheld: .5}
	sc.put(10, 12, cohorts.ASD, mainstream)
	sc.places(special, 12)
	var fresh, won tally
	sc.futures(t, 6000, func(a after) {
		share := 12 / (20 + float64(a.Arrived)) // of those who claim
		fresh.add(float64(a.NewPlans[special]) - 10*share)
		won.add(float64(a.cell(12, cohorts.ASD, special)) - 10*share)
		if a.In(special) != 12 {
			t.Errorf("%d in special schools", a.In(special))
		}
	})
	fresh.hold(t, "placed of the new plans, less their share", 0, 0)
	won.hold(t, "placed of those who won, less their share", 0, 0)
}
