package cohorts

import (
	"math"
	"math/bits"

	"sendsim/internal/rng"
)

// row is a list of weights to pick one of, in their proportion.
type row[T ~uint8] struct {
	total float64
	// cum are the bits of the running sums, +Inf from the last positive weight
	// on: numbers that are not negative are ordered as their bits are, so that
	// pick needs no branch.
	cum   [16]uint64
	empty T // what is picked where no weight is positive
}

var endless = math.Float64bits(math.Inf(1))

// fill sets the weights; they are not negative, and at most 15.
func (r *row[T]) fill(weights []float64, empty T) {
	last, total := 0, 0.0
	for i, w := range weights {
		if w > 0 {
			last = i
		}
		total += w
		r.cum[i] = math.Float64bits(total)
	}
	for i := last; i < len(r.cum); i++ {
		r.cum[i] = endless
	}
	r.total, r.empty = total, empty
}

// pick is the first whose running sum exceeds its share u of the total, by
// halving.
func (r *row[T]) pick(u float64) T {
	if r.total == 0 {
		return r.empty
	}
	x := math.Float64bits(u * r.total)
	i := uint64(0)
	_, below := bits.Sub64(x, r.cum[7], 0)
	i += 8 & (below - 1)
	_, below = bits.Sub64(x, r.cum[(i+3)&15], 0)
	i += 4 & (below - 1)
	_, below = bits.Sub64(x, r.cum[(i+1)&15], 0)
	i += 2 & (below - 1)
	_, below = bits.Sub64(x, r.cum[i&15], 0)
	i += 1 & (below - 1)
	return T(i)
}

// split shares n children among the choices, in order, and calls give with the
// number of each: a multinomial draw by one inversion for each choice.
func (r *row[T]) split(k rng.Key, n int32, give func(T, int32)) {
	if r.total == 0 {
		give(r.empty, n)
		return
	}
	before := 0.0
	for i := range r.cum {
		if r.cum[i] == endless {
			give(T(i), n)
			return
		}
		upTo := math.Float64frombits(r.cum[i])
		if w := upTo - before; w > 0 {
			x := int32(rng.Binomial(uniform(k, wordsPerChild*uint64(i)), int(n), w/(r.total-before)))
			give(T(i), x)
			n -= x
			before = upTo
		}
	}
}
