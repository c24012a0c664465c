package calibration

import (
	"math"

	"gonum.org/v1/gonum/optimize"

	"sendsim/internal/portable"
)

// hyperRounds is the most rounds of the Nelder-Mead search.
const hyperRounds = 600

// leastNu keeps the variance of the volatility's inverse gamma within reach.
const leastNu = 2.2

// hyperStart is where the search for the hyper-parameters starts, and where
// its weak penalties draw to.
type hyperStart struct {
	hyper Hyper
	wide  float64 // standard deviation of the penalties, in logs
}

var (
	entryStart   = hyperStart{Hyper{Rho: .6, Q: .03, S2: .01, V: .06, Nu: 7}, 2}
	leavingStart = hyperStart{Hyper{Rho: .3, Q: .0005, S2: .0006, V: .0005, Nu: 6}, 2}
)

func (h Hyper) vector() []float64 {
	return []float64{portable.Log(h.Q), portable.Log(h.S2), portable.Log(h.Nu - leastNu), Logit.To(h.Rho), portable.Log(h.V)}
}

func hyperOf(x []float64) Hyper {
	return Hyper{
		Q: portable.Exp(x[0]), S2: portable.Exp(x[1]), Nu: leastNu + portable.Exp(x[2]),
		Rho: Logit.From(x[3]), V: portable.Exp(x[4]),
	}
}

// fitHyper estimates what all authorities share of a series: the maximum over
// (log Q, log S2, log(Nu-2.2), logit Rho, log V) of the sum of the authorities'
// log likelihoods, each with its volatility integrated out, less weak
// quadratic penalties (empirical Bayes).
func fitHyper(all [][]point, start hyperStart) (Hyper, error) {
	centre := start.hyper.vector()
	cost := func(x []float64) float64 {
		var penalty float64
		for i := range x {
			z := (x[i] - centre[i]) / start.wide
			penalty += float64(z * z / 2)
		}
		h := hyperOf(x)
		l := -penalty
		for _, series := range all {
			l += h.logLikelihood(series)
		}
		if !finite(l) {
			return math.Inf(1)
		}
		return -l
	}
	settings := &optimize.Settings{MajorIterations: hyperRounds, Converger: &optimize.FunctionConverge{Absolute: 1e-9, Iterations: hyperRounds}}
	result, err := optimize.Minimize(optimize.Problem{Func: cost}, centre, settings, &optimize.NelderMead{})
	if err != nil {
		return Hyper{}, err
	}
	return hyperOf(result.X), nil
}
