package cohorts

import (
	"math"

	"sendsim/internal/rng"
)

// row is a list of weights to pick one of, in their proportion.
type row[T ~uint8] struct {
	total float64
	cum   [15]float64 // running sums; without end from the last positive weight on
	empty T           // what is picked where no weight is positive
}

// fill sets the weights; they are not negative, and at most 15.
func (r *row[T]) fill(weights []float64, empty T) {
	last, total := -1, 0.0
	for i, w := range weights {
		total += w
		r.cum[i] = total
		if w > 0 {
			last = i
		}
	}
	for i := last; i >= 0 && i < len(r.cum); i++ {
		r.cum[i] = math.Inf(1)
	}
	r.total, r.empty = total, empty
}

// pick is the first whose running sum exceeds its share u of the total.
func (r *row[T]) pick(u float64) T {
	if r.total == 0 {
		return r.empty
	}
	x := u * r.total
	i := 0
	for r.cum[i] <= x {
		i++
	}
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
		if math.IsInf(r.cum[i], 1) {
			give(T(i), n)
			return
		}
		if w := r.cum[i] - before; w > 0 {
			x := int32(rng.Binomial(uniform(k, wordsPerChild*uint64(i)), int(n), w/(r.total-before)))
			give(T(i), x)
			n -= x
			before = r.cum[i]
		}
	}
}
