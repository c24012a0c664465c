package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Of 100 requests 75 lead to an assessment: odds of 3. A fifth off makes 2.4,
// or 70.6. Of 100 assessments 95 lead to a plan: odds of 19, less a tenth
// 17.1, or 94.5.
func TestPlanCriteria(t *testing.T) {
	levertest.Check(t, plain("plan-criteria"))

	c := &in(autumn(2024), pulled("plan-criteria", map[string]float64{"assess": 0.2, "issue": 0.1, "contested": 0.3})).Chances
	for _, phase := range []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream, cohorts.Post16} {
		is(t, "assessed", 100*cohorts.Odds(0.75, c.Agree[phase]), 100*2.4/3.4)
		is(t, "a plan", 100*cohorts.Odds(0.95, c.Issue[phase]), 100*17.1/18.1)
	}
	is(t, "refusals contested", c.Lodge[cohorts.AgainstRefusal], 1.3)
	is(t, "no plan contested", c.Lodge[cohorts.AgainstNoPlan], 1.3)
	is(t, "placements contested", c.Lodge[cohorts.AgainstPlacement], 1)
}
