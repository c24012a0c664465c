package sim_test

import (
	"context"
	"fmt"
	"testing"

	"sendsim/sim"
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
