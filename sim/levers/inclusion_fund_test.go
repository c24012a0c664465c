package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/finance"
	"sendsim/sim/levers/levertest"
)

// 120 children at £3,000 a year are £120,000 in the four months of autumn.
// Requests fall by 10 % in the early years, by 4 % at 4 to 15.
func TestInclusionFund(t *testing.T) {
	levertest.Check(t, plain("inclusion-fund"))

	terms := in(autumn(2024), pulled("inclusion-fund", map[string]float64{"children": 120, "each": 3_000, "effect": 0.1, "young": 0.4}))
	is(t, "cost", paid(terms, finance.HighNeeds), 120_000)
	is(t, "requests in the early years", terms.Chances.Request[cohorts.EarlyYears], 0.9)
	is(t, "requests at school", terms.Chances.Request[cohorts.Mainstream], 0.96)
	is(t, "requests after 16", terms.Chances.Request[cohorts.Post16], 1)
}
