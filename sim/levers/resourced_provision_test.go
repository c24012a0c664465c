package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
	"sendsim/sim/levers/levertest"
)

func TestResourcedProvision(t *testing.T) {
	levertest.Check(t, plain("resourced-provision"))

	l := plain("resourced-provision").(*levers.ResourcedProvision)
	l.Delivery.Late.Range, l.Delivery.Realised.Range = strict.Exactly(6), strict.Exactly(0.5)
	l.Places.Range, l.Revenue.Range = strict.Exactly(40), strict.Exactly(6_000)
	l.Capital.Range, l.Prefer.Range = strict.Exactly(60_000), strict.Exactly(0.3)
	policy := levers.NewPolicy(l)
	// Planned for September, six months late: open from the first term that
	// begins in or after March, the summer. Half of the 40 places ever open.
	// A place costs £6,000 a year on top, £2,500 in the five months of summer,
	// and £60,000 once. The weight of the setting rises by half of 30 %.
	for _, x := range []struct {
		term                             cohorts.Term
		places, revenue, capital, weight float64
	}{
		{autumn(2024), 0, 0, 0, 1},
		{cohorts.Term{Year: 2024, Part: cohorts.Spring}, 0, 0, 0, 1},
		{cohorts.Term{Year: 2024, Part: cohorts.Summer}, 20, 50_000, 1_200_000, 1.15},
		{autumn(2025), 20, 40_000, 0, 1.15},
	} {
		var terms levers.Terms
		policy.Apply(x.term, &terms)
		got := []float64{
			terms.Chances.Places[cohorts.ResourcedProvision],
			terms.Money.Added[finance.ProgrammeLine(finance.HighNeeds)], terms.Money.Added[finance.ProgrammeLine(finance.Capital)],
			terms.Chances.Prefer[cohorts.Mainstream][cohorts.ResourcedProvision],
		}
		for i, want := range []float64{x.places, x.revenue, x.capital, x.weight} {
			if !near(got[i], want) {
				t.Errorf("%s: places, revenue, capital, weight are %v, want %v", x.term, got, x)
				break
			}
		}
	}
}
