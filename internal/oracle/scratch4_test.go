package oracle

import (
	"fmt"
	"testing"

	"sendsim/cohorts"
)

func TestLuck(t *testing.T) {
	for _, n := range []int32{1, 3} {
		for _, r := range []float64{1.7, 1e6} {
			for _, o := range [][3]float64{{1, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.3, .2, .5}, {.3, .45, .25}} {
				p := quiet()
				p.Placement.Places[0][cohorts.StateSpecial] = 5
				p.Disputes.Outcome[2] = o
				p.Disputes.Resolve[2] = r
				p.Disputes.Outcome[1] = [3]float64{1, 0, 0}
				p.Disputes.Resolve[1] = 1e6
				s := &cohorts.State{}
				for a := cohorts.Age(5); a < 15; a++ {
					s.Disputing[2][a] = n
					s.Disputing[1][a] = 1
					s.Put(cohorts.Cell{Age: a, Setting: cohorts.MainstreamSchool}, 20)
					p.Placement.New[a][cohorts.StateSpecial] = 1
				}
				var e, o2 sample
				for i := range 20000 {
					st, f := engineOnce(p, s, i)
					// excess of new plans placed over their fair share
					seek := float64(10 + f.Resolved[2][0] + f.Resolved[2][1])
					e.add(float64(f.NewPlans[cohorts.StateSpecial]) - min(5, seek)*10/seek)
					_ = st
				}
				u := seeded(4)
				for range 5000 {
					Future(p, s, rest, 1, u, func(st *cohorts.State, f *cohorts.Flows) {
						seek := float64(10 + f.Resolved[2][0] + f.Resolved[2][1])
						o2.add(float64(f.NewPlans[cohorts.StateSpecial]) - min(5, seek)*10/seek)
					})
				}
				fmt.Printf("n %d resolve %g outcome %v: excess %.4f (z %.2f) oracle %.4f (z %.2f)\n", n, r, o, e.mean(), e.mean()/mathSqrt(e.variance()/e.n), o2.mean(), o2.mean()/mathSqrt(o2.variance()/o2.n))
			}
		}
	}
}
