package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
)

// reviewing is a scene of a term with n children with a plan in a cell.
func reviewing(part cohorts.Part, n int32, a cohorts.Age, at cohorts.Setting) *scene {
	sc := newScene(part)
	sc.put(n, a, cohorts.ASD, at)
	return sc
}

func ended(why cohorts.Reason) func(after) int32 {
	return func(a after) int32 { return a.Ended[why] }
}

// The worked sum of the step's comment: of those who meet an event a quarter
// have their needs met, the rest go to a special school.
func TestReviewEventsCompete(t *testing.T) {
	sc := reviewing(cohorts.Autumn, 200, 8, mainstream) // 9 in the autumn
	sc.places(special, 1000)
	sc.p.Review.Met[9] = .03
	sc.p.Review.Move[cohorts.Age5to10][mainstream][special] = .09
	p := meets((.03 + .09) * 4 / 12)
	sc.expect(t, 6000,
		claim{"needs met", 200 * p / 4, ended(cohorts.NeedsMet), binomial(200, p/4)},
		claim{"to a special school", 200 * p * 3 / 4, in(special), binomial(200, p*3/4)},
		claim{"left in mainstream", 200 - 200*p, in(mainstream), binomial(200, p)},
	)
}

// All five at once in a summer, with hazards of the term 0.1, 0.2, 0.4, 0.1 and
// 0.2: together 1.
func TestAChildMeetsOneEventInProportionToItsHazard(t *testing.T) {
	const m = 5. / 12
	sc := reviewing(cohorts.Summer, 10, 18, college)
	r := &sc.p.Review
	r.Met[18], r.Out[18], r.Finish[18] = .1/m, .2/m, .4
	r.Move[cohorts.Age16to19][college][cohorts.HomeEducated] = .1 / m
	r.Change[18][cohorts.ASD][cohorts.SEMH] = .2 / m
	counts, shares := make([]int, 6), []float64{1 - meets(1), .1 * meets(1), .2 * meets(1), .4 * meets(1), .1 * meets(1), .2 * meets(1)}
	sc.futures(t, 4000, func(a after) {
		for i, n := range []int32{
			a.cell(18, cohorts.ASD, college), a.Ended[cohorts.NeedsMet], a.Ended[cohorts.MovedAuthority],
			a.Ended[cohorts.Disengaged], a.cell(18, cohorts.ASD, cohorts.HomeEducated), a.cell(18, cohorts.SEMH, college),
		} {
			counts[i] += int(n)
		}
	})
	fits(t, "none, met, out, finished, moved, changed", counts, shares)
}

func TestWhereThoseGoWhosePlanEnds(t *testing.T) {
	for _, c := range []struct {
		age                        cohorts.Age
		met, out, finish           float64
		support, without, together int32
	}{
		{18, certain, 0, 0, 30, 0, 30}, // needs met up to 18: on SEN support
		{19, certain, 0, 0, 0, 30, 30}, // from 19: without
		{18, 0, certain, 0, 0, 0, 0},   // out: outside the population
		{18, 0, 0, certain, 0, 30, 30}, // education finished: without
	} {
		sc := reviewing(cohorts.Summer, 30, c.age, college)
		r := &sc.p.Review
		r.Met[c.age], r.Out[c.age], r.Finish[c.age] = c.met, c.out, c.finish
		if s, _ := sc.once(t); s.Support[c.age] != c.support || s.Without[c.age] != c.without || s.Population() != int64(c.together) {
			t.Errorf("%+v: %d on support, %d without, %d in all", c, s.Support[c.age], s.Without[c.age], s.Population())
		}
	}
}

func TestReasonsAreDrawnByTheirSharesAtTheAge(t *testing.T) {
	sc := reviewing(cohorts.Summer, 10, 20, college)
	r := &sc.p.Review
	r.Out[20], r.Finish[20] = 3*12./5, 1
	r.OutReasons[20] = [cohorts.NumReasons]float64{cohorts.MovedAuthority: .5, cohorts.MovedAbroad: .3, cohorts.Died: .2}
	r.FinishReasons[20] = [cohorts.NumReasons]float64{cohorts.HigherEducation: .4, cohorts.Employment: .3, cohorts.Disengaged: .2, cohorts.OtherReason: .1}
	counts := make([]int, cohorts.NumReasons)
	sc.futures(t, 4000, func(a after) {
		for why, n := range a.Ended {
			counts[why] += int(n)
		}
	})
	fits(t, "reasons, three out for one finished", counts, []float64{0, .5 * 3, .3 * 3, .2 * 3, .4, .3, .2, .1, 0})
}

// The event and the reason of one child are independent.
func TestTheEventAndTheReasonHaveALuckEach(t *testing.T) {
	sc := reviewing(cohorts.Summer, 1, 20, college)
	r := &sc.p.Review
	r.Out[20], r.Finish[20] = 12./5, 2
	r.OutReasons[20] = [cohorts.NumReasons]float64{cohorts.MovedAuthority: .5, cohorts.Died: .5}
	r.FinishReasons[20] = [cohorts.NumReasons]float64{cohorts.Employment: .5, cohorts.Disengaged: .5}
	counts := make([]int, cohorts.NumReasons)
	sc.futures(t, 16000, func(a after) {
		for why, n := range a.Ended {
			counts[why] += int(n)
		}
	})
	fits(t, "reasons", counts, []float64{0, 1, 0, 1, 0, 2, 2, 0, 0})
}

func TestEducationIsFinishedInTheSummerAloneForTheWholeYear(t *testing.T) {
	for part := range cohorts.NumParts {
		a := cohorts.Age(17)
		if part == cohorts.Autumn {
			a = 16
		}
		sc := reviewing(part, 100, a, college)
		sc.p.Review.Finish[17] = .3
		p := 0.
		if part == cohorts.Summer {
			p = meets(.3) // not times 5/12
		}
		sc.expect(t, 2000, claim{"finished in the " + part.String(), 100 * p, ended(cohorts.Disengaged), binomial(100, p)})
	}
}

// Finish x FinishIn x Finishing x Leaving in a college and in a special school,
// whose phase has a factor of its own; Leaving multiplies Out too.
func TestLeavingFeelsSettingPhaseAndLevel(t *testing.T) {
	sc := reviewing(cohorts.Summer, 100, 17, college)
	sc.put(100, 18, cohorts.ASD, special)
	r := &sc.p.Review
	r.Finish[17], r.Finish[18], r.Out[17] = .1, .1, .06
	r.FinishIn[college], r.FinishIn[special] = 1.5, .5
	sc.f.Finishing = [cohorts.NumPhases]float64{9, 9, 4, 2}
	r.Leaving[0] = cohorts.Level(1.3)
	finish := .1 * 1.5 * 2 * 1.3
	h := finish + .06*5/12*1.3
	sc.expect(t, 3000,
		claim{"finished in college", 100 * meets(h) * finish / h, func(a after) int32 { return a.Without[17] }, 0},
		claim{"left college", 100 * meets(h), func(a after) int32 { return 100 - a.In(college) }, binomial(100, meets(h))},
		claim{"finished in special schools", 100 * meets(.1*.5*4*1.3), func(a after) int32 { return a.Without[18] }, 0},
	)
}

func TestTheLevelOfLeavingIsThatOfTheTerm(t *testing.T) {
	sc := reviewing(cohorts.Spring, 10, 12, mainstream)
	sc.p.Review.Out[12] = certain
	copy(sc.p.Review.Leaving, []cohorts.ByBand{cohorts.Level(0), cohorts.Level(1)})
	sc.lives(t, 1, 2, func(term int, a after) {
		if left := [...]int32{10, 0}[term]; a.Plans() != left {
			t.Errorf("term %d: %d are left", term, a.Plans())
		}
	})
}

// Hazards by age band, Move x Tilt x the factor of the way; what does not admit
// the age has none, nor has the setting itself.
func TestMovesFeelBandTiltAndWay(t *testing.T) {
	for _, c := range []struct {
		from, to         cohorts.Setting
		up, down, factor float64
	}{
		{cohorts.AlternativeProvision, cohorts.OtherArrangements, 2, 7, 2},
		{cohorts.AlternativeProvision, mainstream, 7, .5, .5},
		{cohorts.AlternativeProvision, cohorts.NotPlaced, 7, 7, 1},
		{cohorts.HomeEducated, mainstream, 7, 7, 1},
	} {
		sc := reviewing(cohorts.Spring, 100, 11, c.from)
		moves := &sc.p.Review.Move[cohorts.Age11to15][c.from]
		moves[c.to], moves[c.from] = .4, 9
		moves[college] = 9 // from 14
		sc.p.Review.Move[cohorts.Age5to10][c.from][c.to] = 9
		sc.p.Placement.Tilt[cohorts.ASD][c.to] = 1.5
		sc.p.Placement.Tilt[cohorts.MLD][c.to] = 9
		sc.f.Up = [cohorts.NumPhases]float64{8, c.up, 8, 8}
		sc.f.Down = [cohorts.NumPhases]float64{8, c.down, 8, 8}
		p := meets(.4 * 1.5 * c.factor * 3 / 12)
		sc.expect(t, 2000, claim{c.from.Key() + " to " + c.to.Key(), 100 * p, in(c.to), binomial(100, p)})
	}
}

func TestMovesGoToEachSettingByItsHazard(t *testing.T) {
	sc := newScene(cohorts.Spring)
	sc.put(10, 11, cohorts.SEMH, cohorts.AlternativeProvision)
	moves := &sc.p.Review.Move[cohorts.Age11to15][cohorts.AlternativeProvision]
	moves[mainstream], moves[cohorts.IndependentSpecial], moves[cohorts.NotPlaced], moves[cohorts.HomeEducated] = 1, 2, 3, 4
	moves[college] = 50 // from 14
	sc.p.Placement.Tilt[cohorts.SEMH][cohorts.HomeEducated] = .5
	sc.p.Placement.Tilt[cohorts.ASD][mainstream] = 50
	sc.f.Up[cohorts.Mainstream], sc.f.Down[cohorts.Mainstream] = .5, 2
	counts := make([]int, cohorts.NumSettings)
	sc.futures(t, 2000, func(a after) {
		for s := range counts {
			counts[s] += int(a.In(cohorts.Setting(s)))
		}
	})
	shares := cohorts.BySetting{mainstream: 1 * 2, cohorts.IndependentSpecial: 2 * .5, cohorts.NotPlaced: 3, cohorts.HomeEducated: 4 * .5 * 2}
	h := (2. + 1 + 3 + 4) * 3 / 12
	for s := range shares {
		shares[s] *= meets(h) / (2 + 1 + 3 + 4)
	}
	shares[cohorts.AlternativeProvision] = 1 - meets(h)
	fits(t, "settings", counts, shares[:])
}

func TestAChangeOfNeedKeepsTheSetting(t *testing.T) {
	sc := newScene(cohorts.Summer)
	sc.p.Review.Change[10][cohorts.SLCN] = cohorts.ByNeed{cohorts.SEMH: .6, cohorts.MLD: .2}
	for _, at := range cohorts.Settings() {
		sc.put(20, 10, cohorts.SLCN, at)
	}
	p := meets(.8 * 5 / 12)
	n := 20 * float64(cohorts.NumSettings)
	need := func(d cohorts.Need) func(after) int32 {
		return func(a after) int32 { return a.inNeed(d) }
	}
	sc.expect(t, 2000,
		claim{"to SEMH", n * p * 3 / 4, need(cohorts.SEMH), binomial(n, p*3/4)},
		claim{"to MLD", n * p / 4, need(cohorts.MLD), 0},
		claim{"counted", n * p, func(a after) int32 { return a.NeedChanged }, 0},
	)
	sc.futures(t, 50, func(a after) {
		for _, at := range cohorts.Settings() {
			if a.In(at) != 20 {
				t.Errorf("%d in %v", a.In(at), at)
			}
		}
	})
}

// Children who change need alone keep their place: there is none for another.
func TestAChangeOfNeedFreesNoPlace(t *testing.T) {
	sc := newScene(cohorts.Spring)
	sc.put(10, 10, cohorts.SLCN, special)
	sc.put(10, 10, cohorts.MLD, mainstream)
	sc.places(special, 10)
	sc.p.Review.Change[10][cohorts.SLCN][cohorts.SEMH] = certain
	sc.p.Review.Move[cohorts.Age5to10][mainstream][special] = certain
	if s, f := sc.once(t); f.NeedChanged != 10 || f.Unplaced[special] != 10 || s.In(special) != 10 {
		t.Errorf("%d changed need, %d unplaced, %d in special schools", f.NeedChanged, f.Unplaced[special], s.In(special))
	}
}

// With certain hazards all change places, once: nobody meets two events.
func TestNobodyMeetsTwoEventsInATerm(t *testing.T) {
	sc := reviewing(cohorts.Spring, 30, 9, mainstream)
	sc.put(12, 9, cohorts.ASD, cohorts.HomeEducated)
	sc.put(7, 10, cohorts.SLCN, mainstream)
	sc.put(5, 10, cohorts.SEMH, mainstream)
	moves := &sc.p.Review.Move[cohorts.Age5to10]
	moves[mainstream][cohorts.HomeEducated], moves[cohorts.HomeEducated][mainstream] = certain, certain
	sc.p.Placement.Tilt[cohorts.SLCN][cohorts.HomeEducated] = 0
	sc.p.Placement.Tilt[cohorts.SEMH][cohorts.HomeEducated] = 0
	sc.p.Review.Change[10][cohorts.SLCN][cohorts.SEMH], sc.p.Review.Change[10][cohorts.SEMH][cohorts.SLCN] = certain, certain
	sc.futures(t, 5, func(a after) {
		if a.cell(9, cohorts.ASD, mainstream) != 12 || a.cell(9, cohorts.ASD, cohorts.HomeEducated) != 30 {
			t.Errorf("%d in mainstream, %d at home", a.cell(9, cohorts.ASD, mainstream), a.cell(9, cohorts.ASD, cohorts.HomeEducated))
		}
		if a.cell(10, cohorts.SLCN, mainstream) != 5 || a.cell(10, cohorts.SEMH, mainstream) != 7 {
			t.Errorf("%d SLCN, %d SEMH", a.cell(10, cohorts.SLCN, mainstream), a.cell(10, cohorts.SEMH, mainstream))
		}
	})
}

// 8 leave the full special schools, 5 for good and 3 for home: of 20 who wish
// for a place 8 find one.
func TestMoversAreRationedWhenLeaversAreGone(t *testing.T) {
	sc := reviewing(cohorts.Spring, 20, 9, mainstream)
	sc.p.Review.Move[cohorts.Age5to10][mainstream][special] = certain
	sc.put(5, 8, cohorts.ASD, special)
	sc.p.Review.Out[8] = certain
	sc.put(3, 11, cohorts.VI, special)
	sc.p.Review.Move[cohorts.Age11to15][special][cohorts.HomeEducated] = certain
	sc.put(22, 7, cohorts.SLD, special)
	sc.places(special, 30)
	if s, f := sc.once(t); s.In(special) != 30 || f.Unplaced[special] != 12 || s.In(mainstream) != 12 {
		t.Errorf("%d in special schools, %d unplaced", s.In(special), f.Unplaced[special])
	}
}
