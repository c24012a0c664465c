package levers_test

import (
	"math"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/levers/levertest"
)

// Two points off, half delivered, are one; a ceiling of £60,000 then cuts what
// lies above £120,000, and without one nothing is cut.
func TestCommissioning(t *testing.T) {
	levertest.Check(t, plain("commissioning"))

	l := pulled("commissioning", map[string]float64{"points": 0.02, "ceiling": 60_000})
	l.Common().Delivery.Realised.Range = strict.Exactly(0.5)
	money := &in(autumn(2024), l).Money
	is(t, "points", money.FeePoints, -0.01)
	is(t, "ceiling", money.Ceiling[cohorts.IndependentSpecial], 120_000)

	none := in(autumn(2024), pulled("commissioning", map[string]float64{"ceiling": 0})).Money.Ceiling[cohorts.IndependentSpecial]
	if !math.IsInf(none, 1) {
		t.Errorf("no ceiling is one of %v", none)
	}
}
