package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Half in time are 60 % at one and a half times the odds; one refusal in five
// contested is 1 in 6 at four fifths of the odds.
func TestTimeliness(t *testing.T) {
	levertest.Check(t, plain("timeliness"))

	c := &in(autumn(2024), pulled("timeliness", map[string]float64{"sooner": 0.5, "contested": 0.2})).Chances
	is(t, "in time", cohorts.Odds(0.5, c.Finish), 0.6)
	for stage := range cohorts.NumStages {
		is(t, "contested", cohorts.Odds(0.2, c.Lodge[stage]), 1.0/6)
	}
}
