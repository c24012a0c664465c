package rng

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// uniforms, chances and counts over all their orders of magnitude.
var (
	uniforms = rapid.OneOf(
		rapid.Map(rapid.Uint64(), Uniform),
		rapid.Map(rapid.Float64Range(-16, -0.1), func(e float64) float64 { return math.Pow(10, e) }),
		rapid.Map(rapid.Float64Range(-15, -0.1), func(e float64) float64 { return 1 - math.Pow(10, e) }),
	)
	chances = rapid.OneOf(
		rapid.Float64Range(0, 1),
		rapid.Map(rapid.Float64Range(-12, -0.1), func(e float64) float64 { return math.Pow(10, e) }),
		rapid.Map(rapid.Float64Range(-12, -0.1), func(e float64) float64 { return 1 - math.Pow(10, e) }),
	)
	childCounts = rapid.Map(rapid.Float64Range(0, 5.5), func(e float64) int { return int(math.Pow(10, e)) - 1 })
)

// nearly is x raised by a little or by much, but not above most.
func nearly(t *rapid.T, x, most float64) float64 {
	e := rapid.Float64Range(-15, 0).Draw(t, "log10 of the rise")
	return min(x*(1+math.Pow(10, e)), most)
}

// More of a rate, or more children, never means fewer events; a larger uniform
// never means more.
func TestBinomialIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, n, p := uniforms.Draw(t, "u"), childCounts.Draw(t, "n"), chances.Draw(t, "p")
		h := -math.Log1p(-min(p, 1-0x1p-53))
		k, kh := Binomial(u, n, p), BinomialHazard(u, n, h)
		if min(k, kh) < 0 || max(k, kh) > n {
			t.Fatalf("%d and %d of %d children", k, kh, n)
		}
		if q := nearly(t, p, 1); Binomial(u, n, q) < k {
			t.Fatalf("chance %v: %d, chance %v: %d", p, k, q, Binomial(u, n, q))
		}
		if g := nearly(t, h, 40); BinomialHazard(u, n, g) < kh {
			t.Fatalf("hazard %v: %d, hazard %v: %d", h, kh, g, BinomialHazard(u, n, g))
		}
		m := n + rapid.IntRange(1, 100).Draw(t, "more")
		if Binomial(u, m, p) < k || BinomialHazard(u, m, h) < kh {
			t.Fatalf("%d children: %d and %d, %d children: %d and %d", n, k, kh, m, Binomial(u, m, p), BinomialHazard(u, m, h))
		}
		if v := nearly(t, u, 1-0x1p-53); Binomial(v, n, p) > k || BinomialHazard(v, n, h) > kh {
			t.Fatalf("u = %v: %d and %d, u = %v: %d and %d", u, k, kh, v, Binomial(v, n, p), BinomialHazard(v, n, h))
		}
	})
}

func TestPoissonIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := uniforms.Draw(t, "u")
		lambda := math.Pow(10, rapid.Float64Range(-9, 5).Draw(t, "log10 of the mean"))
		k := Poisson(u, lambda)
		if k < 0 {
			t.Fatalf("count %d", k)
		}
		if more := nearly(t, lambda, 1e6); Poisson(u, more) < k {
			t.Fatalf("mean %v: %d, mean %v: %d", lambda, k, more, Poisson(u, more))
		}
		if v := nearly(t, u, 1-0x1p-53); Poisson(v, lambda) > k {
			t.Fatalf("u = %v: %d, u = %v: %d", u, k, v, Poisson(v, lambda))
		}
	})
}

func TestEndsOfTheRanges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	s := Seed(17).Stream()
	for range 100 {
		u := s.Uniform()
		for _, c := range []struct {
			name      string
			got, want int
		}{
			{"no children", Binomial(u, 0, 0.5), 0},
			{"no children, any hazard", BinomialHazard(u, 0, inf), 0},
			{"no chance", Binomial(u, 9, 0), 0},
			{"less than no chance", Binomial(u, 9, -1), 0},
			{"certain", Binomial(u, 9, 1), 9},
			{"more than certain", Binomial(u, 9, 2), 9},
			{"no hazard", BinomialHazard(u, 9, 0), 0},
			{"endless hazard", BinomialHazard(u, 9, inf), 9},
			{"not a number", Binomial(u, 9, nan), 0},
			{"no hazard known", BinomialHazard(u, 9, nan), 0},
			{"a mean below none", Poisson(u, -1), 0},
			{"no mean known", Poisson(u, nan), 0},
			{"stream, no children", s.Binomial(0, 0.5), 0},
			{"stream, no chance", s.Binomial(1000, 0), 0},
			{"stream, certain", s.Binomial(1000, 1), 1000},
			{"stream, endless hazard", s.BinomialHazard(1000, inf), 1000},
			{"stream, no hazard", s.BinomialHazard(1000, 0), 0},
		} {
			if c.got != c.want {
				t.Fatalf("%s: %d, not %d (u = %v)", c.name, c.got, c.want, u)
			}
		}
	}
}

func FuzzCountsStayInRange(f *testing.F) {
	f.Add(uint64(0), 5, 0.5)
	f.Add(uint64(math.MaxUint64), 1_000_000, 1e-9)
	f.Add(uint64(1)<<63, 1024, 1-1e-9)
	f.Fuzz(func(t *testing.T, word uint64, n int, x float64) {
		n &= 1<<21 - 1
		u, s := Uniform(word), Key(word).Stream()
		for _, k := range []int{Binomial(u, n, x), BinomialHazard(u, n, x), s.Binomial(n, x), s.BinomialHazard(n, x)} {
			if k < 0 || k > n {
				t.Fatalf("%d of %d", k, n)
			}
		}
		if k := Poisson(u, math.Mod(x, 1e9)); k < 0 || k > 2_000_000_000 {
			t.Fatalf("count %d of mean %v", k, x)
		}
	})
}

// A source serves gonum, and its draws are of the law asked for.
func TestSourceServesGonum(t *testing.T) {
	var src rand.Source = Seed(18).Source()
	gamma := distuv.Gamma{Alpha: 4, Beta: 2, Src: src}
	sum, n := 0.0, 100_000
	for range n {
		sum += gamma.Rand()
	}
	if z := (sum/float64(n) - 2) * math.Sqrt(float64(n)); math.Abs(z) > 4 { // sd 1
		t.Errorf("mean off by %.1f standard errors", z)
	}
}

func TestNothingIsAllocated(t *testing.T) {
	weights := []float64{1, 2, 3}
	key, tag := Seed(19), Name("step")
	draw := uint64(0)
	allocs := testing.AllocsPerRun(200, func() {
		draw++
		k := key.Nth(draw).At(tag)
		u, s := Uniform(k.Word(0)), k.Stream()
		sum := Binomial(u, 20, 0.1) + Binomial(u, 100_000, 0.3) + BinomialHazard(u, 20, 0.1) + Poisson(u, 3) + Poisson(u, 1000)
		sum += s.Binomial(3, 0.5) + s.Binomial(100, 0.1) + s.Binomial(1000, 0.5) + s.BinomialHazard(1000, 0.5)
		var shares Shares
		shares.Fill(weights, 0)
		shares.Split(k, 1, 1000, func(_, n int) { sum += n })
		sum += shares.Pick(k.Word(1)) + Choose(u, weights) + RoundAt(u, 2.5)
		sinkInt, sinkFloat = sum, Normal(u)+ExpNeg(u)
	})
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

// Counts must not change silently, see TestAddressesNeverChange.
func TestCountsNeverChange(t *testing.T) {
	key := Seed(20)
	of := func(f func(u, p float64, n int, k Key) int) uint64 {
		sum := fnv.New64a()
		for i, n := range someN {
			for j, p := range someP {
				for d := range uint64(50) {
					k := key.Nth(uint64(i)).Nth(uint64(j)).Nth(d)
					x := f(Uniform(k.Word(0)), p, n, k)
					sum.Write([]byte{byte(x), byte(x >> 8), byte(x >> 16)})
				}
			}
		}
		return sum.Sum64()
	}
	for _, c := range []struct {
		name string
		want uint64
		f    func(u, p float64, n int, k Key) int
	}{
		{"Binomial", 0xdf63dde7a9a21f14, func(u, p float64, n int, _ Key) int { return Binomial(u, n, p) }},
		{"BinomialHazard", 0x613ca9bda74eb15f, func(u, p float64, n int, _ Key) int { return BinomialHazard(u, n, p) }},
		{"Poisson", 0x35450dcd3f870189, func(u, p float64, n int, _ Key) int { return Poisson(u, float64(n)*p) }},
		{"Stream", 0xabcc2b4268ddee04, func(_, p float64, n int, k Key) int { s := k.Stream(); return s.Binomial(n, p) }},
		{"Shares", 0xedb93e4cf64b2f70, func(_, p float64, n int, k Key) int {
			var shares Shares
			shares.Fill([]float64{p, 1 - p, 0.1}, 0)
			sum := shares.Pick(k.Word(9))
			shares.Split(k, 1, n, func(j, n int) { sum ^= n << (4 * j) })
			return sum
		}},
	} {
		if got := of(c.f); got != c.want {
			t.Errorf("%s: sum %#x, was %#x", c.name, got, c.want)
		}
	}
}
