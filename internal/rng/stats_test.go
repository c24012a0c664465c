package rng

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// chance of a false alarm of a whole table of tests: each test of m gets
// falseAlarm/m (Bonferroni). Seeds are fixed, so a test that passes once
// passes always.
const falseAlarm = 0.01

// pooledChiSquare is the p-value of counts against the chances of 0, 1, 2 ...,
// neighbouring bins pooled until 5 are expected in each. What the chances
// leave out of 1 belongs to the last bin.
func pooledChiSquare(counts map[int]int, chances func(k float64) float64, from, to int) float64 {
	draws := 0
	for _, c := range counts {
		draws += c
	}
	var (
		x, expected, done float64
		seen, seenDone    int
		bins              int
	)
	for k := from; k <= to; k++ {
		expected += float64(draws) * chances(float64(k))
		seen += counts[k]
		if expected < 5 || float64(draws)-done-expected < 5 {
			continue
		}
		x += (float64(seen) - expected) * (float64(seen) - expected) / expected
		done, seenDone = done+expected, seenDone+seen
		expected, seen = 0, 0
		bins++
	}
	expected = float64(draws) - done
	last := float64(draws - seenDone)
	if bins == 0 {
		return 1
	}
	x += (last - expected) * (last - expected) / expected
	return distuv.ChiSquared{K: float64(bins)}.Survival(x)
}

// gridChiSquare is the p-value of a table of counts against equal chances.
func gridChiSquare(grid []int) float64 {
	n := 0
	for _, c := range grid {
		n += c
	}
	x, expected := 0.0, float64(n)/float64(len(grid))
	for _, c := range grid {
		x += (float64(c) - expected) * (float64(c) - expected) / expected
	}
	return distuv.ChiSquared{K: float64(len(grid) - 1)}.Survival(x)
}

// twoSided is the chance of a standard normal at least as far from 0 as z.
func twoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// words are n words of an address, one uniform each.
func words(k Key, n int) []uint64 {
	w := make([]uint64, n)
	for i := range w {
		w[i] = k.Word(uint64(i))
	}
	return w
}

// mustPanic fails unless f panics.
func mustPanic(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s did not panic", what)
		}
	}()
	f()
}
