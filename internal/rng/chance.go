package rng

import (
	"math"

	"sendsim/internal/portable"
)

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
		return float64(x*portable.Log(x/m)) - d
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
	return (1.0/12 - float64(z*(1.0/360-float64(z*(1.0/1260-float64(z*(1.0/1680-float64(z*(1.0/1188))))))))) / x
}

// stirlings are the errors of Stirling's formula for 0! (not used) to 15!.
var stirlings = [16]float64{
	0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193, 0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287, 0.007573675487951841, 0.00694284010720953, 0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
}
