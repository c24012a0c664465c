package steptest

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sendsim/cohorts"
	"sendsim/internal/rng"
)

// Check holds one step of the year to the promises that all of them keep:
//
//   - it keeps every child, and leaves a sound state;
//   - lived again it does the same, whatever its scratch was used for;
//   - a child more, or an age changed, leaves the luck of the others alone
//     where nothing is rationed;
//   - it obeys its own parameters and factors, and no others;
//   - a factor of 1 is no factor, and a factor on a parameter says the same as
//     another parameter, to the last bit;
//   - it happens in its terms alone, and counts its own flows alone;
//   - with its rates at 0 it does nothing.
//
// A step cannot be called by itself: the harness silences the others.
func Check(t *testing.T, step string) {
	o, ok := ownOf(step)
	if !ok {
		t.Fatalf("the step %q has no row in steptest's table of what belongs to a step: add one", step)
	}
	t.Run("keeps every child and a sound state", o.keepsChildren)
	t.Run("does the same again", o.repeats)
	t.Run("leaves other ages alone", o.leavesOtherAges)
	t.Run("makes of one child more one child more", o.oneMore)
	t.Run("obeys its own numbers alone", o.obeysItsOwn)
	t.Run("feels its factors in their phases", o.feelsFactors)
	t.Run("feels no factor of 1, and others as parameters", o.factorsAreParameters)
	t.Run("happens in its terms alone", o.happensInItsTerms)
	t.Run("does nothing at rates of 0", o.restsAtZero)
}

// acting are the step and those it cannot be watched without.
func (o own) acting() []string { return append([]string{o.step}, o.with...) }

// alone is a world in which the step and those it needs act alone.
func (o own) alone(w World) World {
	s := *w.S
	if !slices.Contains(o.acting(), "decide") {
		for a, n := range s.Requested {
			s.Requested[a] = 0
			s.Support[a] += n
		}
	}
	return World{Only(w.P, o.acting()...), w.F, &s}
}

// ample is a world in which nothing is rationed and the throughput of reviews
// does not depend on the number of plans.
func ample(w World) World {
	w.P = Copy(w.P)
	for _, capacity := range []string{"Pipeline.Capacity", "Review.Capacity", "Placement.Places"} {
		change(w.P, capacity, func(float64) float64 { return 1e6 })
	}
	return w
}

// live lives one term of a world, in one future.
func live(scratch *cohorts.Scratch, w World, draw int) (cohorts.State, cohorts.Flows) {
	s := *w.S
	var f cohorts.Flows
	scratch.Begin(w.P)
	scratch.Advance(&s, &w.F, rng.Seed(20240901).Nth(uint64(draw)), &f)
	return s, f
}

// draws is a number of futures, fewer in short tests.
func draws(n int) int {
	if testing.Short() {
		return max(2, n/8)
	}
	return n
}

func (o own) keepsChildren(t *testing.T) {
	scratch := cohorts.NewScratch()
	rapid.Check(t, func(t *rapid.T) {
		w := o.alone(Drawn(t))
		after, f := live(scratch, w, rapid.IntRange(0, 1000).Draw(t, "draw"))
		if err := Sound(&after); err != nil {
			t.Error(err)
		}
		if err := Account(w.S, &after, &f); err != nil {
			t.Error(err)
		}
		if err := Admitted(w.S, &after); err != nil {
			t.Error(err)
		}
	})
}

func (o own) repeats(t *testing.T) {
	used := cohorts.NewScratch()
	rapid.Check(t, func(t *rapid.T) {
		w, other := o.alone(Drawn(t)), Drawn(t)
		state, flows := live(cohorts.NewScratch(), w, 1)
		for _, before := range []string{"the world before", "another authority", "the same term"} {
			if before == "another authority" {
				live(used, other, 2)
			}
			if s, f := live(used, w, 1); s != state || f != flows {
				t.Errorf("a scratch used for %s makes another future", before)
			}
		}
	})
}

func (o own) leavesOtherAges(t *testing.T) {
	scratch := cohorts.NewScratch()
	for _, in := range always {
		w := ample(o.alone(PlainIn(in, 1)))
		for draw := range draws(2 * cohorts.NumAges) {
			age := cohorts.Age(draw % cohorts.NumAges)
			touched := *w.S
			for _, stand := range standings(&touched) {
				stand.of[age] += 3
			}
			w.S.EachCell(func(c cohorts.Cell, _ int32) {
				if c.Age == age {
					touched.Put(c, 5)
				}
			})
			if in == cohorts.Autumn {
				age++
			}
			was, _ := live(scratch, w, draw)
			is, _ := live(scratch, World{w.P, w.F, &touched}, draw)
			for _, d := range differences(&was, &is) {
				if d.age != age {
					t.Errorf("%v: more children who are %d now make %v", in, age, d)
				}
			}
		}
	}
}

func (o own) oneMore(t *testing.T) {
	// One may change another's luck beside its own: a request more may take
	// the place in the count of one that came this term.
	const others = 1
	scratch := cohorts.NewScratch()
	for _, in := range always {
		w := ample(o.alone(PlainIn(in, 1)))
		change(w.P, "Population.Migration", func(float64) float64 { return 0 }) // a share of those there are
		for draw := range draws(128) {
			more := *w.S
			where := putOne(&more, draw)
			was, _ := live(scratch, w, draw)
			is, _ := live(scratch, World{w.P, w.F, &more}, draw)
			net, moved := 0, 0
			for _, d := range differences(&was, &is) {
				if d.where != openDisputes {
					net += d.by()
					moved += max(d.by(), -d.by())
				}
			}
			if net < 0 || net > 1 || moved > 1+2*others {
				t.Errorf("%v: one child more %s makes %d more, and changes %d counts", in, where, net, moved)
			}
		}
	}
}

// putOne puts one child more into a state and says where, for any i. None is
// put in mainstream school, where a dispute picks one of all of an age.
func putOne(s *cohorts.State, i int) string {
	const youngest, ages = 3, 16
	age := youngest + i%ages
	list := standings(s)
	stand := list[i/ages%len(list)]
	if stand.name != openDisputes {
		stand.of[age]++
		return stand.name
	}
	s.Put(cohorts.Cell{Age: cohorts.Age(age), Need: cohorts.Need(i % int(cohorts.NumNeeds)), Setting: cohorts.StateSpecial}, 1)
	return "with a plan"
}
