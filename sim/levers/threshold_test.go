package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// A threshold a fifth higher takes £1,200 off a top-up of £8,000: the block keeps
// 85 % of it.
// Two tenths at 1 % each are 2 % fewer requests. No top-up falls below nothing.
func TestThreshold(t *testing.T) {
	levertest.Check(t, plain("threshold"))

	terms := in(autumn(2024), pulled("threshold", map[string]float64{"change": 0.2, "top-up": 8_000, "requests": 0.01}))
	is(t, "top-up", terms.Money.Kept[cohorts.MainstreamSchool], 0.85)
	is(t, "cost", terms.Money.Cost[cohorts.MainstreamSchool], 1)
	is(t, "requests", terms.Chances.Request[cohorts.Mainstream], 0.98)

	all := in(autumn(2024), pulled("threshold", map[string]float64{"change": 1, "top-up": 5_000}))
	is(t, "a small top-up", all.Money.Kept[cohorts.MainstreamSchool], 0)
}
