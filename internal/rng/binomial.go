package rng

import (
	"math"

	"sendsim/internal/portable"
)

// fromZeroBelow is the mean below which inversion starts at 0, about where
// that is the faster. From it on the mode is far from both ends.
const fromZeroBelow = 350

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
	switch {
	case float64(n)*h < fromZeroBelow && h < steep:
		return binomialLaw(n, expm1(h)).fromZero(u, 1-u, ExpNeg(float64(n)*h))
	case h > math.Ln2:
		q := ExpNeg(h)
		return n - binomial(1-u, u, n, q, 1-q)
	default:
		odds := expm1(h)
		return fromMode(u, 1-u, n, odds/(1+odds), 1/(1+odds))
	}
}

// HazardOf is the hazard h >= 0 of an event of chance p = 1-exp(-h): infinite
// for 1. A p outside [0, 1] counts as the nearer end.
func HazardOf(p float64) float64 {
	if !(p > 0) {
		return 0
	}
	return -portable.Log1p(-min(p, 1))
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
