package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Four points for a year: from autumn 2024 to the summer after, and no more
// once it ends; what it reached is for the money to keep.
func TestFeeSurge(t *testing.T) {
	levertest.Check(t, plain("fee-surge"))

	l := pulled("fee-surge", map[string]float64{"points": 0.04})
	l.Common().Until = cohorts.Term{Year: 2024, Part: cohorts.Summer}
	for term, points := range map[cohorts.Term]float64{autumn(2023): 0, autumn(2024): 0.04, autumn(2025): 0} {
		is(t, term.String(), in(term, l).Money.FeePoints, points)
	}
}
