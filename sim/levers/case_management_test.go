package levers_test

import (
	"testing"

	"sendsim/sim/levers/levertest"
)

// 80 assessments and 500 reviews in a term become 84 and 550.
func TestCaseManagement(t *testing.T) {
	levertest.Check(t, plain("case-management"))

	c := &in(autumn(2024), pulled("case-management", map[string]float64{"assessments": 0.05, "reviews": 0.1})).Chances
	is(t, "assessments", 80*c.Capacity, 84)
	is(t, "reviews", 500*c.Reviews, 550)
}
