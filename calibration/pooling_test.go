package calibration

import (
	"fmt"
	"math"
	"testing"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// Worked sum: half a standard deviation above the mean of one is half a standard
// deviation above the mean of the other.
func TestAGrowthIsMovedToItsPlace(t *testing.T) {
	var p Pooling
	p[2].Flows, p[2].Pooled = Dist{.20, .10}, Dist{.17, .08}
	near(t, "growth", p.moved(0, 3, .25), .17+.5*.08, 1e-12)
	near(t, "growth of which nothing is pooled", p.moved(0, 1, .25), .25, 1e-12)

	// From a census two years on, one year: .06 is expected and not .05, as
	// uncertain as a first year.
	p[0].Flows, p[0].Pooled = Dist{.08, .04}, Dist{.08, .03}
	p[1].Flows, p[1].Pooled = Dist{.15, .07}, Dist{.11, .06}
	near(t, "growth from a later census", p.moved(2, 1, .09), .06+.03/.04*(.09-.05), 1e-12)
}

// The futures of authorities of different kinds grow as the pool of both models
// does, by mean and by spread, and not as new plans and net leaving alone; what
// they come to is one year after another's net leaving and new plans.
func TestFuturesGrowAsThePoolDoes(t *testing.T) {
	const draws = 3000
	for _, name := range []string{"Wiltshire", "Leeds", "Stockton-on-Tees"} {
		a := authority(t, name)
		luck := LuckOf(rng.Seed(5))
		growth := [pooledYears][]float64{}
		for k := range draws {
			target := a.Targets(k, luck)
			for y := range pooledYears {
				growth[y] = append(growth[y], portable.Log(target.Stock[y+1]/target.Stock[0]))
				near(t, name, target.Stock[y+1], target.Stock[y]*(1-target.Net[y])+target.Entries[y], 1e-6*target.Stock[y])
			}
		}
		for _, y := range []int{0, 2, 4} {
			mean, variance := moments(growth[y])
			pooled, flows := a.Pooling[y].Pooled, a.Pooling[y].Flows
			what := fmt.Sprintf("%s, %d years ahead", name, y+1)
			near(t, what+": mean", mean, pooled.Mean, .15*pooled.SD)
			near(t, what+": spread", math.Sqrt(variance)/pooled.SD, 1, .12)
			if y == 4 && math.Abs(pooled.SD/flows.SD-1) < .05 && math.Abs(pooled.Mean-flows.Mean) < .1*flows.SD {
				t.Errorf("%s: the pool is what flows are: %v, %v", what, pooled, flows)
			}
		}
	}
}
