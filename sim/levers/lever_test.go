package levers_test

import (
	"math"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

func autumn(year int) cohorts.Term { return cohorts.Term{Year: cohorts.Year(year)} }

// plain is a lever of a kind that is delivered in full, on time and at once.
func plain(key string) levers.Lever {
	l, _ := levers.New(key)
	p := l.Common()
	p.From, p.Ramp = autumn(2024), levers.Ramp{Shape: levers.Step}
	p.Delivery.Late.Range, p.Delivery.Realised.Range = strict.Exactly(0), strict.Exactly(1)
	return l
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(math.Abs(a), math.Abs(b)) }

// pulled is a plain lever with some dials set to a number.
func pulled(key string, dials map[string]float64) levers.Lever {
	l := plain(key)
	for name, x := range dials {
		dialOf(l, name).Range = strict.Exactly(x)
	}
	return l
}

// in is the terms of a term under a policy of levers.
func in(t cohorts.Term, all ...levers.Lever) *levers.Terms {
	var terms levers.Terms
	levers.NewPolicy(all...).Apply(t, &terms)
	return &terms
}

// paid is what the levers of the terms cost a purse.
func paid(terms *levers.Terms, p finance.Purse) float64 {
	return terms.Money.Added[finance.ProgrammeLine(p)]
}

// is fails unless a number is what the sum says.
func is(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !near(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
