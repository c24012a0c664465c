package goal

import (
	"cmp"
	"math"
	"slices"

	"sendsim/internal/rng"
)

// apartAt is the standard errors beyond which two levels are told from one another.
const apartAt = 2

// Told tells whether a difference is beyond its Monte Carlo error.
func Told(apart, err float64) bool { return !(math.Abs(apart) <= apartAt*err) }

const (
	resamples = 200 // bootstrap samples that tell the error of a difference
	fewest    = 10  // draws of which an error can be told
)

var bootstrapTag = rng.Name("goal: bootstrap")

// Apart is by how much the deficit that a share of the draws does not exceed is
// above another on the same draws, in pounds, and its Monte Carlo standard
// error, by bootstrap: whole draws are sampled, so that luck that both had is
// not in it. The error of too few draws is infinite.
func Apart(a, b []float64, share float64) (pounds, err float64) {
	n := len(a)
	inA, inB, times := ascending(a), ascending(b), make([]int32, n)
	rank := rankOf(share, n)
	key := rng.Seed(0).At(bootstrapTag)
	differences := make([]float64, resamples)
	mean := 0.0
	for i := range differences {
		clear(times)
		k := key.Nth(uint64(i))
		for j := range n {
			times[k.Word(uint64(j))%uint64(n)]++
		}
		differences[i] = a[ranked(inA, times, rank)] - b[ranked(inB, times, rank)]
		mean += differences[i] / resamples
	}
	if n < fewest {
		err = math.Inf(1)
	}
	for _, d := range differences {
		err += float64((d-mean)*(d-mean)) / (resamples - 1)
	}
	return a[inA[rank-1]] - b[inB[rank-1]], math.Sqrt(err)
}

// ascending is the places of values, the smallest value first.
func ascending(values []float64) []int {
	places := make([]int, len(values))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	return places
}

// ranked is the place of the value of a rank, from 1, where each stands so many
// times.
func ranked(places []int, times []int32, rank int) int {
	for _, place := range places {
		if rank -= int(times[place]); rank <= 0 {
			return place
		}
	}
	return places[len(places)-1]
}

// rankOf is the rank, from 1, of the smallest of n that a share does not exceed.
func rankOf(share float64, n int) int {
	const rounding = 1e-9
	return min(n, max(1, int(math.Ceil(float64(share*float64(n))-rounding))))
}
