package trials

import "math"

// holt is a damped trend by exponential smoothing: level' = level + phi trend
// + alpha e, trend' = phi trend + beta e, with beta of the error-correction
// form [HYNDMAN08].
type holt struct{ alpha, beta, phi float64 }

// holts is the grid that is searched: eight alphas, ten betas up to alpha, five
// phis.
var holts = func() []holt {
	var grid []holt
	for a := 1; a <= 8; a++ {
		alpha := float64(a) / 8
		for _, beta := range []float64{.01, .02, .05, .1, .2, .3, .4, .5, .6, .8} {
			if beta > alpha {
				continue
			}
			for _, phi := range []float64{.80, .85, .90, .95, .98} {
				grid = append(grid, holt{alpha, beta, phi})
			}
		}
	}
	return grid
}()

// trendFrom is the number of years whose mean change is the first trend.
const trendFrom = 3

// smooth follows a past from its first year; square is the sum of the n squared
// errors a year ahead.
func (m holt) smooth(y []float64) (level, trend, square float64, n int) {
	level, trend = y[0], (y[trendFrom]-y[0])/trendFrom
	for _, v := range y[1:] {
		e := v - level - float64(m.phi*trend)
		level += float64(m.phi*trend) + float64(m.alpha*e)
		trend = float64(m.phi*trend) + float64(m.beta*e)
		square += float64(e * e)
		n++
	}
	return level, trend, square, n
}

// leastSmoothed is the fewest years to which Holt is fitted.
const leastSmoothed = 5

// holtFitted is the number of things that are fitted to each past.
const holtFitted = 3

// holtEach chooses the smoothing of each authority by least squares.
func holtEach(pasts [][]float64, horizons int) [][]law {
	laws := make([][]law, len(pasts))
	for i, past := range pasts {
		y := known(past)
		if len(y) < leastSmoothed {
			continue
		}
		best, least := holt{}, math.Inf(1)
		for _, m := range holts {
			if _, _, square, _ := m.smooth(y); square < least {
				best, least = m, square
			}
		}
		_, _, square, n := best.smooth(y)
		laws[i] = best.laws(y, square/float64(max(1, n-holtFitted)), horizons)
	}
	return laws
}

// holtPooled chooses one smoothing for all authorities by least squares; each
// keeps the variance of its own errors.
func holtPooled(pasts [][]float64, horizons int) [][]law {
	best, least := holt{}, math.Inf(1)
	for _, m := range holts {
		var sum float64
		for _, past := range pasts {
			if y := known(past); len(y) >= leastSmoothed {
				_, _, square, _ := m.smooth(y)
				sum += square
			}
		}
		if sum < least {
			best, least = m, sum
		}
	}
	laws := make([][]law, len(pasts))
	for i, past := range pasts {
		y := known(past)
		if len(y) < leastSmoothed {
			continue
		}
		_, _, square, n := best.smooth(y)
		laws[i] = best.laws(y, square/float64(n), horizons)
	}
	return laws
}

// laws are the normal laws of the years to come, with the variance of an
// exponential smoothing model of class 1.
func (m holt) laws(y []float64, variance float64, horizons int) []law {
	level, trend, _, _ := m.smooth(y)
	var laws []law
	sum, damped, keep := 1.0, 0.0, 1.0
	for range horizons {
		keep *= m.phi
		damped += float64(keep)
		laws = append(laws, law{centre: level + float64(damped*trend), spread: math.Sqrt(variance * sum)})
		c := m.alpha + float64(m.beta*damped)
		sum += float64(c * c)
	}
	return laws
}
