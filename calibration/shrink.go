package calibration

import (
	"math"

	"sendsim/internal/portable"
)

// Weights of a common profile are searched between these, in children.
const (
	leastWeight = 1.0
	mostWeight  = 1e5
)

// profileWeight is how many children of its own an authority's counts must
// have to weigh as much as the common profile: the concentration of the
// Dirichlet-multinomial under which the authorities' counts are most likely
// (a flat penalty on the log keeps it finite). Each row of counts is one
// authority's.
func profileWeight(counts [][]float64, profile []float64) float64 {
	like := func(logWeight float64) float64 {
		k := portable.Exp(logWeight)
		var l float64
		for _, row := range counts {
			n := sum(row)
			if n == 0 {
				continue
			}
			l += portable.Lgamma(k) - portable.Lgamma(k+n)
			for j, x := range row {
				if x > 0 && profile[j] > 0 {
					l += portable.Lgamma(float64(k*profile[j])+x) - portable.Lgamma(k*profile[j])
				}
			}
		}
		return l
	}
	return portable.Exp(peak(like, portable.Log(leastWeight), portable.Log(mostWeight)))
}

// towards shrinks an authority's counts to the common profile, which weighs as
// much as weight children: shares that sum to 1.
func towards(counts, profile []float64, weight float64) []float64 {
	out := make([]float64, len(profile))
	n := sum(counts)
	for j := range out {
		x := 0.0
		if counts != nil {
			x = counts[j]
		}
		out[j] = (x + float64(weight*profile[j])) / (n + weight)
	}
	return out
}

// ratioWeight is the number of expected events that weigh as much as the
// common ratio of 1 when a ratio of counts to expectation is shrunk: the shape
// of the gamma of the negative binomial under which the counts are most
// likely.
func ratioWeight(counts, expected []float64) float64 {
	like := func(logShape float64) float64 {
		r := portable.Exp(logShape)
		var l float64
		for i, x := range counts {
			m := expected[i]
			if m <= 0 {
				continue
			}
			l += portable.Lgamma(x+r) - portable.Lgamma(r) + float64(r*portable.Log(r/(r+m))) + float64(x*portable.Log(m/(r+m)))
		}
		return l
	}
	return portable.Exp(peak(like, portable.Log(leastWeight/2), portable.Log(mostWeight)))
}

// ratioTowards shrinks count/expected towards 1.
func ratioTowards(count, expected, weight float64) float64 {
	return (count + weight) / (expected + weight)
}

// normalMean is the posterior of an authority's own mean, known from values
// with sampling variance v, among authorities whose means are spread with
// variance tau about mu.
func normalMean(mean, v, mu, tau float64) Dist {
	if tau <= 0 {
		return Dist{mu, 0}
	}
	w := tau / (tau + v)
	return Dist{mu + float64(w*(mean-mu)), math.Sqrt(tau * v / (tau + v))}
}

// spread is the mean and the variance between authorities of values that have
// the sampling variances given: moments, the variance at least a tenth of the
// whole.
func spread(values, variances []float64) (mu, tau float64) {
	n := float64(len(values))
	if n == 0 {
		return 0, 0
	}
	mu = sum(values) / n
	for i, x := range values {
		tau += float64((x-mu)*(x-mu)) - variances[i]
	}
	all := 0.0
	for _, x := range values {
		all += float64((x - mu) * (x - mu))
	}
	return mu, max(tau, all/10) / n
}

// peak is where f, of one hump, is highest between a and b: golden section.
func peak(f func(float64) float64, a, b float64) float64 {
	const (
		golden = 0.6180339887498949
		rounds = 60
	)
	c, d := b-float64(golden*(b-a)), a+float64(golden*(b-a))
	fc, fd := f(c), f(d)
	for range rounds {
		if fc > fd {
			b, d, fd = d, c, fc
			c = b - float64(golden*(b-a))
			fc = f(c)
		} else {
			a, c, fc = c, d, fd
			d = a + float64(golden*(b-a))
			fd = f(d)
		}
	}
	return (a + b) / 2
}
