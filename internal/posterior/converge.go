package posterior

import (
	"cmp"
	"math"
	"slices"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// RHat is how much wider all chains together are than each by itself: split,
// rank-normalised, the larger of that of the draws and that of their distances
// from the median [VEHTARI21]. Where the chains tell of one distribution it is
// 1.
func RHat(chains [][]float64) float64 {
	halves := split(chains)
	var all []float64
	for _, c := range halves {
		all = append(all, c...)
	}
	slices.Sort(all)
	middle := float64((all[(len(all)-1)/2] + all[len(all)/2]) / 2)
	folded := make([][]float64, len(halves))
	for i, c := range halves {
		for _, x := range c {
			folded[i] = append(folded[i], math.Abs(x-middle))
		}
	}
	return max(rhat(ranked(halves)), rhat(ranked(folded)))
}

func rhat(chains [][]float64) float64 {
	within, between, n := variances(chains)
	if within == 0 {
		return 1
	}
	return math.Sqrt((float64((n-1)/n*within) + between/n) / within)
}

// variances is the mean variance in a chain, the variance of their means times
// their length, and their length.
func variances(chains [][]float64) (within, between, n float64) {
	n = float64(len(chains[0]))
	m := float64(len(chains))
	var means []float64
	for _, c := range chains {
		mean, v := moments(c)
		means = append(means, mean)
		within += v / m
	}
	_, v := moments(means)
	return within, n * v, n
}

func moments(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	for _, v := range x {
		variance += float64((v - mean) * (v - mean))
	}
	return mean, variance / float64(len(x)-1)
}

// split halves every chain.
func split(chains [][]float64) (halves [][]float64) {
	for _, c := range chains {
		half := len(c) / 2
		halves = append(halves, c[:half], c[len(c)-half:])
	}
	return halves
}

// ranked puts each draw at the normal quantile of its rank among all.
func ranked(chains [][]float64) [][]float64 {
	type place struct {
		chain, at int
		v         float64
	}
	var all []place
	out := make([][]float64, len(chains))
	for c, draws := range chains {
		out[c] = make([]float64, len(draws))
		for i, v := range draws {
			all = append(all, place{c, i, v})
		}
	}
	slices.SortFunc(all, func(a, b place) int { return cmp.Compare(a.v, b.v) })
	n := float64(len(all))
	for first := 0; first < len(all); {
		last := first
		for last+1 < len(all) && all[last+1].v == all[first].v {
			last++
		}
		rank := float64(float64(first+last)/2) + 1
		z := rng.Normal((rank - .375) / (n + .25))
		for ; first <= last; first++ {
			out[all[first].chain][all[first].at] = z
		}
	}
	return out
}

// BulkESS is how many independent draws tell as much of the middle of the
// distribution: split chains, rank-normalised, autocorrelations summed while
// pairs of them are positive and falling (Geyer 1992) [VEHTARI21].
func BulkESS(chains [][]float64) float64 {
	x := ranked(split(chains))
	within, between, n := variances(x)
	if within == 0 {
		return 0
	}
	all := float64((n-1)/n*within) + between/n
	total := n * float64(len(x))
	means := make([]float64, len(x))
	for i, c := range x {
		means[i], _ = moments(c)
	}
	at := func(lag int) float64 { // autocorrelation over all chains
		var s float64
		for k, c := range x {
			mean := means[k]
			var a float64
			for i := lag; i < len(c); i++ {
				a += float64((c[i] - mean) * (c[i-lag] - mean))
			}
			s += a / n
		}
		return 1 - (within*(n-1)/n-s/float64(len(x)))/all
	}
	sum, last := 0., math.Inf(1)
	for lag := 0; lag+1 < len(x[0]); lag += 2 {
		pair := at(lag) + at(lag+1)
		if pair < 0 {
			break
		}
		last = min(last, pair)
		sum += last
	}
	tau := max(2*sum-1, math.Ln10/portable.Log(max(total, 10)))
	return total / tau
}
