package posterior

import (
	"math"
	"testing"

	"sendsim/internal/rng"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %g; expected %g, give or take %g", what, got, want, within)
	}
}

// normal2 is a normal with means 1 and -2, standard deviations 2 and 0.5 and a
// correlation of 0.8.
func normal2(x []float64) float64 {
	a, b := (x[0]-1)/2, (x[1]+2)/.5
	return -(a*a - 2*.8*a*b + b*b) / (2 * (1 - .64))
}

func TestModeOfANormal(t *testing.T) {
	l, ok := Mode(normal2, []float64{10, 10}, []float64{1, 1})
	if !ok {
		t.Fatal("no mode")
	}
	near(t, "mode", l.Mode[0], 1, 1e-4)
	near(t, "mode", l.Mode[1], -2, 1e-4)
	near(t, "sd", l.SD(0), 2, 1e-4)
	near(t, "sd", l.SD(1), .5, 1e-4)
}

// The mode of a gamma distribution of shape a seen on the log scale is log a,
// and the curvature there a.
func TestModeOfALogGamma(t *testing.T) {
	const a = 9
	l, ok := Mode(func(x []float64) float64 { return a*x[0] - math.Exp(x[0]) }, []float64{0}, []float64{1})
	if !ok {
		t.Fatal("no mode")
	}
	near(t, "mode", l.Mode[0], math.Log(a), 1e-6)
	near(t, "sd", l.SD(0), 1./3, 1e-5)
}

func TestADensityWithoutAPeakHasNoMode(t *testing.T) {
	if _, ok := Mode(func(x []float64) float64 { return x[0] * x[0] }, []float64{1}, []float64{1}); ok {
		t.Error("a parabola that is open upwards has a mode")
	}
}

// Draws of Student's law, weighed to a normal, have its moments and pass; those
// weighed to a law with far heavier tails do not.
func TestWeighedDraws(t *testing.T) {
	l, _ := Mode(normal2, []float64{0, 0}, []float64{1, 1})
	w := l.Draw(normal2, 4000, rng.Seed(1))
	mean, sd := w.Moments(func(x []float64) float64 { return x[0] })
	near(t, "mean", mean, 1, .15)
	near(t, "sd", sd, 2, .1)
	if !w.Passes() {
		t.Errorf("k-hat %g, %g effective draws", w.KHat, w.ESS)
	}
	cauchy := func(x []float64) float64 { return -math.Log1p(x[0] * x[0] / 1e-2) }
	narrow, _ := Mode(cauchy, []float64{0}, []float64{.1})
	if w := narrow.Draw(cauchy, 4000, rng.Seed(1)); w.Passes() {
		t.Errorf("a Cauchy passes: k-hat %g", w.KHat)
	}
}

// The chains of a banana, of which the normal about the mode tells little, have
// its mean and spread: x normal, y normal about x².
func TestRAMOnABanana(t *testing.T) {
	banana := func(x []float64) float64 { d := x[1] - x[0]*x[0]; return -x[0]*x[0]/2 - d*d/(2*.25) }
	l, _ := Mode(banana, []float64{0, 0}, []float64{1, 1})
	chains := l.RAM(banana, Plan{Chains: 4, Adapt: 5000, Keep: 2000, Thin: 20}, rng.Seed(2))
	for i, want := range []struct{ mean, sd float64 }{{0, 1}, {1, math.Sqrt(2 + .25)}} {
		series := chains.Series(func(x []float64) float64 { return x[i] })
		var all []float64
		for _, c := range series {
			all = append(all, c...)
		}
		mean, v := moments(all)
		near(t, "mean", mean, want.mean, .1)
		near(t, "sd", math.Sqrt(v), want.sd, .12)
		if r := RHat(series); r > 1+MostRHat {
			t.Errorf("R-hat %g", r)
		}
		if n := BulkESS(series); n < LeastESS {
			t.Errorf("%g effective draws", n)
		}
	}
	again := l.RAM(banana, Plan{Chains: 2, Adapt: 100, Keep: 5, Thin: 1}, rng.Seed(2))
	twice := l.RAM(banana, Plan{Chains: 2, Adapt: 100, Keep: 5, Thin: 1}, rng.Seed(2))
	if again[1][4][0] != twice[1][4][0] {
		t.Error("the same key gives other draws")
	}
}

// autoregressive is chains of an AR(1) with coefficient rho.
func autoregressive(chains, n int, rho float64) [][]float64 {
	out := make([][]float64, chains)
	for c := range out {
		x := 0.
		for i := range n {
			x = rho*x + math.Sqrt(1-rho*rho)*rng.Normal(rng.Uniform(rng.Seed(9).Nth(uint64(c)).Word(uint64(i))))
			out[c] = append(out[c], x)
		}
	}
	return out
}

// n draws of an AR(1) tell as much as n(1-rho)/(1+rho) independent ones.
func TestESSOfAnAutoregression(t *testing.T) {
	near(t, "independent draws", BulkESS(autoregressive(4, 2000, 0)), 8000, 900)
	near(t, "rho 0.5", BulkESS(autoregressive(4, 2000, .5)), 8000./3, 400)
	near(t, "rho 0.9", BulkESS(autoregressive(4, 2000, .9)), 8000./19, 100)
}

// Chains that do not tell of one distribution are seen: one lies elsewhere, one
// is wider, one drifts.
func TestRHatSeesChainsThatDiffer(t *testing.T) {
	same := autoregressive(4, 1000, 0)
	if r := RHat(same); r > 1+MostRHat {
		t.Errorf("of one distribution: %g", r)
	}
	for _, c := range []struct {
		name   string
		change func(i int, x float64) float64
	}{
		{"elsewhere", func(_ int, x float64) float64 { return x + .5 }},
		{"wider", func(_ int, x float64) float64 { return 2 * x }},
		{"drifts", func(i int, x float64) float64 { return x + float64(i)/500 - 1 }},
	} {
		other := autoregressive(4, 1000, 0)
		for i, x := range other[2] {
			other[2][i] = c.change(i, x)
		}
		if r := RHat(other); r < 1+MostRHat {
			t.Errorf("%s: %g", c.name, r)
		}
	}
}

// Up and down again by the same vector is the same matrix.
func TestShift(t *testing.T) {
	l, _ := cholesky([][]float64{{4}, {1, 3}, {.5, .2, 2}})
	u := l.clone()
	if !u.shift([]float64{.3, -.4, .5}, 1) || !u.shift([]float64{.3, -.4, .5}, -1) {
		t.Fatal("not positive definite")
	}
	for i := range l {
		for j := range l[i] {
			near(t, "an element", u[i][j], l[i][j], 1e-12)
		}
	}
	if u.shift([]float64{9, 0, 0}, -1) {
		t.Error("a matrix is less than nothing")
	}
}
