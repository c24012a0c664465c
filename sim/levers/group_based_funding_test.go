package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// A fifth of the top-ups goes, nine tenths of it come back: 2 % are saved. If
// more comes back than went, it costs.
func TestGroupBasedFunding(t *testing.T) {
	levertest.Check(t, plain("group-based-funding"))

	for returned, want := range map[float64]float64{0.9: 0.98, 1: 1, 1.1: 1.02} {
		l := pulled("group-based-funding", map[string]float64{"top-ups": 0.2, "returned": returned, "requests": 0.05})
		terms := in(autumn(2025), l)
		is(t, "top-ups", terms.Money.Cost[cohorts.MainstreamSchool], want)
		is(t, "requests", terms.Chances.Request[cohorts.Mainstream], 0.95)
	}
}
