package calibration

import (
	"math"
	"reflect"
	"sync"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/rng"
)

// A future is the same whoever settles it, in whatever order, into whatever
// room.
func TestSettleIsDeterministic(t *testing.T) {
	a := authority(t, "Stockton-on-Tees")
	var p, q cohorts.Params
	var s, r cohorts.State
	a.Settle(7, rng.Seed(1), &p, &s)
	a.Settle(99, rng.Seed(2), &q, &r)
	a.Settle(7, rng.Seed(1), &q, &r)
	if !reflect.DeepEqual(p, q) || !reflect.DeepEqual(s, r) {
		t.Error("draw 7 differs when another was settled before it")
	}
	other := authority(t, "Stockton-on-Tees").With(nil, nil)
	var work sync.WaitGroup
	var fits [4]bool
	for i := range fits {
		work.Go(func() {
			var p2 cohorts.Params
			var s2 cohorts.State
			other.Settle(7, rng.Seed(1), &p2, &s2)
			fits[i] = reflect.DeepEqual(p, p2) && reflect.DeepEqual(s, s2)
		})
	}
	work.Wait()
	for _, ok := range fits {
		if !ok {
			t.Error("draw 7 differs when several settle it side by side")
		}
	}
}

func TestSettleTakesNoRoom(t *testing.T) {
	a := authority(t, "Kent")
	var p cohorts.Params
	var s cohorts.State
	a.Settle(0, rng.Seed(1), &p, &s)
	k := 0
	if n := testing.AllocsPerRun(100, func() { k++; a.Settle(k, rng.Seed(1), &p, &s) }); n > 0 {
		t.Errorf("settling allocates %.0f times", n)
	}
}

// Everybody is somewhere: the start holds the published population, to the
// child that rounding leaves at an age, and parameters that can be lived.
func TestStartHoldsThePopulation(t *testing.T) {
	for _, name := range ten {
		a := authority(t, name)
		var p cohorts.Params
		var s cohorts.State
		for k := range 20 {
			a.Settle(k, rng.Seed(3), &p, &s)
			if err := p.Check(Terms); err != nil {
				t.Fatalf("%s, draw %d: %v", name, k, err)
			}
			near(t, name, float64(s.Population()), sum(a.Structure.Population[:]), float64(2*ages))
			if s.Plans() != a.start.Plans() {
				t.Errorf("%s starts with %d plans; published are %d", name, s.Plans(), a.start.Plans())
			}
		}
	}
}

// flows are the sums of a first calendar year, mean over luck, of the future at
// the medians.
func firstYear(a *Authority, runs int) (f struct{ issued, ended, arrived float64 }) {
	var p cohorts.Params
	var s cohorts.State
	w := cohorts.NewScratch()
	rest := cohorts.Rest()
	for k := range runs {
		a.SettleMidway(&p, &s)
		w.Begin(&p)
		for range termsOfYear {
			var out cohorts.Flows
			w.Advance(&s, &rest, rng.Seed(11).At(a.tag).Nth(uint64(k)), &out)
			f.issued += float64(out.Issued) / float64(runs)
			f.ended += float64(out.EndedInAll()) / float64(runs)
			f.arrived += float64(out.Arrived) / float64(runs)
		}
	}
	return f
}

// The first year lived issues the target and leaves the target: within one in
// a hundred of the plans issued, three of those ended, and the error of so many
// runs. Arrivals are those of the target, or more where more of the oldest leave.
func TestFirstYearMeetsItsTargets(t *testing.T) {
	const runs = 400
	more := 0
	for _, name := range ten {
		a := authority(t, name)
		want := a.Midway()
		got := firstYear(a, runs)
		chance := 4 * standardError(want.Entries[0], runs)
		near(t, name+": new plans", got.issued, want.Entries[0], .01*want.Entries[0]+chance+1)
		leaving, net := want.Ended[0]*want.Stock[0], want.Net[0]*want.Stock[0]
		near(t, name+": net leaving", got.ended-got.arrived, net, .03*leaving+4*standardError(leaving, runs)+1)
		arrived := want.Arrived[0] * want.Stock[0]
		near(t, name+": arrivals", min(got.arrived, arrived), arrived, 4*standardError(arrived, runs)+1)
		if got.arrived > 1.05*arrived {
			more++
		}
	}
	if more > len(ten)*3/4 {
		t.Errorf("in %d of %d more arrive than the target", more, len(ten))
	}
}

// standardError is that of the mean of so many counts.
func standardError(mean float64, runs int) float64 { return math.Sqrt(mean / float64(runs)) }

// A council's own figures take the place of published ones: the draw follows
// the structure given, and the original stays as it was.
func TestWithOtherStructure(t *testing.T) {
	a := authority(t, "Rutland")
	own := *a.Structure
	own.Plans[cohorts.MainstreamSchool][cohorts.ASD][8] += 5
	own.Stock += 5
	b := a.With(&own, nil)
	var p cohorts.Params
	var s, r cohorts.State
	a.Settle(1, rng.Seed(1), &p, &s)
	b.Settle(1, rng.Seed(1), &p, &r)
	if r.Plans() != s.Plans()+5 {
		t.Errorf("%d plans with five more; %d without", r.Plans(), s.Plans())
	}
}

func BenchmarkSettle(b *testing.B) {
	a := authority(b, "Kent")
	var p cohorts.Params
	var s cohorts.State
	a.Settle(0, rng.Seed(1), &p, &s)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		a.Settle(i, rng.Seed(1), &p, &s)
	}
}
