package calibration

import (
	"math"

	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// stream is children on the way to a plan in the first calendar year, in
// expectation: what the timetable does to them term by term.
type stream struct {
	requested    byAge
	assessing    [2]byAge
	refused, not byAge // open disputes
}

// kappa is the factor on carried assessments, carried disputes and the demand
// of the first spring and summer with which the mean field of the first
// calendar year issues its target.
func (x *settling) kappa(c *carried) float64 {
	fixed := stream{}
	for a, n := range x.start.Requested {
		fixed.requested[a] = float64(n)
	}
	scaled := stream{
		assessing: c.assessing,
		refused:   c.disputes[cohorts.AgainstRefusal], not: c.disputes[cohorts.AgainstNoPlan],
	}
	var none [termsOfYear]float64
	var demand [termsOfYear]float64
	copy(demand[:], x.into.Pipeline.Demand[:termsOfYear])
	issued := x.issues(&fixed, &none)
	return max(leastKappa, (x.targets.Entries[0]-issued)/x.issues(&scaled, &demand))
}

// leastKappa keeps a first year whose target is less than the plans that come
// of the requests carried from having no demand.
const leastKappa = .2

// issues is the mean-field number of new plans of the first calendar year.
func (x *settling) issues(s *stream, demand *[termsOfYear]float64) float64 {
	p, d := &x.into.Pipeline, &x.into.Disputes
	var issued float64
	var elapsed float64
	for q, part := range yearParts {
		if part == cohorts.Autumn {
			s.older()
		}
		at, years := decidedAtOnce(part), part.Share()
		elapsed += years
		resolved := [2]float64{chanceIn(d.Resolve[cohorts.AgainstRefusal], years), chanceIn(d.Resolve[cohorts.AgainstNoPlan], years)}
		won := [2]float64{1 - d.Outcome[cohorts.AgainstRefusal][cohorts.Lost], 1 - d.Outcome[cohorts.AgainstNoPlan][cohorts.Lost]}
		for a := range ages {
			ph := agePhase(a)
			asked := 0.0
			if demand[q] > 0 {
				risen := float64(x.rising[a] * elapsed)
				asked = float64((float64(x.start.Support[a])+risen)*smallChance(demand[q]*p.FromSupport[a])) +
					float64((float64(x.start.Without[a])-risen)*smallChance(demand[q]*p.Direct[a]))
			}
			decided := s.requested[a] + float64(at*asked)
			s.requested[a] = (1 - at) * asked
			agreed := float64(decided * p.Agree[ph])
			contested := float64(decided * (1 - p.Withdraw[ph] - p.Agree[ph]) * d.Lodge[cohorts.AgainstRefusal])

			done := float64(s.assessing[0][a]*p.Finish[0]) + float64(s.assessing[1][a]*p.Finish[1])
			plans := float64(done * p.Issue[ph])
			s.assessing[1][a] += s.assessing[0][a] - done

			again := float64(s.refused[a] * resolved[0])
			s.refused[a] += contested - again
			settled := float64(s.not[a] * resolved[1])
			s.not[a] += float64((done-plans)*d.Lodge[cohorts.AgainstNoPlan]) - settled
			s.assessing[0][a] = agreed + float64(again*won[0])
			issued += plans + float64(settled*won[1])
		}
	}
	return issued
}

// older moves a stream's children up by one age.
func (s *stream) older() {
	for _, b := range []*byAge{&s.requested, &s.assessing[0], &s.assessing[1], &s.refused, &s.not} {
		copy(b[1:], b[:ages-1])
		b[0] = 0
	}
}

// smallChance is the chance of a small hazard, to its third power.
func smallChance(h float64) float64 { return h * (1 - float64(h/2*(1-h/3))) }

// chanceIn is the chance of a term of a hazard a year.
func chanceIn(h, years float64) float64 { return 1 - portable.Exp(-h*years) }

// place puts whole children into the pipeline of the start: the expected ones
// times kappa, rounded by chance, who are taken from those without a plan.
func (x *settling) place(c *carried, kappa float64) {
	s := x.start
	for a := range ages {
		planned := 0.0
		var there int32
		put := func(into *cohorts.ByAge, n float64) {
			planned += n
			into[a] = x.whole(n * kappa)
			there += into[a]
		}
		put(&s.Assessing[0], c.assessing[0][a])
		put(&s.Assessing[1], c.assessing[1][a])
		put(&s.Disputing[cohorts.AgainstRefusal], c.disputes[cohorts.AgainstRefusal][a])
		put(&s.Disputing[cohorts.AgainstNoPlan], c.disputes[cohorts.AgainstNoPlan][a])
		s.Disputing[cohorts.AgainstPlacement][a] = x.whole(c.disputes[cohorts.AgainstPlacement][a])
		s.Without[a] = max(0, s.Without[a]+int32(math.Round(planned))-there)
	}
	for _, r := range rationed {
		s.Places[r] = int32(max(0, x.into.Placement.Places[0][r]))
	}
}

// capacity sets the assessments that can be finished in each term: those
// expected along the path, with headroom.
func (x *settling) capacity(y *askYield, c *carried, kappa float64, asked *[Years]float64) {
	p := &x.into.Pipeline
	var last, before, waiting float64
	for a := range ages {
		last += float64(c.assessing[0][a] * kappa)
		before += float64(c.assessing[1][a] * kappa)
		waiting += float64(x.start.Requested[a])
	}
	for t := range Terms {
		done := float64(last*p.Finish[0]) + float64(before*p.Finish[1])
		p.Capacity[t] = done * x.v[headroom]
		at := decidedAtOnce(yearParts[t%termsOfYear])
		before += last - done
		requests := p.Demand[t] * asked[t/termsOfYear]
		last = (waiting + float64(at*requests)) * y.assessedInAll
		waiting = (1 - at) * requests
	}
}
