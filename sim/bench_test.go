package sim_test

import (
	"context"
	"fmt"
	"testing"

	"sendsim/cohorts"
	"sendsim/sim"
	"sendsim/sim/levers"
)

// One future of ten financial years, settled, lived and accounted.
func BenchmarkFuture(b *testing.B) {
	for _, name := range []string{"stockton-on-tees", "kent"} {
		b.Run(name, func(b *testing.B) {
			one := sim.NewWarmWorker(model(b, nil, name))
			b.ReportAllocs()
			draw := 0
			for b.Loop() {
				one(draw)
				draw++
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "futures/s")
		})
	}
}

// A future of Stockton-on-Tees with none and with ten levers pulled for ten
// years, each as its card has it.
func BenchmarkLevers(b *testing.B) {
	ten := []string{
		"early-years-support", "sen-support", "workforce-training", "plan-criteria", "assessment-capacity",
		"resourced-provision", "special-places", "annual-reviews", "commissioning", "post-16-pathways",
	}
	for _, pulled := range [][]string{nil, ten} {
		b.Run(fmt.Sprint(len(pulled)), func(b *testing.B) {
			one := sim.NewWarmWorker(model(b, func(s *sim.Scenario) {
				for _, key := range pulled {
					l, ok := levers.New(key)
					if !ok {
						b.Fatal("no lever is " + key)
					}
					l.Common().From = cohorts.Term{Year: 2024, Part: cohorts.Autumn}
					s.Levers = append(s.Levers, l)
				}
			}, "stockton-on-tees"))
			draw := 0
			for b.Loop() {
				one(draw)
				draw++
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "futures/s")
		})
	}
}

// Two workers against one, on sinks that keep nothing.
func BenchmarkWorkers(b *testing.B) {
	const draws = 1000
	m := model(b, nil, "stockton-on-tees")
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			for b.Loop() {
				open := func(int) (sim.Sink, error) { return &stub{close: func() error { return nil }}, nil }
				if err := sim.Run(context.Background(), m, draws, workers, open); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*draws)/b.Elapsed().Seconds(), "futures/s")
		})
	}
}
