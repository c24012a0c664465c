package cohorts_test

import (
	"testing"

	"pgregory.net/rapid"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
	"sendsim/internal/rng"
)

// A step that is added anywhere in the year leaves the luck of every other as
// it was: each term's children and flows are the same, all of them.
func TestAStepThatIsAddedLeavesOldLuck(t *testing.T) {
	p, start := steptest.Plain(1, decade)
	rest := cohorts.Rest()
	type term struct {
		cohorts.State
		cohorts.Flows
	}
	future := func(draw uint64) (terms []term) {
		live(cohorts.NewScratch(), p, start, &rest, rng.Seed(11).Nth(draw), func(s *cohorts.State, f *cohorts.Flows) {
			terms = append(terms, term{*s, *f})
		})
		return terms
	}
	for at := range len(cohorts.Steps) + 1 {
		for draw := range uint64(2) {
			before := future(draw)
			restore := cohorts.AddStep(at)
			after := future(draw)
			restore()
			for i := range before {
				if before[i] != after[i] {
					t.Fatalf("a step at place %d changes draw %d from term %d on", at, draw, i)
				}
			}
		}
	}
}

// A year and more of any lawful authority, all steps together: children are
// conserved with the outside standing by standing, no cell is negative, totals
// are those of the cells, and the same future comes again.
func TestAnyLawfulAuthorityLivesSoundly(t *testing.T) {
	scratch, again := cohorts.NewScratch(), cohorts.NewScratch()
	rapid.Check(t, func(t *rapid.T) {
		w := steptest.Drawn(t)
		if err := w.P.Check(steptest.Terms); err != nil {
			t.Fatalf("the generator is to draw what is lawful: %v", err)
		}
		key := rng.Seed(12).Nth(uint64(rapid.IntRange(0, 1000).Draw(t, "draw")))
		state, twin := *w.S, *w.S
		var flows, twinFlows cohorts.Flows
		scratch.Begin(w.P)
		again.Begin(w.P)
		for range steptest.Terms {
			before := state
			scratch.Advance(&state, &w.F, key, &flows)
			if err := steptest.Sound(&state); err != nil {
				t.Fatalf("%v: %v", before.Term, err)
			}
			if err := steptest.Account(&before, &state, &flows); err != nil {
				t.Fatalf("%v: %v", before.Term, err)
			}
			again.Advance(&twin, &w.F, key, &twinFlows)
			if state != twin || flows != twinFlows {
				t.Fatalf("%v: the same future is another", before.Term)
			}
		}
	})
}
