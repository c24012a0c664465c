package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Support in schools takes 10 % off requests, the fund 4 %: together 13.6 %,
// because the second takes from what the first leaves. A quarter more of that
// is 17 %. Without them training changes no request.
func TestWorkforceTraining(t *testing.T) {
	levertest.Check(t, plain("workforce-training"))

	training := pulled("workforce-training", map[string]float64{"lift": 0.25})
	support := pulled("sen-support", map[string]float64{"schools": 1, "effect": 0.1, "identified": 0})
	fund := pulled("inclusion-fund", map[string]float64{"children": 0, "each": 0, "effect": 0.1, "young": 0.4})
	is(t, "requests", in(autumn(2024), training, support, fund).Chances.Request[cohorts.Mainstream], 0.83)
	is(t, "requests with training alone", in(autumn(2024), training).Chances.Request[cohorts.Mainstream], 1)
}
