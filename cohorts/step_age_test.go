package cohorts_test

import (
	"slices"
	"testing"

	"sendsim/cohorts"
)

// The worked sum of the step's comment.
func TestAgeTakesThoseOf25OutAndBirthsIn(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.s.Without[25], sc.s.Without[24] = 40, 30
	sc.p.Population.Births[0] = 1200.25
	sc.expect(t, 4000,
		claim{"aged out", 40, func(a after) int32 { return a.AgedOut }, 0},
		claim{"aged 25", 30, func(a after) int32 { return a.Without[25] }, 0},
		claim{"aged 0", 1200 + 1.0/4, func(a after) int32 { return a.Without[0] }, binomial(1, 1.0/4)},
	)
	sc.futures(t, 100, func(a after) {
		if a.Births != 1200 && a.Births != 1201 || a.Births != a.Without[0] {
			t.Errorf("%d births, %d aged 0", a.Births, a.Without[0])
		}
	})
}

func TestEverybodyIsAYearOlderInEveryStanding(t *testing.T) {
	standings := func(s *cohorts.State) []*cohorts.ByAge {
		return []*cohorts.ByAge{
			&s.Without, &s.Support, &s.Requested, &s.Disputing[cohorts.AgainstRefusal],
			&s.Disputing[cohorts.AgainstNoPlan], &s.Disputing[cohorts.AgainstPlacement], &s.Assessing[1],
		}
	}
	sc := newScene(cohorts.Autumn)
	// Requests are decided in the term in which they age: all are refused,
	// since none is agreed.
	for i, of := range standings(sc.s) {
		for a := range of {
			of[a] = int32(100*i + a + 1)
		}
	}
	s, f := sc.once(t)
	want := standings(sc.s)
	for i, of := range standings(&s) {
		old := slices.Insert(want[i][:cohorts.NumAges-1:cohorts.NumAges-1], 0, 0)
		switch i {
		case 1:
			for a, n := range sc.s.Requested[:25] {
				old[a+1] += n // refused
			}
		case 2:
			clear(old)
		}
		if !slices.Equal(of[:], old) {
			t.Errorf("standing %d is %v, expected %v", i, of, old)
		}
	}
	// 26 + 126 + 226 + 326 + 426 + 626 children of 25; the 526 disputes about
	// a placement are of children who have a plan, and are dropped.
	if want := int32(26 + 126 + 226 + 326 + 426 + 626); f.AgedOut != want {
		t.Errorf("%d aged out, expected %d", f.AgedOut, want)
	}
}

func TestPlansAreAYearOlderInTheirCell(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	stay(sc)
	n := int32(0)
	for _, at := range cohorts.Settings() {
		for a := range cohorts.Age(cohorts.NumAges) {
			if at.Admits(a) && at.Admits(a+1) && !(at == cohorts.EarlyYearsSetting && a == 4) {
				n++
				sc.put(n, a, cohorts.Need(n%12), at)
			}
		}
	}
	s, f := sc.once(t)
	if s.Plans() != sc.s.Plans() || f.Ended != [cohorts.NumReasons]int32{} {
		t.Errorf("%d plans of %d, ended %v", s.Plans(), sc.s.Plans(), f.Ended)
	}
	sc.s.EachCell(func(c cohorts.Cell, n int32) {
		c.Age++
		if s.Cell(c) != n {
			t.Errorf("%d children in %+v, expected %d", s.Cell(c), c, n)
		}
	})
}

// stay makes the transfer row of every setting one of staying.
func stay(sc *scene) {
	for b := range sc.p.Placement.Transfer {
		for s := range sc.p.Placement.Transfer[b] {
			sc.p.Placement.Transfer[b][s] = cohorts.BySetting{}
			sc.p.Placement.Transfer[b][s][s] = 1
		}
	}
}

func TestAPlanEndsAfterTheYearOfThe25thBirthday(t *testing.T) {
	sc := newScene(cohorts.Spring)
	sc.put(7, 25, cohorts.ASD, cohorts.FurtherEducation)
	sc.put(5, 25, cohorts.MLD, cohorts.SpecialistPost16)
	sc.put(3, 24, cohorts.MLD, cohorts.FurtherEducation)
	sc.s.Disputing[cohorts.AgainstPlacement][25] = 4
	sc.lives(t, 1, 3, func(term int, a after) {
		want := [...]int32{0, 0, 12}[term] // spring, summer, autumn
		if a.Ended[cohorts.ReachedMaxAge] != want || a.EndedInAll() != want {
			t.Errorf("%v: ended %v, expected %d by age", a.Term, a.Ended, want)
		}
		if a.Plans() != [...]int32{15, 15, 3}[term] || a.Population() != int64(a.Plans()) {
			t.Errorf("%v: %d plans in a population of %d", a.Term, a.Plans(), a.Population())
		}
		if open := a.Disputing[cohorts.AgainstPlacement].Total(); open != [...]int32{4, 4, 0}[term] {
			t.Errorf("%v: %d disputes about a placement are open", a.Term, open)
		}
	})
}

// Migration x weight x children: -0.02 x 1.5 x 110 = -3.3 at age 5, so that 4
// leave in three futures of ten and 3 in the others; 0.1 of 6 is 0.6 at 7.
func TestMigrationIsRoundedAtRandomAge(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.s.Without[4] = 110
	sc.p.Population.Migration[0] = -.02
	sc.p.Population.MigrationByAge[5] = 1.5
	sc.expect(t, 4000,
		claim{"outflow", -.02 * 1.5 * 110, func(a after) int32 { return a.Migration }, binomial(1, .3)},
		claim{"left", 110 - .02*1.5*110, func(a after) int32 { return a.Without[5] }, 0},
	)
	sc = newScene(cohorts.Autumn)
	sc.s.Without[6], sc.s.Support[6] = 6, 100 // those on support do not migrate
	sc.p.Population.Migration[0] = .1
	sc.expect(t, 4000, claim{"inflow", .6, func(a after) int32 { return a.Migration }, binomial(1, .6)})
	sc.futures(t, 50, func(a after) {
		if a.Support[7] != 100 {
			t.Errorf("%d on support", a.Support[7])
		}
	})
}

// Half a child at 8 and at 9, and half a birth: each is rounded by its own luck.
func TestBirthsAndEachAgeAreRoundedByThemselves(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.s.Without[7], sc.s.Without[8] = 100, 100
	sc.p.Population.Migration[0] = .005
	sc.p.Population.Births[0] = 10.5
	sc.p.Population.MigrationByAge[0] = 0
	counts, shares := make([]int, 8), make([]float64, 8)
	for i := range shares {
		shares[i] = 1. / 8
	}
	sc.futures(t, 4000, func(a after) { counts[4*(a.Births-10)+2*(a.Without[8]-100)+a.Without[9]-100]++ })
	fits(t, "rounded up: births, 8, 9", counts, shares)
}

// 10 or 11 are born, and 0.05 of them, 0.5 or 0.55, come in.
func TestBirthsAndTheMigrationOfThoseBornHaveALuckEach(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.p.Population.Births[0], sc.p.Population.Migration[0] = 10.5, .05
	counts := make([]int, 4)
	sc.futures(t, 4000, func(a after) { counts[2*(a.Births-10)+a.Migration]++ })
	fits(t, "births and migration rounded up", counts, []float64{.5 * .5, .5 * .5, .5 * .45, .5 * .55})
}

func TestMigrationTakesNoMoreThanThereAre(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.s.Without[8], sc.s.Without[12] = 10, 3
	sc.p.Population.Migration[0] = -1
	sc.p.Population.MigrationByAge[9] = 2.5
	sc.futures(t, 50, func(a after) {
		if a.Without.Total() != 0 || a.Migration != -13 {
			t.Errorf("%d left, migration %d", a.Without.Total(), a.Migration)
		}
	})
}

func TestThoseJustBornMigrateToo(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.p.Population.Births[0], sc.p.Population.Migration[0] = 100, .05
	if s, f := sc.once(t); s.Without[0] != 105 || f.Migration != 5 {
		t.Errorf("%d aged 0, migration %d", s.Without[0], f.Migration)
	}
}

func TestTheFirstAutumnLivedTakesTheFirstBirths(t *testing.T) {
	for first := range cohorts.NumParts {
		sc := newScene(first)
		copy(sc.p.Population.Births, []float64{10, 20, 30})
		copy(sc.p.Population.Migration, []float64{0, .5, 1})
		var births, moved []int32
		sc.lives(t, 1, sceneTerms, func(_ int, a after) {
			if a.Births > 0 {
				births, moved = append(births, a.Births), append(moved, a.Migration)
			}
		})
		want := []int32{10, 20, 30}[:len(births)]
		if !slices.Equal(births, want) || moved[0] != 0 || moved[1] != 15 { // half of 10 and of 20
			t.Errorf("from a %v on: births %v, migration %v", first, births, moved)
		}
	}
}
