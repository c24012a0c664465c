package calibration

import (
	"math"

	"sendsim/cohorts"
)

// byAge is an expected number of children at each age.
type byAge [ages]float64

// askYield is what follows from the rates of a future's pipeline: the plans
// that come of a request, at each phase and in all.
type askYield struct {
	assessed, yield [phases]float64 // of a request: assessments, plans
	all             float64         // plans of a request at the ages at which requests are made
	assessedInAll   float64
	lag             lags
	shares          [termsOfYear]float64 // of a year's requests in each term
}

func agePhase(a int) cohorts.Phase {
	return cohorts.PhaseOf(cohorts.Age(a), cohorts.MainstreamSchool)
}

// chances sets the chances of the pipeline and works out what comes of a
// request.
func (x *settling) chances() (y askYield) {
	p, d, v := &x.into.Pipeline, &x.into.Disputes, x.v
	for ph := range p.Agree {
		undrawn := 1 - p.Withdraw[ph]
		p.Agree[ph] = undrawn * cohorts.Odds(p.Agree[ph]/undrawn, v[agreeOdds])
		p.Issue[ph] = cohorts.Odds(p.Issue[ph], v[issueOdds])
		refused := undrawn - p.Agree[ph]
		won := func(s cohorts.Stage) float64 { return d.Lodge[s] * (1 - d.Outcome[s][cohorts.Lost]) }
		y.assessed[ph] = p.Agree[ph] + float64(refused*won(cohorts.AgainstRefusal))
		y.yield[ph] = y.assessed[ph] * (p.Issue[ph] + float64((1-p.Issue[ph])*won(cohorts.AgainstNoPlan)))
	}
	p.Finish[0] = cohorts.Odds(p.Finish[0], v[finishFirst])
	p.Finish[1] = cohorts.Odds(p.Finish[1], v[finishLater])
	for a, n := range x.Structure.Ask {
		ph := agePhase(a)
		y.all += float64(n * y.yield[ph])
		y.assessedInAll += float64(n * y.assessed[ph])
	}
	y.shares = termShares
	y.shares[0] = float64(y.shares[0] * v[requestsSpring])
	y.shares[1] = float64(y.shares[1] * v[requestsSummer])
	total := y.shares[0] + y.shares[1] + y.shares[2]
	for q := range y.shares {
		y.shares[q] /= total
	}
	y.lag = chainLags(p, y.shares)
	return y
}

// pipeline sets demand so that new plans follow their target, and the
// children who are on their way at the start.
//
// A request of a term is expected to become a plan in the years that the chain
// takes: the demand of a term is its share of a year, over the yield, times
// the target entries of those years. A scalar on the carried assessments and
// disputes and on the demand of the first spring and summer makes the mean
// field of the first calendar year issue what it should, whatever the
// published requests that were carried are.
func (x *settling) pipeline() {
	y := x.chances()
	p, e := &x.into.Pipeline, &x.targets.Entries
	for t := range Terms {
		year, q := t/termsOfYear, t%termsOfYear
		var plans float64
		for k, w := range y.lag.part[q] {
			plans += float64(w * e[min(year+k, Years-1)])
		}
		p.Demand[t] = plans * y.shares[q] / y.all
	}
	carried := x.carried(&y)
	x.standing(&carried)
	x.risk()
	x.identify(&y)
	kappa := x.kappa(&carried)
	for q := range termsOfYear - 1 {
		p.Demand[q] *= kappa
	}
	x.place(&carried, kappa)
	asked := x.keepRoutes(&y)
	x.capacity(&y, &carried, kappa, &asked)
}

// carried is the pipeline at the census, in expectation.
type carried struct {
	assessing [2]byAge // begun last term, before
	disputes  [cohorts.NumStages]byAge
}

// oldTerms is how many terms back assessments are looked for that are still
// open.
const oldTerms = 9

// carried is a pipeline at rest that would feed the entries of the first year.
func (x *settling) carried(y *askYield) (c carried) {
	p, d := &x.into.Pipeline, &x.into.Disputes
	ask := &x.Structure.Ask
	asked := x.targets.Entries[0] / y.all // requests of a year

	// begun[k] is the share of a year's requests whose assessment was begun k
	// terms before the autumn of the census, older by so many autumns since.
	open := 1.0
	for k := range oldTerms {
		q := (termsOfYear - 1 - k%termsOfYear)
		before := (q + termsOfYear - 1) % termsOfYear
		now, late := y.shares[q]*decidedAtOnce(yearParts[q]), y.shares[before]*(1-decidedAtOnce(yearParts[before]))
		older := (k + termsOfYear - 1) / termsOfYear // autumns passed since the term
		into := &c.assessing[1]
		if k == 0 {
			into = &c.assessing[0]
		}
		for a := range ask {
			if a >= older {
				into[a] += float64(asked * open * now * ask[a-older] * y.assessed[agePhase(a-older)])
			}
			lateOlder := older
			if yearParts[q] == cohorts.Autumn {
				lateOlder++
			}
			if a >= lateOlder {
				into[a] += float64(asked * open * late * ask[a-lateOlder] * y.assessed[agePhase(a-lateOlder)])
			}
		}
		if k == 0 {
			open *= 1 - p.Finish[0]
		} else {
			open *= 1 - p.Finish[1]
		}
	}
	for a := range ask {
		ph := agePhase(a)
		n := asked * ask[a]
		refused := n * (1 - p.Withdraw[ph] - p.Agree[ph]) * d.Lodge[cohorts.AgainstRefusal]
		unissued := n * y.assessed[ph] * (1 - p.Issue[ph]) * d.Lodge[cohorts.AgainstNoPlan]
		contested := x.targets.Entries[0] * x.Structure.Entry[a] * d.Lodge[cohorts.AgainstPlacement]
		for s, lodged := range [cohorts.NumStages]float64{refused, unissued, contested} {
			c.disputes[s][a] = lodged * (1/d.Resolve[s] + waitToResolve)
		}
	}
	return c
}

// waitToResolve is half a term, in years: a dispute is not resolved in the
// term in which it is lodged.
const waitToResolve = 0.5 / float64(termsOfYear)

// standing sets the children without a plan: those on SEN support by the
// published shares and the drawn profile, the rest without, less those in the
// pipeline.
func (x *settling) standing(c *carried) {
	s := x.Structure
	profile := x.supportProfile()
	for a := range ages {
		pipe := float64(s.Requested[a])
		for _, n := range []*byAge{&c.assessing[0], &c.assessing[1], &c.disputes[cohorts.AgainstRefusal], &c.disputes[cohorts.AgainstNoPlan]} {
			pipe += n[a]
		}
		left := max(0, s.Population[a]-float64(x.start.Aged(cohorts.Age(a)))-pipe)
		support := min(profile[a]*s.Population[a], mostSupport*left)
		x.start.Support[a] = int32(math.Round(support))
		x.start.Without[a] = int32(math.Round(left)) - x.start.Support[a]
		x.start.Requested[a] = s.Requested[a]
	}
}

// mostSupport keeps some children of every age off SEN support.
const mostSupport = .8

// risk sets the hazards of a request, per unit of demand: the children at risk
// are those of the start, and so many of each age's requests are direct.
func (x *settling) risk() {
	p, v := &x.into.Pipeline, x.v
	for a, n := range x.Structure.Ask {
		direct := v[routeSchool]
		switch agePhase(a) {
		case cohorts.EarlyYears:
			direct = v[routeEarly]
		case cohorts.Post16:
			direct = v[routePost16]
		}
		on, off := float64(x.start.Support[a]), float64(x.start.Without[a])
		if on < 1 {
			direct = 1
		}
		p.FromSupport[a], p.Direct[a] = 0, 0
		if on >= 1 {
			p.FromSupport[a] = n * (1 - direct) / on
		}
		if off >= 1 {
			p.Direct[a] = n * direct / off
		}
	}
}
