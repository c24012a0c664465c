package attribution_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"sendsim/internal/rng"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/attribution"
	"sendsim/sim/levers"
)

// nested is what the worth of knowing a driver is without a normal law: futures
// that share its draw (the outer loop) and have all else drawn anew many times
// (the inner one). For each outer draw it has the mean gain and the variance of
// that mean, which is of the inner loop's luck.
type nested struct{ means, noise []float64 }

// nestedOf lives the loops: in run j of the inner loop draw i has the driver as
// it is in the model, and all else at luck j.
func nestedOf(gain func(func(*sim.Model) *sim.Model) []float64, drivers []sim.Driver, known sim.Driver, at rng.Key, inner, outer int) nested {
	others := slices.DeleteFunc(slices.Clone(drivers), func(d sim.Driver) bool { return d == known })
	sum, squares := make([]float64, outer), make([]float64, outer)
	for j := range inner {
		luck := rng.Seed(77).Nth(uint64(j))
		for i, g := range gain(func(m *sim.Model) *sim.Model { return m.Redrawn(luck, others...).Redrawn(at, known) }) {
			sum[i] += g
			squares[i] += float64(g * g)
		}
	}
	n := nested{make([]float64, outer), make([]float64, outer)}
	for i := range n.means {
		n.means[i] = sum[i] / float64(inner)
		n.noise[i] = (squares[i]/float64(inner) - float64(n.means[i]*n.means[i])) / float64(inner-1)
	}
	return n
}

// worth is the mean of the better of nothing and the mean gain moved by some
// pounds, less the better of nothing and the mean of all.
func (n nested) worth(moved float64) float64 {
	better, all := 0.0, 0.0
	for _, m := range n.means {
		better += max(0, m+moved)
		all += m + moved
	}
	return (better - max(0, all)) / float64(len(n.means))
}

func (n nested) mean() float64 {
	sum := 0.0
	for _, m := range n.means {
		sum += m
	}
	return sum / float64(len(n.means))
}

// spread is the standard deviation of the mean gain, and that of its noise.
func (n nested) spread() (sd, noise float64) {
	mean, squares := 0.0, 0.0
	for i, m := range n.means {
		mean += m / float64(len(n.means))
		squares += float64(m*m) / float64(len(n.means))
		noise += n.noise[i] / float64(len(n.means))
	}
	return math.Sqrt(squares - float64(mean*mean)), math.Sqrt(noise)
}

// banding is a review of bands whose change is uncertain in so many parts, at
// once and in full.
func banding(change strict.Range) levers.Lever {
	l, _ := levers.New("banding-review")
	p := l.Common()
	p.From, p.Delivery.Late.Range, p.Delivery.Realised.Range = autumn24, strict.Exactly(0), strict.Exactly(1)
	l.Card().Dials[0].Of(l).Range = change
	return l
}

// TestTheWorthIsThatOfNestedLoops holds the normal law of the worth against
// nested loops, which need none: a review of bands against none, by the deficit
// of its first year, where neither is better on average and where one is ahead by
// so many standard deviations of what the effect makes. Figures are in that
// spread. Of an effect that is even the two agree; of a skewed one they do where
// neither is ahead, and else as far as docs/decisions/0026 says.
func TestTheWorthIsThatOfNestedLoops(t *testing.T) {
	const outer, inner, within = 600, 3, 0.025
	for _, c := range []struct {
		change strict.Range
		off    map[float64][2]float64 // by how far ahead: the least and most of the law over the loops
	}{
		{strict.Between(-0.06, 0.06), nil},
		{strict.Around(-0.04, -0.01, 0.10), map[float64][2]float64{-1: {3, 9}, -0.5: {1.3, 1.9}, 0.5: {0.7, 0.95}, 1: {0.4, 0.8}}},
	} {
		b := model(t)
		b.Years = 1
		p := b.WithLevers(banding(c.change))
		gain := func(of func(*sim.Model) *sim.Model) []float64 {
			was, is := lastNet(t, of(b), outer), lastNet(t, of(p), outer)
			for i := range was {
				was[i] -= is[i]
			}
			return was
		}
		key, drivers := rng.Seed(5), p.Drivers()
		redrawn := func(which ...sim.Driver) []float64 {
			return gain(func(m *sim.Model) *sim.Model { return m.Redrawn(key, which...) })
		}
		as, anew, one := redrawn(), redrawn(drivers...), redrawn(sim.LeverEffects)
		n := nestedOf(gain, drivers, sim.LeverEffects, key, inner, outer)
		sd, noise := n.spread()
		if noise > sd/10 {
			t.Fatalf("the inner loop is too short: %.0f of a spread of %.0f", noise, sd)
		}
		for _, ahead := range []float64{-1, -0.5, 0, 0.5, 1} {
			move := float64(ahead*sd) - n.mean()
			values, _, _ := attribution.Values([]sim.Driver{sim.LeverEffects}, moved(as, move), moved(anew, move), [][]float64{moved(one, move)}, 1)
			law, loops := values[0].Worth.Value/sd, n.worth(move)/sd
			if off, ok := c.off[ahead]; ok {
				if r := law / loops; r < off[0] || r > off[1] {
					t.Errorf("%v ahead by %v: the law says %.3f, the loops %.3f: %.2f times, want %v", c.change, ahead, law, loops, r, off)
				}
			} else if math.Abs(law-loops) > within {
				t.Errorf("%v ahead by %v: the law says %.3f, the loops %.3f", c.change, ahead, law, loops)
			}
			t.Logf("%v ahead by %v: the law says %.3f, the loops %.3f", c.change, ahead, law, loops)
		}
	}
}

func moved(v []float64, by float64) []float64 {
	v = slices.Clone(v)
	for i := range v {
		v[i] += by
	}
	return v
}

// lastNet is the cumulative deficit of the last year, by draw.
func lastNet(t *testing.T, m *sim.Model, draws int) []float64 {
	t.Helper()
	net := make([]float64, draws)
	err := sim.Run(context.Background(), m, draws, 2, func(int) (sim.Sink, error) { return netOf(net), nil })
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// netOf is the sink of a block: each draw is written where it stands.
type netOf []float64

func (n netOf) Year(y *sim.YearEnd) { n[y.Draw] = float64(y.Account.Net) }
func (netOf) Close() error          { return nil }
