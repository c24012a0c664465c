package trials

import "math"

// lastGrowth: growth is a random walk, so that after h years the variance is
// that of a year's change of growth times 1 + 4 + ... + h².
func lastGrowth(pasts [][]float64, horizons int) [][]law {
	laws := make([][]law, len(pasts))
	for i, past := range pasts {
		y := known(past)
		n := len(y)
		if n < 4 {
			continue
		}
		var square float64
		for t := 2; t < n; t++ {
			d := y[t] - 2*y[t-1] + y[t-2]
			square += float64(d * d)
		}
		variance := square / float64(n-2)
		var sum float64
		for h := 1.0; h <= float64(horizons); h++ {
			sum += float64(h * h)
			laws[i] = append(laws[i], law{centre: y[n-1] + float64(h*(y[n-1]-y[n-2])), spread: math.Sqrt(variance * sum)})
		}
	}
	return laws
}

// trendYears is the number of years through which a straight line is laid.
const trendYears = 5

// linearTrend: least squares, with the t distribution of a new point.
func linearTrend(pasts [][]float64, horizons int) [][]law {
	laws := make([][]law, len(pasts))
	for i, past := range pasts {
		y := known(past)
		if len(y) < trendYears {
			continue
		}
		y = y[len(y)-trendYears:]
		const n, middle = float64(trendYears), float64(trendYears-1) / 2
		var mean, slope, spread, square float64
		for _, v := range y {
			mean += v / n
		}
		for t, v := range y {
			x := float64(t) - middle
			slope += float64(x * (v - mean))
			spread += float64(x * x)
		}
		slope /= spread
		for t, v := range y {
			e := v - mean - float64(slope*(float64(t)-middle))
			square += float64(e * e)
		}
		for h := range horizons {
			x := middle + float64(h+1)
			scale := square / (n - 2) * (1 + 1/n + x*x/spread)
			laws[i] = append(laws[i], law{mean + float64(slope*x), math.Sqrt(scale), trendYears - 2})
		}
	}
	return laws
}

// mostCorrelated keeps the growth of arima from a random walk.
const mostCorrelated = .98

// arima: yearly growth g' = c + phi g + e by conditional least squares.
func arima(pasts [][]float64, horizons int) [][]law {
	laws := make([][]law, len(pasts))
	for i, past := range pasts {
		y := known(past)
		if len(y) < 5 {
			continue
		}
		g := make([]float64, len(y)-1)
		for t := range g {
			g[t] = y[t+1] - y[t]
		}
		c, phi, variance := regress(g)
		level, growth := y[len(y)-1], g[len(g)-1]
		var reach, sum float64 // reach: what a shock has moved the level by after h years
		keep := 1.0
		for range horizons {
			growth = c + float64(phi*growth)
			level += growth
			reach += keep
			keep *= phi
			sum += float64(reach * reach)
			laws[i] = append(laws[i], law{centre: level, spread: math.Sqrt(variance * sum)})
		}
	}
	return laws
}

// regress is the least squares of a series on itself a year before, and the
// variance of what is left.
func regress(g []float64) (c, phi, variance float64) {
	n := float64(len(g) - 1)
	var mx, my, xx, xy float64
	for t := 1; t < len(g); t++ {
		mx += g[t-1] / n
		my += g[t] / n
	}
	for t := 1; t < len(g); t++ {
		xx += float64((g[t-1] - mx) * (g[t-1] - mx))
		xy += float64((g[t-1] - mx) * (g[t] - my))
	}
	if xx > 0 {
		phi = min(max(xy/xx, -mostCorrelated), mostCorrelated)
	}
	c = my - float64(phi*mx)
	for t := 1; t < len(g); t++ {
		e := g[t] - c - float64(phi*g[t-1])
		variance += float64(e * e)
	}
	return c, phi, variance / max(1, n-2)
}
