package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
)

// weeks of the terms: 4, 3 and 5 months of a year of 365.25 days.
var weeks = map[cohorts.Part]float64{
	cohorts.Autumn: 365.25 / 7 * 4 / 12, // 17.39
	cohorts.Spring: 365.25 / 7 * 3 / 12, // 13.04
	cohorts.Summer: 365.25 / 7 * 5 / 12, // 21.74
}

// requesting is a scene in which n children aged 9 or 10 all request in the
// term.
func requesting(part cohorts.Part, n int32) *scene {
	sc := newScene(part)
	a := cohorts.Age(10)
	if part == cohorts.Autumn {
		a = 9
	}
	sc.s.Support[a] = n
	sc.p.Pipeline.Demand[0], sc.p.Pipeline.FromSupport[10] = 1, 4000
	return sc
}

// carrying is a scene of a spring in which n requests of age a are carried.
func carrying(n int32, a cohorts.Age) *scene {
	sc := newScene(cohorts.Spring)
	sc.s.Requested[a] = n
	return sc
}

func agreed(a after) int32  { return a.Agreed }
func refused(a after) int32 { return a.Refused }

// The worked sum of the step's comment: 1 - 6/13.04 = 0.54 in a spring.
func TestRequestsAreDecidedWithinTheTermIfSixWeeksOfItAreLeft(t *testing.T) {
	for part := range cohorts.NumParts {
		sc := requesting(part, 200)
		carried := 6 / weeks[part]
		sc.expect(t, 4000,
			claim{"carried from the " + part.String(), 200 * carried, func(a after) int32 { return a.Requested[10] }, binomial(200, carried)},
			claim{"decided in the " + part.String(), 200 * (1 - carried), refused, 0},
		)
	}
}

func TestAllRequestsCarriedAreDecided(t *testing.T) {
	sc := requesting(cohorts.Spring, 0)
	sc.s.Requested[10] = 77
	sc.s.Requested[3] = 5
	if s, f := sc.once(t); f.Refused != 82 || s.Requested.Total() != 0 || s.Support[10] != 77 {
		t.Errorf("%d refused, %d still requested", f.Refused, s.Requested.Total())
	}
}

// 0.7 agreed, 0.02 withdrawn, 0.28 refused.
func TestARequestIsAgreedWithdrawnOrRefused(t *testing.T) {
	sc := carrying(100, 9)
	sc.p.Pipeline.Agree[cohorts.Mainstream], sc.p.Pipeline.Withdraw[cohorts.Mainstream] = .7, .02
	sc.expect(t, 4000,
		claim{"agreed", 100 * .7, agreed, binomial(100, .7)},
		claim{"withdrawn", 100 * .02, func(a after) int32 { return a.Withdrawn }, binomial(100, .02)},
		claim{"refused", 100 * .28, refused, binomial(100, .28)},
		claim{"being assessed, begun this term", 100 * .7, func(a after) int32 { return a.Assessing[0][9] }, 0},
		claim{"on support again", 100 * .3, func(a after) int32 { return a.Support[9] }, 0},
	)
}

// Of those not withdrawn 0.72/0.96 = 3/4 are agreed, odds of 3; half the odds
// are 3/5, and 0.96 x 3/5 = 0.576.
func TestAgreeingFeelsAFactorOnItsOddsAmongThoseHeard(t *testing.T) {
	for ph, age := range map[cohorts.Phase]cohorts.Age{cohorts.EarlyYears: 3, cohorts.Mainstream: 4, cohorts.Post16: 16} {
		sc := carrying(100, age)
		for i := range sc.p.Pipeline.Agree {
			sc.p.Pipeline.Agree[i], sc.p.Pipeline.Withdraw[i] = .2, .1
			sc.f.Agree[i] = 9
		}
		sc.p.Pipeline.Agree[ph], sc.p.Pipeline.Withdraw[ph], sc.f.Agree[ph] = .72, .04, .5
		sc.expect(t, 3000,
			claim{"agreed in " + ph.String(), 100 * .96 * 3 / 5, agreed, 0},
			claim{"withdrawn in " + ph.String(), 100 * .04, func(a after) int32 { return a.Withdrawn }, 0},
		)
	}
}

// Of the refused a fifth, odds of 1/4, contest it; twice the odds are a third.
func TestARefusalIsContestedWithTheOddsOfItsStage(t *testing.T) {
	sc := carrying(90, 9)
	sc.p.Disputes.Lodge = [cohorts.NumStages]float64{.2, .9, .9}
	sc.p.Disputes.Resolve[cohorts.AgainstRefusal] = 4000 // those lodged this term wait all the same
	lodged := func(a after) int32 { return a.Disputing[cohorts.AgainstRefusal][9] }
	sc.expect(t, 3000, claim{"contested", 90 * .2, lodged, binomial(90, .2)})
	sc.f.Lodge = [cohorts.NumStages]float64{2, 9, 9}
	sc.expect(t, 3000,
		claim{"contested at twice the odds", 90. / 3, lodged, 0},
		claim{"counted", 90. / 3, func(a after) int32 { return a.Lodged[cohorts.AgainstRefusal] }, 0},
		claim{"on support", 90. * 2 / 3, func(a after) int32 { return a.Support[9] }, 0},
	)
}

// One request of this term: whether it is decided in it, how, and whether a
// refusal is contested are three independent decisions.
func TestEachDecisionOfARequestHasItsOwnLuck(t *testing.T) {
	sc := requesting(cohorts.Spring, 1)
	sc.p.Pipeline.Agree[cohorts.Mainstream], sc.p.Pipeline.Withdraw[cohorts.Mainstream] = .4, .2
	sc.p.Disputes.Lodge[cohorts.AgainstRefusal] = .5
	counts := make([]int, 5)
	sc.futures(t, 20000, func(a after) {
		counts[a.Agreed+2*a.Withdrawn+3*a.Refused+a.Lodged[cohorts.AgainstRefusal]]++
	})
	in := 1 - 6/weeks[cohorts.Spring]
	fits(t, "carried, agreed, withdrawn, refused, contested", counts, []float64{1 - in, in * .4, in * .2, in * .4 * .5, in * .4 * .5})
}
