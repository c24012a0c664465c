package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Of wishes in the proportion 6 resourced, 3 special, 1 independent, the
// weights 6.6, 3.3, 0.8 make the independent 7.5 % instead of 10 %.
func TestCloserToHome(t *testing.T) {
	levertest.Check(t, plain("closer-to-home"))

	terms := in(autumn(2024), pulled("closer-to-home", map[string]float64{"independent": 0.2, "local": 0.1, "travel": 0.05}))
	for _, phase := range []cohorts.Phase{cohorts.Mainstream, cohorts.Post16} {
		w := &terms.Chances.Prefer[phase]
		independent := w[cohorts.IndependentSpecial]
		is(t, "independent", independent/(6*w[cohorts.ResourcedProvision]+3*w[cohorts.StateSpecial]+independent), 0.8/10.7)
	}
	is(t, "transport", terms.Money.Transport, 0.95)
}
