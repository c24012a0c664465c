package posterior

import (
	"math"
	"slices"
)

// Laplace is the normal distribution about the mode of a density.
type Laplace struct {
	Mode []float64
	root lower // of the covariance
	high float64
}

// Steps of the search.
const (
	mostSteps = 60
	reach     = 1e-3 // of the finite differences, in the units given
	still     = 1e-7 // gain in the log density at which the mode is found
)

// Mode finds the mode from a start by damped Newton steps on finite
// differences, and the normal about it. Unit is a length of each parameter over
// which the density changes by much, but not beyond recognition. False where the
// density has no mode that was found: its curvature is not that of a peak.
func Mode(of Density, start, unit []float64) (Laplace, bool) {
	x := slices.Clone(start)
	fx := of(x)
	damp := 0.
	for range mostSteps {
		g, h := slopes(of, x, unit, fx)
		step, ok := newton(g, h, damp)
		if !ok {
			damp = max(2*damp, .1)
			if damp > 1e8 {
				return Laplace{}, false
			}
			continue
		}
		y := make([]float64, len(x))
		for i := range y {
			y[i] = x[i] + float64(unit[i]*step[i])
		}
		fy := of(y)
		switch {
		case fy >= fx:
			gain := fy - fx
			x, fx, damp = y, fy, damp/4
			if gain < still && damp < .1 {
				return about(of, x, unit, fx)
			}
		case fx-fy < still:
			return about(of, x, unit, fx)
		default:
			damp = max(4*damp, .1)
		}
	}
	return about(of, x, unit, fx)
}

// about is the normal about a mode.
func about(of Density, x, unit []float64, fx float64) (Laplace, bool) {
	_, h := slopes(of, x, unit, fx)
	l, ok := cholesky(h)
	if !ok {
		return Laplace{}, false
	}
	covariance := l.inverse()
	for i := range covariance {
		for j := range covariance[i] {
			covariance[i][j] *= unit[i] * unit[j]
		}
	}
	root, ok := cholesky(covariance)
	return Laplace{x, root, fx}, ok
}

// slopes is the gradient, and the negative of the second derivatives, in units.
func slopes(of Density, x, unit []float64, fx float64) (g []float64, h [][]float64) {
	n := len(x)
	g, h = make([]float64, n), make([][]float64, n)
	up, down := make([]float64, n), make([]float64, n)
	y := slices.Clone(x)
	for i := range n {
		d := float64(reach * unit[i])
		y[i] = x[i] + d
		up[i] = of(y)
		y[i] = x[i] - d
		down[i] = of(y)
		y[i] = x[i]
		g[i] = (up[i] - down[i]) / (2 * reach)
		h[i] = make([]float64, n)
		h[i][i] = (2*fx - up[i] - down[i]) / (reach * reach)
	}
	for i := range n {
		for j := range i {
			di, dj := float64(reach*unit[i]), float64(reach*unit[j])
			y[i], y[j] = x[i]+di, x[j]+dj
			both := of(y)
			y[i], y[j] = x[i]-di, x[j]-dj
			neither := of(y)
			y[i], y[j] = x[i], x[j]
			h[i][j] = (up[i] + down[i] + up[j] + down[j] - 2*fx - both - neither) / (2 * reach * reach)
			h[j][i] = h[i][j]
		}
	}
	return g, h
}

// newton is the step to the top of the parabola with slope g and curvature h,
// held back by damp.
func newton(g []float64, h [][]float64, damp float64) ([]float64, bool) {
	a := make([][]float64, len(h))
	for i := range h {
		a[i] = slices.Clone(h[i])
		a[i][i] += float64(damp * max(1, math.Abs(h[i][i])))
	}
	l, ok := cholesky(a)
	if !ok {
		return nil, false
	}
	return l.solveUp(l.solve(g)), true
}

// SD is the standard deviation of parameter i.
func (l *Laplace) SD(i int) float64 {
	var v float64
	for _, x := range l.root[i] {
		v += float64(x * x)
	}
	return math.Sqrt(v)
}
