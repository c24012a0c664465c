package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
)

// disputing is a scene of a spring with n open disputes of a stage at 9, of
// which each is resolved with the yearly hazard and won with a chance.
func disputing(stage cohorts.Stage, n int32, hazard, conceded, upheld float64) *scene {
	sc := newScene(cohorts.Spring)
	sc.s.Disputing[stage][9] = n
	sc.p.Disputes.Resolve[stage] = hazard
	sc.p.Disputes.Outcome[stage] = [cohorts.NumOutcomes]float64{conceded, upheld, 1 - conceded - upheld}
	return sc
}

const certain = 4000 // a yearly hazard that nobody escapes in a term

func resolved(stage cohorts.Stage) func(after) int32 {
	return func(a after) int32 { return a.Resolved[stage][0] + a.Resolved[stage][1] + a.Resolved[stage][2] }
}

// The worked sum of the step's comment, for each stage.
func TestDisputesAreResolvedWithAHazard(t *testing.T) {
	for stage := range cohorts.NumStages {
		sc := disputing(stage, 60, 1, 0, 0)
		p := meets(1 * 3. / 12)
		sc.expect(t, 4000,
			claim{"resolved: " + stage.String(), 60 * p, resolved(stage), binomial(60, p)},
			claim{"still open", 60 - 60*p, func(a after) int32 { return a.Disputing[stage][9] }, 0},
		)
		sc.f.Resolve = [cohorts.NumStages]float64{9, 9, 9}
		sc.f.Resolve[stage] = 1.5
		sc.expect(t, 2000, claim{"at half as much again", 60 * meets(1.5*3./12), resolved(stage), 0})
	}
}

// Half conceded, 0.3 upheld, 0.2 lost: of few and of many.
func TestDisputesEndByTheSharesOfTheirOutcomes(t *testing.T) {
	for stage := range cohorts.NumStages {
		for _, n := range []int32{8, 60} {
			m := float64(n)
			sc := disputing(stage, n, certain, .5, .3)
			by := func(o cohorts.Outcome) func(after) int32 {
				return func(a after) int32 { return a.Resolved[stage][o] }
			}
			sc.expect(t, 3000,
				claim{"conceded", m * .5, by(cohorts.Conceded), binomial(m, .5)},
				claim{"upheld", m * .3, by(cohorts.Upheld), binomial(m, .3)},
				claim{"lost", m * .2, by(cohorts.Lost), binomial(m, .2)},
			)
		}
	}
}

func TestWhoWinsAgainstARefusalIsAssessedFromThisTermOn(t *testing.T) {
	sc := disputing(cohorts.AgainstRefusal, 50, certain, .3, .4)
	sc.p.Pipeline.Finish = [2]float64{1, 1} // not due in the term all the same
	sc.futures(t, 50, func(a after) {
		lost := a.Resolved[cohorts.AgainstRefusal][cohorts.Lost]
		if a.Assessing[0][9] != 50-lost || a.Support[9] != lost || a.Disputing[cohorts.AgainstRefusal][9] != 0 {
			t.Errorf("%d lost: %d assessed, %d on support", lost, a.Assessing[0][9], a.Support[9])
		}
	})
}

func TestWhoWinsAgainstNoPlanHasANewPlan(t *testing.T) {
	sc := disputing(cohorts.AgainstNoPlan, 50, certain, .3, .4)
	sc.p.Placement.New[9][cohorts.HomeEducated] = 1
	sc.futures(t, 50, func(a after) {
		lost := a.Resolved[cohorts.AgainstNoPlan][cohorts.Lost]
		if a.Issued != 50-lost || a.cell(9, cohorts.ASD, cohorts.HomeEducated) != 50-lost || a.Support[9] != lost {
			t.Errorf("%d lost: %d plans, %d on support", lost, a.Plans(), a.Support[9])
		}
		if a.IssuedAfterAssessment != 0 || a.IssuedInTime != 0 {
			t.Errorf("%d after an assessment", a.IssuedAfterAssessment)
		}
	})
}

// One of each other setting, and of the ages beside it, are no candidates.
func TestADisputeAboutAPlacementMovesFromMainstreamOfTheAgeAlone(t *testing.T) {
	sc := disputing(cohorts.AgainstPlacement, 40, certain, .5, .5)
	sc.places(special, 1000)
	for _, at := range cohorts.Settings() {
		sc.put(30, 9, cohorts.MLD, at)
	}
	sc.put(30, 8, cohorts.MLD, mainstream)
	sc.put(30, 10, cohorts.MLD, mainstream)
	s, f := sc.once(t)
	if f.MovedUp != 30 || s.In(special) != 60 || s.Aged(8) != 30 || s.Aged(10) != 30 { // 40 won; there are 30
		t.Errorf("%d moved up, %d in special schools", f.MovedUp, s.In(special))
	}
	sc.s.EachCell(func(c cohorts.Cell, n int32) {
		if c.Setting != special && s.Cell(c) != n && c != (cohorts.Cell{Age: 9, Need: cohorts.MLD, Setting: mainstream}) {
			t.Errorf("%d of %d are left in %+v", s.Cell(c), n, c)
		}
	})
}

// State special schools admit from 2 to 18: a dispute won beside that is spent.
func TestADisputeAboutAPlacementMovesNobodyWhomNoSpecialSchoolAdmits(t *testing.T) {
	for _, age := range []cohorts.Age{1, 2, 18, 19, 25} {
		sc := newScene(cohorts.Spring)
		sc.s.Disputing[cohorts.AgainstPlacement][age] = 5
		sc.p.Disputes.Resolve[cohorts.AgainstPlacement] = certain
		sc.p.Disputes.Outcome[cohorts.AgainstPlacement] = [cohorts.NumOutcomes]float64{cohorts.Conceded: .5, cohorts.Upheld: .5}
		sc.places(special, 1000)
		sc.put(5, age, cohorts.MLD, mainstream)
		want := int32(0)
		if age >= 2 && age <= 18 {
			want = 5
		}
		if s, f := sc.once(t); s.In(special) != want || f.MovedUp != want || s.Disputing[cohorts.AgainstPlacement][age] != 0 {
			t.Errorf("at %d: %d of 5 are in special schools", age, s.In(special))
		}
	}
}

func TestALostDisputeAboutAPlacementMovesNobody(t *testing.T) {
	sc := disputing(cohorts.AgainstPlacement, 40, certain, 0, 0)
	sc.places(special, 1000)
	sc.put(30, 9, cohorts.MLD, mainstream)
	if s, _ := sc.once(t); s.In(mainstream) != 30 || s.Disputing[cohorts.AgainstPlacement][9] != 0 {
		t.Errorf("%d in mainstream", s.In(mainstream))
	}
}

func TestADisputeWonAboutAPlacementWithoutAChildIsNothing(t *testing.T) {
	sc := disputing(cohorts.AgainstPlacement, 40, certain, 1, 0)
	sc.places(special, 1000)
	if s, f := sc.once(t); s.Population() != 0 || f.Resolved[cohorts.AgainstPlacement][cohorts.Conceded] != 40 {
		t.Errorf("%d children", s.Population())
	}
}

// Three of 12 in mainstream win: each is as likely, and none wins twice.
func TestEveryChildInMainstreamIsAsLikelyToWin(t *testing.T) {
	sc := disputing(cohorts.AgainstPlacement, 3, certain, 1, 0)
	sc.places(special, 1000)
	var claims []claim
	for d, n := range map[cohorts.Need]float64{cohorts.ASD: 1, cohorts.HI: 2, cohorts.SEMH: 6, cohorts.VI: 3} {
		sc.put(int32(n), 9, d, mainstream)
		claims = append(claims, claim{
			"of " + d.Key(), 3 * n / 12, func(a after) int32 { return a.cell(9, d, special) },
			3 * n / 12 * (1 - n/12) * (12 - 3) / (12 - 1),
		})
	}
	sc.expect(t, 8000, append(claims, claim{"all", 3, in(special), 0})...)
}

func TestWhoWinsAPlacementWithoutAPlaceOverflowsOrStays(t *testing.T) {
	sc := disputing(cohorts.AgainstPlacement, 100, certain, 1, 0)
	sc.put(100, 9, cohorts.ASD, mainstream)
	sc.places(special, 20)
	sc.p.Placement.Overflow[special] = [cohorts.NumOverflows]float64{.25, .25, .5}
	sc.expect(t, 3000,
		claim{"placed", 20, in(special), 0},
		claim{"independent", 80 * .25, in(cohorts.IndependentSpecial), binomial(80, .25)},
		claim{"stay", 80 * .5, in(mainstream), binomial(80, .5)},
	)
}

// One child wins, conceded or upheld, and one new plan wishes for the one place
// that is free: how a dispute ends is no luck in the rationing.
func TestHowADisputeIsWonDoesNotBringAPlace(t *testing.T) {
	for _, by := range []struct{ conceded, upheld float64 }{{.4, 0}, {0, .4}, {.3, .4}} {
		sc := issuing(1, 9)
		sc.p.Placement.New[9][special] = 1
		sc.s.Disputing[cohorts.AgainstPlacement][9] = 1
		sc.p.Disputes.Resolve[cohorts.AgainstPlacement] = certain
		sc.p.Disputes.Outcome[cohorts.AgainstPlacement] = [cohorts.NumOutcomes]float64{by.conceded, by.upheld, 1 - by.conceded - by.upheld}
		sc.put(1, 9, cohorts.VI, mainstream)
		sc.places(special, 1)
		counts := make([]int, 3) // lost, won without a place, won with it
		sc.futures(t, 8000, func(a after) { counts[a.Unplaced[special]+a.cell(9, cohorts.VI, special)]++ })
		won := by.conceded + by.upheld
		fits(t, "won and placed", counts, []float64{1 - won, won / 2, won / 2})
	}
}
