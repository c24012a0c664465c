package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
	"sendsim/sim/levers/levertest"
)

// Decided in September 2024, built in 24 months and 3 late: open from the
// spring of 2027, the first term that begins in or after December 2026. Of 60
// places neighbours fill 15. £2,000 a year on top of 45 is £22,500 in the
// three months of spring; £100,000 for each of 60 is £6m, once.
func TestSpecialPlaces(t *testing.T) {
	levertest.Check(t, plain("special-places"))

	l := pulled("special-places", map[string]float64{
		"places": 60, "building": 24, "cancelled": 0, "neighbours": 0.25, "revenue": 2_000, "capital": 100_000, "prefer": 0.2, "delivery.late": 3,
	})
	spring := cohorts.Term{Year: 2026, Part: cohorts.Spring}
	for term, want := range map[cohorts.Term]struct{ places, revenue, capital, weight float64 }{
		autumn(2026):  {0, 0, 0, 1},
		spring:        {45, 22_500, 6_000_000, 1.2},
		spring.Next(): {45, 37_500, 0, 1.2},
	} {
		terms := in(term, l)
		is(t, term.String()+" places", terms.Chances.Places[cohorts.StateSpecial], want.places)
		is(t, term.String()+" revenue", paid(terms, finance.HighNeeds), want.revenue)
		is(t, term.String()+" capital", paid(terms, finance.Capital), want.capital)
		is(t, term.String()+" weight", terms.Chances.Prefer[cohorts.Mainstream][cohorts.StateSpecial], want.weight)
	}
}

// A project is built or is not: of many futures, 0.3 see none of it.
func TestSpecialPlacesAreCancelledInAsManyFuturesAsSaid(t *testing.T) {
	l := pulled("special-places", nil)
	dialOf(l, "cancelled").Range = strict.Between(0.2, 0.4)
	sum := 0.0
	for _, x := range settled(l, "cancelled") {
		if x != 0 && x != 1 {
			t.Fatalf("a project is cancelled by %v", x)
		}
		sum += x
	}
	if share := sum / draws; share < 0.29 || share > 0.31 { // three standard errors of 20,000 futures
		t.Errorf("cancelled in %.3f of the futures, want 0.3", share)
	}
	for chance, want := range map[float64]float64{0: 0, 1: 1} {
		policy := levers.NewPolicy(pulled("special-places", map[string]float64{"cancelled": chance}))
		is(t, "a sure thing", dialOf(policy.Levers()[0], "cancelled").Now, want)
	}
}
