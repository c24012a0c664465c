package calibration

import (
	"math"
	"slices"

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
	// centre is the standard deviation of the penalty on the centre, which is
	// drawn to 0; 0 where there is none: a mean of rates is England's rate, and
	// only of logs it is not (docs/decisions/0021).
	centre float64
}

var (
	entryStart   = hyperStart{Hyper{Rho: .6, Q: .03, S2: .01, V: .06, Nu: 7}, 2, .1}
	leavingStart = hyperStart{Hyper{Rho: .3, Q: .0005, S2: .0006, V: .0005, Nu: 6}, 2, 0}
)

func (h Hyper) vector() []float64 {
	return []float64{portable.Log(h.Q), portable.Log(h.S2), portable.Log(h.Nu - leastNu), Logit.To(h.Rho), portable.Log(h.V)}
}

// hyperOf is the reverse of vector; a sixth number is the centre.
func hyperOf(x []float64) Hyper {
	h := Hyper{
		Q: portable.Exp(x[0]), S2: portable.Exp(x[1]), Nu: leastNu + portable.Exp(x[2]),
		Rho: Logit.From(x[3]), V: portable.Exp(x[4]),
	}
	if len(x) > 5 {
		h.Centre = x[5]
	}
	return h
}

// fitHyper estimates what all authorities share of a series: the maximum over
// (log Q, log S2, log(Nu-2.2), logit Rho, log V), and the centre where there is
// one, of the sum of the authorities' log likelihoods, each with its volatility
// integrated out, less weak quadratic penalties (empirical Bayes).
func fitHyper(all [][]point, start hyperStart) (Hyper, error) {
	centre := start.hyper.vector()
	wide := slices.Repeat([]float64{start.wide}, len(centre))
	if start.centre > 0 {
		centre, wide = append(centre, 0), append(wide, start.centre)
	}
	cost := func(x []float64) float64 {
		var penalty float64
		for i := range x {
			z := (x[i] - centre[i]) / wide[i]
			penalty += float64(z * z / 2)
		}
		l := hyperOf(x).logLikelihood(all, -penalty)
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
