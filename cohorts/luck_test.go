package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
	"sendsim/internal/rng"
)

// Two decisions that share a word fall together: neighbours in every sense
// have a luck of their own. Each is a coin.
func TestNeighboursHaveALuckOfTheirOwn(t *testing.T) {
	const half = .6931471805599453 // hazard of one in two
	identify := func() *scene {
		sc := newScene(cohorts.Spring)
		for a := range sc.p.Support.Identify {
			sc.p.Support.Identify[a] = half * 12 / 3
		}
		return sc
	}
	moving := func() *scene {
		sc := newScene(cohorts.Spring)
		for a := range sc.p.Review.Out {
			sc.p.Review.Out[a] = half * 12 / 3
		}
		return sc
	}
	ages := identify()
	ages.s.Without[8], ages.s.Without[9] = 1, 1

	standings := identify()
	standings.s.Without[9], standings.s.Support[9] = 1, 1
	standings.p.Support.Release[9] = half * 12 / 3

	needs := moving()
	needs.put(1, 9, cohorts.ASD, mainstream)
	needs.put(1, 9, cohorts.HI, mainstream)

	cells := moving()
	cells.put(1, 8, cohorts.ASD, mainstream)
	cells.put(1, 9, cohorts.ASD, mainstream)

	children := moving()
	children.put(2, 9, cohorts.ASD, mainstream)

	settings := moving()
	settings.put(1, 9, cohorts.ASD, mainstream)
	settings.put(1, 9, cohorts.ASD, cohorts.Enhanced)

	routes := newScene(cohorts.Spring)
	routes.p.Pipeline.Demand[0] = 1
	routes.p.Pipeline.FromSupport[9], routes.p.Pipeline.Direct[9] = half, half
	routes.s.Support[9], routes.s.Without[9] = 1, 1

	stages := newScene(cohorts.Spring)
	for stage := range cohorts.NumStages {
		stages.s.Disputing[stage][9] = 1
		stages.p.Disputes.Resolve[stage] = half * 12 / 3
	}

	backlogs := assessing(1, 1)
	backlogs.p.Pipeline.Finish = [2]float64{.5, .5}

	one := func(n int32) int32 { return min(n, 1) }
	for what, c := range map[string]struct {
		sc   *scene
		a, b func(after) int32
	}{
		"ages":                   {ages, func(a after) int32 { return a.Support[8] }, func(a after) int32 { return a.Support[9] }},
		"identified, released":   {standings, identified, released},
		"ages with a plan":       {cells, func(a after) int32 { return a.Aged(8) }, func(a after) int32 { return a.Aged(9) }},
		"needs":                  {needs, func(a after) int32 { return a.inNeed(cohorts.ASD) }, func(a after) int32 { return a.inNeed(cohorts.HI) }},
		"children of a cell":     {children, func(a after) int32 { return one(a.Aged(9)) }, func(a after) int32 { return a.Aged(9) / 2 }},
		"settings":               {settings, in(mainstream), in(cohorts.Enhanced)},
		"routes of a request":    {routes, func(a after) int32 { return a.DirectRequests }, func(a after) int32 { return a.Requests - a.DirectRequests }},
		"first and second stage": {stages, resolved(0), resolved(1)},
		"second and third stage": {stages, resolved(1), resolved(2)},
		"begun and before":       {backlogs, func(a after) int32 { return one(a.Finished) }, func(a after) int32 { return one(a.Finished / 2) }},
	} {
		counts := make([]int, 4)
		c.sc.futures(t, 4000, func(a after) { counts[2*c.a(a)+c.b(a)]++ })
		shares := []float64{.25, .25, .25, .25}
		if what == "begun and before" || what == "children of a cell" { // one at all, both
			shares = []float64{.25, 0, .5, .25}
		}
		fits(t, what, counts, shares)
	}
}

func TestEveryTermAndFutureHasItsOwnLuck(t *testing.T) {
	sc := newScene(cohorts.Spring)
	const half = .6931471805599453
	sc.p.Pipeline.Demand[0], sc.p.Pipeline.Demand[1] = 1, 1
	sc.p.Pipeline.Direct[9] = half
	sc.s.Without[9] = 1
	sc.p.Pipeline.Agree[cohorts.Mainstream] = 1
	counts := make([]int, 3) // in the first term, the second, neither
	first, before, same := int32(0), int32(0), make([]int, 2)
	sc.lives(t, 4000, 2, func(term int, a after) {
		switch {
		case term == 0:
			before, first = first, a.Requests
			same[(first+before)%2]++ // as in the future before it, or not
			counts[0] += int(a.Requests)
		case first == 0:
			counts[2-a.Requests]++
		}
	})
	fits(t, "first term, second term, neither", counts, []float64{.5, .25, .25})
	fits(t, "as in the future before", same, []float64{.5, .5})
}

// The luck of a cell is of its code: what else there is does not touch it.
func TestTheSameCellHasTheSameLuckInAnotherAuthority(t *testing.T) {
	lone := newScene(cohorts.Spring)
	lone.put(40, 9, cohorts.ASD, mainstream)
	lone.p.Review.Out[9] = 2
	crowded := newScene(cohorts.Spring)
	crowded.put(40, 9, cohorts.ASD, mainstream)
	crowded.put(500, 9, cohorts.SEMH, mainstream)
	crowded.put(500, 12, cohorts.ASD, special)
	crowded.p.Review.Out[9], crowded.p.Review.Out[12] = 2, 1
	crowded.s.Without[9], crowded.p.Support.Identify[9] = 1000, .5
	var left []int32
	cell := func(a after) int32 { return a.cell(9, cohorts.ASD, mainstream) }
	lone.futures(t, 100, func(a after) { left = append(left, cell(a)) })
	i := 0
	crowded.futures(t, 100, func(a after) {
		if cell(a) != left[i] {
			t.Errorf("future %d: %d are left, %d where there are no others", i, cell(a), left[i])
		}
		i++
	})
}

// The sixth future is the same lived alone and after five others.
func TestTheLuckOfAFutureDoesNotDependOnWhatWasLivedBefore(t *testing.T) {
	p, start := steptest.Plain(1, decade)
	rest := cohorts.Rest()
	var alone, after []cohorts.Flows
	note := func(all *[]cohorts.Flows) func(*cohorts.State, *cohorts.Flows) {
		return func(_ *cohorts.State, f *cohorts.Flows) { *all = append(*all, *f) }
	}
	live(cohorts.NewScratch(), p, start, &rest, rng.Seed(1).Nth(5), note(&alone))
	used := cohorts.NewScratch()
	for draw := range uint64(5) {
		live(used, p, start, &rest, rng.Seed(1).Nth(draw), func(*cohorts.State, *cohorts.Flows) {})
	}
	live(used, p, start, &rest, rng.Seed(1).Nth(5), note(&after))
	for term := range alone {
		if alone[term] != after[term] {
			t.Fatalf("term %d of the sixth future is another after five futures", term)
		}
	}
}
