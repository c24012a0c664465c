package rng

// law is a distribution of counts whose chances follow
//
//	f(k) = f(k-1) * (a/k - s),  k = 1 ... top,
//
// the binomial with s = p/q and a = (n+1)s, the Poisson with s = 0 and
// a = lambda (Panjer, ASTIN Bulletin 12, 1981).
//
// Its methods invert the distribution function F: they give the least k with
// F(k) >= v, where v = 1-u. Both tails are arguments, because each is known
// more closely than one minus the other.
type law struct {
	a, s float64
	top  int
}

// rare is where a tail is summed from its far end: the subtractions of the
// plain walk would leave too few digits of so small a remainder.
const rare = 0x1p-20

// negligible is what is left out of a sum, in parts of it.
const negligible = 0x1p-64

// up is f(k)/f(k-1).
func (l law) up(k int) float64 { return l.a/float64(k) - l.s }

// down is f(k-1)/f(k).
func (l law) down(k int) float64 { return float64(k) / (l.a - float64(l.s*float64(k))) }

// fromZero inverts upward from k = 0, of chance f: the sequential search of
// Kachitvichyanukul and Schmeiser, CACM 31(2), 1988, by fours and, within them,
// without a branch. Where u is not rare, the chances add up to v before the top.
func (l law) fromZero(u, v, f float64) int {
	if u < rare {
		return l.upperTail(u, 0, f)
	}
	k := uint(0)
	for ; k+4 < tabled; k += 4 {
		r1, r2, r3, r4 := l.ratio(k+1), l.ratio(k+2), l.ratio(k+3), l.ratio(k+4)
		r12 := float64(r1 * r2)
		g1, g2 := float64(f*r1), float64(f*r12)
		g3 := float64(g1 * float64(r2*r3))
		upTo1 := f + g1
		upTo2 := upTo1 + g2
		upTo3 := upTo2 + g3
		if v <= upTo3 {
			return int(k) + more(v, f) + more(v, upTo1) + more(v, upTo2)
		}
		v -= upTo3
		f = float64(g2 * float64(r3*r4))
	}
	return l.upperTail(u, int(k), f)
}

// ratio is f(k)/f(k-1) for k from 1 to len(inverse)-1, without a division.
func (l law) ratio(k uint) float64 { return float64(l.a*inverse[k%tabled]) - l.s }

// more is 1 where v is more than a sum of chances.
func more(v, sum float64) int {
	if v > sum {
		return 1
	}
	return 0
}

// tabled is beyond the counts that are not rare for a mean below fromZeroBelow,
// and a power of two.
const tabled = 512

// inverse is 1/k.
var inverse = func() (of [tabled]float64) {
	for k := range of {
		of[k] = 1 / float64(k)
	}
	return of
}()

// fromMode inverts from the mode k, of chance f: it sums the lower tail and
// walks on from there. The sum stops where what is left out, a small part of
// one chance, hardly ever changes the answer, and is carried to its end if it
// could: about four standard deviations in rounds.
func (l law) fromMode(u, v float64, k int, f float64) int {
	switch {
	case u < rare:
		return l.upperTail(u, k, f)
	case v < rare:
		return l.lowerTail(v, k, f)
	}
	sum, left := l.upTo(k, f, f/8)
	j, sure := l.walk(v, k, f, sum, left)
	if !sure {
		sum, _ = l.upTo(k, f, negligible)
		j, _ = l.walk(v, k, f, sum, 0)
	}
	return j
}

// walk goes from k, of chance f, to the least j with F(j) >= v. F(k) is known
// to lie from sum to sum+left, and the walk says whether that was enough.
func (l law) walk(v float64, k int, f, sum, left float64) (j int, sure bool) {
	for v > sum+left && k < l.top {
		k++
		f = float64(f * l.up(k))
		sum += f
	}
	for v <= sum-f && k > 0 {
		sum -= f
		f *= l.down(k)
		k--
	}
	return k, v <= sum && v > sum-f+left
}

// upTo is F(k) at or below the mode, f the chance of k, without terms below
// share parts of f, and a bound of what they come to.
func (l law) upTo(k int, f, share float64) (sum, left float64) {
	least := f * share
	for f > least && k > 0 {
		sum += f
		f *= l.down(k)
		k--
	}
	if k == 0 {
		return sum + f, 0
	}
	return sum, f / (1 - l.down(k)) // chances fall ever faster: a geometric series bounds them
}

// upperTail is the largest k with P(X >= k) > u, for small u, summed from the
// far end of the tail; f is the chance of k, at or below the answer.
func (l law) upperTail(u float64, k int, f float64) int {
	for k < l.top {
		r := l.up(k + 1)
		if r < 1 && f*r < u*negligible {
			break
		}
		k++
		f *= r
	}
	for sum := f; sum <= u && k > 0; sum += f {
		f = float64(f * l.down(k))
		k--
	}
	return k
}

// lowerTail is the least k with P(X <= k) >= v, for small v, summed from the
// far end of the tail; f is the chance of k, at or above the answer.
func (l law) lowerTail(v float64, k int, f float64) int {
	for k > 0 && f > v*negligible {
		f *= l.down(k)
		k--
	}
	for sum := f; sum < v && k < l.top; sum += f {
		k++
		f = float64(f * l.up(k))
	}
	return k
}
