package rng

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// held holds draws against a law: by chi-square, and by its mean and variance
// where there is any.
func held(t *testing.T, tests float64, what string, draws []int, chance func(k float64) float64, mean, variance float64) {
	t.Helper()
	counts, sum, squares := map[int]int{}, 0.0, 0.0
	least, most := draws[0], draws[0]
	for _, k := range draws {
		counts[k]++
		least, most = min(least, k), max(most, k)
		d := float64(k) - mean
		sum += d
		squares += d * d
	}
	sd, n := math.Sqrt(variance), float64(len(draws))
	from := min(least, int(max(0, mean-10*sd)))
	to := max(most, int(mean+10*sd)+1)
	if p := pooledChiSquare(counts, chance, from, to); p < falseAlarm/tests {
		t.Errorf("%s: chi-square p = %.2g", what, p)
	}
	if n*variance < 25 {
		return // hardly an event
	}
	if z := sum / (sd * math.Sqrt(n)); math.Abs(z) > 6 {
		t.Errorf("%s: mean off by %.1f standard errors", what, z)
	}
	// The variance of (X-mean)^2 is variance^2 (2 + excess kurtosis), and that is at most 1/variance.
	if z := (squares/n - variance) / (variance * math.Sqrt((2+1/variance)/n)); math.Abs(z) > 6 {
		t.Errorf("%s: variance off by %.1f standard errors", what, z)
	}
}

// drawn is a list of results of f, with a number for each that differs.
func drawn(n int, f func(i uint64) int) []int {
	ks := make([]int, n)
	for i := range ks {
		ks[i] = f(uint64(i))
	}
	return ks
}

func TestBinomialFollowsItsLaw(t *testing.T) {
	const draws = 20_000
	key := Seed(11)
	stream := key.Stream()
	tests := float64(4 * len(someN) * len(someP))
	for i, n := range someN {
		for j, p := range someP {
			k := key.Nth(uint64(i)).Nth(uint64(j))
			h := -math.Log1p(-p)
			mean := float64(n) * p
			for _, s := range []struct {
				name string
				draw func(i uint64) int
			}{
				{"Binomial", func(i uint64) int { return Binomial(Uniform(k.Word(i)), n, p) }},
				{"BinomialHazard", func(i uint64) int { return BinomialHazard(Uniform(k.Word(i)), n, h) }},
				{"Stream.Binomial", func(uint64) int { return stream.Binomial(n, p) }},
				{"Stream.BinomialHazard", func(uint64) int { return stream.BinomialHazard(n, h) }},
			} {
				what := fmt.Sprintf("%s(%d, %v)", s.name, n, p)
				held(t, tests, what, drawn(draws, s.draw), distuv.Binomial{N: float64(n), P: p}.Prob, mean, mean*(1-p))
			}
		}
	}
}

// The border between the ways of a stream, with many draws.
func TestStreamFollowsItsLawAroundRejection(t *testing.T) {
	stream := Seed(12).Stream()
	cases := []struct {
		n int
		p float64
	}{{34, 0.5}, {35, 0.5}, {60, 0.3}, {60, 0.7}, {340, 0.05}, {341, 0.05}, {1_700_001, 1e-5}, {5000, 0.2}}
	for _, c := range cases {
		mean := float64(c.n) * c.p
		what := fmt.Sprintf("Stream.Binomial(%d, %v)", c.n, c.p)
		draws := drawn(400_000, func(uint64) int { return stream.Binomial(c.n, c.p) })
		held(t, float64(len(cases)), what, draws, distuv.Binomial{N: float64(c.n), P: c.p}.Prob, mean, mean*(1-c.p))
	}
}

func TestPoissonFollowsItsLaw(t *testing.T) {
	key := Seed(13)
	means := []float64{0, 1e-9, 1e-3, 0.05, 1, 3, 17, 59, 61, 200, 5000, 1e5}
	for i, lambda := range means {
		k := key.Nth(uint64(i))
		draws := drawn(20_000, func(i uint64) int { return Poisson(Uniform(k.Word(i)), lambda) })
		held(t, float64(len(means)), fmt.Sprintf("Poisson(%v)", lambda), draws, distuv.Poisson{Lambda: lambda}.Prob, lambda, lambda)
	}
}
