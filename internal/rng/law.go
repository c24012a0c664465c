package rng

import "math"

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

// ratio is f(k)/f(k-1).
func (l law) ratio(k int) float64 { return l.a/float64(k) - l.s }

// fromZero inverts upward from k = 0, of chance f: the sequential search of
// Kachitvichyanukul and Schmeiser, CACM 31(2), 1988. It takes as many rounds
// as the count it returns.
func (l law) fromZero(u, v, f float64) int {
	if u < rare {
		return l.upperTail(u, 0, f)
	}
	k := 0
	for v > f && k < l.top {
		v -= f
		k++
		f *= l.a/float64(k) - l.s
	}
	return k
}

// fromMode inverts from the mode k, of chance f: the lower tail is summed, so
// that it is the same F, and the walk starts there. Rounds: about ten standard
// deviations.
func (l law) fromMode(u, v float64, k int, f float64) int {
	switch {
	case u < rare:
		return l.upperTail(u, k, f)
	case v < rare:
		return l.lowerTail(v, k, f)
	}
	sum := 0.0
	for j, g := k, f; j > 0 && g > sum*negligible; j-- {
		sum += g
		g /= l.ratio(j)
	}
	for v > sum && k < l.top {
		k++
		f *= l.ratio(k)
		sum += f
	}
	for k > 0 && v <= sum-f {
		sum -= f
		f /= l.ratio(k)
		k--
	}
	return k
}

// upperTail is the largest k with P(X >= k) > u, for small u, summed from the
// far end of the tail; f is the chance of k, at or below the answer.
func (l law) upperTail(u float64, k int, f float64) int {
	for k < l.top {
		r := l.ratio(k + 1)
		if r < 1 && f*r < u*negligible {
			break
		}
		k++
		f *= r
	}
	for sum := f; sum <= u && k > 0; sum += f {
		f /= l.ratio(k)
		k--
	}
	return k
}

// lowerTail is the least k with P(X <= k) >= v, for small v, summed from the
// far end of the tail; f is the chance of k, at or above the answer.
func (l law) lowerTail(v float64, k int, f float64) int {
	for k > 0 && f > v*negligible {
		f /= l.ratio(k)
		k--
	}
	for sum := f; sum < v && k < l.top; sum += f {
		k++
		f *= l.ratio(k)
	}
	return k
}

// binomialAt is the chance of k of n children, 0 < k < n, each with chance p
// (q = 1-p): the saddle-point form of C. Loader, "Fast and Accurate
// Computation of Binomial Probabilities", 2000.
func binomialAt(k, n int, p, q float64) float64 {
	x, m, y := float64(k), float64(n), float64(n-k)
	d := stirling(x) + stirling(y) - stirling(m) + deviance(x, m*p) + deviance(y, m*q)
	return ExpNeg(d) * math.Sqrt(m/(2*math.Pi*x*y))
}

// poissonAt is the chance of a count k > 0 with mean lambda, in the same form.
func poissonAt(k int, lambda float64) float64 {
	x := float64(k)
	return ExpNeg(stirling(x)+deviance(x, lambda)) / math.Sqrt(2*math.Pi*x)
}

// deviance is x log(x/m) + m - x, never negative, without its cancellation
// where x is near m.
func deviance(x, m float64) float64 {
	d := x - m
	if math.Abs(d) > 0.1*(x+m) {
		return x*math.Log(x/m) - d
	}
	v := d / (x + m)
	sum, term, v2 := d*v, 2*x*v, v*v
	for j := 3.0; ; j += 2 {
		term *= v2
		next := sum + term/j
		if next == sum {
			return sum
		}
		sum = next
	}
}

// stirling is log(x!) less Stirling's formula for it, for whole x > 0:
// tabulated below 16, then five terms of the series, to 1e-16.
func stirling(x float64) float64 {
	if x < 16 {
		return stirlings[int(x)]
	}
	z := 1 / (x * x)
	return (1.0/12 - z*(1.0/360-z*(1.0/1260-z*(1.0/1680-z*(1.0/1188))))) / x
}

// stirlings are the errors of Stirling's formula for 0! (not used) to 15!.
var stirlings = [16]float64{
	0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193, 0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287, 0.007573675487951841, 0.00694284010720953, 0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
}
