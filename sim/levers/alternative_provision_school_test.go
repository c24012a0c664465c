package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/finance"
	"sendsim/sim/levers/levertest"
)

// Decided in September 2024 and built in 27 months: open from the spring of
// 2027. Of 40 places neighbours fill 10. 30 at £20,000 a year are £150,000 in
// the three months of spring, less half of them at £32,000 elsewhere, £120,000;
// in the five of summer £250,000 less £200,000. £100,000 for each of 40 is £4m,
// once.
func TestAlternativeProvisionSchool(t *testing.T) {
	levertest.Check(t, plain("alternative-provision-school"))

	dials := map[string]float64{
		"places": 40, "building": 27, "cancelled": 0, "neighbours": 0.25, "place": 20_000,
		"diverted": 0.5, "elsewhere": 32_000, "capital": 100_000, "prefer": 0.1,
	}
	l := pulled("alternative-provision-school", dials)
	spring := cohorts.Term{Year: 2026, Part: cohorts.Spring}
	for term, want := range map[cohorts.Term]struct{ paid, capital, weight float64 }{
		autumn(2026):  {0, 0, 1},
		spring:        {30_000, 4_000_000, 1.1},
		spring.Next(): {50_000, 0, 1.1},
	} {
		terms := in(term, l)
		is(t, term.String()+" paid", paid(terms, finance.HighNeeds), want.paid)
		is(t, term.String()+" capital", paid(terms, finance.Capital), want.capital)
		is(t, term.String()+" weight", terms.Chances.Prefer[cohorts.Mainstream][cohorts.AlternativeProvision], want.weight)
	}

	dials["cancelled"] = 1
	terms := in(spring, pulled("alternative-provision-school", dials))
	is(t, "paid for what is cancelled", paid(terms, finance.HighNeeds), 0)
	is(t, "weight of what is cancelled", terms.Chances.Prefer[cohorts.Mainstream][cohorts.AlternativeProvision], 1)
}
