package levers_test

import (
	"slices"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/levers"
)

// named is a lever at its defaults, from autumn 2024, that waits for others.
func named(key, name string, after ...string) levers.Lever {
	l, _ := levers.New(key)
	p := l.Common()
	p.Name, p.From, p.After, p.Ramp = name, autumn(2024), after, levers.Ramp{Shape: levers.Linear, Months: 12}
	return l
}

// begin is the first term of each lever of a policy in some futures.
func begin(futures int, all ...levers.Lever) []map[string]cohorts.Term {
	policy := levers.NewPolicy(all...)
	var own levers.Policy
	var terms []map[string]cohorts.Term
	for draw := range futures {
		policy.Settle(draw, run, &own)
		of := map[string]cohorts.Term{}
		for _, l := range own.Levers() {
			of[levers.NameOf(l)] = l.Common().Begins()
		}
		terms = append(terms, of)
	}
	return terms
}

// TestALeverWaitsInEachFutureForThoseItNames: two come at a known time, by a
// ramp, by a step and by building; the last one waits for the one before it.
func TestALeverWaitsInEachFutureForThoseItNames(t *testing.T) {
	late := func(l levers.Lever, months float64) levers.Lever {
		l.Common().Delivery.Late.Range = strict.Exactly(months)
		return l
	}
	ramp := late(named("sen-support", "ramp"), 5)        // there in February 2025: from the summer
	step := late(named("case-management", "step"), 5)    // a step: there after 5 + 12 months, February 2026
	step.Common().Ramp.Shape = levers.Step               //
	built := late(named("special-places", "built"), 0.5) // 0.5 + 24 months: mid-September 2026
	dialOf(built, "building").Range, dialOf(built, "cancelled").Range = strict.Exactly(24), strict.Exactly(0)
	second := late(named("annual-reviews", "second", "ramp"), 2) // July 2025
	for _, x := range []struct {
		after []string
		want  cohorts.Term
	}{
		{nil, autumn(2024)},
		{[]string{"ramp"}, cohorts.Term{Year: 2024, Part: cohorts.Summer}},
		{[]string{"ramp", "step"}, cohorts.Term{Year: 2025, Part: cohorts.Summer}},
		{[]string{"built", "ramp"}, cohorts.Term{Year: 2026, Part: cohorts.Spring}},
		{[]string{"second"}, autumn(2025)},
	} {
		// It stands before those it waits for: the order of a file means nothing.
		got := begin(1, named("early-years-support", "last", x.after...), second, ramp, step, built)[0]["last"]
		if got != x.want {
			t.Errorf("after %v it begins in %s, want %s", x.after, got, x.want)
		}
	}
	planned := named("early-years-support", "last", "ramp")
	planned.Common().From = autumn(2027)
	if got := begin(1, planned, ramp)[0]["last"]; got != autumn(2027) {
		t.Errorf("it begins in %s, before it is planned", got)
	}
}

// TestLateDeliveryShiftsThoseWhoWaitDrawByDraw: the later the first, the later
// the second, and of a project that is cancelled in two futures of five they
// wait for ever.
func TestLateDeliveryShiftsThoseWhoWaitDrawByDraw(t *testing.T) {
	const futures = 2_000
	first := named("special-places", "school")
	dialOf(first, "cancelled").Range = strict.Exactly(0.4)
	lates, never := map[cohorts.Term]bool{}, 0
	for _, of := range begin(futures, first, named("closer-to-home", "moves", "school"), named("annual-reviews", "last", "moves")) {
		if of["school"] != autumn(2024) || of["moves"].Before(of["school"]) || of["last"].Before(of["moves"]) {
			t.Fatalf("they begin in %v", of)
		}
		lates[of["moves"]] = true
		if (cohorts.Term{Year: 2100}).Before(of["last"]) {
			never++
		}
	}
	// Binomial(2,000, 0.4): 800, standard error 22.
	if never < 700 || never > 900 {
		t.Errorf("it never begins in %d of %d futures, want about two in five", never, futures)
	}
	// School: 18 to 36 months of building and 6 to 24 late, P10 to P90.
	if len(lates) < 8 {
		t.Errorf("it begins in %d terms only", len(lates))
	}
}

func TestWhatNeverBeginsCostsNothing(t *testing.T) {
	l := named("sen-support", "alone", "not there")
	l.Common().Cost = []levers.Cost{{Money: strict.Money{Pounds: 1000}}, {Money: strict.Money{Pounds: 1000, Yearly: true}}}
	policy := levers.NewPolicy(l)
	for term := autumn(2023); term.Before(autumn(2040)); term = term.Next() {
		var got levers.Terms
		if policy.Apply(term, &got); got != levers.Rest() {
			t.Fatalf("in %s it changes something", term)
		}
	}
}

func TestWaitingTakesNoMemoryAndLeavesThePlanAsItWas(t *testing.T) {
	policy := levers.NewPolicy(named("sen-support", "a"), named("timeliness", "b", "a"), named("annual-reviews", "c", "b", "a"))
	var own levers.Policy
	draw := 0
	if n := testing.AllocsPerRun(100, func() { policy.Settle(draw, run, &own); draw++ }); n > 0 {
		t.Errorf("%v allocations for each future", n)
	}
	for _, l := range policy.Levers() {
		if l.Common().From != autumn(2024) || slices.Contains(l.Common().After, levers.NameOf(l)) {
			t.Errorf("%s is planned for %s", levers.NameOf(l), l.Common().From)
		}
	}
}
