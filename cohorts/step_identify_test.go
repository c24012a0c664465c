package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
)

func identified(a after) int32 { return a.Identified }
func released(a after) int32   { return a.Released }

// The worked sum of the step's comment.
func TestIdentifyMeetsAYearlyHazardOverTheTerm(t *testing.T) {
	sc := newScene(cohorts.Autumn)
	sc.s.Without[8] = 1000
	sc.p.Support.Identify[9] = .12
	p := meets(.12 * 4 / 12)
	sc.expect(t, 4000,
		claim{"identified", 1000 * p, identified, binomial(1000, p)},
		claim{"on support", 1000 * p, func(a after) int32 { return a.Support[9] }, 0},
	)
}

func TestIdentifyAndReleaseCountTheMonthsOfTheTerm(t *testing.T) {
	for _, part := range []cohorts.Part{cohorts.Spring, cohorts.Summer} {
		sc := newScene(part)
		sc.s.Without[9], sc.s.Support[12] = 1000, 500
		sc.p.Support.Identify[9], sc.p.Support.Release[12] = .12, .3
		months := map[cohorts.Part]float64{cohorts.Spring: 3, cohorts.Summer: 5}[part]
		sc.expect(t, 2000,
			claim{"identified in " + part.String(), 1000 * meets(.12*months/12), identified, 0},
			claim{"released in " + part.String(), 500 * meets(.3*months/12), released, 0},
		)
	}
}

func TestIdentifyAndReleaseFeelTheFactorOfThePhaseByAge(t *testing.T) {
	sc := newScene(cohorts.Summer)
	sc.f.Identify = [cohorts.NumPhases]float64{2, .5, 100, 3}
	sc.f.Release = [cohorts.NumPhases]float64{.5, 3, 100, 2}
	var claims []claim
	for _, b := range []struct { // ages beside the borders
		age             cohorts.Age
		on, off, factor float64
	}{{3, 2, .5, 0}, {4, .5, 3, 0}, {15, .5, 3, 0}, {16, 3, 2, 0}} {
		sc.s.Without[b.age], sc.s.Support[b.age] = 1000, 1000
		sc.p.Support.Identify[b.age], sc.p.Support.Release[b.age] = .1, .06
		claims = append(claims, claim{
			"on support", 1000 - 1000*meets(.06*b.off*5/12) + 1000*meets(.1*b.on*5/12),
			func(a after) int32 { return a.Support[b.age] }, 0,
		})
	}
	sc.expect(t, 2000, claims...)
}

// Both leave the standing that they had at the start: with certain hazards all
// change places.
func TestNobodyIsIdentifiedAndReleasedInOneTerm(t *testing.T) {
	sc := newScene(cohorts.Spring)
	sc.s.Without[7], sc.s.Support[7] = 300, 70
	sc.p.Support.Identify[7], sc.p.Support.Release[7] = 4000, 4000
	if s, _ := sc.once(t); s.Without[7] != 70 || s.Support[7] != 300 {
		t.Errorf("%d without, %d on support", s.Without[7], s.Support[7])
	}
}
