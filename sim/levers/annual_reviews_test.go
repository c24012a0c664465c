package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/levers"
	"sendsim/sim/levers/levertest"
)

// Half delivered: needs met ends 0.86 % of plans a year; 80 % more would be
// 1.55 %, half of it is 40 % more.
func TestAnnualReviews(t *testing.T) {
	levertest.Check(t, plain("annual-reviews"))

	l := pulled("annual-reviews", map[string]float64{"held": 0.2, "endings": 0.8, "down": 0.3, "up": 0.1})
	l.Common().Delivery.Realised.Range = strict.Exactly(0.5)
	c := &in(autumn(2024), l).Chances
	is(t, "reviews that can be held", c.Reviews, 1.1)
	for _, p := range cohorts.Phases() {
		is(t, "needs met", c.Met[p], 1.4)
		is(t, "to a less specialist setting", c.Down[p], 1.15)
		is(t, "to a more specialist setting", c.Up[p], 1.05)
	}
}

// Needs met at 0.86 % a year is judged to reach 1.2 to 2.0 % before the
// optimism of delivery is taken off.
func TestAnnualReviewsEndAsManyPlansAsJudged(t *testing.T) {
	l, _ := levers.New("annual-reviews")
	r := dialOf(l, "endings").Range
	if low, high := 0.86*(1+r.Low), 0.86*(1+r.High); low < 1.15 || low > 1.25 || high < 1.95 || high > 2.05 {
		t.Errorf("needs met reaches %.2f to %.2f %% a year, want 1.2 to 2.0", low, high)
	}
}
