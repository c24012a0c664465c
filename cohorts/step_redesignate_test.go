package cohorts_test

import (
	"slices"
	"testing"

	"sendsim/cohorts"
)

const units = cohorts.ResourcedProvision

// redesignating is a scene of an autumn in which units grow by a share: at 9,
// children of a need in units and in mainstream schools, who were 8.
func redesignating(share float64, inUnits, inSchools int32) *scene {
	sc := newScene(cohorts.Autumn)
	sc.p.Placement.Redesignated[0] = share
	sc.put(inUnits, 8, cohorts.ASD, units)
	sc.put(inSchools, 8, cohorts.ASD, mainstream)
	return sc
}

// The worked sum of the step's comment, in either direction.
func TestUnitsOpenAndCloseWithTheirChildren(t *testing.T) {
	redesignated := func(a after) int32 { return a.Redesignated }
	redesignating(.1, 40, 200).expect(t, 4000,
		claim{"in units", 44, in(units), binomial(200, .02)},
		claim{"redesignated", 4, redesignated, 0},
		claim{"moved up", 4, func(a after) int32 { return a.MovedUp }, 0},
	)
	redesignating(-.1, 40, 200).expect(t, 4000,
		claim{"in units", 36, in(units), binomial(40, .1)},
		claim{"redesignated", -4, redesignated, 0},
		claim{"moved down", 4, func(a after) int32 { return a.MovedDown }, 0},
	)
}

// Nobody is rationed, no other need or age or setting is touched, and no more
// open than there are children in mainstream schools.
func TestRedesignationMovesTheLikeAlone(t *testing.T) {
	for _, c := range []struct {
		share            float64
		units, schools   int32
		inUnits, inOther int32
	}{
		{1, 30, 30, 60, 0},
		{9, 30, 40, 70, 0}, // of 270
		{1, 30, 0, 30, 0},
		{1, 0, 40, 0, 40}, // where there are none, none open
		{-1, 30, 40, 0, 70},
		{0, 30, 40, 30, 40},
	} {
		sc := redesignating(c.share, c.units, c.schools)
		sc.put(5, 8, cohorts.SEMH, mainstream)
		sc.put(5, 9, cohorts.ASD, mainstream)
		sc.put(5, 8, cohorts.ASD, special)
		sc.put(5, 8, cohorts.ASD, cohorts.Enhanced)
		s, _ := sc.once(t)
		likes := cohorts.Cell{Age: 9, Need: cohorts.ASD, Setting: mainstream}
		if s.In(units) != c.inUnits || s.Cell(likes) != c.inOther || s.In(mainstream) != c.inOther+10 || s.In(special) != 5 || s.In(cohorts.Enhanced) != 5 {
			t.Errorf("a share of %g of %d beside %d: %d in units, %d in mainstream", c.share, c.units, c.schools, s.In(units), s.Cell(likes))
		}
	}
}

// Past the age that mainstream schools admit, and before it, nobody is sent
// there, and nobody comes into a unit that does not admit the age.
func TestRedesignationKeepsToTheAgesAdmitted(t *testing.T) {
	for _, share := range []float64{-1, 1} {
		sc := newScene(cohorts.Autumn)
		stay(sc)
		sc.p.Placement.Redesignated[0] = share
		for _, a := range []cohorts.Age{0, 19, 21} {
			sc.put(7, a, cohorts.PD, units)
			sc.put(7, a, cohorts.PD, mainstream)
		}
		if s, f := sc.once(t); s.In(units) != 21 || s.In(mainstream) != 21 || f.Redesignated != 0 {
			t.Errorf("a share of %g: %d in units, %d redesignated", share, s.In(units), f.Redesignated)
		}
	}
}

// What a policy opens, and as many as fill it, stays: of 100 children 40 are in
// a policy's places where 60 are built, 25 where it has no more, and none where
// it has closed some.
func TestRedesignationLeavesPlacesOfAPolicy(t *testing.T) {
	for _, share := range []float64{-.5, .5} {
		for _, c := range []struct{ built, policy, concerned float64 }{
			{60, 90, 60}, {60, 25, 75}, {120, 40, 100}, {60, -20, 100}, {60, 0, 100},
		} {
			sc := redesignating(share, 100, 1000)
			sc.places(units, c.built)
			sc.f.Places[units] = c.policy
			sc.expect(t, 2000, claim{"in units", 100 + c.concerned*share, in(units), 0})
		}
	}
}

// A policy's places that nobody fills yet change nothing of what is opened and
// closed, future by future; what was built counts as it was before the change.
func TestEmptyPlacesOfAPolicyRedesignateNobodyElse(t *testing.T) {
	for _, share := range []float64{-.3, .3} {
		sc := newScene(cohorts.Summer)
		sc.p.Placement.Redesignated[0] = share
		sc.put(100, 8, cohorts.ASD, units)
		sc.put(300, 8, cohorts.ASD, mainstream)
		for term := range sc.p.Placement.Places {
			sc.p.Placement.Places[term][units] = 100
			if term > 0 {
				sc.p.Placement.Places[term][units] *= 1 + share
			}
		}
		lived := func() (n []int32) {
			sc.lives(t, 100, 2, func(term int, a after) { n = append(n, a.In(units)) })
			return n
		}
		was := lived()
		sc.f.Places[units] = 50
		if is := lived(); !slices.Equal(was, is) {
			t.Errorf("at %g: %d in units, %d beside empty places", share, was, is)
		}
	}
}

// Paired futures: a child more in units never leaves fewer there, and of a share
// a little higher few children feel anything, all of them one way.
func TestRedesignationIsPaired(t *testing.T) {
	count := func(share float64, inUnits int32) (n []int32) {
		redesignating(share, inUnits, 300).futures(t, 200, func(a after) { n = append(n, a.In(units)) })
		return n
	}
	for _, share := range []float64{-.3, .3} {
		was, more, higher := count(share, 60), count(share, 61), count(share+.01, 60)
		changed := 0
		for i := range was {
			if more[i] < was[i] || more[i] > was[i]+2 {
				t.Errorf("future %d at %g: %d in units, %d with a child more", i, share, was[i], more[i])
			}
			if higher[i] < was[i] {
				t.Errorf("future %d at %g: %d in units, %d at a higher share", i, share, was[i], higher[i])
			}
			changed += int(higher[i] - was[i])
		}
		if mean := float64(changed) / float64(len(was)); mean < .2 || mean > 1.4 {
			t.Errorf("at %g: a share .01 higher makes %.2f more of 60", share, mean)
		}
	}
}
