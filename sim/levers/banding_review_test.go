package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// A top-up of £8,662 that rises by 5 % is £9,095.10; in special schools a
// fifth of the rise holds.
func TestBandingReview(t *testing.T) {
	levertest.Check(t, plain("banding-review"))

	cost := &in(autumn(2024), pulled("banding-review", map[string]float64{"change": 0.05, "special": 0.2})).Money.Cost
	for _, s := range []cohorts.Setting{cohorts.MainstreamSchool, cohorts.Enhanced, cohorts.ResourcedProvision} {
		is(t, s.Key(), 8_662*cost[s], 9_095.1)
	}
	is(t, "state special", cost[cohorts.StateSpecial], 1.01)
	is(t, "independent", cost[cohorts.IndependentSpecial], 1)
}

// In about half of the futures it costs.
func TestTheSignOfABandingReviewIsUncertain(t *testing.T) {
	costs := 0
	l := plain("banding-review")
	for _, x := range settled(l, "change") {
		if x > 0 {
			costs++
		}
	}
	if share := float64(costs) / draws; share < 0.48 || share > 0.52 {
		t.Errorf("it costs in %.3f of the futures, want a half", share)
	}
}
