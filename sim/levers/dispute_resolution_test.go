package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Of 100 refusals 20 are contested; at three quarters of the odds, 1/4 becomes
// 3/16 and 15.8 of 100 are.
func TestDisputeResolution(t *testing.T) {
	levertest.Check(t, plain("dispute-resolution"))

	c := &in(autumn(2024), pulled("dispute-resolution", map[string]float64{"fewer": 0.25, "sooner": 0.2})).Chances
	for stage := range cohorts.NumStages {
		is(t, "contested", 100*cohorts.Odds(0.2, c.Lodge[stage]), 300.0/19)
		is(t, "resolved", c.Resolve[stage], 1.2)
	}
}
