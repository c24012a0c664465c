package rng

import "math/bits"

// MaxShares is the largest number of destinations of [Shares]: a list of ages
// 0 to 25 fits.
const MaxShares = 32

// Shares are the chances of destinations, cumulated in fixed point (steps of
// 2^-53): made once for a row of rates and used for every cell of it. The zero
// Shares has no destination and is not to be picked from.
type Shares struct {
	upTo [MaxShares]Threshold // always met from the last destination on
	n    int
	half uint64 // first stride of the search: the largest power of two below n, or 0
}

// Share makes the shares of 1 to MaxShares destinations, with chances in
// proportion to their weights (finite, not negative, one at least positive).
func Share(weights []float64) (s Shares) {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	if !(total > 0) || len(weights) > MaxShares {
		panic("rng: Share: no weight is positive, or too many are given")
	}
	s.n = len(weights)
	s.half = 1 << bits.Len(uint(s.n-1)) / 2
	sum := 0.0
	for j, w := range weights {
		sum += w
		s.upTo[j] = Below(sum / total)
	}
	for j := s.n; j < MaxShares; j++ {
		s.upTo[j] = Below(1)
	}
	return s
}

// Pick is the destination of one child: the first whose threshold the word
// meets, by halving and without a branch. Weight moved from later to earlier
// destinations never makes the pick later.
func (s *Shares) Pick(word uint64) int {
	j := uint64(0)
	for half := s.half; half > 0; half /= 2 {
		_, met := bits.Sub64(word>>11, uint64(s.upTo[(j+half-1)%MaxShares]), 0)
		j += half &^ -met
	}
	return int(j)
}

// byChild is the number of children for each destination up to which Split
// sends them one by one: about where that is the faster.
const byChild = 16

// Split shares n >= 0 children among the destinations, a multinomial draw, and
// sets into, one count for each.
//
// It uses the words of the key from 0 on, so the key is for this alone. Few
// children pick one by one, child i by word i: shares moved a little move few
// children. Many are split off by one Binomial for each destination, j by word
// j.
func (s *Shares) Split(k Key, n int, into []int) {
	into = into[:s.n]
	clear(into)
	if n <= byChild*s.n {
		for i := range n {
			into[s.Pick(k.Word(uint64(i)))]++
		}
		return
	}
	before := Below(0)
	for j := 0; n > 0; j++ {
		share := float64(s.upTo[j]-before) / float64(Below(1)-before)
		into[j] = Binomial(Uniform(k.Word(uint64(j))), n, share)
		n -= into[j]
		before = s.upTo[j]
	}
}
