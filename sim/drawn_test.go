package sim_test

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sendsim/calibration"
	"sendsim/calibration/calibtest"
	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
	"sendsim/internal/rng"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// small is an authority that ships, to draw others from.
func small(t *testing.T) (*sim.World, *calibration.Authority) {
	t.Helper()
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	a, err := world.Library.Authority("rutland")
	if err != nil {
		t.Fatal(err)
	}
	return world, a
}

// Children of any lawful calibration are conserved with the outside over ten
// years, standing by standing, and no cell is ever negative.
func TestAnyLawfulCalibrationConservesItsChildren(t *testing.T) {
	_, a := small(t)
	scratch, rest := cohorts.NewScratch(), cohorts.Rest()
	rapid.Check(t, func(t *rapid.T) {
		drawn := calibtest.Drawn(t, a)
		draw := rapid.IntRange(0, 5000).Draw(t, "draw")
		var p cohorts.Params
		var state cohorts.State
		var flows cohorts.Flows
		drawn.Settle(draw, rng.Seed(5), &p, &state)
		if err := p.Check(calibration.Terms); err != nil {
			t.Fatalf("the future settled is not lawful: %v", err)
		}
		if err := steptest.Sound(&state); err != nil {
			t.Fatalf("at the start: %v", err)
		}
		scratch.Begin(&p)
		for range calibration.Terms {
			before := state
			scratch.Advance(&state, &rest, rng.Seed(6).Nth(uint64(draw)), &flows)
			if err := steptest.Sound(&state); err != nil {
				t.Fatalf("%v: %v", before.Term, err)
			}
			if err := steptest.Account(&before, &state, &flows); err != nil {
				t.Fatalf("%v: %v", before.Term, err)
			}
		}
	})
}

// The money of any lawful calibration adds up to the pound, year by year; its
// futures are the same for 1 worker and for 2 or 7, and each the same for any
// number of draws.
func TestAnyLawfulCalibrationAddsUpForAnyWorkers(t *testing.T) {
	world, a := small(t)
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.IntRange(1, 5).Draw(t, "of five")
		if of > 2 {
			return // each is a number of runs: two in five are enough
		}
		other := *world
		other.Library = &calibration.Library{England: world.Library.England, Authorities: []*calibration.Authority{calibtest.Drawn(t, a)}}
		s := sim.Default()
		s.Areas, s.Years, s.Seed = []string{"rutland"}, rapid.IntRange(1, 2).Draw(t, "years"), rapid.Uint64().Draw(t, "seed")
		m, err := sim.NewModel(&other, s)
		if err != nil {
			t.Fatal(err)
		}
		live := func(draws, workers int) (all []sim.YearEnd) {
			open := func(int) (sim.Sink, error) { return &kept{to: &all}, nil }
			if err := sim.RunBlocks(context.Background(), m, sim.Blocks{Draws: draws, Size: smallBlock}, workers, open); err != nil {
				t.Fatal(err)
			}
			return all
		}
		draws := 7*smallBlock + 3 // that workers share
		if of == 2 {
			draws = 40 // enough to add up
		}
		one := live(draws, 1)
		if workers := rapid.SampledFrom([]int{2, 7}).Draw(t, "workers"); !slices.Equal(one, live(draws, workers)) {
			t.Fatalf("%d workers live other futures than one", workers)
		}
		few := rapid.IntRange(1, 20).Draw(t, "few")
		if !slices.Equal(one[:few*m.Years], live(few, 2)) {
			t.Fatalf("the first %d futures of %d are not those of a run of %d", few, draws, few)
		}
		for i := range one {
			if i%m.Years > 0 && one[i].Account.OpeningNet != one[i-1].Account.Net {
				t.Fatalf("draw %d, %d opens with %v; the year before closed with %v", one[i].Draw, one[i].Year, one[i].Account.OpeningNet, one[i-1].Account.Net)
			}
			addsUp(t, &one[i])
		}
	})
}

// addsUp fails unless an account holds to the pound, from its lines up.
func addsUp(t *rapid.T, y *sim.YearEnd) {
	t.Helper()
	a, spend := &y.Account, finance.Pounds(0)
	for l, pounds := range a.Lines {
		if finance.Line(l).Purse() == finance.HighNeeds {
			spend += pounds
		}
	}
	if a.Spend(finance.HighNeeds) != spend || a.InYear != spend-a.Grant-a.Transfer || a.Gross != a.OpeningGross+a.InYear ||
		a.Net != a.OpeningNet+a.InYear-a.Payments-a.Stability || a.Net != a.Own+a.Notional {
		t.Fatalf("draw %d, %d does not add up: %+v", y.Draw, y.Year, a)
	}
}
