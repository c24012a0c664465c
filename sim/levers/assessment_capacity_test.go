package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// A service that can finish 80 assessments in a term can finish 100 with a
// quarter more; of those due, half ready in time are two thirds at twice the
// odds.
func TestAssessmentCapacity(t *testing.T) {
	levertest.Check(t, plain("assessment-capacity"))

	c := &in(autumn(2024), pulled("assessment-capacity", map[string]float64{"more": 0.25, "sooner": 1})).Chances
	is(t, "assessments that can be finished", 80*c.Capacity, 100)
	is(t, "ready in time", cohorts.Odds(0.5, c.Finish), 2.0/3)
}
