package cohorts_test

import (
	"math"
	"testing"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
	"sendsim/internal/rng"
)

// resting is the plain authority, larger, with its rates at rest: demand,
// births, places and capacities are constant, every need is left at the same
// rate, new plans have the needs of the stock at their age, and the change of
// need carries the mix of an age to that of the next by the least transport.
// Its stock is the one that these rates keep. Settings move as in the plain
// authority, at transfers and at reviews, rationed and tilted by need.
func resting(scale float64) (*cohorts.Params, *cohorts.State) {
	p, _ := steptest.Plain(scale, decade)
	s := &cohorts.State{Term: p.First}
	people := 2300 * scale // at each age
	p.Population = cohorts.Demography{ArrivalAge: p.Population.ArrivalAge}
	p.Support = cohorts.Identification{}
	pipe, r := &p.Pipeline, &p.Review
	for a := range cohorts.NumAges {
		pipe.Direct[a] = 0
		if a >= 2 && a <= 13 {
			pipe.Direct[a] = 1 / (100 * people) // 1 % of those without a plan a year, where Demand is people
		}
		pipe.FromSupport[a] = pipe.Direct[a]
		r.Met[a], r.Out[a] = .02, 0
		if a >= 16 {
			r.Finish[a] = .15
		}
		r.Change[a] = [cohorts.NumNeeds]cohorts.ByNeed{}
		if a < int(cohorts.MaxAge) {
			r.Change[a] = transport(p.Placement.Need[a], p.Placement.Need[a+1])
		}
	}
	r.FinishIn = cohorts.BySetting{}
	for at := range r.FinishIn {
		r.FinishIn[at] = 1
	}
	p.Disputes.Lodge = [cohorts.NumStages]float64{}
	pipe.Agree, pipe.Issue = [cohorts.NumPhases]float64{1, 1, 1, 1}, [cohorts.NumPhases]float64{1, 1, 1, 1}
	pipe.Withdraw = [cohorts.NumPhases]float64{}
	pipe.Finish = [2]float64{1, 1}
	r.Held = 1
	for t := range decade {
		p.Population.Births = append(p.Population.Births, people)
		p.Population.Migration = append(p.Population.Migration, 0)
		p.Population.Arrivals = append(p.Population.Arrivals, 0)
		pipe.Demand[t] = people * cohorts.Part((t+1)%3).Share()
		pipe.Capacity[t], r.Capacity[t], r.Leaving[t] = 1e6, 1e6, cohorts.Level(1)
	}
	kept(p, s, people)
	for t := range p.Placement.Places {
		for at := range cohorts.NumSettings {
			p.Placement.Places[t][at] = float64(s.In(at))
		}
	}
	return p, s
}

// transport is the hazards of a year that carry one mix of needs to another:
// what a need has too much goes to those that have too little, by their lack.
func transport(from, to cohorts.ByNeed) (change [cohorts.NumNeeds]cohorts.ByNeed) {
	moved := 0.
	for d := range from {
		moved += max(0, from[d]-to[d])
	}
	for d := range from {
		if from[d] <= to[d] {
			continue
		}
		h := -math.Log(to[d] / from[d])
		for e := range to {
			if lack := to[e] - from[e]; lack > 0 {
				change[d][e] = h * lack / moved
			}
		}
	}
	return change
}

// kept puts the stock into s that the rates keep: one cohort of children is
// followed in expectation from its birth to 25, and every age stands as it did.
func kept(p *cohorts.Params, s *cohorts.State, people float64) {
	var plans, requested, begun float64
	for a := range cohorts.Age(cohorts.NumAges) {
		for part := range cohorts.NumParts {
			years := part.Months() / 12
			decided := 1 - 6/weeks[part]
			new := (people - plans - requested - begun) * meets(people*years*p.Pipeline.Direct[a])
			finished := begun
			begun = requested + new*decided
			requested = new * (1 - decided)
			leave := p.Review.Met[a] * years
			if part == cohorts.Summer {
				leave += p.Review.Finish[a]
			}
			plans = (plans + finished) * math.Exp(-leave)
			if part == cohorts.Autumn { // the census
				s.Requested[a], s.Assessing[0][a] = int32(math.Round(requested)), int32(math.Round(begun))
				census(p, s, a, plans)
			}
		}
		s.Without[a] = int32(people) - s.Aged(a) - s.Requested[a] - s.Assessing[0][a]
	}
}

// census puts plans of an age into s by the mix of needs, and of settings.
func census(p *cohorts.Params, s *cohorts.State, a cohorts.Age, plans float64) {
	for d, share := range p.Placement.Need[a] {
		left := int32(math.Round(plans * share))
		for at, mix := range p.Placement.Arrived[a] {
			n := int32(plans * share * mix)
			s.Put(cohorts.Cell{Age: a, Need: cohorts.Need(d), Setting: cohorts.Setting(at)}, n)
			left -= n
		}
		s.Put(cohorts.Cell{Age: a, Need: cohorts.Need(d), Setting: cohorts.NotPlaced}, left)
	}
}

// At rest each count of the age-by-need table is, ten years later and on
// average, what it was: to within tolerance of the children of the age, whose
// number is kept too.
func TestAtRestTheAgeByNeedTableStaysAsItIs(t *testing.T) {
	const (
		tolerance = .01 // of the children of the age with a plan
		years     = 10
	)
	futures := 60
	if testing.Short() {
		futures = 8
	}
	p, start := resting(8)
	if err := p.Check(decade); err != nil {
		t.Fatal(err)
	}
	type table [cohorts.NumAges][cohorts.NumNeeds]tally
	var total [cohorts.NumAges]tally
	var end table
	scratch, rest := cohorts.NewScratch(), cohorts.Rest()
	for draw := range futures {
		s := *start
		scratch.Begin(p)
		var flows cohorts.Flows
		for range 3 * years { // from census to census
			scratch.Advance(&s, &rest, rng.Seed(10).Nth(uint64(draw)), &flows)
		}
		got := byNeed(&s)
		for a := range got {
			total[a].add(float64(s.Aged(cohorts.Age(a))))
			for d, n := range got[a] {
				end[a][d].add(float64(n))
			}
		}
	}
	was := byNeed(start)
	for a := range was {
		stock := float64(start.Aged(cohorts.Age(a)))
		if stock == 0 {
			continue
		}
		total[a].stays(t, stock, tolerance*stock, "all at %d", a)
		for d, n := range was[a] {
			end[a][d].stays(t, float64(n), tolerance*stock, "%s at %d of %.0f", cohorts.Need(d).Key(), a, stock)
		}
	}
}

// byNeed is the children with a plan by age and need.
func byNeed(s *cohorts.State) (all [cohorts.NumAges][cohorts.NumNeeds]int32) {
	s.EachCell(func(c cohorts.Cell, n int32) { all[c.Age][c.Need] += n })
	return all
}

// stays fails unless the mean is within a tolerance, and its error, of want.
func (y *tally) stays(t *testing.T, want, within float64, format string, args ...any) {
	t.Helper()
	m := y.s1 / y.n
	se := math.Sqrt((y.s2/y.n - m*m) / y.n)
	if d := math.Abs(y.mean() - want); !(d <= within+limit*se) {
		t.Errorf(format+": %.1f, was %.0f (standard error %.1f)", append(args, y.mean(), want, se)...)
	}
}
