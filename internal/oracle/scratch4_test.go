package oracle

import (
	"fmt"
	"math"
	"testing"

	"sendsim/cohorts"
)

func TestBias4(t *testing.T) {
	show := func(name string, change func(p *cohorts.Params, s *cohorts.State)) {
		p, s := Synthetic()
		p.Placement.Places[0][cohorts.StateSpecial] = 56
		p.Review.Move = [5][13]cohorts.BySetting{}
		p.Review.Change = [26][12]cohorts.ByNeed{}
		change(p, s)
		var e, o, eu, ou, ep, op sample
		for i := range 20000 {
			st, f := engineOnce(p, s, i)
			e.add(float64(f.NewPlans[cohorts.StateSpecial]))
			eu.add(float64(f.MovedUp))
			ep.add(float64(st.In(cohorts.StateSpecial)))
		}
		u := seeded(4)
		for range 20000 {
			Future(p, s, rest, 1, u, func(s *cohorts.State, f *cohorts.Flows) {
				o.add(float64(f.NewPlans[cohorts.StateSpecial]))
				ou.add(float64(f.MovedUp))
				op.add(float64(s.In(cohorts.StateSpecial)))
			})
		}
		z := func(e, o sample) float64 {
			return (e.mean() - o.mean()) / math.Sqrt(e.variance()/e.n+o.variance()/o.n)
		}
		fmt.Printf("%s in SS at start %d: new %.3f %.3f z %.2f  appeals %.3f %.3f z %.2f SS %.3f %.3f z %.2f\n", name, s.In(cohorts.StateSpecial), e.mean(), o.mean(), z(e, o), eu.mean(), ou.mean(), z(eu, ou), ep.mean(), op.mean(), z(ep, op))
	}
	for _, n := range []float64{38, 40, 42, 45} {
		show(fmt.Sprint("places ", n), func(p *cohorts.Params, _ *cohorts.State) { p.Placement.Places[0][cohorts.StateSpecial] = n })
		show(fmt.Sprint("places, no dispute", n), func(p *cohorts.Params, _ *cohorts.State) {
			p.Placement.Places[0][cohorts.StateSpecial] = n
			p.Disputes.Resolve = [3]float64{}
		})
		show(fmt.Sprint("places, no arrivals", n), func(p *cohorts.Params, _ *cohorts.State) {
			p.Placement.Places[0][cohorts.StateSpecial] = n
			p.Population.Arrivals[0] = 0
		})
	}
}
