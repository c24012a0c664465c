package calibration

import (
	"math"
	"testing"

	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
)

// Worked sum: England, January 2023: 517,048 plans, 84,428 new in the year and
// 576,474 the next January make a net leaving of 4.836 %.
func TestNetLeaving(t *testing.T) {
	f := &evidence.File{Rows: []evidence.Row{
		{Series: evidence.NewPlans, Year: 2023, Value: 84428},
		{Series: evidence.Plans, Year: 2023, Value: 517048},
		{Series: evidence.Plans, Year: 2024, Value: 576474},
	}}
	for i := range f.Rows {
		f.Rows[i].Ages = evidence.AllAges
	}
	got, ok := leavingOf(f, 2023)
	if !ok {
		t.Fatal("is not known")
	}
	near(t, "net leaving", got, .0483553, 1e-6)
	if _, ok := leavingOf(f, 2022); ok {
		t.Error("a year without figures has a rate: missing is never nought")
	}
}

// Worked sum: one year seen with value 0.2 and noise 0.01 by a filter with
// V 0.04, S2 0.01: the gain is 0.04/0.06, the level 0.1333, its variance 0.0133.
func TestFilterWorkedSum(t *testing.T) {
	h := Hyper{Rho: .5, Q: .03, S2: .01, V: .04, Nu: 6}
	mean, variance, n, s, _, _ := h.filter([]point{{.2, .01, true}}, nil)
	near(t, "level", mean, .133333, 1e-6)
	near(t, "variance", variance, .0133333, 1e-6)
	near(t, "years", float64(n), 1, 0)
	near(t, "sum of squares", s, .04/.06, 1e-12)
	mean, variance, _, _, _, _ = h.filter([]point{{.2, .01, true}, {}}, nil)
	near(t, "level after a year that was not published", mean, .0666667, 1e-6)
	near(t, "its variance", variance, .25*.0133333+.03, 1e-6)
}

// simulated is authorities with known hyper-parameters: their series and the
// level of the last year of each.
func simulated(h Hyper, authorities, years int, seed uint64) (all [][]point, last, volatility []float64) {
	key := rng.Seed(seed)
	for i := range authorities {
		k := key.Nth(uint64(i))
		word := uint64(0)
		z := func() float64 { word++; return rng.Normal(rng.Uniform(k.Word(word))) }
		var chi float64 // chi-square with Nu degrees, from whole Nu
		for range int(h.Nu) {
			x := z()
			chi += x * x
		}
		lambda := h.Nu / chi
		a := math.Sqrt(lambda*h.V) * z()
		var series []point
		for t := range years {
			if t > 0 {
				a = h.Rho*a + math.Sqrt(lambda*h.Q)*z()
			}
			noise := .004
			series = append(series, point{a + math.Sqrt(lambda*(h.S2+noise))*z(), noise, z() < 1.5})
		}
		all, last, volatility = append(all, series), append(last, a), append(volatility, lambda)
	}
	return all, last, volatility
}

// Hyper-parameters are found again from authorities simulated with them, and
// the intervals of the levels and volatilities cover at their rate.
func TestHyperParametersAreRecovered(t *testing.T) {
	truth := Hyper{Rho: .55, Q: .035, S2: .006, V: .06, Nu: 7}
	all, last, volatility := simulated(truth, 600, 10, 11)
	h, err := fitHyper(all, entryStart)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "rho", h.Rho, truth.Rho, .08)
	near(t, "log q", math.Log(h.Q/truth.Q), 0, .25)
	near(t, "s2", h.S2, truth.S2, .005)
	near(t, "log nu", math.Log(h.Nu/truth.Nu), 0, .5)
	inLevel, inVolatility := 0.0, 0.0
	for i, series := range all {
		l := h.level(series)
		if math.Abs(last[i]-l.Mean) < z90*math.Sqrt(volatility[i]*l.Var) {
			inLevel++
		}
		p := Parameter{Transform: InverseCubeRoot, Post: l.volatility()}
		if volatility[i] > p.Quantile(.1) && volatility[i] < p.Quantile(.9) {
			inVolatility++
		}
	}
	n := float64(len(all))
	near(t, "80 % intervals of the level cover", inLevel/n, .8, .05)
	near(t, "80 % intervals of the volatility cover", inVolatility/n, .8, .06)
}

// The national layer's draws cover the mean, persistence and scale that a
// series was simulated with.
func TestNationalRowsCoverTheTruth(t *testing.T) {
	truth := arDraw{m: .05, phi: .5, s: .08}
	const worlds = 20
	var in [3]float64
	for w := range worlds {
		k := rng.Seed(uint64(100 + w))
		x := truth.m
		var series []float64
		for i := range 14 {
			x = truth.m + truth.phi*(x-truth.m) + truth.s*shock(k, i)
			series = append(series, x)
		}
		draws := resample(series, nationalPriors[:3], k).kept
		for i, of := range []func(arDraw) float64{
			func(d arDraw) float64 { return d.m }, func(d arDraw) float64 { return d.phi }, func(d arDraw) float64 { return d.s },
		} {
			below := 0.0
			for _, d := range draws {
				if of(d) < of(truth) {
					below++
				}
			}
			if u := below / float64(len(draws)); u > .05 && u < .95 {
				in[i]++
			}
		}
	}
	for i, name := range []string{"mean", "persistence", "scale"} {
		if in[i]/worlds < .8 {
			t.Errorf("90 %% intervals of the %s cover in %.0f of %d worlds", name, in[i], worlds)
		}
	}
}

// Worked sum: given persistence 0.5 and scale 0.1, the series 0.1, 0.2, 0.1
// has x' - 0.5 x of 0.15 and 0; with the prior N(0.05, 0.03²) the precision of
// the mean is 1111.1 + 2 x 0.25/0.01 = 1161.1 and the mean (55.556 +
// 0.5 x 0.15/0.01)/1161.1 = 0.054306. The likelihood is that of the normal
// whose covariance is 0.01 on the diagonal and 0.25 x 0.0009 everywhere, less
// the constant log(2 pi).
func TestMeanGivenWorkedSum(t *testing.T) {
	mean, l := meanGiven([]float64{.1, .2, .1}, Dist{.05, .03}, .5, .1)
	near(t, "mean", mean.Mean, .0543062, 1e-6)
	near(t, "standard deviation", mean.SD, 1/math.Sqrt(1161.1111), 1e-7)
	const on, off = .01 + .25*.0009, .25 * .0009
	x, y := .15-.025, -.025
	determinant := on*on - off*off
	quadratic := (on*x*x - 2*off*x*y + on*y*y) / determinant
	near(t, "log likelihood", l, -quadratic/2-math.Log(determinant)/2, 1e-9)
}

// What was measured on the published rows, in the wide version: m_u .050,
// phi_u .50, s_u .097 [J]; of leaving m_R .050, phi_R .68, s_R .012.
func TestNationalLayerOfEngland(t *testing.T) {
	l := fitted(t)
	want := []struct{ mean, tolerance float64 }{{.050, .004}, {.50, .03}, {.097, .006}, {.050, .006}, {.68, .15}, {.012, .001}}
	for i, p := range l.England.Parameters[:len(want)] {
		near(t, p.Name, p.Post.Mean, want[i].mean, want[i].tolerance)
	}
	if n := len(l.England.National.Rows); n != rowsKept {
		t.Errorf("%d national rows; %d are kept", n, rowsKept)
	}
}

// What was measured over all authorities: rho .546, q .035, s2 .006, nu 6.9 of
// entry; rho .12, q .0003, s2 .0007, nu 4.6 of leaving.
func TestAuthoritiesShareTheirSeries(t *testing.T) {
	l := fitted(t)
	e, r := l.Authorities[0].EntryHyper, l.Authorities[0].LeavingHyper
	near(t, "rho of entry", e.Rho, .546, .05)
	near(t, "q of entry", e.Q, .035, .006)
	near(t, "nu of entry", e.Nu, 6.9, .7)
	near(t, "rho of leaving", r.Rho, .12, .06)
	near(t, "q of leaving", r.Q, .0003, .0001)
	near(t, "s2 of leaving", r.S2, .0007, .0002)
	near(t, "nu of leaving", r.Nu, 4.6, .5)
}

// Row k modulo the rows; entry growth keeps its pull for five years and loses
// it then: with no surprise and fade f, year six pulls to f m.
func TestNationalPathWorkedSum(t *testing.T) {
	n := &National{Stock: 1000, Entries: 100, Rows: []Row{{MU: .04, PhiU: .5, LastU: .04, MR: .05, PhiR: .5, LastR: .07}, {}}}
	if n.Row(3) != n.Rows[1] {
		t.Error("draw 3 of two rows does not take row 1")
	}
	var p Path
	n.follow(n.Rows[0], .5, func(int) (float64, float64) { return 0, 0 }, &p)
	near(t, "log entries after a year", p.U[0], math.Log(100)+.04, 1e-12)
	near(t, "net leaving after a year", p.R[0], .06, 1e-12)
	near(t, "stock after a year", p.Stock[1], 1000*.94+100*math.Exp(.04), 1e-9)
	near(t, "growth of the fifth year", p.U[4]-p.U[3], .04, 1e-12)
	near(t, "growth of the sixth", p.U[5]-p.U[4], .02, 1e-12)
	near(t, "growth of the seventh", p.U[6]-p.U[5], .01, 1e-12)
}
