package levers_test

import (
	"testing"

	"sendsim/sim/levers"
	"sendsim/sim/levers/levertest"
)

// With consent, 0.5 % at a yearly rate; the account takes the months of the
// term. Refused, nothing.
func TestSchoolsBlockTransfer(t *testing.T) {
	levertest.Check(t, plain("schools-block-transfer"))

	for consent, want := range map[float64]float64{0: 0, 1: 0.005} {
		terms := in(autumn(2024), pulled("schools-block-transfer", map[string]float64{"size": 0.005, "consent": consent}))
		is(t, "moved", terms.Money.TransferShare, want)
	}
}

// Two years asked for apart have a luck each; one request has one for all its
// years.
func TestConsentIsGivenOnceForALever(t *testing.T) {
	first, second := plain("schools-block-transfer"), plain("schools-block-transfer")
	first.Common().Name, second.Common().Name = "first", "second"
	policy := levers.NewPolicy(first, second)
	var own levers.Policy
	both := map[[2]float64]int{}
	for draw := range draws {
		policy.Settle(draw, run, &own)
		l := own.Levers()
		both[[2]float64{dialOf(l[0], "consent").Now, dialOf(l[1], "consent").Now}]++
	}
	const within = 0.01 // three standard errors of a quarter of the futures
	for answer, n := range both {
		if share := float64(n) / draws; share < 0.25-within || share > 0.25+within {
			t.Errorf("answers %v in %.3f of the futures, want a quarter", answer, share)
		}
	}
}
