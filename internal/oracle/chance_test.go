package oracle

import (
	"math"
	"math/rand/v2"
	"testing"
)

// seeded is a source of its own for each test.
func seeded(seed uint64) Uniform { return rand.New(rand.NewPCG(seed, 1)).Float64 }

// sample holds what a number was in many trials.
type sample struct{ n, sum, squares float64 }

func (s *sample) add(x float64) {
	s.n++
	s.sum += x
	s.squares += x * x
}

func (s *sample) mean() float64     { return s.sum / s.n }
func (s *sample) variance() float64 { return s.squares/s.n - s.mean()*s.mean() }

// near fails unless the mean is within 4.5 standard errors of what it should
// be; a number that never varies must be right to the last bits.
func (s *sample) near(t *testing.T, what string, want float64) {
	t.Helper()
	se := math.Sqrt(max(0, s.variance()) / s.n)
	if math.Abs(s.mean()-want) > 4.5*se+1e-9 {
		t.Errorf("%s: mean %.5f, expected %.5f, standard error %.5f", what, s.mean(), want, se)
	}
}

func TestAmong(t *testing.T) {
	u := seeded(1)
	for _, c := range []struct {
		n int
		p float64
	}{{0, 0.3}, {1, 0.3}, {2, 0.9}, {40, 0.02}, {40, 0.5}, {3000, 0.0004}, {3000, 0.1}, {7, 1}, {7, 0}, {7, -1}} {
		var s sample
		for range 20000 {
			k := u.among(c.n, c.p)
			if k < 0 || k > c.n {
				t.Fatalf("%d of %d", k, c.n)
			}
			s.add(float64(k))
		}
		p := min(max(c.p, 0), 1)
		want := float64(c.n) * p
		s.near(t, "count", want)
		if v := want * (1 - p); math.Abs(s.variance()-v) > 0.06*v+1e-9 {
			t.Errorf("n %d, p %g: variance %.4f, expected %.4f", c.n, c.p, s.variance(), v)
		}
	}
}

func TestPoisson(t *testing.T) {
	u := seeded(2)
	for _, mean := range []float64{-1, 0, 0.01, 0.7, 12} {
		var s, none sample
		for range 20000 {
			n := u.poisson(mean)
			s.add(float64(n))
			none.add(b2f(n == 0))
		}
		s.near(t, "count", max(mean, 0))
		if mean < 1 {
			none.near(t, "chance of none", math.Exp(-max(mean, 0)))
		}
	}
}

func TestWhole(t *testing.T) {
	u := seeded(3)
	for _, x := range []float64{-2.25, -1, -0.4, 0, 0.9, 17.5} {
		var s sample
		for range 5000 {
			n := float64(u.whole(x))
			if n != math.Floor(x) && n != math.Ceil(x) {
				t.Fatalf("%g is rounded to %g", x, n)
			}
			s.add(n)
		}
		s.near(t, "whole", x)
	}
}

func TestPick(t *testing.T) {
	u := seeded(4)
	if _, ok := u.pick([]float64{0, 0}); ok {
		t.Error("nothing to pick from, and something is picked")
	}
	weights := []float64{0, 2, 0, 6, 0}
	var s sample
	for range 20000 {
		i, ok := u.pick(weights)
		if !ok || weights[i] == 0 {
			t.Fatalf("picked %d", i)
		}
		s.add(b2f(i == 3))
	}
	s.near(t, "share of the heavier", 0.75)
}

func TestShuffle(t *testing.T) {
	u := seeded(5)
	orders := map[[3]int]*sample{}
	const rounds = 12000
	for range rounds {
		list := [3]int{1, 2, 3}
		shuffle(u, list[:])
		if orders[list] == nil {
			orders[list] = &sample{}
		}
		orders[list].add(1)
	}
	for order, s := range orders {
		if math.Abs(s.n-rounds/6) > 4.5*math.Sqrt(rounds*5/36.0) {
			t.Errorf("order %v comes up %g times in %d", order, s.n, rounds)
		}
	}
	if len(orders) != 6 {
		t.Errorf("%d orders of three", len(orders))
	}
}

func TestOdds(t *testing.T) {
	for _, c := range []struct{ p, f, want float64 }{
		{0.5, 3, 0.75}, {0.2, 4, 0.5}, {0, 9, 0}, {1, 0.1, 1}, {0.3, 0, 0}, {0.37, 1, 0.37},
	} {
		if got := odds(c.p, c.f); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("odds(%g, %g) = %g, expected %g", c.p, c.f, got, c.want)
		}
	}
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
