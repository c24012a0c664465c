package cohorts

import (
	"slices"

	"sendsim/internal/rng"
)

// AddStep puts a step in the year that draws much luck, of cells and in a
// stream, writes behind what stands in the lists that steps share, and does
// nothing to children. It is met in every term, before the step that stood at
// a place. Restore takes it out.
func AddStep(at int) (restore func()) {
	before := Steps
	Steps = slices.Insert(slices.Clone(Steps), at, step("visit", "none: a test", everyTerm, func(t *turn) {
		luck := t.key.Stream()
		sum := rng.Uniform(t.key.Word(0))
		for range 100 {
			sum += luck.Uniform() + float64(luck.Binomial(1000, .4))
		}
		if sum < 0 {
			panic("luck below nought")
		}
		t.wishes = append(t.wishes, make([]wish, 10)...)[:len(t.wishes)]
		t.lots = append(t.lots, make([]lot, 10)...)[:len(t.lots)]
	}))
	return func() { Steps = before }
}

// HeldBack is how many of the places that are reserved in a setting are held
// back from children of a need, if all who are there have come for them.
func HeldBack(all *Reserves, s *State, at Setting, from Need) int32 {
	var held heldBack
	held.count(all, s, int(queueOf[at])-1)
	return held.from(from)
}
