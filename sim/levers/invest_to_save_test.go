package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/finance"
	"sendsim/sim/levers/levertest"
)

// Six posts at £50,000 are £100,000 in an autumn, three quarters from the
// council. Two years on they save twice what they cost, from the block.
func TestInvestToSave(t *testing.T) {
	levertest.Check(t, plain("invest-to-save"))

	l := pulled("invest-to-save", map[string]float64{"posts": 6, "each": 50_000, "council": 0.75, "ratio": 2, "lag": 24})
	for term, block := range map[cohorts.Term]float64{autumn(2024): 25_000, autumn(2025): 25_000, autumn(2026): -175_000} {
		terms := in(term, l)
		is(t, term.String()+" council", paid(terms, finance.Council), 75_000)
		is(t, term.String()+" block", paid(terms, finance.HighNeeds), block)
	}
}
