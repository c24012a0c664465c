package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers/levertest"
)

// Agreed for three financial years from April 2024: £2m at signing, £1.2m a
// year on condition, of which £400,000 in the four months of autumn, and a
// limit that goes from £60m to £20m: £40m at the second 31 March.
func TestSafetyValve(t *testing.T) {
	levertest.Check(t, plain("safety-valve"))

	l := pulled("safety-valve", map[string]float64{"signing": 2e6, "yearly": 1.2e6, "limit": 60e6, "last": 20e6, "backdated": 1})
	summer := cohorts.Term{Year: 2023, Part: cohorts.Summer}
	l.Common().From, l.Common().Until = summer, cohorts.Term{Year: 2026, Part: cohorts.Spring}
	for term, want := range map[cohorts.Term]struct{ payment, promised, below float64 }{
		summer:                             {2e6, 500_000, 60e6},
		autumn(2024):                       {0, 400_000, 60e6},
		{Year: 2024, Part: cohorts.Spring}: {0, 300_000, 60e6},
		autumn(2025):                       {0, 400_000, 40e6},
		l.Common().Until:                   {0, 300_000, 20e6},
	} {
		money := &in(term, l).Money
		is(t, term.String()+" payment", money.Payment, want.payment)
		is(t, term.String()+" promised", money.Promised, want.promised)
		is(t, term.String()+" limit", money.PromisedBelow, want.below)
		is(t, term.String()+" back-dated", money.Backdated, 1)
	}
	after := &in(l.Common().Until.Next(), l).Money
	is(t, "promised after the last year", after.Promised, 0)
}
