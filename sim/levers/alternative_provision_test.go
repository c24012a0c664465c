package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Social, emotional and mental health needs alone, at school age alone.
func TestAlternativeProvision(t *testing.T) {
	levertest.Check(t, plain("alternative-provision"))

	c := &in(autumn(2024), pulled("alternative-provision", map[string]float64{"requests": 0.05, "placed": 0.2})).Chances
	is(t, "requests", c.RequestNeed[cohorts.Mainstream][cohorts.SEMH], 0.95)
	is(t, "requests for autism", c.RequestNeed[cohorts.Mainstream][cohorts.ASD], 1)
	is(t, "alternative provision", c.Prefer[cohorts.Mainstream][cohorts.AlternativeProvision], 0.8)
}
