package rng

import "math"

// Poisson is a count with mean lambda (below 2^53; below 0 counts as 0), by
// inversion at u in (0, 1): not rising in u, not falling in lambda.
func Poisson(u, lambda float64) int {
	if !(u < lambda) {
		return 0
	}
	l := law{a: lambda, top: math.MaxInt}
	if lambda < fromZeroBelow {
		return l.fromZero(u, 1-u, ExpNeg(lambda))
	}
	if lambda >= 1<<53 {
		panic("rng: Poisson: the mean is too large to count")
	}
	mode := int(lambda)
	return l.fromMode(u, 1-u, mode, poissonAt(mode, lambda))
}
