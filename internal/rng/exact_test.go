package rng

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// counts and chances at which every sampler is held against the law.
var (
	someN = []int{0, 1, 2, 3, 10, 50, 200, 1023, 1024, 5000, 100_000, 1_000_000}
	someP = []float64{1e-9, 1e-6, 1e-3, 0.05, 0.3, 0.5, 0.7, 0.95, 1 - 1e-3, 1 - 1e-9}
)

// someU are uniforms over (0, 1), dense at both ends.
func someU() []float64 {
	us := []float64{0x1p-55, 1 - 0x1p-53, rare, 1 - rare, math.Nextafter(rare, 0), 0.5}
	for e := 1.0; e < 16; e += 0.37 {
		us = append(us, math.Pow(10, -e), 1-math.Pow(10, -e))
	}
	for i := 1; i < 40; i++ {
		us = append(us, float64(i)/40)
	}
	return us
}

// tails are P(X >= k) and P(X < k), each with its own relative precision.
type tails struct{ atLeast, below func(k int) float64 }

// binomialTails are by the incomplete beta function, a way of its own.
func binomialTails(n int, p float64) tails {
	return tails{
		atLeast: func(k int) float64 {
			if k <= 0 || k > n {
				return b2f(k <= 0)
			}
			return mathext.RegIncBeta(float64(k), float64(n-k+1), p)
		},
		below: func(k int) float64 {
			if k <= 0 || k > n {
				return b2f(k > n)
			}
			return mathext.RegIncBeta(float64(n-k+1), float64(k), 1-p)
		},
	}
}

// poissonTails are by the incomplete gamma function.
func poissonTails(lambda float64) tails {
	return tails{
		atLeast: func(k int) float64 {
			if k <= 0 || lambda == 0 {
				return b2f(k <= 0)
			}
			return mathext.GammaIncReg(float64(k), lambda)
		},
		below: func(k int) float64 {
			if k <= 0 || lambda == 0 {
				return b2f(k > 0)
			}
			return mathext.GammaIncRegComp(float64(k), lambda)
		},
	}
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// answer says whether k is the number of j >= 1 with u < P(X >= j), to a part
// of the smaller tail.
func (l tails) answer(u float64, k int, part float64) bool {
	v := 1 - u
	few := u < l.atLeast(k)*(1+part) && v > l.below(k)*(1-part)
	many := u >= l.atLeast(k+1)*(1-part) && v <= l.below(k+1)*(1+part)
	return few && many
}

func TestBinomialInvertsItsDistribution(t *testing.T) {
	for _, n := range someN {
		for _, p := range someP {
			law := binomialTails(n, p)
			h := -math.Log1p(-p)
			for _, u := range someU() {
				if k := Binomial(u, n, p); !law.answer(u, k, 1e-11) {
					t.Errorf("Binomial(%v, %d, %v) = %d, with P(X >= k) = %v, P(X > k) = %v", u, n, p, k, law.atLeast(k), law.atLeast(k+1))
				}
				if k := BinomialHazard(u, n, h); !law.answer(u, k, 1e-11) {
					t.Errorf("BinomialHazard(%v, %d, %v) = %d, with P(X >= k) = %v, P(X > k) = %v", u, n, h, k, law.atLeast(k), law.atLeast(k+1))
				}
			}
		}
	}
}

func TestPoissonInvertsItsDistribution(t *testing.T) {
	for _, lambda := range []float64{0, 1e-9, 1e-3, 0.1, 1, 3, 20, 100, 349.9, 350, 351, 1000, 12345.6, 1e5, 1e6} {
		law := poissonTails(lambda)
		for _, u := range someU() {
			if k := Poisson(u, lambda); !law.answer(u, k, 1e-11) {
				t.Errorf("Poisson(%v, %v) = %d, with P(X >= k) = %v, P(X > k) = %v", u, lambda, k, law.atLeast(k), law.atLeast(k+1))
			}
		}
	}
}

// Quantiles of mean 1e7, by summation in mpmath with 40 digits.
func TestLargePoisson(t *testing.T) {
	for _, c := range []struct {
		u    float64
		want int
	}{
		{1e-15, 10_025_123},
		{1e-9, 10_018_973},
		{0x1p-20, 10_015_066},
		{1e-3, 10_009_774},
		{0.025, 10_006_198},
		{0.3, 10_001_658},
		{0.5, 10_000_000},
		{0.7, 9_998_342},
		{0.975, 9_993_803},
		{1 - 0x1p-20, 9_984_942},
		{1 - 0x1p-40, 9_977_721},
	} {
		if got := Poisson(c.u, 1e7); got != c.want {
			t.Errorf("Poisson(%v, 1e7) = %d, not %d", c.u, got, c.want)
		}
	}
	mustPanic(t, "a mean beyond counting", func() { Poisson(0.5, math.Inf(1)) })
}

// From 0 or from the mode, one distribution function is inverted: a rate that
// crosses the border between the two ways does not turn back.
func TestBothWaysInvertTheSame(t *testing.T) {
	s := Seed(8).Stream()
	for range 20_000 {
		n := 100 + int(10_000*s.Uniform())
		mean := fromZeroBelow/8 + fromZeroBelow*s.Uniform()
		p := min(mean/float64(n), 0.5)
		u := s.Uniform()
		if s.Uniform() < 0.1 {
			u *= rare
		}
		l := binomialLaw(n, p/(1-p))
		zero := l.fromZero(u, 1-u, ExpNeg(-float64(n)*math.Log1p(-p)))
		if mode := fromMode(u, 1-u, n, p, 1-p); zero != mode {
			t.Fatalf("n = %d, p = %v, u = %v: %d from zero, %d from the mode", n, p, u, zero, mode)
		}
	}
}

// The bounds P(X >= 1) <= n*h and P(X >= 2) <= (n*h)^2/2 never lose an event.
func TestBoundsLoseNoEvent(t *testing.T) {
	s := Seed(9).Stream()
	for range 200_000 {
		n := 1 + int(50*s.Uniform())
		h := math.Pow(10, -12*s.Uniform())
		mean := float64(n) * h
		for _, u := range []float64{mean, mean * (1 + s.Uniform()), mean * mean / 2, mean * mean / 2 * (1 + s.Uniform())} {
			if u <= 0x1p-55 || u >= 1 {
				continue
			}
			plain := binomialLaw(n, expm1(h)).fromZero(u, 1-u, ExpNeg(mean))
			if got := BinomialHazard(u, n, h); got != plain {
				t.Fatalf("BinomialHazard(%v, %d, %v) = %d, without bounds %d", u, n, h, got, plain)
			}
		}
	}
}

func TestExpNegIsTheExponential(t *testing.T) {
	ulps := func(got, want float64) float64 {
		return math.Abs(float64(int64(math.Float64bits(got)) - int64(math.Float64bits(want))))
	}
	s := Seed(10).Stream()
	worst := 0.0
	for range 200_000 {
		for _, x := range []float64{s.Uniform(), 708 * s.Uniform(), math.Pow(10, -15*s.Uniform())} {
			worst = max(worst, ulps(ExpNeg(x), math.Exp(-x)))
			if e := expm1(x/708) / math.Expm1(x/708); math.Abs(e-1) > 4e-15 {
				t.Fatalf("expm1(%v) off by a part %v", x/708, e-1)
			}
		}
	}
	if worst > 2 {
		t.Errorf("off by %v units in the last place", worst)
	}
	if ExpNeg(0) != 1 || ExpNeg(709) != 0 || ExpNeg(math.Inf(1)) != 0 {
		t.Error("wrong at the ends")
	}
}

// Chances at the mode and in the tails, to 17 digits by mpmath at 60 digits.
func TestChancesAreLoaders(t *testing.T) {
	for _, c := range []struct {
		k, n    int
		p, want float64
	}{
		{1, 2, 0.5, 0.5},
		{3, 20, 0.25, 0.13389561519943527},
		{15, 16, 0.5, 0.000244140625},
		{60, 200, 0.3, 0.06146171679476929},
		{100, 200, 0.3, 1.5094224462874096e-09},
		{300000, 1000000, 0.3, 0.0008705631546366808},
		{301000, 1000000, 0.3, 8.053945752683579e-05},
		{1000, 1000000, 0.001, 0.012620923387767838},
	} {
		if got := binomialAt(c.k, c.n, c.p, 1-c.p); math.Abs(got/c.want-1) > 1e-13 {
			t.Errorf("binomialAt(%d, %d, %v) = %v, not %v", c.k, c.n, c.p, got, c.want)
		}
	}
	if got := poissonAt(100, 100); math.Abs(got/0.039860996809147134-1) > 1e-15 {
		t.Errorf("poissonAt(100, 100) = %v", got)
	}
}
