package rng

// MaxShares is the largest number of destinations of [Shares]: ages 0 to 25
// are the longest list of the model.
const MaxShares = 32

// Shares are the chances of destinations, cumulated in fixed point (steps of
// 2^-53): made once for a row of rates and used for many cells.
type Shares struct {
	upTo [MaxShares]Threshold
	n    int
}

// Share makes the shares of 1 to MaxShares destinations, with chances in
// proportion to their weights (finite, not negative, one at least positive).
func Share(weights []float64) (s Shares) {
	total, last := 0.0, -1
	for j, w := range weights {
		total += w
		if w > 0 {
			last = j
		}
	}
	if last < 0 || len(weights) > MaxShares {
		panic("rng: Share: no weight is positive, or too many are given")
	}
	s.n = len(weights)
	sum := 0.0
	for j, w := range weights {
		sum += w
		s.upTo[j] = Below(sum / total)
		if j >= last {
			s.upTo[j] = Below(1)
		}
	}
	return s
}

// Pick is the destination of one child. Weight moved from later to earlier
// destinations never makes the pick later.
func (s *Shares) Pick(word uint64) int {
	j := 0
	for !s.upTo[j&(MaxShares-1)].Met(word) {
		j++
	}
	return j
}

// byChild is the number of children for each destination up to which Split
// sends them one by one.
const byChild = 6

// Split shares n >= 0 children among the destinations, a multinomial draw, and
// sets into, one count for each.
//
// Few children pick one by one, child i by word i of the key; many are split
// off by one Binomial for each destination, j by word j. Weight moved from
// later to earlier destinations moves children that way alone.
func (s *Shares) Split(k Key, n int, into []int) {
	into = into[:s.n]
	clear(into)
	if n <= byChild*s.n {
		for i := range n {
			into[s.Pick(k.Word(uint64(i)))]++
		}
		return
	}
	var before Threshold
	for j := range into {
		share := float64(s.upTo[j]-before) / float64(Below(1)-before)
		before = s.upTo[j]
		into[j] = Binomial(Uniform(k.Word(uint64(j))), n, share)
		n -= into[j]
		if n == 0 {
			return
		}
	}
}
