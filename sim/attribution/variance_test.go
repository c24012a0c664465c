package attribution_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"sendsim/internal/rng"
	"sendsim/sim"
	"sendsim/sim/attribution"
)

// planted redraws a function of three standard normal drivers of which all is
// known.
func planted(seed uint64, draws int, of func(x [3]float64) float64) *attribution.Redraws {
	r := &attribution.Redraws{Drivers: []sim.Driver{sim.NationalDemand, sim.OwnDemand, sim.Prices}, Draws: draws}
	a, b := make([]float64, draws), make([]float64, draws)
	one := make([][]float64, len(r.Drivers))
	for d := range draws {
		var x, y [3]float64
		for i := range x {
			x[i] = rng.Normal(rng.Uniform(rng.Seed(2 * seed).Nth(uint64(d)).Word(uint64(i))))
			y[i] = rng.Normal(rng.Uniform(rng.Seed(2*seed + 1).Nth(uint64(d)).Word(uint64(i))))
		}
		a[d], b[d] = of(x), of(y)
		for i := range one {
			z := x
			z[i] = y[i]
			one[i] = append(one[i], of(z))
		}
	}
	r.As, r.Anew = attribution.Series{a}, attribution.Series{b}
	for _, v := range one {
		r.One = append(r.One, attribution.Series{v})
	}
	return r
}

// TestIndicesOfAPlantedModel: of y = x1 + 2 x2 + x1 x3 the variance is
// 1 + 4 + 1; x1 alone makes 1 of 6, x2 4, x3 nothing; with others x1 makes 2,
// x2 4, x3 1.
func TestIndicesOfAPlantedModel(t *testing.T) {
	const draws = 4_000
	r := planted(1, draws, func(x [3]float64) float64 { return 1000 + x[0] + 2*x[1] + x[0]*x[2] })
	want := map[sim.Driver][2]float64{sim.NationalDemand: {1. / 6, 2. / 6}, sim.OwnDemand: {4. / 6, 4. / 6}, sim.Prices: {0, 1. / 6}}
	got := r.Indices(0, 1)
	var order []sim.Driver
	for _, x := range got {
		order = append(order, x.Driver)
		for i, of := range []attribution.Interval{x.First, x.Total} {
			// 0.04 is more than twice the standard error of any at 4,000 draws.
			if math.Abs(of.Value-want[x.Driver][i]) > 0.04 || of.Low > of.Value || of.High < of.Value || of.High-of.Low > 0.12 {
				t.Errorf("%s, %d: %.3f (%.3f to %.3f), want %.3f", x.Driver, i, of.Value, of.Low, of.High, want[x.Driver][i])
			}
		}
	}
	if !slices.Equal(order, []sim.Driver{sim.OwnDemand, sim.NationalDemand, sim.Prices}) {
		t.Errorf("the order is %v", order)
	}
}

// TestIntervalsHoldTheTruthNineTimesInTen plants the model anew many times. Of
// 150 intervals that hold in 9 of 10, 135 do, with a standard error of 4; the
// bootstrap is a little narrow at 250 draws.
func TestIntervalsHoldTheTruthNineTimesInTen(t *testing.T) {
	const models, draws, least = 150, 250, 120
	var held [2]int
	for m := range models {
		r := planted(uint64(m), draws, func(x [3]float64) float64 { return x[0] + 2*x[1] })
		for i, of := range r.Indices(0, uint64(m)) {
			want := []float64{0.8, 0.2, 0}[i]
			if of.First.Low <= want && want <= of.First.High {
				held[0]++
			}
			if of.Total.Low <= want && want <= of.Total.High {
				held[1]++
			}
		}
	}
	for i, n := range held {
		if n < 3*least {
			t.Errorf("index %d: %d of %d intervals hold the truth", i, n, 3*models)
		}
	}
	t.Log(held)
}

// TestWhatKnowingIsWorth: of a gain of 1 + 2 x1 + x2 the mean is 1, so the
// choice is to go. Knowing x1 is worth the loss of a normal of mean 1 and
// spread 2: 2 phi(1/2) - Phi(-1/2) = 0.3956; x2 phi(1) - Phi(-1) = 0.0833; all,
// with a spread of the root of 5, 0.5037; x3, which does nothing, nothing.
func TestWhatKnowingIsWorth(t *testing.T) {
	r := planted(1, 4_000, func(x [3]float64) float64 { return 1 + 2*x[0] + x[1] })
	var one [][]float64
	for _, s := range r.One {
		one = append(one, s[0])
	}
	values, chosen, whole := attribution.Values(r.Drivers, r.As[0], r.Anew[0], one, 1)
	near := func(what string, got attribution.Interval, want, within float64) {
		if math.Abs(got.Value-want) > within || got.Low > got.Value || got.High < got.Value || got.Low < 0 {
			t.Errorf("%s: %.4f (%.4f to %.4f), want %.4f", what, got.Value, got.Low, got.High, want)
		}
	}
	near("the gain", chosen, 1, 0.08)
	near("x1", values[0].Worth, 0.3956, 0.05)
	near("x2", values[1].Worth, 0.0833, 0.03)
	near("x3", values[2].Worth, 0, 0.01)
	near("all", whole, 0.5037, 0.05)
}

// TestRedrawingOneDriverLeavesTheRest: the futures as they are are those of the
// run, and a driver that a model has not is not drawn.
func TestRedrawingOneDriverLeavesTheRest(t *testing.T) {
	m := model(t)
	plans := attribution.Figure{Of: func(y *sim.YearEnd) float64 { return float64(y.Plans) }}
	sum := attribution.Figure{Of: plans.Of, Summed: true}
	const draws = 30
	lived := 0
	lives := func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
		lived += draws
		return sim.Run(ctx, m, draws, 2, open)
	}
	drivers := []sim.Driver{sim.Prices, sim.ChanceOfChildren, sim.LeverEffects, sim.LeverDelivery}
	r, err := attribution.Redraw(context.Background(), m, drivers, draws, []attribution.Figure{plans, sum}, lives)
	if err != nil {
		t.Fatal(err)
	}
	for draw := range draws {
		last, all := 0.0, 0.0
		for y := range m.Future(draw) {
			last, all = float64(y.Plans), all+float64(y.Plans)
		}
		if r.As[0][draw] != last || r.As[1][draw] != all {
			t.Fatalf("draw %d has %v and %v plans, want %v and %v", draw, r.As[0][draw], r.As[1][draw], last, all)
		}
	}
	if !slices.Equal(r.One[0][0], r.As[0]) {
		t.Error("prices drawn anew move plans")
	}
	if slices.Equal(r.One[1][0], r.As[0]) {
		t.Error("chance drawn anew moves no plans")
	}
	if want := attribution.Lived(m, drivers, draws); lived != want || want != 4*draws {
		t.Errorf("%d futures were lived, %d announced", lived, want)
	}
}

func TestRedrawsFitWhatCanBeAfforded(t *testing.T) {
	for _, x := range []struct {
		drivers, draws, rows int
		afford               float64
		want                 int
	}{
		{8, 10_000, 4_000, 1e9, 4_000},
		{8, 10_000, 0, 1e9, 10_000},
		{8, 10_000, 4_000, 10_000, 1_000},
		{8, 10_000, 4_000, 0, 250},
		{8, 100, 4_000, 0, 100},
		{10, 2_000, 4_000, 9_000, 750},
	} {
		if got := attribution.RedrawsFor(x.drivers, x.draws, x.rows, x.afford); got != x.want {
			t.Errorf("%+v: %d", x, got)
		}
	}
}
