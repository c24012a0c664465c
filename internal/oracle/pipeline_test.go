package oracle

import (
	"math"
	"testing"

	"sendsim/cohorts"
)

func TestRequest(t *testing.T) {
	p := quiet()
	p.Pipeline.Demand[0] = 10
	p.Pipeline.FromSupport[8], p.Pipeline.Direct[8] = 0.02, 0.004
	p.Placement.Need[8] = cohorts.ByNeed{cohorts.ASD: 0.75, cohorts.SLD: 0.25}
	f := cohorts.Rest()
	f.Request[cohorts.Mainstream] = 1.5
	f.RequestNeed[cohorts.Mainstream][cohorts.SLD] = 3 // the mix is 0.75 + 0.75
	s := &cohorts.State{Without: cohorts.ByAge{8: 200}, Support: cohorts.ByAge{8: 50, 9: 50}}
	u := seeded(21)
	got := trials(4000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Spring, f, u, (*world).request)
		after := w.record()
		if after.Population() != 300 || after.Requested[8] != w.flows.Requests || after.Support[9] != 50 {
			t.Fatal("children do not add up")
		}
		note("direct", float64(w.flows.DirectRequests))
		note("from support", float64(50-after.Support[8]))
	})
	expect(t, got, map[string]float64{
		"direct": 200 * (1 - math.Exp(-0.04*2.25)), "from support": 50 * (1 - math.Exp(-0.2*2.25)),
	})
}

func TestDecide(t *testing.T) {
	p := quiet()
	p.Pipeline.Withdraw[cohorts.Mainstream] = 0.2
	p.Pipeline.Agree[cohorts.Mainstream] = 0.4 // half of the rest
	p.Disputes.Lodge[cohorts.AgainstRefusal] = 0.25
	f := cohorts.Rest()
	f.Agree[cohorts.Mainstream] = 3
	f.Lodge[cohorts.AgainstRefusal] = 9 // odds of a third, times 9: three in four
	s := &cohorts.State{Requested: cohorts.ByAge{10: 100}}
	s.Support[10] = 100
	p.Pipeline.Demand[0], p.Pipeline.FromSupport[10] = 1, 1000 // every one of them requests
	u := seeded(22)
	carried := 6 / (365.25 / 7 / 4) // of 100 in a term of three months
	got := trials(4000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Spring, f, u, (*world).request, (*world).decide)
		after := w.record()
		if after.Population() != 200 || after.Assessing[0][10] != w.flows.Agreed ||
			after.Disputing[cohorts.AgainstRefusal][10] != w.flows.Lodged[cohorts.AgainstRefusal] {
			t.Fatal("children do not add up")
		}
		decided := float64(200 - after.Requested[10])
		note("carried", float64(after.Requested[10]))
		note("withdrawn, less a fifth", float64(w.flows.Withdrawn)-0.2*decided)
		note("agreed, less three quarters of the rest", float64(w.flows.Agreed)-0.6*decided)
		note("refused, less a quarter of the rest", float64(w.flows.Refused)-0.2*decided)
		note("contested, less three quarters", float64(w.flows.Lodged[cohorts.AgainstRefusal])-0.75*float64(w.flows.Refused))
	})
	expect(t, got, map[string]float64{
		"carried": 100 * carried, "withdrawn, less a fifth": 0, "agreed, less three quarters of the rest": 0,
		"refused, less a quarter of the rest": 0, "contested, less three quarters": 0,
	})
	if c := got["carried"]; math.Abs(c.variance()-100*carried*(1-carried)) > 2.5 {
		t.Errorf("variance of those carried %.2f, expected %.2f", c.variance(), 100*carried*(1-carried))
	}
}

func TestAssess(t *testing.T) {
	p := quiet()
	p.Pipeline.Finish = [2]float64{0.5, 0.2}
	p.Pipeline.Issue[cohorts.Mainstream] = 0.9
	p.Disputes.Lodge[cohorts.AgainstNoPlan] = 0.3
	p.Pipeline.Capacity[0] = 30
	f := cohorts.Rest()
	f.Finish = 2 // two thirds, and one third
	f.Issue[cohorts.Mainstream] = 1.0 / 9
	s := &cohorts.State{Assessing: [2]cohorts.ByAge{{12: 60}, {12: 30}}}
	capped := func(capacity float64, seed uint64) map[string]*sample {
		f.Capacity = capacity
		u := seeded(seed)
		return trials(4000, func(note func(string, float64)) {
			w := step(p, s, cohorts.Spring, f, u, (*world).assess)
			fl := &w.flows
			if fl.Finished != fl.IssuedAfterAssessment+fl.NotIssued || fl.Issued != fl.IssuedAfterAssessment {
				t.Fatal("assessments do not add up")
			}
			plans := 0
			w.every(newPlan, func(c *child) { plans++; c.become(gone) })
			after := w.record()
			if after.Assessing[0][12] != 0 || after.Assessing[1][12] != 90-fl.Finished || int32(plans) != fl.Issued ||
				after.Disputing[cohorts.AgainstNoPlan][12] != fl.Lodged[cohorts.AgainstNoPlan] ||
				after.Support[12] != fl.NotIssued-fl.Lodged[cohorts.AgainstNoPlan] {
				t.Fatal("children do not add up")
			}
			note("finished", float64(fl.Finished))
			note("issued", float64(fl.Issued))
			note("in time", float64(fl.IssuedInTime))
			note("contested", float64(fl.Lodged[cohorts.AgainstNoPlan]))
		})
	}
	// 40 of 60 and 10 of 30 are ready; half of them get a plan.
	expect(t, capped(1000, 23), map[string]float64{"finished": 50, "issued": 25, "in time": 20, "contested": 7.5})
	// floor(30 x 0.55) = 16 are finished, whoever is ready as likely.
	expect(t, capped(0.55, 24), map[string]float64{"finished": 16, "issued": 8, "in time": 8 * inTimeShare(), "contested": 2.4})
}

// inTimeShare is the mean of X/(X+Y), X of 60 at two thirds, Y of 30 at one
// third: the share of the ready who began last term.
func inTimeShare() float64 {
	binomial := func(n, k int, p float64) float64 {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(n - k + 1))
		return math.Exp(a - b - c + float64(k)*math.Log(p) + float64(n-k)*math.Log(1-p))
	}
	mean := 0.0
	for x := 1; x <= 60; x++ {
		for y := range 31 {
			mean += binomial(60, x, 2.0/3) * binomial(30, y, 1.0/3) * float64(x) / float64(x+y)
		}
	}
	return mean
}

func TestCarriedAssessments(t *testing.T) {
	p := quiet()
	p.Pipeline.Agree[cohorts.Mainstream] = 1
	p.Pipeline.Finish = [2]float64{0, 1}
	p.Pipeline.Issue[cohorts.Mainstream] = 1
	for i := range p.Pipeline.Capacity {
		p.Pipeline.Capacity[i] = 100
	}
	s := &cohorts.State{Requested: cohorts.ByAge{8: 5}}
	var stands [][3]int32
	var issued, inTime int32
	Future(p, s, rest, 4, seeded(25), func(s *cohorts.State, f *cohorts.Flows) {
		stands = append(stands, [3]int32{s.Assessing[0].Total(), s.Assessing[1].Total(), s.Plans()})
		issued += f.Issued
		inTime += f.IssuedInTime
	})
	// Agreed in the first term, due in the second, not finished before the third.
	if len(stands) != 4 || stands[0] != [3]int32{5, 0, 0} || stands[1] != [3]int32{0, 5, 0} || stands[2] != [3]int32{0, 0, 5} {
		t.Errorf("begun in the term, begun before, plans: %v", stands)
	}
	if issued != 5 || inTime != 0 {
		t.Errorf("%d plans, %d in time", issued, inTime)
	}
}

func TestDispute(t *testing.T) {
	p := quiet()
	p.Disputes.Resolve = [cohorts.NumStages]float64{1.2, 2.4, 0.6}
	f := cohorts.Rest()
	f.Resolve = [cohorts.NumStages]float64{2, 1, 4}
	for g := range cohorts.NumStages {
		p.Disputes.Outcome[g] = [cohorts.NumOutcomes]float64{0.3, 0.2, 0.5}
	}
	p.Placement.Places[0][cohorts.StateSpecial] = 100
	p.Placement.New[7][cohorts.HomeEducated] = 1
	s := plansOf(map[cohorts.Cell]int32{
		{Age: 7, Need: cohorts.PD, Setting: cohorts.MainstreamSchool}:   30,
		{Age: 7, Need: cohorts.VI, Setting: cohorts.MainstreamSchool}:   10,
		{Age: 7, Need: cohorts.VI, Setting: cohorts.ResourcedProvision}: 50,
		{Age: 18, Need: cohorts.VI, Setting: cohorts.MainstreamSchool}:  2,
		{Age: 19, Need: cohorts.VI, Setting: cohorts.MainstreamSchool}:  9, // not admitted any more
	})
	s.Disputing = [cohorts.NumStages]cohorts.ByAge{{7: 40}, {7: 40}, {7: 40, 18: 5, 9: 40, 19: 40}}
	u := seeded(26)
	r := 1 - math.Exp(-2.4*5/12)
	got := trials(4000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Summer, f, u, (*world).dispute, (*world).place)
		after := w.record()
		if after.Population() != s.Population() || w.flows.Issued != after.In(cohorts.HomeEducated) ||
			w.flows.MovedUp != after.In(cohorts.StateSpecial) || w.flows.NewPlans[cohorts.HomeEducated] != w.flows.Issued ||
			after.Assessing[1].Total() != 0 {
			t.Fatal("children do not add up")
		}
		for g := range cohorts.NumStages {
			left := 125
			if g != cohorts.AgainstPlacement {
				left = 40
			}
			for _, n := range w.flows.Resolved[g] {
				left -= int(n)
			}
			note(g.String()+" open", float64(after.Disputing[g].Total()))
			if int32(left) != after.Disputing[g].Total() {
				t.Fatal("disputes do not add up")
			}
		}
		note("assessing", float64(after.Assessing[0][7]))
		note("on support", float64(after.Support[7]))
		note("new plans", float64(w.flows.Issued))
		in := func(a cohorts.Age, d cohorts.Need) float64 {
			return float64(after.Cell(cohorts.Cell{Age: a, Need: d, Setting: cohorts.StateSpecial}))
		}
		note("special, of the 30", in(7, cohorts.PD))
		note("special, of the 10", in(7, cohorts.VI))
		note("special at 18", in(18, cohorts.VI)) // two children for five appeals
		note("special elsewhere", float64(after.In(cohorts.StateSpecial))-in(7, cohorts.PD)-in(7, cohorts.VI)-in(18, cohorts.VI))
	})
	few := math.Pow(1-r/2, 5)
	one := 5 * r / 2 * math.Pow(1-r/2, 4)
	expect(t, got, map[string]float64{
		"refusal-to-assess open": 40 * (1 - r), "no-plan open": 40 * (1 - r), "placement open": 125 * (1 - r),
		"assessing": 20 * r, "new plans": 20 * r, "on support": 40 * r,
		"special, of the 30": 15 * r, "special, of the 10": 5 * r, "special at 18": 2 - 2*few - one, "special elsewhere": 0,
	})
}

// TestDisputeOfTheTerm says that a dispute stays open in the term in which it
// is lodged.
func TestDisputeOfTheTerm(t *testing.T) {
	p := quiet()
	p.Disputes.Lodge = [cohorts.NumStages]float64{1, 1, 1}
	p.Disputes.Resolve = [cohorts.NumStages]float64{1e6, 1e6, 1e6}
	p.Pipeline.Finish = [2]float64{1, 1}
	p.Pipeline.Capacity[0] = 100
	s := &cohorts.State{Requested: cohorts.ByAge{8: 5}, Assessing: [2]cohorts.ByAge{{9: 6}, {}}}
	s.Disputing[cohorts.AgainstNoPlan][10] = 4
	p.Disputes.Outcome[cohorts.AgainstNoPlan] = [cohorts.NumOutcomes]float64{cohorts.Upheld: 1}
	term := 0
	Future(p, s, rest, 2, seeded(27), func(s *cohorts.State, f *cohorts.Flows) {
		term++
		var open [cohorts.NumStages]int32
		for g := range open {
			open[g] = s.Disputing[g].Total()
		}
		want := [cohorts.NumStages]int32{5, 6, 4}
		if term == 2 { // the refused are back on support; the six have plans, contested in turn
			want = [cohorts.NumStages]int32{0, 0, 6}
		}
		if open != want {
			t.Errorf("%v: open disputes %v, expected %v", s.Term, open, want)
		}
	})
}
