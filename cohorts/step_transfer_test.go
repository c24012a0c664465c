package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
)

const (
	mainstream = cohorts.MainstreamSchool
	special    = cohorts.StateSpecial
	college    = cohorts.FurtherEducation
)

// wishing is a scene of an autumn with n children in mainstream school who
// turn 11, whose transfer row says stay and to.
func wishing(n int32, stay float64, to cohorts.Setting) *scene {
	sc := newScene(cohorts.Autumn)
	sc.put(n, 10, cohorts.ASD, mainstream)
	row := &sc.p.Placement.Transfer[cohorts.IntoYear7][mainstream]
	row[mainstream] += stay
	row[to] += 1 - stay
	return sc
}

func in(at cohorts.Setting) func(after) int32 { return func(a after) int32 { return a.In(at) } }

// The worked sum of the step's comment.
func TestTransferWishesAreTiltedByNeed(t *testing.T) {
	sc := wishing(100, .8, special)
	sc.places(special, 100)
	sc.p.Placement.Tilt[cohorts.ASD][special] = 2
	const third = (.2 * 2) / (.8 + .2*2)
	sc.expect(t, 4000,
		claim{"to a special school", 100 * third, in(special), binomial(100, third)},
		claim{"moved up", 100 * third, func(a after) int32 { return a.MovedUp }, 0},
	)
}

func TestTransferTiltsAndPreferencesDoNotWeighStaying(t *testing.T) {
	sc := wishing(100, .8, special)
	sc.places(special, 100)
	sc.p.Placement.Tilt[cohorts.ASD][mainstream] = 5
	sc.p.Placement.Tilt[cohorts.SEMH][special] = 9 // of another need
	sc.f.Prefer[cohorts.Mainstream][mainstream] = 7
	sc.f.Prefer[cohorts.Mainstream][special] = 3
	sc.f.Prefer[cohorts.Specialist][special] = 9 // of another phase: theirs is by age
	const wish = (.2 * 3) / (.8 + .2*3)
	sc.expect(t, 4000, claim{"to a special school", 100 * wish, in(special), 0})
}

func TestTransferHappensAtBordersAlone(t *testing.T) {
	crosses := func(a cohorts.Age, at cohorts.Setting) bool {
		return a == 4 || a == 11 || a == 16 || a == 19 || a == 5 && at == cohorts.EarlyYearsSetting
	}
	for _, at := range cohorts.Settings() {
		sc := newScene(cohorts.Autumn)
		for b := range sc.p.Placement.Transfer {
			sc.p.Placement.Transfer[b][at][cohorts.OtherArrangements] = 1
		}
		for a := range cohorts.MaxAge {
			sc.put(3, a, cohorts.VI, at)
		}
		s, _ := sc.once(t)
		for a := cohorts.Age(1); a <= cohorts.MaxAge; a++ {
			c := cohorts.Cell{Age: a, Need: cohorts.VI, Setting: at}
			if left := s.Cell(c) == 0; left != (crosses(a, at) && at != cohorts.OtherArrangements) {
				t.Errorf("at %d from %v: transferred is %v", a, at, left)
			}
		}
	}
}

func TestTransferReadsTheRowOfTheBorder(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	to := [cohorts.NumBorders]cohorts.Setting{cohorts.IndependentMainstream, cohorts.HomeEducated, college, cohorts.NotPlaced}
	for b := range to {
		sc.p.Placement.Transfer[b][mainstream][to[b]] = 1
	}
	for _, a := range []cohorts.Age{3, 10, 15, 18} {
		sc.put(int32(a), a, cohorts.PD, mainstream)
	}
	s, _ := sc.once(t)
	for b, n := range []int32{3, 10, 15, 18} {
		if s.In(to[b]) != n {
			t.Errorf("%d in %v, expected %d", s.In(to[b]), to[b], n)
		}
	}
}

func TestEarlyYearsMayBeKeptAt4AndMustBeLeftAt5(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.p.Placement.Transfer[cohorts.IntoSchool][cohorts.EarlyYearsSetting] = cohorts.BySetting{cohorts.EarlyYearsSetting: .9, mainstream: .1}
	sc.put(50, 3, cohorts.SLCN, cohorts.EarlyYearsSetting)
	sc.put(50, 4, cohorts.SLCN, cohorts.EarlyYearsSetting)
	sc.expect(t, 2000, claim{"stay at 4", 50 * .9, func(a after) int32 { return a.cell(4, cohorts.SLCN, cohorts.EarlyYearsSetting) }, binomial(50, .9)})
	sc.futures(t, 50, func(a after) {
		if at5 := a.cell(5, cohorts.SLCN, mainstream); at5 != 50 {
			t.Errorf("%d of 50 are in mainstream at 5", at5)
		}
	})
}

func TestWhoMustLeaveAndHasNoWishIsNotPlaced(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	stay(sc)                                                // staying is no wish for those who cannot
	sc.put(9, 4, cohorts.SLCN, cohorts.EarlyYearsSetting)   // 5 in an early-years setting
	sc.put(8, 10, cohorts.SEMH, college)                    // a college admits from 14
	sc.put(7, 18, cohorts.SEMH, cohorts.EarlyYearsSetting)  // admits to 5
	sc.put(6, 10, cohorts.SEMH, mainstream)                 // may stay
	sc.put(5, 18, cohorts.SEMH, cohorts.IndependentSpecial) // may stay
	s, f := sc.once(t)
	if s.In(cohorts.NotPlaced) != 9+8+7 || s.In(mainstream) != 6 || s.In(cohorts.IndependentSpecial) != 5 || f.MovedAside != 9+8+7 {
		t.Errorf("%d not placed, %d in mainstream, %d independent, %d aside", s.In(cohorts.NotPlaced), s.In(mainstream), s.In(cohorts.IndependentSpecial), f.MovedAside)
	}
}

func TestTransferWishesForNoSettingThatDoesNotAdmitTheAge(t *testing.T) {
	sc := wishing(60, .25, college) // from 14
	if s, _ := sc.once(t); s.In(mainstream) != 60 {
		t.Errorf("%d of 60 stay", s.In(mainstream))
	}
	sc = wishing(60, .5, mainstream) // a row without another setting
	if s, f := sc.once(t); s.In(mainstream) != 60 || f.MovedAside+f.MovedUp+f.MovedDown != 0 {
		t.Errorf("%d of 60 stay", s.In(mainstream))
	}
}

func TestChangesOfSettingAreCountedByRank(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	for from, to := range map[cohorts.Setting]cohorts.Setting{
		mainstream:                 cohorts.OtherArrangements,     // up
		cohorts.IndependentSpecial: cohorts.AlternativeProvision,  // down
		cohorts.HomeEducated:       cohorts.IndependentMainstream, // aside: the same rank
		cohorts.OtherArrangements:  cohorts.NotPlaced,             // aside: no rank
		cohorts.NotPlaced:          cohorts.IndependentSpecial,    // aside
	} {
		sc.p.Placement.Transfer[cohorts.IntoYear7][from][to] = 1
	}
	sc.put(1, 10, cohorts.HI, mainstream)
	sc.put(10, 10, cohorts.HI, cohorts.IndependentSpecial)
	sc.put(100, 10, cohorts.HI, cohorts.HomeEducated)
	sc.put(1000, 10, cohorts.HI, cohorts.OtherArrangements)
	sc.put(10000, 10, cohorts.HI, cohorts.NotPlaced)
	if _, f := sc.once(t); f.MovedUp != 1 || f.MovedDown != 10 || f.MovedAside != 11100 {
		t.Errorf("%d up, %d down, %d aside", f.MovedUp, f.MovedDown, f.MovedAside)
	}
}

// One child has two decisions before it, the wish and the overflow: they are
// independent.
func TestTheWishAndTheOverflowHaveALuckEach(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.put(1, 10, cohorts.ASD, mainstream)
	sc.p.Placement.Transfer[cohorts.IntoYear7][mainstream] = cohorts.BySetting{
		cohorts.HomeEducated: .3, cohorts.ResourcedProvision: .3, special: .4,
	}
	sc.p.Placement.Overflow[cohorts.ResourcedProvision] = [cohorts.NumOverflows]float64{.5, .3, .2}
	sc.p.Placement.Overflow[special] = [cohorts.NumOverflows]float64{.2, .3, .5}
	counts := make([]int, 7)
	sc.futures(t, 20000, func(a after) {
		i := 0
		switch {
		case a.In(cohorts.HomeEducated) == 1:
		case a.Unplaced[cohorts.ResourcedProvision] == 1:
			i = 1 + int(a.ToEnhanced+2*a.ToWaiting)
		default:
			i = 4 + int(a.ToEnhanced+2*a.ToWaiting)
		}
		counts[i]++
	})
	fits(t, "wish and overflow", counts, []float64{.3, .3 * .5, .3 * .3, .3 * .2, .4 * .2, .4 * .3, .4 * .5})
}
