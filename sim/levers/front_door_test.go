package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Of 200 requests 20 fewer; of 1,000 children a year 50 are put on support
// where 40 were.
func TestFrontDoor(t *testing.T) {
	levertest.Check(t, plain("front-door"))

	c := &in(autumn(2024), pulled("front-door", map[string]float64{"requests": 0.1, "identified": 0.25})).Chances
	for _, phase := range []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream} {
		is(t, "requests", 200*c.Request[phase], 180)
		is(t, "identified", 40*c.Identify[phase], 50)
	}
	is(t, "requests after 16", c.Request[cohorts.Post16], 1)
}
