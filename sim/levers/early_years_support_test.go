package levers_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/levers"
	"sendsim/sim/levers/levertest"
)

func TestEarlyYearsSupport(t *testing.T) {
	levertest.Check(t, plain("early-years-support"))

	l := plain("early-years-support").(*levers.EarlyYearsSupport)
	l.Reach.Range, l.Effect.Range = strict.Exactly(0.4), strict.Exactly(0.2)
	l.Others.Range, l.Young.Range = strict.Exactly(0.25), strict.Exactly(0.6)
	var terms levers.Terms
	levers.NewPolicy(l).Apply(autumn(2024), &terms)
	// 40 % reached, a fifth of whom ask no more: 8 % fewer. Of the other needs
	// a quarter of that; in school six tenths of each.
	for _, x := range []struct {
		phase cohorts.Phase
		need  cohorts.Need
		want  float64
	}{
		{cohorts.EarlyYears, cohorts.SLCN, 0.92},
		{cohorts.EarlyYears, cohorts.ASD, 0.98},
		{cohorts.Mainstream, cohorts.SLCN, 0.952},
		{cohorts.Mainstream, cohorts.SEMH, 0.988},
		{cohorts.Mainstream, cohorts.PMLD, 1},
		{cohorts.Post16, cohorts.SLCN, 1},
	} {
		if got := terms.Chances.RequestNeed[x.phase][x.need]; !near(got, x.want) {
			t.Errorf("%s, %s: factor %v, want %v", x.phase, x.need.Key(), got, x.want)
		}
	}
}

// The suggested prior for new plans at 3 to 6 for speech, language and
// communication needs is 5 % fewer, 90 % from 15 % to none: reach times effect
// is that before the optimism of delivery is taken off.
func TestEarlyYearsDefaultIsTheSuggestedPrior(t *testing.T) {
	l, _ := levers.New("early-years-support")
	e := l.(*levers.EarlyYearsSupport)
	reach := e.Reach.Range.Low
	if mid := reach * e.Effect.Range.Mid; !near(mid, 0.05) {
		t.Errorf("the middle is %v, want 0.05", mid)
	}
	if low, high := reach*e.Effect.Range.Low, reach*e.Effect.Range.High; low != 0 || high > 0.15 {
		t.Errorf("P10 to P90 is %v to %v, want 0 to less than 0.15, the P95", low, high)
	}
}
