package rng

import (
	"math"

	"sendsim/internal/portable"
)

// Uniform turns a word into a number in the open interval (0, 1), by its upper
// 53 bits. The quarter step keeps 0 out and is too small to round up to 1.
func Uniform(word uint64) float64 {
	return float64((float64(int64(word>>11)) + 0.25) * 0x1p-53)
}

// Threshold is a chance in fixed point, steps of 2^-53 from 0 to 1.
type Threshold uint64

// Below is the threshold of chance p: Below(p).Met(word) is Uniform(word) < p,
// without a conversion for each word. Never for p <= 0, always for p >= 1.
func Below(p float64) Threshold {
	switch {
	case p >= 1:
		return always
	case p > 0:
		t := uint64(int64(p * 0x1p53))
		if Uniform(t<<11) < p {
			t++
		}
		return Threshold(t)
	default:
		return 0
	}
}

// Met says whether the event of this chance happens for a word.
func (t Threshold) Met(word uint64) bool { return word>>11 < uint64(t) }

// RoundAt rounds x (|x| < 2^53) to a whole number with mean x: down, or up if
// u is below the fraction of x.
func RoundAt(u, x float64) int {
	x = float64(x) // it may be a product, which must not be fused with what follows
	floor := math.Floor(x)
	if u < x-floor {
		return int(floor) + 1
	}
	return int(floor)
}

// Normal is the quantile of the standard normal at u in (0, 1), to about 1e-15
// relative. It rises with u.
func Normal(u float64) float64 { return portable.NormalQuantile(u) }

// Choose picks one of the weights, with chances in their proportion: the first
// whose running share exceeds u. Weights are finite and not negative, and one
// at least is positive. Weight moved from later to earlier choices never makes
// the pick later.
func Choose(u float64, weights []float64) int {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	sum := 0.0
	for i, w := range weights {
		sum += w
		if u*total < sum {
			return i
		}
	}
	panic("rng: Choose: no weight is positive")
}
