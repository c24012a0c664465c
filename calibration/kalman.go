package calibration

import (
	"math"

	"sendsim/internal/portable"
)

// Hyper is what all authorities share of one series: the deviation x of an
// authority follows x' = Rho x + N(0, lambda Q), x at first N(0, lambda V),
// and Centre + x is seen with noise N(0, lambda(S2 + counting noise)); the
// authority's volatility lambda is inverse gamma (Nu/2, Nu/2), so that its
// surprises have Student's t distribution. Centre is below 0 in logs: England
// is the mean of the authorities, and theirs is a middle.
type Hyper struct{ Rho, Q, S2, V, Nu, Centre float64 }

// level is the state of a deviation after its last year: N(Mean, lambda Var),
// and the posterior of lambda, inverse gamma (Shape, Scale).
type level struct {
	Mean, Var    float64
	Shape, Scale float64
	worst        float64 // largest standardised surprise
}

// filter runs the Kalman filter at unit volatility; n is the number of years
// seen, s the sum of squared standardised surprises, logF the sum of the logs
// of their variances. tell, unless nil, is told of each year seen: its surprise
// and the variance of it.
func (h Hyper) filter(series []point, tell func(t int, v, f float64)) (mean, variance float64, n int, s, logF, worst float64) {
	mean, variance = 0, h.V
	for t, p := range series {
		if t > 0 {
			mean *= h.Rho
			variance = float64(h.Rho*h.Rho*variance) + h.Q
		}
		if !p.known {
			continue
		}
		f := variance + h.S2 + p.noise
		v := p.value - h.Centre - mean
		if tell != nil {
			tell(t, v, f)
		}
		gain := variance / f
		mean += float64(gain * v)
		variance *= 1 - gain
		n++
		s += v * v / f
		logF += portable.Log(f)
		worst = max(worst, math.Abs(v)/math.Sqrt(f))
	}
	return mean, variance, n, s, logF, worst
}

// logLikelihood is that of the authorities' series, the volatility of each
// integrated out in closed form, added to the log of a prior.
func (h Hyper) logLikelihood(all [][]point, prior float64) float64 {
	sum := prior
	half := h.Nu / 2
	gamma, log := portable.Lgamma(half), float64(half*portable.Log(half))
	var gammas []float64 // by years seen
	for _, series := range all {
		_, _, n, s, logF, _ := h.filter(series, nil)
		if n == 0 {
			continue
		}
		for len(gammas) <= n {
			gammas = append(gammas, portable.Lgamma((h.Nu+float64(len(gammas)))/2))
		}
		shape := (h.Nu + float64(n)) / 2
		sum += gammas[n] - gamma + log - float64(shape*portable.Log((h.Nu+s)/2)) - float64(logF/2)
	}
	return sum
}

// level filters an authority's series.
func (h Hyper) level(series []point) level {
	mean, variance, n, s, _, worst := h.filter(series, nil)
	return level{mean, variance, (h.Nu + float64(n)) / 2, (h.Nu + s) / 2, worst}
}

// volatility is the posterior of lambda on the scale on which the inverse
// gamma is all but normal (Wilson and Hilferty 1931): 1/lambda is gamma, and
// the cube root of a gamma variable over its mean is N(1-1/(9a), 1/(9a)).
func (l level) volatility() Dist {
	root := portable.Cbrt(l.Shape / l.Scale)
	ninth := 1 / (9 * l.Shape)
	return Dist{root * (1 - ninth), root * math.Sqrt(ninth)}
}

// volatilityPrior is the same before an authority's own years are seen.
func (h Hyper) volatilityPrior() Dist {
	return level{Shape: h.Nu / 2, Scale: h.Nu / 2}.volatility()
}
