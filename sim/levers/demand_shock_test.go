package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers"
	"sendsim/sim/levers/levertest"
)

// A fifth more for a year, half of that after 16, gone ten months after it
// ends: over the four months of the second autumn a fifth of it is gone on
// average, so 16 % more are left.
func TestDemandShock(t *testing.T) {
	levertest.Check(t, plain("demand-shock"))

	l := pulled("demand-shock", map[string]float64{"requests": 0.2, "older": 0.5})
	l.Common().Until, l.Common().Fade = cohorts.Term{Year: 2024, Part: cohorts.Summer}, 10
	for term, surge := range map[cohorts.Term]float64{autumn(2023): 0, autumn(2024): 0.2, autumn(2025): 0.16, autumn(2026): 0} {
		request := &in(term, l).Chances.Request
		is(t, term.String()+" early years", request[cohorts.EarlyYears], 1+surge)
		is(t, term.String()+" at school", request[cohorts.Mainstream], 1+surge)
		is(t, term.String()+" after 16", request[cohorts.Post16], 1+surge/2)
	}
}

// Nobody has to deliver a shock.
func TestAShockComesInFullAndOnTime(t *testing.T) {
	l, _ := levers.New("demand-shock")
	d := l.Common().Delivery
	is(t, "late", d.Late.Now, 0)
	is(t, "realised", d.Realised.Now, 1)
}
