package oracle

import (
	"fmt"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/rng"
)

func engineOnce(p *cohorts.Params, s0 *cohorts.State, i int) (*cohorts.State, *cohorts.Flows) {
	s := *s0
	s.Term = p.First
	w := cohorts.NewScratch()
	w.Begin(p)
	x := cohorts.Rest()
	var f cohorts.Flows
	w.Advance(&s, &x, rng.Seed(3).Nth(uint64(i)), &f)
	return &s, &f
}

func TestOver(t *testing.T) {
	base := func() *cohorts.Params {
		p := quiet()
		p.Placement.Places[0][cohorts.StateSpecial] = 10
		p.Placement.Overflow[cohorts.StateSpecial] = [cohorts.NumOverflows]float64{0, 0, 1}
		for g := range cohorts.NumStages {
			p.Disputes.Outcome[g] = [cohorts.NumOutcomes]float64{1, 0, 0}
		}
		p.Placement.New[7][cohorts.StateSpecial] = 1
		p.Placement.New[9][cohorts.StateSpecial] = 1
		return p
	}
	show := func(name string, p *cohorts.Params, s *cohorts.State) {
		fmt.Println("--", name)
		for i := range 6 {
			e, f := engineOnce(p, s, i)
			var o *cohorts.State
			var of *cohorts.Flows
			Future(p, s, rest, 1, seeded(uint64(i)), func(s *cohorts.State, f *cohorts.Flows) { o, of = s, f })
			fmt.Println("engine", e.In(cohorts.StateSpecial), f.NewPlans[cohorts.StateSpecial], f.MovedUp, f.Unplaced[cohorts.StateSpecial], e.In(cohorts.NotPlaced),
				"oracle", o.In(cohorts.StateSpecial), of.NewPlans[cohorts.StateSpecial], of.MovedUp, of.Unplaced[cohorts.StateSpecial], o.In(cohorts.NotPlaced))
		}
	}
	// appeals only
	p := base()
	p.Disputes.Resolve[cohorts.AgainstPlacement] = 1e6
	s := plansOf(map[cohorts.Cell]int32{{Age: 7, Setting: cohorts.MainstreamSchool}: 20, {Age: 8, Need: 3, Setting: cohorts.MainstreamSchool}: 20, {Age: 8, Setting: cohorts.StateSpecial}: 5})
	s.Disputing[cohorts.AgainstPlacement] = cohorts.ByAge{7: 6, 8: 6}
	show("appeals", p, s)
	// new plans
	p = base()
	p.Disputes.Resolve[cohorts.AgainstNoPlan] = 1e6
	s = plansOf(map[cohorts.Cell]int32{{Age: 8, Setting: cohorts.StateSpecial}: 5})
	s.Disputing[cohorts.AgainstNoPlan] = cohorts.ByAge{7: 6, 9: 6}
	show("new", p, s)
	p.Disputes.Resolve[cohorts.AgainstPlacement] = 1e6
	s = plansOf(map[cohorts.Cell]int32{{Age: 7, Setting: cohorts.MainstreamSchool}: 20, {Age: 8, Need: 3, Setting: cohorts.MainstreamSchool}: 20, {Age: 8, Setting: cohorts.StateSpecial}: 5})
	s.Disputing[cohorts.AgainstPlacement] = cohorts.ByAge{7: 6, 8: 6}
	s.Disputing[cohorts.AgainstNoPlan] = cohorts.ByAge{7: 6, 9: 6}
	show("both", p, s)
	p = base()
	p.Population.Arrivals[0] = 20
	p.Population.ArrivalAge[7] = 1
	p.Placement.Arrived[7][cohorts.StateSpecial] = 1
	s = plansOf(map[cohorts.Cell]int32{{Age: 8, Setting: cohorts.StateSpecial}: 5})
	show("arrivals", p, s)
	p.Disputes.Resolve[cohorts.AgainstNoPlan] = 1e6
	s.Disputing[cohorts.AgainstNoPlan] = cohorts.ByAge{7: 6, 9: 6}
	show("arrivals and new", p, s)
	p = base()
	p.Review.Move[cohorts.Age5to10][cohorts.MainstreamSchool][cohorts.StateSpecial] = 1
	p.Review.Move[cohorts.Age5to10][cohorts.StateSpecial][cohorts.MainstreamSchool] = 5
	p.Review.Out[8] = 2
	p.Review.OutReasons[8][cohorts.MovedAbroad] = 1
	s = plansOf(map[cohorts.Cell]int32{{Age: 7, Setting: cohorts.MainstreamSchool}: 40, {Age: 8, Need: 3, Setting: cohorts.MainstreamSchool}: 20, {Age: 8, Setting: cohorts.StateSpecial}: 10})
	show("review", p, s)
	p.Review.Move[cohorts.Age5to10][cohorts.MainstreamSchool][cohorts.ResourcedProvision] = 1
	p.Review.Move[cohorts.Age5to10][cohorts.ResourcedProvision][cohorts.StateSpecial] = 3
	p.Review.Move[cohorts.Age5to10][cohorts.StateSpecial][cohorts.ResourcedProvision] = 3
	p.Placement.Places[0][cohorts.ResourcedProvision] = 10
	s = plansOf(map[cohorts.Cell]int32{{Age: 7, Setting: cohorts.ResourcedProvision}: 10,{Age: 7, Setting: cohorts.MainstreamSchool}: 40, {Age: 8, Need: 3, Setting: cohorts.MainstreamSchool}: 20, {Age: 8, Setting: cohorts.StateSpecial}: 10})
	show("review between rationed", p, s)
}

func TestBias(t *testing.T) {
	p := quiet()
	p.Placement.Places[0][cohorts.StateSpecial] = 10
	p.Placement.Overflow[cohorts.StateSpecial] = [cohorts.NumOverflows]float64{0, 0, 1}
	for g := range cohorts.NumStages {
		p.Disputes.Outcome[g] = [cohorts.NumOutcomes]float64{1, 0, 0}
	}
	p.Placement.New[7][cohorts.StateSpecial] = 1
	p.Placement.New[9][cohorts.StateSpecial] = 1
	p.Disputes.Resolve[cohorts.AgainstPlacement] = 1e6
	p.Disputes.Resolve[cohorts.AgainstNoPlan] = 1e6
	s := plansOf(map[cohorts.Cell]int32{{Age: 7, Setting: cohorts.MainstreamSchool}: 20, {Age: 8, Need: 3, Setting: cohorts.MainstreamSchool}: 20, {Age: 8, Setting: cohorts.StateSpecial}: 5})
	s.Disputing[cohorts.AgainstPlacement] = cohorts.ByAge{7: 6, 8: 6}
	s.Disputing[cohorts.AgainstNoPlan] = cohorts.ByAge{7: 6, 9: 6}
	var e, o, e7, o7 sample
	for i := range 5000 {
		_, f := engineOnce(p, s, i)
		e.add(float64(f.NewPlans[cohorts.StateSpecial]))
		Future(p, s, rest, 1, seeded(uint64(i)), func(s *cohorts.State, f *cohorts.Flows) { o.add(float64(f.NewPlans[cohorts.StateSpecial])) })
	}
	_, _ = e7, o7
	fmt.Println("new plans in, engine", e.mean(), e.variance(), "oracle", o.mean(), o.variance())
}

func TestOverfill(t *testing.T) {
	p, start := Synthetic()
	w := cohorts.NewScratch()
	w.Begin(p)
	n := 0
	for i := range 300 {
		s := *start
		s.Term = p.First
		b := s
		for range SyntheticTerms {
			x := Levers(s.Term)
			var f cohorts.Flows
			w.Advance(&s, &x, rng.Seed(7).Nth(uint64(i)), &f)
			for _, r := range rationed {
				if s.In(r) > max(s.Places[r], b.In(r)) && n < 25 {
					n++
					fmt.Println(i, lived(&s), r.Key(), "in", b.In(r), "->", s.In(r), "places", s.Places[r], "unplaced", f.Unplaced[r], "up", f.MovedUp, "new", f.NewPlans[r], "resolved", f.Resolved[2], "in20:", inSetting(&b, 20, r), inSetting(&s, 20, r), inSetting(&s, 21, r))
				}
			}
			b = s
		}
	}
}

func overfills(p *cohorts.Params, start *cohorts.State, f func(cohorts.Term) cohorts.Factors) (n [3]int) {
	w := cohorts.NewScratch()
	w.Begin(p)
	for i := range 200 {
		s := *start
		s.Term = p.First
		b := s
		for range SyntheticTerms {
			x := f(s.Term)
			var f cohorts.Flows
			w.Advance(&s, &x, rng.Seed(7).Nth(uint64(i)), &f)
			for _, r := range rationed {
				if s.In(r) > max(s.Places[r], b.In(r)) {
					n[lived(&s).Part]++
				}
			}
			b = s
		}
	}
	return n
}

func TestWhichOverfill(t *testing.T) {
	show := func(name string, change func(p *cohorts.Params, s *cohorts.State)) {
		p, s := Synthetic()
		change(p, s)
		fmt.Println(name, overfills(p, s, Levers), overfills(p, s, rest))
	}
	show("as is", func(*cohorts.Params, *cohorts.State) {})
	show("no appeals", func(p *cohorts.Params, s *cohorts.State) { p.Disputes.Resolve[2] = 0 })
	noMove := func(p *cohorts.Params, s *cohorts.State) {
		for b := range p.Review.Move {
			for s := range p.Review.Move[b] {
				for _, r := range rationed {
					for _, q := range rationed {
						p.Review.Move[b][q][r] = 0
						_ = s
					}
				}
			}
		}
	}
	show("no move between rationed", noMove)
	show("no move into rationed", func(p *cohorts.Params, s *cohorts.State) {
		for b := range p.Review.Move {
			for s := range p.Review.Move[b] {
				for _, r := range rationed {
					p.Review.Move[b][s][r] = 0
				}
			}
		}
	})
	show("no transfer", func(p *cohorts.Params, s *cohorts.State) { p.Placement.Transfer = [4][13]cohorts.BySetting{} })
	show("no transfer, no move into", func(p *cohorts.Params, s *cohorts.State) {
		p.Placement.Transfer = [4][13]cohorts.BySetting{}
		for b := range p.Review.Move {
			for s := range p.Review.Move[b] {
				for _, r := range rationed {
					p.Review.Move[b][s][r] = 0
				}
			}
		}
	})
	show("no transfer, no move, no appeals", func(p *cohorts.Params, s *cohorts.State) {
		p.Placement.Transfer = [4][13]cohorts.BySetting{}
		p.Review.Move = [5][13]cohorts.BySetting{}
		p.Disputes.Resolve[2] = 0
	})
	show("no transfer, no move, no arrivals", func(p *cohorts.Params, s *cohorts.State) {
		p.Placement.Transfer = [4][13]cohorts.BySetting{}
		p.Review.Move = [5][13]cohorts.BySetting{}
		for i := range p.Population.Arrivals {
			p.Population.Arrivals[i] = 0
		}
	})
	show("no moves", func(p *cohorts.Params, s *cohorts.State) {
		p.Review.Move = [5][13]cohorts.BySetting{}
	})
}

func TestWhichOverfill2(t *testing.T) {
	show := func(name string, change func(p *cohorts.Params, s *cohorts.State)) {
		p, s := Synthetic()
		change(p, s)
		fmt.Println(name, overfills(p, s, Levers), overfills(p, s, rest))
	}
	show("no change of need", func(p *cohorts.Params, s *cohorts.State) {
		for a := range p.Review.Change {
			p.Review.Change[a] = [12]cohorts.ByNeed{}
		}
	})
	show("no leaving", func(p *cohorts.Params, s *cohorts.State) {
		for a := range p.Review.Leaving {
			p.Review.Leaving[a] = 0
		}
	})
	show("no change, no move between rationed", func(p *cohorts.Params, s *cohorts.State) {
		for a := range p.Review.Change {
			p.Review.Change[a] = [12]cohorts.ByNeed{}
		}
		for b := range p.Review.Move {
			for _, r := range rationed {
				for _, q := range rationed {
					p.Review.Move[b][q][r] = 0
				}
			}
		}
	})
}
