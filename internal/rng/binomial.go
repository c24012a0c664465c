package rng

import (
	"math"

	"sendsim/internal/portable"
)

// fromZeroBelow is the mean below which inversion starts at 0, about where
// that is the faster. From it on the mode is far from both ends.
const fromZeroBelow = 60

// steep is the hazard beyond which almost everyone meets the event, and those
// who do not are counted.
const steep = 4

// Binomial is how many of n >= 0 children an event of chance p happens to, by
// inversion at u in (0, 1): not rising in u, not falling in p and in n. A p
// outside [0, 1] counts as the nearer end.
func Binomial(u float64, n int, p float64) int {
	switch {
	case !(u < float64(n)*p):
		return 0 // P(X >= 1) <= n*p
	case p >= 1:
		return n
	case p > 0.5:
		return n - binomial(1-u, u, n, 1-p, p)
	default:
		return binomial(u, 1-u, n, p, 1-p)
	}
}

// BinomialHazard is Binomial for a hazard h >= 0 over the term, a chance of
// 1-exp(-h). As P(X >= 1) <= n*h, a cell where nothing happens mostly costs
// one product and one comparison.
func BinomialHazard(u float64, n int, h float64) int {
	if !(u < float64(n)*h) {
		return 0
	}
	l := HazardLawOf(n, h)
	return l.At(u)
}

// HazardOf is the hazard h >= 0 of an event of chance p = 1-exp(-h): infinite
// for 1. A p outside [0, 1] counts as the nearer end.
func HazardOf(p float64) float64 {
	if !(p > 0) {
		return 0
	}
	return -portable.Log1p(-min(p, 1))
}

// HazardLaw is how many of n children meet an event of hazard h. Laws that are
// made side by side, and only then inverted, cost less than one by one:
// making them needs no decision, and an inversion is hard to foresee.
type HazardLaw struct {
	n    int
	h    float64
	none float64 // chance that nobody does
	odds float64 // of one child
}

// HazardLawOf is the law for n >= 0 children and a hazard h >= 0.
func HazardLawOf(n int, h float64) HazardLaw {
	return HazardLaw{n, h, ExpNeg(float64(n) * h), expm1(h)}
}

// MeetsOne says that a [HazardLaw] of mean n*h inverts to 1 at u, where bounds
// tell so without it: P(X >= 1) = 1-exp(-n*h) >= n*h - (n*h)^2/2, and
// P(X >= 2) <= (n*h)^2/2.
func MeetsOne(u, mean float64) bool {
	half := float64(mean * mean / 2)
	return u >= half && u < float64(mean)-half
}

// At inverts at u in (0, 1): it is BinomialHazard.
func (l HazardLaw) At(u float64) int {
	mean := float64(l.n) * l.h // and a little more
	switch {
	case !(u < mean):
		return 0
	case mean < fromZeroBelow && l.h < steep:
		return binomialLaw(l.n, l.odds).fromZero(u, 1-u, l.none)
	case l.h > math.Ln2:
		q := ExpNeg(l.h)
		return l.n - binomial(1-u, u, l.n, q, 1-q)
	default:
		return fromMode(u, 1-u, l.n, l.odds/(1+l.odds), 1/(1+l.odds))
	}
}

// binomial inverts for 0 <= p <= 1/2 and q = 1-p at the tails u and v = 1-u.
func binomial(u, v float64, n int, p, q float64) int {
	if float64(n)*p < fromZeroBelow {
		none := ExpNeg(-float64(n) * portable.Log1p(-p))
		return binomialLaw(n, p/q).fromZero(u, v, none)
	}
	return fromMode(u, v, n, p, q)
}

// fromMode is binomial for a mean of fromZeroBelow or more.
func fromMode(u, v float64, n int, p, q float64) int {
	mode := int(float64(n+1) * p)
	return binomialLaw(n, p/q).fromMode(u, v, mode, binomialAt(mode, n, p, q))
}

// binomialLaw is the law of n children with odds s = p/q.
func binomialLaw(n int, s float64) law { return law{a: float64(n+1) * s, s: s, top: n} }
