package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Half of the children are in schools that take part; of those a tenth fewer
// ask: 5 % fewer of all. A fifth more are found: 10 % of all.
func TestSENSupport(t *testing.T) {
	levertest.Check(t, plain("sen-support"))

	c := &in(autumn(2024), pulled("sen-support", map[string]float64{"schools": 0.5, "effect": 0.1, "identified": 0.2})).Chances
	is(t, "requests", c.Request[cohorts.Mainstream], 0.95)
	is(t, "identified", c.Identify[cohorts.Mainstream], 1.1)
	is(t, "requests in the early years", c.Request[cohorts.EarlyYears], 1)
}
