package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
)

func requests(a after) int32 { return a.Requests }

// The worked sum of the step's comment, in a term of any length: the hazard is
// of the term.
func TestRequestsFollowTheDemandOfTheTerm(t *testing.T) {
	p := meets(250 * .0001)
	for part := range cohorts.NumParts {
		sc := newScene(part)
		for a := range sc.s.Support {
			sc.p.Pipeline.FromSupport[a] = .0001
		}
		sc.s.Support[9] = 300
		sc.p.Pipeline.Demand[0] = 250
		sc.expect(t, 4000,
			claim{"requests", 300 * p, requests, binomial(300, p)},
			claim{"direct", 0, func(a after) int32 { return a.DirectRequests }, 0},
		)
	}
}

func TestDemandIsReadByTerm(t *testing.T) {
	sc := newScene(cohorts.Spring)
	for a := range sc.s.Support {
		sc.p.Pipeline.Direct[a] = .001
	}
	sc.p.Pipeline.Agree = [cohorts.NumPhases]float64{1, 1, 1, 1} // nobody comes back
	sc.s.Without[9] = 100000
	copy(sc.p.Pipeline.Demand, []float64{0, 2, .5})
	var got [3]tally
	sc.lives(t, 500, 3, func(term int, a after) { got[term].add(float64(a.Requests)) })
	got[0].hold(t, "requests at no demand", 0, 0)
	got[1].hold(t, "requests of the second term", 100000*meets(.002), 0)
	got[2].hold(t, "requests of the third term", 100000*(1-meets(.002))*meets(.0005), 0)
}

// Need is ASD 0.5, SEMH 0.3, VI 0.2; twice as much for SEMH and half for VI is
// 0.5 + 0.6 + 0.1 = 1.2, times 1.5 for all.
func TestRequestsFeelFactorsByPhaseAndNeed(t *testing.T) {
	sc := newScene(cohorts.Spring)
	sc.p.Pipeline.Demand[0] = 100
	sc.f.Request = [cohorts.NumPhases]float64{1, 1.5, 9, 1}
	sc.f.RequestNeed[cohorts.Mainstream][cohorts.SEMH] = 2
	sc.f.RequestNeed[cohorts.Mainstream][cohorts.VI] = .5
	sc.f.RequestNeed[cohorts.Specialist][cohorts.ASD] = 9
	for a := cohorts.Age(15); a <= 16; a++ {
		sc.p.Placement.Need[a] = cohorts.ByNeed{cohorts.ASD: .5, cohorts.SEMH: .3, cohorts.VI: .2}
		sc.p.Pipeline.FromSupport[a], sc.p.Pipeline.Direct[a] = .0004, .0001
		sc.s.Support[a], sc.s.Without[a] = 500, 2000
	}
	at := func(a cohorts.Age) func(after) int32 {
		return func(s after) int32 { return 2500 - s.Support[a] - s.Without[a] }
	}
	sc.p.Pipeline.Agree = [cohorts.NumPhases]float64{1, 1, 1, 1} // nobody comes back
	const f = 1.5 * (.5 + .3*2 + .2*.5)
	sc.expect(t, 3000,
		claim{"in mainstream", 500*meets(.04*f) + 2000*meets(.01*f), at(15), 0},
		claim{"post-16", 500*meets(.04) + 2000*meets(.01), at(16), 0},
		claim{"direct", 2000*meets(.01*f) + 2000*meets(.01), func(a after) int32 { return a.DirectRequests }, 0},
	)
}

// A child whose chance to be identified and to request is a half each, of the
// rest: the luck of one step is not that of another.
func TestTheLuckOfOneStepIsNotThatOfAnother(t *testing.T) {
	sc := newScene(cohorts.Spring)
	const half = .6931471805599453 // hazard of one in two
	sc.s.Without[9] = 1
	sc.p.Support.Identify[9] = half * 12 / 3
	sc.p.Pipeline.Demand[0] = 1
	sc.p.Pipeline.Direct[9], sc.p.Pipeline.FromSupport[9] = half, half
	sc.p.Pipeline.Agree = [cohorts.NumPhases]float64{1, 1, 1, 1}
	counts := make([]int, 4)
	sc.futures(t, 8000, func(a after) { counts[2*a.Identified+a.Requests]++ })
	fits(t, "identified and requested", counts, []float64{.25, .25, .25, .25})
}
