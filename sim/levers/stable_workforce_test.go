package levers_test

import (
	"testing"

	"sendsim/sim/finance"
	"sendsim/sim/levers/levertest"
)

// Six posts that cost £20,000 a year less save the council £40,000 in the four
// months of autumn.
func TestWorkforceStability(t *testing.T) {
	levertest.Check(t, plain("workforce-stability"))

	terms := in(autumn(2024), pulled("workforce-stability", map[string]float64{"posts": 6, "premium": 20_000, "assessments": 0.05, "reviews": 0.1}))
	is(t, "council", paid(terms, finance.Council), -40_000)
	is(t, "assessments", terms.Chances.Capacity, 1.05)
	is(t, "reviews", terms.Chances.Reviews, 1.1)
}
