package cohorts_test

import (
	"slices"
	"testing"

	"sendsim/cohorts"
)

func TestAsManyArePlacedAsPlacesAreFree(t *testing.T) {
	for _, c := range []struct {
		places, taken int32
	}{{0, 0}, {29, 9}, {50, 30}, {119, 99}, {120, 100}, {500, 100}} {
		sc := wishing(100, 0, special)
		sc.put(20, 7, cohorts.SLD, special) // who are there already
		sc.places(special, float64(c.places))
		sc.futures(t, 20, func(a after) {
			if a.In(special) != 20+c.taken || a.Unplaced[special] != 100-c.taken || a.In(mainstream) != 100-c.taken {
				t.Errorf("of %d places: %d in special schools, %d unplaced", c.places, a.In(special), a.Unplaced[special])
			}
		})
	}
}

func TestNobodyIsSentAwayWhereThereAreMoreChildrenThanPlaces(t *testing.T) {
	sc := wishing(10, 0, special)
	sc.put(30, 7, cohorts.SLD, special)
	sc.put(5, 10, cohorts.SLD, special) // at a border, and stays
	sc.p.Placement.Transfer[cohorts.IntoYear7][special][special] = 1
	sc.places(special, 12)
	if s, _ := sc.once(t); s.In(special) != 35 || s.In(mainstream) != 10 {
		t.Errorf("%d in special schools, %d in mainstream", s.In(special), s.In(mainstream))
	}
}

func TestPlacesAreTheFloorOfThoseOfTheTermAndThoseAdded(t *testing.T) {
	for _, c := range []struct {
		planned, added float64
		want           int32
	}{{20.9, 0, 20}, {20.9, .2, 21}, {20.9, 5, 25}, {20, -3, 17}, {20, -30, 0}, {0, 0, 0}} {
		sc := newScene(cohorts.Autumn)
		sc.places(special, c.planned)
		sc.f.Places[special] = c.added
		sc.f.Places[mainstream] = 9 // not rationed
		if s, _ := sc.once(t); s.Places[special] != c.want || s.Places[mainstream] != 0 {
			t.Errorf("%g planned and %g added are %d places", c.planned, c.added, s.Places[special])
		}
	}
	sc := newScene(cohorts.Spring)
	for term := range sc.p.Placement.Places {
		sc.p.Placement.Places[term][special] = float64(10 * term)
	}
	sc.lives(t, 1, 3, func(term int, a after) {
		if a.Places[special] != int32(10*term) {
			t.Errorf("term %d has %d places", term, a.Places[special])
		}
	})
}

// A plan of 100, 110 (first autumn), 121, 133.1 places for settings of which
// nine tenths are to be filled. 90 children fill the first hundred, not the 110
// of the next January, so that no place is added in the second autumn; one that
// closes then closes, and what a policy opens is opened. What a council names
// (Given) comes as it says.
func TestNoPlacesAreAddedBesideTooManyEmptyOnes(t *testing.T) {
	const terms = 7 // two autumns after the census of the start, each with the one between
	plan := func(first, second float64) []float64 {
		return []float64{100, 100, first, first, first, second, second}
	}
	for _, c := range []struct {
		name     string
		plan     []float64
		children int32
		given    int32
		added    float64
		want     []int32 // in the autumns
	}{
		{"filled", plan(110, 121), 99, 0, 0, []int32{110, 121}},
		{"empty from the second", plan(110, 121), 90, 0, 0, []int32{110, 110}},
		{"empty from the start", plan(110, 121), 89, 0, 0, []int32{100, 100}},
		{"closing", plan(110, 99), 90, 0, 0, []int32{110, 99}},
		{"closing beside what was not added", plan(110, 99), 80, 0, 0, []int32{100, 90}},
		{"named by the council", plan(110, 121), 10, 5, 0, []int32{110, 121}},
		{"and after what it names", plan(110, 121), 10, 2, 0, []int32{110, 110}},
		{"a policy's", plan(110, 121), 90, 0, 30, []int32{140, 140}},
		{"none planned before", []float64{0, 0, 5, 5, 5, 10, 10}, 0, 0, 0, []int32{5, 5}},
	} {
		sc := newScene(cohorts.Spring)
		sc.put(c.children, 7, cohorts.SLD, special)
		sc.p.Placement.Filled, sc.p.Placement.Given[special] = .9, c.given
		sc.f.Places[special] = c.added
		for term := range terms {
			sc.p.Placement.Places[term][special] = c.plan[term]
		}
		var got []int32
		sc.lives(t, 1, terms, func(term int, a after) {
			if term == 2 || term == 5 {
				got = append(got, a.Places[special])
			}
		})
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %d places in the autumns, want %d", c.name, got, c.want)
		}
	}
}

// 30 places for 100 who differ in age and need: of each group 0.3 are taken on
// average, with the variance of drawing without replacement.
func TestEveryClaimIsAsLikelyToBeMet(t *testing.T) {
	groups := []struct {
		n    int32
		age  cohorts.Age
		need cohorts.Need
	}{{5, 4, cohorts.SLCN}, {10, 11, cohorts.ASD}, {40, 11, cohorts.SEMH}, {25, 16, cohorts.MLD}, {20, 16, cohorts.SLD}}
	sc := newScene(cohorts.Autumn)
	sc.places(special, 30)
	var claims []claim
	for _, g := range groups {
		sc.put(g.n, g.age-1, g.need, mainstream)
		b, _ := cohorts.BorderOf(g.age, mainstream)
		sc.p.Placement.Transfer[b][mainstream] = cohorts.BySetting{special: 1}
		share, n := float64(g.n)/100, 30.
		claims = append(claims, claim{
			"taken of " + g.need.Key(), n * share,
			func(a after) int32 { return a.cell(g.age, g.need, special) },
			n * share * (1 - share) * (100 - n) / (100 - 1),
		})
	}
	sc.expect(t, 4000, claims...)
}

// Of 100 without a place 35 go independent, 45 to an enhanced package, 20 wait.
func TestTheUnplacedOverflowByTheirShares(t *testing.T) {
	sc := wishing(130, 0, special)
	sc.places(special, 30)
	sc.p.Placement.Overflow[special] = [cohorts.NumOverflows]float64{.35, .45, .2}
	sc.expect(t, 4000,
		claim{"independent", 100 * .35, in(cohorts.IndependentSpecial), binomial(100, .35)},
		claim{"enhanced", 100 * .45, in(cohorts.Enhanced), binomial(100, .45)},
		claim{"waiting where they were", 100 * .2, in(mainstream), binomial(100, .2)},
		claim{"counted independent", 100 * .35, func(a after) int32 { return a.ToIndependent }, 0},
		claim{"counted enhanced", 100 * .45, func(a after) int32 { return a.ToEnhanced }, 0},
		claim{"counted waiting", 100 * .2, func(a after) int32 { return a.ToWaiting }, 0},
	)
}

func TestWhoMustLeaveWaitsWithoutAPlace(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.p.Placement.Transfer[cohorts.IntoSchool][cohorts.EarlyYearsSetting][special] = 1
	sc.put(4, 3, cohorts.SLCN, cohorts.EarlyYearsSetting) // may stay
	sc.put(6, 4, cohorts.SLCN, cohorts.EarlyYearsSetting) // must leave
	s, f := sc.once(t)
	if s.In(cohorts.EarlyYearsSetting) != 4 || s.In(cohorts.NotPlaced) != 6 || f.ToWaiting != 10 {
		t.Errorf("%d stay, %d not placed, %d wait", s.In(cohorts.EarlyYearsSetting), s.In(cohorts.NotPlaced), f.ToWaiting)
	}
}

func TestAnOverflowToWhereTheChildIsIsAWait(t *testing.T) {
	for _, c := range []struct {
		at  cohorts.Setting
		way cohorts.Overflow
		age cohorts.Age
	}{
		{cohorts.IndependentSpecial, cohorts.ToIndependent, 11},
		{cohorts.Enhanced, cohorts.ToEnhanced, 11},
		{cohorts.Enhanced, cohorts.ToEnhanced, 16},
		{cohorts.NotPlaced, cohorts.ToWait, 11},
	} {
		sc := newScene(cohorts.Autumn)
		b, _ := cohorts.BorderOf(c.age, c.at)
		sc.p.Placement.Transfer[b][c.at][special] = 1
		sc.p.Placement.Overflow[special] = [cohorts.NumOverflows]float64{}
		sc.p.Placement.Overflow[special][c.way] = 1
		sc.put(5, c.age-1, cohorts.SEMH, c.at)
		if s, f := sc.once(t); s.In(c.at) != 5 || f.ToWaiting != 5 || f.ToEnhanced+f.ToIndependent+f.MovedAside+f.MovedUp != 0 {
			t.Errorf("from %v: %d there, %d wait", c.at, s.In(c.at), f.ToWaiting)
		}
	}
}

// 10 leave a full special school for mainstream in the same step in which 12
// wish for it.
func TestAPlaceLeftInAStepIsFilledInIt(t *testing.T) {
	sc := wishing(12, 0, special)
	sc.put(10, 10, cohorts.MLD, special)
	sc.put(5, 7, cohorts.MLD, special)
	sc.places(special, 15)
	sc.p.Placement.Transfer[cohorts.IntoYear7][special] = cohorts.BySetting{mainstream: 1}
	if s, f := sc.once(t); s.In(special) != 15 || f.MovedUp != 10 || f.MovedDown != 10 || s.In(mainstream) != 2+10 {
		t.Errorf("%d in special schools, %d came, %d left", s.In(special), f.MovedUp, f.MovedDown)
	}
}

// Free places are counted when the rationing begins: who claims a place still
// has the old one.
func TestAPlaceLeftForARationedOneIsFreeNextTime(t *testing.T) {
	sc := wishing(12, 0, cohorts.ResourcedProvision)
	sc.put(10, 10, cohorts.MLD, cohorts.ResourcedProvision)
	sc.places(cohorts.ResourcedProvision, 10)
	sc.places(special, 10)
	sc.p.Placement.Transfer[cohorts.IntoYear7][cohorts.ResourcedProvision] = cohorts.BySetting{special: 1}
	if s, f := sc.once(t); s.In(special) != 10 || s.In(cohorts.ResourcedProvision) != 0 || f.Unplaced[cohorts.ResourcedProvision] != 12 {
		t.Errorf("%d in special schools, %d in provisions, %d unplaced", s.In(special), s.In(cohorts.ResourcedProvision), f.Unplaced[cohorts.ResourcedProvision])
	}
}

func TestEachSettingIsRationedByItself(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.put(40, 15, cohorts.ASD, mainstream)
	sc.put(40, 15, cohorts.MLD, cohorts.AlternativeProvision)
	sc.put(40, 15, cohorts.SLD, cohorts.HomeEducated)
	for from, to := range map[cohorts.Setting]cohorts.Setting{
		mainstream: cohorts.ResourcedProvision, cohorts.AlternativeProvision: special, cohorts.HomeEducated: cohorts.SpecialistPost16,
	} {
		sc.p.Placement.Transfer[cohorts.IntoPost16][from][to] = 1
	}
	sc.places(cohorts.ResourcedProvision, 5)
	sc.places(special, 15)
	sc.places(cohorts.SpecialistPost16, 25)
	s, f := sc.once(t)
	for at, n := range map[cohorts.Setting]int32{cohorts.ResourcedProvision: 5, special: 15, cohorts.SpecialistPost16: 25} {
		if s.In(at) != n || f.Unplaced[at] != 40-n {
			t.Errorf("%d in %v, %d unplaced", s.In(at), at, f.Unplaced[at])
		}
	}
}

// With one child more who claims, at most one loses the place it had.
func TestOneClaimMoreDoesNotReshuffleTheRest(t *testing.T) {
	build := func(extra int32) *scene {
		sc := wishing(0, 0, special)
		sc.places(special, 20)
		for d := range cohorts.NumNeeds {
			sc.put(5, 10, d, mainstream)
		}
		sc.put(extra, 10, cohorts.ASD, mainstream)
		return sc
	}
	taken := func(sc *scene) (all [][cohorts.NumNeeds]int32) {
		sc.futures(t, 200, func(a after) {
			var n [cohorts.NumNeeds]int32
			for d := range n {
				n[d] = a.cell(11, cohorts.Need(d), special)
			}
			all = append(all, n)
		})
		return all
	}
	few, more := taken(build(0)), taken(build(1))
	for i := range few {
		changed := int32(0)
		for d := range few[i] {
			changed += max(few[i][d]-more[i][d], more[i][d]-few[i][d])
		}
		if changed > 2 {
			t.Errorf("future %d: %v were taken, %v with one claim more", i, few[i], more[i])
		}
	}
}
