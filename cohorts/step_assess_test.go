package cohorts_test

import (
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"sendsim/cohorts"
)

// assessing is a scene of a spring with assessments of children aged 9, begun
// last term and before, of which none leads to a plan.
func assessing(last, before int32) *scene {
	sc := newScene(cohorts.Spring)
	sc.s.Assessing[0][9], sc.s.Assessing[1][9] = last, before
	return sc
}

func finished(a after) int32 { return a.Finished }
func backlog(a after) int32  { return a.Assessing[1].Total() }

// The worked sum of the step's comment: 90 x 0.5 + 60 x 0.7 = 87 are ready on
// average. Of 80 that can be finished, sometimes fewer are ready: the backlog
// is 150 less the mean of the lesser of 80 and two binomials.
func TestAssessmentsAreFinishedAsTheyAreReadyAndAsManyAsCanBe(t *testing.T) {
	sc := assessing(90, 60)
	sc.p.Pipeline.Finish = [2]float64{.5, .7}
	sc.expect(t, 4000,
		claim{"ready", 87, finished, binomial(90, .5) + binomial(60, .7)},
		claim{"not ready", 150 - 87, backlog, 0},
	)
	sc.p.Pipeline.Capacity[0] = 80
	mean := 0.
	first, later := distuv.Binomial{N: 90, P: .5}, distuv.Binomial{N: 60, P: .7}
	for i := range 91 {
		for j := range 61 {
			mean += first.Prob(float64(i)) * later.Prob(float64(j)) * float64(min(80, i+j))
		}
	}
	sc.expect(t, 4000,
		claim{"finished", mean, finished, 0}, // 79.7
		claim{"backlog", 150 - mean, backlog, 0},
	)
}

// A few are drawn child by child, many by their number: the law is the same.
func TestTheLawIsTheSameForFewAndForMany(t *testing.T) {
	for _, n := range []int32{1, 16, 17, 40} {
		sc := assessing(n, 0)
		sc.p.Pipeline.Finish[0] = .3
		sc.p.Pipeline.Issue[cohorts.Mainstream] = .6
		sc.p.Disputes.Lodge[cohorts.AgainstNoPlan] = .25
		m := float64(n)
		sc.expect(t, 4000,
			claim{"finished", m * .3, finished, binomial(m, .3)},
			claim{"issued", m * .3 * .6, func(a after) int32 { return a.Issued }, binomial(m, .3*.6)},
			claim{"contested", m * .3 * .4 * .25, func(a after) int32 { return a.Lodged[cohorts.AgainstNoPlan] }, binomial(m, .3*.4*.25)},
		)
	}
}

// All 150 are ready and 80 can be finished: of each group its share, with the
// variance of drawing without replacement.
func TestEveryReadyAssessmentIsAsLikelyToBeFinished(t *testing.T) {
	sc := assessing(20, 30)
	sc.s.Assessing[0][2], sc.s.Assessing[0][17] = 65, 5
	sc.s.Assessing[1][12] = 30
	sc.p.Pipeline.Finish = [2]float64{1, 1}
	sc.p.Pipeline.Capacity[0] = 80.9 // its floor
	sc.p.Pipeline.Issue = [cohorts.NumPhases]float64{1, 1, 1, 1}
	without := func(n float64) float64 { return 80 * n / 150 * (1 - n/150) * (150 - 80) / (150 - 1) }
	left := func(a cohorts.Age) func(after) int32 {
		return func(s after) int32 { return s.Assessing[1][a] }
	}
	sc.expect(t, 4000,
		claim{"finished", 80, finished, 0},
		claim{"in time", 80 * 90. / 150, func(a after) int32 { return a.IssuedInTime }, without(90)},
		claim{"left at 2", 70 * 65. / 150, left(2), without(65)},
		claim{"left at 9", 70 * 50. / 150, left(9), without(50)},
		claim{"left at 12", 70 * 30. / 150, left(12), without(30)},
		claim{"left at 17", 70 * 5. / 150, left(17), without(5)},
	)
}

func TestTheCapacityIsTheFloorOfAFactorOnThatOfTheTerm(t *testing.T) {
	for _, c := range []struct {
		planned, factor float64
		want            int32
	}{{40, 1, 40}, {40, .5, 20}, {40.5, 1, 40}, {41, .5, 20}, {40, 0, 0}, {0, 1, 0}, {40, 2, 50}} {
		sc := assessing(25, 25)
		sc.p.Pipeline.Finish = [2]float64{1, 1}
		sc.p.Pipeline.Capacity[0], sc.f.Capacity = c.planned, c.factor
		if s, f := sc.once(t); f.Finished != c.want || s.Assessing[1][9] != 50-c.want {
			t.Errorf("capacity %g x %g finishes %d, leaves %d", c.planned, c.factor, f.Finished, s.Assessing[1][9])
		}
	}
	sc := assessing(0, 60)
	sc.p.Pipeline.Finish = [2]float64{1, 1}
	copy(sc.p.Pipeline.Capacity, []float64{10, 20, 5})
	sc.lives(t, 1, 3, func(term int, a after) {
		if want := [...]int32{10, 20, 5}[term]; a.Finished != want {
			t.Errorf("term %d finishes %d", term, a.Finished)
		}
	})
}

// An assessment begun in a term is not due in it, due first in the next.
func TestAnAssessmentIsDueFromTheTermAfterItsBeginning(t *testing.T) {
	sc := carrying(30, 9)
	sc.p.Pipeline.Agree = [cohorts.NumPhases]float64{1, 1, 1, 1}
	sc.p.Pipeline.Finish = [2]float64{0, 1}
	sc.p.Pipeline.Issue = [cohorts.NumPhases]float64{1, 1, 1, 1}
	sc.lives(t, 1, 3, func(term int, a after) {
		begun, before := [...]int32{30, 0, 0}[term], [...]int32{0, 30, 0}[term]
		if a.Assessing[0].Total() != begun || a.Assessing[1].Total() != before {
			t.Errorf("term %d: %d begun in it, %d before", term, a.Assessing[0].Total(), a.Assessing[1].Total())
		}
		if a.IssuedInTime != 0 { // none is ready in the first term in which it is due
			t.Errorf("term %d: %d plans in time", term, a.IssuedInTime)
		}
	})
}

// Chances of 1/2 and 3/4 with three times the odds are 3/4 and 9/10.
func TestFinishingFeelsAFactorOnItsOdds(t *testing.T) {
	sc := assessing(100, 200)
	sc.p.Pipeline.Finish = [2]float64{1. / 2, 3. / 4}
	sc.f.Finish = 3
	sc.expect(t, 3000, claim{"finished", 100*3./4 + 200*9./10, finished, binomial(100, 3./4) + binomial(200, 9./10)})
}

// A chance of 0.8 has odds of 4: a factor of 1/4 makes it 1/2, in its phase.
func TestIssuingFeelsAFactorOnItsOddsInItsPhase(t *testing.T) {
	for ph, age := range map[cohorts.Phase]cohorts.Age{cohorts.EarlyYears: 0, cohorts.Mainstream: 15, cohorts.Post16: 16} {
		sc := newScene(cohorts.Spring)
		sc.s.Assessing[1][age] = 100
		sc.p.Pipeline.Finish[1] = 1
		for i := range sc.p.Pipeline.Issue {
			sc.p.Pipeline.Issue[i], sc.f.Issue[i] = .1, 5
		}
		sc.p.Pipeline.Issue[ph], sc.f.Issue[ph] = .8, 1./4
		sc.expect(t, 3000,
			claim{"issued in " + ph.String(), 100. / 2, func(a after) int32 { return a.Issued }, binomial(100, 1./2)},
			claim{"on support again", 100. / 2, func(a after) int32 { return a.Support[age] }, 0},
		)
	}
}

// Of those without a plan 0.3 contest it, odds of 3/7: 7/3 of them are 1/2.
func TestADecisionNotToIssueIsContestedWithTheOddsOfItsStage(t *testing.T) {
	sc := assessing(0, 80)
	sc.p.Pipeline.Finish[1] = 1
	sc.p.Disputes.Lodge = [cohorts.NumStages]float64{.9, .3, .9}
	sc.p.Disputes.Resolve[cohorts.AgainstNoPlan] = 4000 // those lodged this term wait
	sc.f.Lodge = [cohorts.NumStages]float64{9, 7. / 3, 9}
	sc.expect(t, 3000,
		claim{"contested", 80. / 2, func(a after) int32 { return a.Disputing[cohorts.AgainstNoPlan][9] }, binomial(80, 1./2)},
		claim{"not issued", 80, func(a after) int32 { return a.NotIssued }, 0},
		claim{"on support again", 80. / 2, func(a after) int32 { return a.Support[9] }, 0},
	)
}

func TestEachDecisionOfAnAssessmentHasItsOwnLuck(t *testing.T) {
	sc := assessing(1, 1)
	sc.p.Pipeline.Finish = [2]float64{.5, .5}
	sc.p.Pipeline.Issue[cohorts.Mainstream] = .4
	sc.p.Disputes.Lodge[cohorts.AgainstNoPlan] = .3
	sc.p.Pipeline.Capacity[0] = 1 // of two that are ready, by the luck of each
	counts := make([]int, 5)
	sc.futures(t, 20000, func(a after) {
		counts[a.IssuedInTime+2*(a.Issued-a.IssuedInTime)+3*a.NotIssued+a.Lodged[cohorts.AgainstNoPlan]]++
	})
	fits(t, "none, in time, later, not issued, contested", counts,
		[]float64{.25, .75 * .4 / 2, .75 * .4 / 2, .75 * .6 * .7, .75 * .6 * .3})
}
