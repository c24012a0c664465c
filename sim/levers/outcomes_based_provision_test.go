package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// A top-up of £8,662 less a tenth is £7,795.80.
func TestOutcomesBasedProvision(t *testing.T) {
	levertest.Check(t, plain("outcomes-based-provision"))

	terms := in(autumn(2024), pulled("outcomes-based-provision", map[string]float64{"saving": 0.1, "requests": 0.04}))
	is(t, "top-up", 8_662*terms.Money.Cost[cohorts.MainstreamSchool], 7_795.8)
	is(t, "package", terms.Money.Cost[cohorts.Enhanced], 0.9)
	is(t, "requests", terms.Chances.Request[cohorts.Mainstream], 0.96)
}
