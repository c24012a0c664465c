package calibration

import (
	"math"
	"reflect"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/internal/strict"
)

// On its own rates an authority's futures are what they are, to the last bit.
func TestOnItsOwnRatesNothingChanges(t *testing.T) {
	for _, name := range ten {
		a := authority(t, name)
		same := a.WithRatesOf(a)
		var p, q cohorts.Params
		var s, r cohorts.State
		for k := range 20 {
			a.Settle(k, rng.Seed(3), &p, &s)
			same.Settle(k, rng.Seed(3), &q, &r)
			if !reflect.DeepEqual(p, q) || !reflect.DeepEqual(s, r) {
				t.Fatalf("%s, draw %d differs on its own rates", name, k)
			}
		}
	}
}

// On the rates of another the children of the census, their places and their
// number are the authority's own; new plans for each child at risk, and
// endings for each child with a plan, follow the other's.
func TestOnTheRatesOfAnother(t *testing.T) {
	const runs = 200
	for _, pair := range [][2]string{{"Stockton-on-Tees", "Newham"}, {"Kent", "Newham"}, {"Newham", "Wiltshire"}, {"Birmingham", "Stockton-on-Tees"}} {
		a, b := authority(t, pair[0]), authority(t, pair[1])
		x := a.WithRatesOf(b)
		startsAsItIs(t, a, x)
		own, there, got := firstYear(a, runs), firstYear(b, runs), firstYear(x, runs)

		var lived cohorts.Params
		var state cohorts.State
		b.SettleMidway(&lived, &state)
		entries, ending := 0.0, [2]float64{}
		here, away := a.Structure.atRisk(), b.Structure.atRisk()
		for age, share := range b.Structure.Entry {
			if away[age] > 0 {
				entries += there.issued * share / away[age] * here[age]
			}
		}
		for i, of := range []*Structure{a.Structure, b.Structure} {
			for st := range of.Plans {
				for d := range of.Plans[st] {
					for age, n := range of.Plans[st][d] {
						r := &b.rates.Review
						faster := lived.Review.Leaving[0][cohorts.BandOf(cohorts.Age(age))]
						ending[i] += float64(n) * (1 - math.Exp(-faster*(r.Met[age]+r.Out[age]+r.Finish[age]*r.FinishIn[st])))
					}
				}
			}
		}
		chance := 4 * (standardError(entries, runs) + standardError(there.issued, runs))
		near(t, pair[0]+" on the rates of "+pair[1]+": new plans", got.issued, entries, .02*entries+chance+1)
		if math.Abs(own.issued/entries-1) < .05 {
			t.Errorf("%s and %s do not differ enough to tell: %.0f and %.0f", pair[0], pair[1], own.issued, entries)
		}
		// Arrivals are so many for each plan, so that where more of the oldest
		// leave fewer come and leave beside: endings differ by less.
		gone := there.ended * ending[0] / ending[1]
		near(t, pair[0]+" on the rates of "+pair[1]+": endings", got.ended, gone, .12*gone+4*standardError(gone, runs)+1)
	}
}

// startsAsItIs says that x starts from the children of a, and with its places.
func startsAsItIs(t *testing.T, a, x *Authority) {
	t.Helper()
	var p, q cohorts.Params
	var s, r cohorts.State
	for k := range 20 {
		a.Settle(k, rng.Seed(3), &p, &s)
		x.Settle(k, rng.Seed(3), &q, &r)
		if err := q.Check(Terms); err != nil {
			t.Fatalf("%s, draw %d: %v", a.Area.Name, k, err)
		}
		if !reflect.DeepEqual(cells(&s), cells(&r)) || s.Requested != r.Requested || s.Places != r.Places || s.Support != r.Support {
			t.Fatalf("%s, draw %d starts with other children", a.Area.Name, k)
		}
		if !reflect.DeepEqual(p.Placement.Places, q.Placement.Places) {
			t.Fatalf("%s, draw %d has other places", a.Area.Name, k)
		}
		near(t, a.Area.Name, float64(r.Population()), sum(a.Structure.Population[:]), float64(2*ages))
	}
}

// cells are the children with a plan.
func cells(s *cohorts.State) map[cohorts.Cell]int32 {
	all := map[cohorts.Cell]int32{}
	s.EachCell(func(c cohorts.Cell, n int32) { all[c] = n })
	return all
}

// A council's own children and places stay its own on the rates of another,
// and on its own rates nothing changes of them either.
func TestACouncilsOwnFiguresOnTheRatesOfAnother(t *testing.T) {
	waiting, places := 40, strict.Between(600, 720)
	own, _ := laid(t, "Stockton-on-Tees", &Own{
		January: 2024, Waiting: &waiting, Places: map[cohorts.Setting]OwnPlaces{cohorts.StateSpecial: {Now: &places}},
	})
	startsAsItIs(t, own, own.WithRatesOf(own))
	x := own.WithRatesOf(authority(t, "Kent"))
	startsAsItIs(t, own, x)
	var p cohorts.Params
	var s cohorts.State
	x.Settle(0, rng.Seed(3), &p, &s)
	if got := s.Requested.Total(); int(got) != waiting {
		t.Errorf("%d requests wait, not %d", got, waiting)
	}
	if x.public() == nil {
		t.Error("a council's own figures may be written")
	}
}
