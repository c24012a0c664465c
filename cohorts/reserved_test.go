package cohorts_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sendsim/cohorts"
	"sendsim/internal/rng"
)

// reserve reserves places of special schools.
func (sc *scene) reserve(places float64, needs ...cohorts.Need) {
	sc.f.Reserved.Add(cohorts.Reserve{Places: places, Prefer: 1, Setting: special, Needs: cohorts.NeedsOf(needs...)})
}

// claiming is a scene of an autumn with children of some needs in mainstream
// school, all of whom wish for a special school.
func claiming(places float64, children map[cohorts.Need]int32) *scene {
	sc := wishing(0, 0, special)
	sc.places(special, places)
	for d, n := range children {
		sc.put(n, 10, d, mainstream)
	}
	return sc
}

// Of 12 places 5 are for SEMH. Where none of SEMH asks, 5 stay empty; where 3
// do, 2; they take places that are not reserved, too.
func TestReservedPlacesAreFilledByTheirNeedsAlone(t *testing.T) {
	for _, c := range []struct{ semh, asd, semhTaken, asdTaken int32 }{
		{0, 20, 0, 7}, {3, 20, 3, 7}, {5, 20, 5, 7}, {30, 0, 12, 0}, {3, 4, 3, 4}, {0, 3, 0, 3},
	} {
		sc := claiming(12, map[cohorts.Need]int32{cohorts.SEMH: c.semh, cohorts.ASD: c.asd})
		sc.reserve(5, cohorts.SEMH)
		sc.futures(t, 20, func(a after) {
			semh, asd := a.cell(11, cohorts.SEMH, special), a.cell(11, cohorts.ASD, special)
			if semh != c.semhTaken || asd != c.asdTaken {
				t.Errorf("%+v: %d and %d taken", c, semh, asd)
			}
			if unplaced := c.semh + c.asd - semh - asd; a.Unplaced[special] != unplaced || a.In(mainstream) != unplaced {
				t.Errorf("%+v: %d unplaced", c, a.Unplaced[special])
			}
		})
	}
}

// 12 places, 5 for SEMH, for 10 of SEMH and 30 others. The first 12 in order
// find a place, but that the others get 7 at most: of SEMH as many are taken as
// stand among the first 12, or 5, whichever is more.
func TestBeyondThoseReservedEveryClaimIsAsLikelyToBeMet(t *testing.T) {
	const semh, others, places, reserved = 10, 30, 12, 5
	sc := claiming(places, map[cohorts.Need]int32{cohorts.SEMH: semh, cohorts.ASD: others})
	sc.reserve(reserved, cohorts.SEMH)
	mean, square := 0., 0.
	for first := range semh + 1 { // of SEMH among the first 12, hypergeometric
		p := choose(semh, first) * choose(others, places-first) / choose(semh+others, places)
		taken := float64(max(first, reserved))
		mean += p * taken
		square += p * taken * taken
	}
	sc.expect(t, 4000,
		claim{"of SEMH", mean, func(a after) int32 { return a.cell(11, cohorts.SEMH, special) }, square - mean*mean},
		claim{"of others", places - mean, func(a after) int32 { return a.cell(11, cohorts.ASD, special) }, square - mean*mean},
	)
}

// choose is how many ways there are to take k of n.
func choose(n, k int) float64 {
	ways := 1.
	for i := range k {
		ways *= float64(n-i) / float64(i+1)
	}
	return math.Round(ways)
}

// Who was there when places were reserved sits in others, and is not sent away:
// of 20 places 10 are for SEMH, and others have what is free beyond these.
func TestWhoWasThereFillsNoReservedPlace(t *testing.T) {
	for _, c := range []struct{ semh, sld, taken int32 }{{10, 8, 0}, {5, 4, 1}, {0, 0, 5}, {2, 6, 2}, {0, 25, 0}} {
		sc := claiming(20, map[cohorts.Need]int32{cohorts.ASD: 5})
		sc.put(c.semh, 7, cohorts.SEMH, special)
		sc.put(c.sld, 7, cohorts.SLD, special)
		sc.reserve(10, cohorts.SEMH)
		if s, f := sc.once(t); s.In(special) != c.semh+c.sld+c.taken || f.Unplaced[special] != 5-c.taken {
			t.Errorf("%+v: %d there, %d unplaced", c, s.In(special), f.Unplaced[special])
		}
	}
}

// aYear lives an autumn, in which children of a need come, and the next, in
// which others do, who are counted. Between them a policy may change.
func (sc *scene) aYear(t *testing.T, first, second map[cohorts.Need]int32, between func(term int)) (taken int32) {
	for d, n := range first {
		sc.put(n, 10, d, mainstream)
	}
	for d, n := range second {
		sc.put(n, 9, d, mainstream)
	}
	sc.lives(t, 1, 4, func(term int, a after) {
		if between(term); term < 3 {
			taken = -a.In(special)
			return
		}
		taken += a.In(special)
	})
	return taken
}

// 8 of SEMH come to a school with 25 places, of which 10 are reserved for them
// beside the 10 who were there: 7 are free then, and 2 of them held back from
// others; all 10 where the reservation begins anew.
func TestWhoHasComeFillsReservedPlaces(t *testing.T) {
	for name, c := range map[string]struct {
		need  cohorts.Need
		pause bool
		taken int32
	}{"others": {cohorts.ASD, false, 5}, "their own": {cohorts.SEMH, false, 7}, "others, after a pause": {cohorts.ASD, true, 0}} {
		sc := claiming(25, nil)
		sc.put(10, 6, cohorts.SEMH, special)
		sc.reserve(10, cohorts.SEMH)
		reserved := sc.f.Reserved
		taken := sc.aYear(t, map[cohorts.Need]int32{cohorts.SEMH: 8}, map[cohorts.Need]int32{c.need: 20}, func(term int) {
			if sc.f.Reserved = reserved; c.pause && term == 0 {
				sc.f.Reserved = cohorts.Reserves{}
			}
		})
		if taken != c.taken {
			t.Errorf("%s: %d are taken, want %d", name, taken, c.taken)
		}
	}
}

// Of 10 of SEMH who were there 4 leave at 25, and 3 come in their stead: of the
// 14 places that are free 5 stay reserved whoever comes, so that the first 9 in
// order are taken, and of SEMH all.
func TestWhoComesForOneOfBeforeFillsNoReservedPlace(t *testing.T) {
	const semh, others, first = 3, 20, 9
	sc := claiming(20, map[cohorts.Need]int32{cohorts.SEMH: semh, cohorts.ASD: others})
	sc.put(6, 7, cohorts.SEMH, special)
	sc.put(4, cohorts.MaxAge, cohorts.SEMH, special)
	sc.reserve(5, cohorts.SEMH)
	const all = semh + others
	sc.expect(t, 2000,
		claim{"of SEMH", semh, func(a after) int32 { return a.cell(11, cohorts.SEMH, special) }, 0},
		claim{
			"of others", first * others / float64(all), func(a after) int32 { return a.cell(11, cohorts.ASD, special) },
			first * others / float64(all) * semh / all * (all - first) / (all - 1),
		},
	)
}

// A unit of 10 for SEMH and one of 10 for SEMH and autism, of 25 places. When 10
// of SEMH have come, autism has all that is free, others the 5 of no unit.
func TestReservationsThatOverlapAreBothKept(t *testing.T) {
	for need, want := range map[cohorts.Need]int32{cohorts.ASD: 15, cohorts.SEMH: 15, cohorts.MLD: 5} {
		sc := claiming(25, nil)
		sc.reserve(10, cohorts.SEMH)
		sc.reserve(10, cohorts.SEMH, cohorts.ASD)
		taken := sc.aYear(t, map[cohorts.Need]int32{cohorts.SEMH: 10}, map[cohorts.Need]int32{need: 20}, func(int) {})
		if taken != want {
			t.Errorf("%d of %s are taken, want %d", taken, need.Key(), want)
		}
	}
}

// What is held back is what no seating of the children there can fill.
func TestHeldBackIsWhatStaysEmptyHoweverTheChildrenSit(t *testing.T) {
	few := cohorts.Needs()[:4]
	rapid.Check(t, func(t *rapid.T) {
		var all cohorts.Reserves
		var seats []cohorts.NeedSet
		for range rapid.IntRange(0, 4).Draw(t, "reservations") {
			needs := cohorts.NeedSet(rapid.IntRange(1, 15).Draw(t, "needs"))
			places := rapid.IntRange(0, 3).Draw(t, "places")
			all.Add(cohorts.Reserve{Places: float64(places), Prefer: 1, Setting: special, Needs: needs})
			for range places {
				seats = append(seats, needs)
			}
		}
		var s cohorts.State
		var there [4]int
		for _, d := range few {
			there[d] = rapid.IntRange(0, 3).Draw(t, d.Key())
			s.Put(cohorts.Cell{Age: 9, Need: d, Setting: special}, int32(there[d]))
		}
		for _, d := range few {
			var others []cohorts.NeedSet
			for _, needs := range seats {
				if !needs.Has(d) {
					others = append(others, needs)
				}
			}
			if got, want := cohorts.HeldBack(&all, &s, special, d), fewestEmpty(others, there); got != int32(want) {
				t.Fatalf("%d are held back from %s, want %d", got, d.Key(), want)
			}
		}
	})
}

// fewestEmpty tries every way to fill seats, one after the other.
func fewestEmpty(seats []cohorts.NeedSet, children [4]int) int {
	if len(seats) == 0 {
		return 0
	}
	fewest := 1 + fewestEmpty(seats[1:], children)
	for d := range children {
		if seats[0].Has(cohorts.Need(d)) && children[d] > 0 {
			left := children
			left[d]--
			fewest = min(fewest, fewestEmpty(seats[1:], left))
		}
	}
	return fewest
}

// Places that are reserved for a need of which nobody asks change nobody's luck;
// of a reservation the floor counts.
func TestReservedPlacesThatStayEmptyAreAsNoPlaces(t *testing.T) {
	taken := func(added, reserved float64) (all [][cohorts.NumNeeds]int32) {
		sc := claiming(20, map[cohorts.Need]int32{cohorts.ASD: 12, cohorts.MLD: 30, cohorts.SLCN: 9})
		sc.put(6, 7, cohorts.SLD, special)
		sc.f.Places[special] = added
		sc.reserve(reserved, cohorts.SEMH)
		sc.futures(t, 100, func(a after) {
			var n [cohorts.NumNeeds]int32
			for d := range n {
				n[d] = a.cell(11, cohorts.Need(d), special)
			}
			all = append(all, n)
		})
		return all
	}
	without := taken(0, 0)
	for _, c := range []struct{ added, reserved float64 }{{10, 10}, {10.5, 10.5}, {3, 3.9}, {0, .9}} {
		for i, s := range taken(c.added, c.reserved) {
			if s != without[i] {
				t.Fatalf("%+v: future %d is another", c, i)
			}
		}
	}
}

// With one child more who claims, at most one loses the place it had.
func TestOneClaimMoreDoesNotReshuffleWhatIsReserved(t *testing.T) {
	taken := func(extra cohorts.Need, n int32) (all [][cohorts.NumNeeds]int32) {
		sc := claiming(20, nil)
		for d := range cohorts.NumNeeds {
			sc.put(5, 10, d, mainstream)
		}
		sc.put(n, 10, extra, mainstream)
		sc.reserve(4, cohorts.SEMH)
		sc.reserve(6, cohorts.SEMH, cohorts.ASD)
		sc.reserve(3, cohorts.VI, cohorts.HI)
		sc.futures(t, 200, func(a after) {
			var n [cohorts.NumNeeds]int32
			for d := range n {
				n[d] = a.cell(11, cohorts.Need(d), special)
			}
			all = append(all, n)
		})
		return all
	}
	few := taken(0, 0)
	for _, extra := range []cohorts.Need{cohorts.ASD, cohorts.SEMH, cohorts.MLD} {
		for i, more := range taken(extra, 1) {
			changed := int32(0)
			for d := range more {
				changed += max(few[i][d]-more[d], more[d]-few[i][d])
			}
			if changed > 2 {
				t.Errorf("future %d: %v were taken, %v with one of %s more", i, few[i], more, extra.Key())
			}
		}
	}
}

// A need that changes at a review is the new one when places are given: 4 who
// become SEMH in a special school fill what is reserved for it.
func TestANeedThatChangesCountsAsItIs(t *testing.T) {
	sc := newScene(cohorts.Spring)
	sc.put(4, 7, cohorts.SLCN, special)
	sc.put(10, 11, cohorts.MLD, mainstream)
	sc.places(special, 10)
	sc.reserve(6, cohorts.SEMH)
	sc.p.Review.Change[7][cohorts.SLCN][cohorts.SEMH] = certain
	sc.p.Review.Move[cohorts.Age11to15][mainstream][special] = certain
	if s, _ := sc.once(t); s.In(special) != 4+4 {
		t.Errorf("%d in special schools; of 6 free 2 are for SEMH yet", s.In(special))
	}
}

// A preference for reserved places is that of their needs, at ages 4 to 15.
func TestWhatIsReservedIsPreferredByItsNeeds(t *testing.T) {
	const n = 100
	wish := func(x float64) float64 { return .2 * x / (.8 + .2*x) }
	sc := newScene(cohorts.Autumn)
	sc.places(special, 1000)
	for _, border := range []cohorts.Border{cohorts.IntoYear7, cohorts.IntoPost16} {
		sc.p.Placement.Transfer[border][mainstream] = cohorts.BySetting{mainstream: .8, special: .2}
	}
	for _, d := range []cohorts.Need{cohorts.SEMH, cohorts.ASD, cohorts.MLD} {
		sc.put(n, 10, d, mainstream)
		sc.put(n, 15, d, mainstream)
	}
	sc.f.Reserved.Add(cohorts.Reserve{Places: 1, Prefer: 3, Setting: special, Needs: cohorts.NeedsOf(cohorts.SEMH)})
	sc.f.Reserved.Add(cohorts.Reserve{Places: 1, Prefer: 2, Setting: special, Needs: cohorts.NeedsOf(cohorts.SEMH, cohorts.ASD)})
	at := func(age cohorts.Age, d cohorts.Need) func(after) int32 {
		return func(a after) int32 { return a.cell(age, d, special) }
	}
	sc.expect(t, 2000,
		claim{"SEMH", n * wish(6), at(11, cohorts.SEMH), 0},
		claim{"ASD", n * wish(2), at(11, cohorts.ASD), 0},
		claim{"MLD", n * wish(1), at(11, cohorts.MLD), 0},
		claim{"SEMH at 16", n * wish(1), at(16, cohorts.SEMH), 0},
	)

	sc = issuing(n, 9) // all of ASD
	sc.places(special, 1000)
	sc.p.Placement.New[9] = cohorts.BySetting{mainstream: .8, special: .2}
	sc.f.Reserved.Add(cohorts.Reserve{Places: 1, Prefer: 2, Setting: special, Needs: cohorts.NeedsOf(cohorts.ASD)})
	sc.f.Reserved.Add(cohorts.Reserve{Places: 1, Prefer: 9, Setting: special, Needs: cohorts.NeedsOf(cohorts.SEMH)})
	sc.expect(t, 2000, claim{"a new plan", n * wish(2), at(9, cohorts.ASD), 0})
}

// Reservations of one setting for the same needs add up, in any order; of too
// many sets of needs there is no policy.
func TestReservationsAddUpInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := rapid.Custom(func(t *rapid.T) cohorts.Reserve {
			return cohorts.Reserve{
				Places: float64(rapid.IntRange(0, 9).Draw(t, "places")), Prefer: rapid.SampledFrom([]float64{.5, 1, 2}).Draw(t, "prefer"),
				Setting: rapid.SampledFrom([]cohorts.Setting{cohorts.ResourcedProvision, special}).Draw(t, "setting"),
				Needs:   cohorts.NeedSet(rapid.IntRange(0, 3).Draw(t, "needs")),
			}
		})
		all := rapid.SliceOfN(one, 0, 12).Draw(t, "reservations")
		var sum, turned cohorts.Reserves
		places := 0.
		for i := range all {
			sum.Add(all[i])
			turned.Add(all[len(all)-1-i])
			if all[i].Needs != 0 {
				places += all[i].Places
			}
		}
		for _, r := range sum {
			places -= r.Places
		}
		if sum != turned || places != 0 {
			t.Fatalf("%v in one order, %v in the other", sum, turned)
		}
	})
	defer func() {
		if recover() == nil {
			t.Error("a set of needs too many is taken")
		}
	}()
	var all cohorts.Reserves
	for i := range cohorts.MostReserves + 1 {
		all.Add(cohorts.Reserve{Places: 1, Prefer: 1, Setting: special, Needs: cohorts.NeedSet(1 + i)})
	}
}

func TestReservedPlacesTakeNoMemory(t *testing.T) {
	sc := claiming(20, map[cohorts.Need]int32{cohorts.ASD: 15, cohorts.SEMH: 15})
	sc.reserve(8, cohorts.SEMH)
	scratch, draw := cohorts.NewScratch(), uint64(0)
	scratch.Begin(sc.p)
	var s cohorts.State
	var flows cohorts.Flows
	live := func() {
		s = *sc.s
		scratch.Advance(&s, &sc.f, rng.Seed(1).Nth(draw), &flows)
		draw++
	}
	if live(); testing.AllocsPerRun(20, live) > 0 {
		t.Error("a term with reserved places allocates")
	}
}
