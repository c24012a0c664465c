package sim_test

import (
	"math"
	"slices"
	"testing"

	"sendsim/internal/rng"
	"sendsim/sim"
)

// uncertain is a town with levers whose dials and delivery are uncertain.
func uncertain(t *testing.T, seed uint64, local string) *sim.Model {
	return model(t, func(s *sim.Scenario) {
		s.Seed, s.Years = seed, 5
		s.Levers = append(s.Levers, atOnce("sen-support", s), atOnce("special-places", s))
		for _, l := range s.Levers {
			l.Common().Delivery.Late.Range.High = 24
			l.Common().Delivery.Realised.Range.Low = 0.3
		}
	}, local)
}

// TestTheDriversAreAllThatIsUncertain: with all of them drawn at the key of
// another seed, the futures are those of that seed to the last bit, for which
// the row of the national layer, which goes by the number of the draw, is drawn
// there too; with none, those of the run.
func TestTheDriversAreAllThatIsUncertain(t *testing.T) {
	const futures, seed, other = 40, 5, 77
	run := uncertain(t, seed, "rutland")
	plain := lived(t, run, futures, 2)
	if !slices.Equal(plain, lived(t, run.Redrawn(rng.Seed(other)), futures, 1)) {
		t.Error("with no driver drawn anew the futures are not those of the run")
	}
	all := run.Drivers()
	if len(all) != int(sim.NumDrivers) {
		t.Fatalf("drivers are %v", all)
	}
	want := lived(t, uncertain(t, other, "rutland").Redrawn(rng.Seed(other), sim.NationalDemand), futures, 2)
	if !slices.Equal(want, lived(t, run.Redrawn(rng.Seed(other), all...), futures, 2)) {
		t.Error("with all drivers drawn anew something of the run is left")
	}
	for _, d := range all {
		rest := slices.DeleteFunc(slices.Clone(all), func(o sim.Driver) bool { return o == d })
		if one := lived(t, run.Redrawn(rng.Seed(other), d), futures, 2); slices.Equal(plain, one) {
			t.Errorf("%s: drawn anew it changes nothing", d)
		} else if slices.Equal(one, want) {
			t.Errorf("%s: drawn anew it changes all", d)
		}
		if slices.Equal(want, lived(t, run.Redrawn(rng.Seed(other), rest...), futures, 2)) {
			t.Errorf("%s: left as it was, it changes nothing", d)
		}
	}
}

// TestDriversThatAScenarioHasNotAreLeftOut: without levers, and with levers of
// which all is known.
func TestDriversThatAScenarioHasNotAreLeftOut(t *testing.T) {
	none := model(t, nil, "rutland")
	if got := none.Drivers(); slices.Contains(got, sim.LeverEffects) || slices.Contains(got, sim.LeverDelivery) || len(got) != int(sim.NumDrivers)-2 {
		t.Errorf("without levers: %v", got)
	}
	effects := model(t, func(s *sim.Scenario) { s.Levers = append(s.Levers, atOnce("sen-support", s)) }, "rutland")
	if got := effects.Drivers(); !slices.Contains(got, sim.LeverEffects) || slices.Contains(got, sim.LeverDelivery) {
		t.Errorf("delivered for certain: %v", got)
	}
}

// TestTheNationDrawnAnewIsSharedByAll: authorities of a draw have one nation.
func TestTheNationDrawnAnewIsSharedByAll(t *testing.T) {
	const futures = 300
	at := func(area string, which ...sim.Driver) []float64 {
		var plans []float64
		for _, y := range lived(t, model(t, func(s *sim.Scenario) { s.Years = 4 }, area).Redrawn(rng.Seed(9), which...), futures, 2) {
			if y.Year == 2027 {
				plans = append(plans, float64(y.Plans))
			}
		}
		return plans
	}
	alike := correlation(at("rutland", sim.NationalDemand), at("hartlepool", sim.NationalDemand))
	apart := correlation(at("rutland", sim.NationalDemand), at("hartlepool"))
	if alike < apart+0.1 {
		t.Errorf("the nation drawn anew for both correlates them by %.2f, for one alone by %.2f", alike, apart)
	}
}

func correlation(a, b []float64) float64 {
	var sa, sb, aa, bb, ab float64
	for i := range a {
		sa, sb = sa+a[i], sb+b[i]
		aa, bb, ab = aa+a[i]*a[i], bb+b[i]*b[i], ab+a[i]*b[i]
	}
	n := float64(len(a))
	return (ab - sa*sb/n) / math.Sqrt((aa-sa*sa/n)*(bb-sb*sb/n))
}
