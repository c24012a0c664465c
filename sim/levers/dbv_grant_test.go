package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/finance"
	"sendsim/sim/levers/levertest"
)

// £1.2m over 24 months from September: £200,000 in each autumn, of which a
// quarter is off the block; in the third autumn all is spent. Over 18 months,
// of the second spring, months 16 to 19, two are within.
func TestDBVGrant(t *testing.T) {
	levertest.Check(t, plain("dbv-grant"))

	l := pulled("dbv-grant", map[string]float64{"grant": 1.2e6, "over": 24, "block": 0.25})
	for term, want := range map[cohorts.Term]float64{autumn(2023): 0, autumn(2024): 200_000, autumn(2025): 200_000, autumn(2026): 0} {
		terms := in(term, l)
		is(t, term.String()+" grant", paid(terms, finance.OtherGrant), want)
		is(t, term.String()+" block", paid(terms, finance.HighNeeds), -want/4)
	}
	short := pulled("dbv-grant", map[string]float64{"grant": 1.8e6, "over": 18})
	is(t, "the last months", paid(in(autumn(2025).Next(), short), finance.OtherGrant), 200_000)
}
