package calibration

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// phaseOfLabel is the phase of a child without a plan, by published age.
func phaseOfLabel(l int) cohorts.Phase {
	return cohorts.PhaseOf(cohorts.Age(l), cohorts.MainstreamSchool)
}

// pipelineCommons are England's chances on the way from a request to a plan,
// with the weights of shrinkage.
type pipelineCommons struct {
	decided       [phases][3]float64 // shares agreed, withdrawn, refused
	decidedWeight [phases]float64
	issued        [phases][2]float64 // shares issued, not issued
	issuedWeight  [phases]float64
	inTime        [2]float64 // share of plans within 20 weeks, and not
	inTimeWeight  float64
	overYear      [2]float64 // share of plans after more than a year, and not
	overWeight    float64
	outstanding   byLabel // requests that await a decision, shares by published age
	perNew        float64 // of them per new plan of the year
}

// decisions are an authority's decisions on requests by phase, in the latest
// year in which they were published by age.
func (c *commons) decisions(f *evidence.File) (counts [phases][3]float64) {
	year := c.january - 1
	for i, s := range []evidence.Series{evidence.Agreed, evidence.RequestsWithdrawn, evidence.Refused} {
		b, _ := flow(f, s, "", year)
		for l, n := range b {
			counts[phaseOfLabel(l)][i] += n
		}
	}
	return counts
}

// issues are finished assessments by phase: with a plan, without.
func (c *commons) issues(f *evidence.File) (counts [phases][2]float64) {
	year := c.january - 1
	for i, s := range []evidence.Series{evidence.Issued, evidence.NotIssued} {
		b, _ := flow(f, s, "", year)
		for l, n := range b {
			counts[phaseOfLabel(l)][i] += n
		}
	}
	return counts
}

// inTime is how many plans came within the 20 weeks, exceptions left out, and
// how many did not, in the last two years.
func (c *commons) inTime(f *evidence.File) (counts [2]float64) {
	for _, year := range []int{c.january - 2, c.january - 1} {
		all, in := total(f, evidence.IssuedForTimelinessExcl, year, ""), total(f, evidence.IssuedIn20WeeksExcl, year, "")
		if all >= in {
			counts[0] += in
			counts[1] += all - in
		}
	}
	return counts
}

// overYear is how many plans took more than a year, and how many did not.
func (c *commons) overYear(f *evidence.File) (counts [2]float64) {
	year := c.january - 1
	all, over := total(f, evidence.IssuedForTimeliness, year, ""), total(f, evidence.IssuedOverYear, year, "")
	if _, ok := f.Value(evidence.IssuedOverYear, year, evidence.AllAges, ""); ok && all >= over {
		return [2]float64{over, all - over}
	}
	return counts
}

// gathered are the counts of every authority, and their shares in England.
func gathered[T any](c *commons, of func(*evidence.File) T, row func(T) []float64) (all [][]float64, england []float64) {
	for _, f := range c.set.Authorities {
		all = append(all, row(of(f)))
	}
	england = row(of(c.set.England))
	share(england)
	return all, england
}

func (c *commons) findPipeline() {
	p := &c.pipeline
	for ph := range phases {
		all, england := gathered(c, c.decisions, func(x [phases][3]float64) []float64 { return x[ph][:] })
		copy(p.decided[ph][:], england)
		p.decidedWeight[ph] = profileWeight(all, england)
		all, england = gathered(c, c.issues, func(x [phases][2]float64) []float64 { return x[ph][:] })
		copy(p.issued[ph][:], england)
		p.issuedWeight[ph] = profileWeight(all, england)
	}
	all, england := gathered(c, c.inTime, func(x [2]float64) []float64 { return x[:] })
	copy(p.inTime[:], england)
	p.inTimeWeight = profileWeight(all, england)
	all, england = gathered(c, c.overYear, func(x [2]float64) []float64 { return x[:] })
	copy(p.overYear[:], england)
	p.overWeight = profileWeight(all, england)

	year := c.january - 1
	p.outstanding, _ = flow(c.set.England, evidence.RequestsOutstanding, "", year)
	share(p.outstanding[:])
	p.perNew = total(c.set.England, evidence.RequestsOutstanding, year, "") / total(c.set.England, evidence.NewPlans, year, "")
}

// Sensible ranges of the chances of a term that an assessment is finished: no
// service finishes all, or none, in the first term in which it is due.
const (
	leastFinish, mostFinish = .03, .97
	leastLater, mostLater   = .30, .95
)

// termsToYear is the number of later terms in which a plan of more than a
// year was not finished: (1-f0)(1-f1)² is its share.
const termsToYear = 2.0

func (c *commons) pipelineOf(f *evidence.File, s *Structure) {
	p, r := &c.pipeline, &s.Rates.Pipeline
	decided, issued := c.decisions(f), c.issues(f)
	for ph := range cohorts.NumPhases {
		own := towards(decided[ph][:], p.decided[ph][:], p.decidedWeight[ph])
		r.Agree[ph], r.Withdraw[ph] = own[0], own[1]
		r.Issue[ph] = towards(issued[ph][:], p.issued[ph][:], p.issuedWeight[ph])[0]
	}
	// Nobody without a plan is in the specialist phase.
	r.Agree[cohorts.Specialist], r.Withdraw[cohorts.Specialist] = r.Agree[cohorts.Mainstream], r.Withdraw[cohorts.Mainstream]
	r.Issue[cohorts.Specialist] = r.Issue[cohorts.Mainstream]

	in, over := c.inTime(f), c.overYear(f)
	f0 := min(max(towards(in[:], p.inTime[:], p.inTimeWeight)[0], leastFinish), mostFinish)
	late := towards(over[:], p.overYear[:], p.overWeight)[0]
	f1 := 1 - portable.Pow(late/(1-f0), 1/termsToYear)
	r.Finish = [2]float64{f0, min(max(f1, leastLater), mostLater)}

	s.Requested = c.requestedAt(f)
}

// requestedAt is the requests that await a decision at the census, by age: the
// published ones, else as many per new plan as in England.
func (c *commons) requestedAt(f *evidence.File) (whole [ages]int32) {
	year := c.january - 1
	b, _ := flow(f, evidence.RequestsOutstanding, "", year)
	n, ok := f.Value(evidence.RequestsOutstanding, year, evidence.AllAges, "")
	if !ok {
		n = sum(b[:])
	}
	if n == 0 && !ok {
		n = c.pipeline.perNew * total(f, evidence.NewPlans, year, "")
	}
	if sum(b[:]) == 0 {
		b = c.pipeline.outstanding
	}
	census := b.atCensus()
	wholes(int32(math.Round(n)), census[:], nil, whole[:])
	return whole
}

// atCensus moves a flow from published ages to ages at the census, all at once:
// a third of each published age is a year younger there.
func (b *byLabel) atCensus() (census [ages]float64) {
	for l, n := range b {
		younger := max(l-1, 0)
		census[l] += float64(n * (1 - laterLabel))
		census[younger] += float64(n * laterLabel)
	}
	return census
}
