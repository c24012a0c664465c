package rng

import "math/bits"

// MaxShares is the largest number of destinations of [Shares].
const MaxShares = 16

// always is a chance of 1.
const always Threshold = 1 << 53

// Shares are the chances of destinations, cumulated in fixed point (steps of
// 2^-53): made once for a row of rates and used for every cell of it.
type Shares struct {
	upTo [MaxShares]Threshold // always from the last destination with weight on
}

// Fill makes the shares of up to MaxShares destinations, with chances in
// proportion to their weights (finite, not negative); if none is positive, all
// go to the destination empty.
func (s *Shares) Fill(weights []float64, empty int) {
	if len(weights) > MaxShares {
		panic("rng: Shares: too many destinations")
	}
	var sums [MaxShares]float64
	total := 0.0
	for j, w := range weights {
		total += w
		sums[j] = total
	}
	last, scale := len(weights)-1, float64(always)/total
	for last >= 0 && !(weights[last] > 0) {
		last--
	}
	if last < 0 {
		last, scale = empty, 0
	}
	for j, sum := range sums[:last] {
		s.upTo[j] = Threshold(int64(sum * scale))
	}
	for j := last; j < MaxShares; j++ {
		s.upTo[j] = always
	}
}

// Pick is the destination of one child: the first whose threshold the word
// meets, by fours and without a branch. Weight moved from later to earlier
// destinations never makes the pick later.
func (s *Shares) Pick(word uint64) int {
	x := word >> 11
	_, a := bits.Sub64(x, uint64(s.upTo[3]), 0)
	_, b := bits.Sub64(x, uint64(s.upTo[7]), 0)
	_, c := bits.Sub64(x, uint64(s.upTo[11]), 0)
	j := 12 - 4*(a+b+c)
	four := (*[4]Threshold)(s.upTo[j&12:])
	_, a = bits.Sub64(x, uint64(four[0]), 0)
	_, b = bits.Sub64(x, uint64(four[1]), 0)
	_, c = bits.Sub64(x, uint64(four[2]), 0)
	return int(j + 3 - (a + b + c))
}

// Split shares n >= 0 children among the destinations, a multinomial draw by
// one Binomial for each, and calls give for those that have weight, in order.
// Destination j takes word j*stride of the key.
func (s *Shares) Split(k Key, stride uint64, n int, give func(j, n int)) {
	before := Threshold(0)
	for j, upTo := range s.upTo {
		if upTo == before {
			continue
		}
		x := n
		if upTo < always {
			share := float64(upTo-before) / float64(always-before)
			x = Binomial(Uniform(k.Word(uint64(j)*stride)), n, share)
		}
		give(j, x)
		if upTo == always {
			return
		}
		n -= x
		before = upTo
	}
}
