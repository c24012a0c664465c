package outputs

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// awkward draws vectors that are hard to lay in buckets: ties, one far value,
// values next to each other, tiny and huge ones.
func awkward(t *rapid.T) []float64 {
	n := rapid.IntRange(1, 3_000).Draw(t, "n")
	shape := rapid.SampledFrom([]string{"whole", "spread", "ties", "far", "neighbours", "huge"}).Draw(t, "shape")
	seed := rapid.Uint64().Draw(t, "seed")
	next := func() float64 { // splitmix, in [0, 1)
		seed += 0x9e3779b97f4a7c15
		z := seed
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return float64((z^z>>31)>>11) / (1 << 53)
	}
	v := make([]float64, n)
	for i := range v {
		u := next()
		switch shape {
		case "whole":
			v[i] = math.Floor(1e4 * u)
		case "spread":
			v[i] = 1e7 * (u - 0.5)
		case "ties":
			v[i] = math.Floor(3*u) * 1e-9
		case "far":
			v[i] = u
			if i == n/2 {
				v[i] = 1e300
			}
		case "neighbours":
			v[i] = math.Float64frombits(math.Float64bits(1e8) + uint64(5*u))
		case "huge":
			v[i] = (u - 0.5) * math.MaxFloat64 * 1.9
		}
	}
	return v
}

// TestPickIsSorting says that the values picked by rank are those of the
// sorted vector, to the bit, whatever its shape.
func TestPickIsSorting(t *testing.T) {
	var p picker
	rapid.Check(t, func(t *rapid.T) {
		v := awkward(t)
		ranks := rapid.SliceOfNDistinct(rapid.IntRange(1, len(v)), 1, min(len(v), 40), rapid.ID).Draw(t, "ranks")
		slices.Sort(ranks)
		sorted := slices.Clone(v)
		slices.Sort(sorted)
		got := make([]float64, len(ranks))
		p.pick(v, ranks, got)
		for i, r := range ranks {
			if got[i] != sorted[r-1] {
				t.Fatalf("rank %d of %d is %v, want %v", r, len(v), got[i], sorted[r-1])
			}
		}
	})
}

// TestStatsOfSorted says that a summary's quantiles are the draws of rank
// ceil(np), its errors half the distance of the ranks one standard error away,
// and its mean the mean; that NaN is left out.
func TestStatsOfSorted(t *testing.T) {
	var c counter
	rapid.Check(t, func(t *rapid.T) {
		v := awkward(t)
		sorted := slices.Clone(v)
		slices.Sort(sorted)
		sum := 0.0
		for _, x := range v {
			sum += x
		}
		missing := rapid.IntRange(0, 5).Draw(t, "missing")
		for i := range missing {
			v = slices.Insert(v, (i*37)%len(v), math.NaN())
		}
		s := c.stats(v)
		n := len(sorted)
		if s.Draws != n || s.Mean.Value != sum/float64(n) {
			t.Fatalf("%d draws of mean %v, want %d of %v", s.Draws, s.Mean.Value, n, sum/float64(n))
		}
		for i, l := range Levels {
			p := float64(l) / 100
			want := sorted[int(math.Ceil(math.Round(p*float64(n)*100)/100))-1]
			if s.Quantiles[i].Value != want {
				t.Fatalf("%v of %d is %v, want %v", l, n, s.Quantiles[i].Value, want)
			}
			one := int(math.Round(math.Sqrt(float64(n) * p * (1 - p))))
			r := l.Rank(n)
			if r-one < 1 || r+one > n {
				if !math.IsNaN(s.Quantiles[i].Error) {
					t.Fatalf("%v of %d draws has an error of %v", l, n, s.Quantiles[i].Error)
				}
			} else if want := (sorted[r+one-1] - sorted[r-one-1]) / 2; s.Quantiles[i].Error != want {
				t.Fatalf("the error of %v is %v, want %v", l, s.Quantiles[i].Error, want)
			}
		}
	})
}

// TestRanksCover says that the order statistics taken as the ends of a 95 %
// interval cover the true quantile with a chance of at least 95 %, and would
// not if either end were one rank nearer: the binomial law, summed term by
// term.
func TestRanksCover(t *testing.T) {
	for _, n := range []int{1, 5, 40, 200, 1_000, 10_000} {
		for i, l := range Levels {
			p := l.Share()
			below := make([]float64, n+2) // below[k]: P(fewer than k of n draws are below the true value)
			log := float64(n) * math.Log1p(-p)
			for k := range n + 1 {
				below[k+1] = below[k] + math.Exp(log)
				log += math.Log(float64(n-k)/float64(k+1)) + math.Log(p/(1-p))
			}
			s := ranks(n)[i]
			const half, slack = 0.025, 1e-9
			if s.low > 0 && below[s.low] > half+slack {
				t.Errorf("%v of %d: P(B < %d) = %v", l, n, s.low, below[s.low])
			}
			if s.low < n && below[s.low+1] < half-slack {
				t.Errorf("%v of %d: rank %d would do as well", l, n, s.low+1)
			}
			if s.high <= n && 1-below[s.high] > half+slack {
				t.Errorf("%v of %d: P(B >= %d) = %v", l, n, s.high, 1-below[s.high])
			}
			if s.high > 1 && 1-below[s.high-1] < half-slack {
				t.Errorf("%v of %d: rank %d would do as well", l, n, s.high-1)
			}
		}
	}
}

// TestDrawsNeeded says how many draws a band takes: ten beyond each end.
func TestDrawsNeeded(t *testing.T) {
	for l, want := range map[Level]int{5: 200, 95: 200, 10: 100, 25: 40, 50: 20} {
		if got := l.needed(); got != want {
			t.Errorf("%v needs %d draws, want %d", l, got, want)
		}
	}
}
