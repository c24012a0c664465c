package trials

import (
	"math"
	"testing"

	"sendsim/calibration"
	"sendsim/internal/rng"
)

// Changes of 1, 2 and 1 change by 1 and -1: variance 1. After the last, 4, come
// 5 and 6, with variances 1 and 1 + 4.
func TestLastGrowthByHand(t *testing.T) {
	laws := lastGrowth([][]float64{{0, 1, 3, 4}, {0, 1, 2}}, 2)
	if laws[1] != nil {
		t.Error("three years have no variance of growth")
	}
	near(t, "centre", laws[0][1].centre, 6, 1e-15)
	near(t, "spread", laws[0][1].spread, math.Sqrt(5), 1e-15)
}

// 0, 1, 2, 3, 9 have mean 3 and slope 20/10; what is left squares to 10, with
// three degrees of freedom; a year on, at 3 from the middle, it is 9, with
// variance 10/3 x (1 + 1/5 + 9/10).
func TestLinearTrendByHand(t *testing.T) {
	l := linearTrend([][]float64{{77, 0, 1, 2, 3, 9}}, 1)[0][0]
	near(t, "centre", l.centre, 9, 1e-14)
	near(t, "spread", l.spread, math.Sqrt(7), 1e-14)
	if l.freedom != 3 {
		t.Errorf("%d degrees of freedom", l.freedom)
	}
}

// Growth that halves each year is followed exactly: 1, 1/2, 1/4, 1/8, then 1/16
// and 1/32.
func TestArimaByHand(t *testing.T) {
	l := arima([][]float64{{0, 1, 1.5, 1.75, 1.875}}, 2)[0]
	near(t, "a year ahead", l[0].centre, 1.9375, 1e-14)
	near(t, "two", l[1].centre, 1.96875, 1e-14)
	near(t, "spread", l[1].spread, 0, 1e-7)
}

// Level 0 and trend 1 at first; errors 0.5, -0.25 and 1.875 with alpha 1, beta 0
// and phi 0.5, which leave level 3 and trend 0.125.
func TestHoltByHand(t *testing.T) {
	y := []float64{0, 1, 1, 3}
	m := holt{1, 0, .5}
	level, trend, square, n := m.smooth(y)
	near(t, "level", level, 3, 1e-15)
	near(t, "trend", trend, .125, 1e-15)
	near(t, "square", square, .25+.0625+1.875*1.875, 1e-15)
	if n != 3 {
		t.Errorf("%d errors", n)
	}
	laws := m.laws(y, 4, 2)
	near(t, "a year ahead", laws[0].centre, 3.0625, 1e-15)
	near(t, "two", laws[1].centre, 3.09375, 1e-15)
	near(t, "spread", laws[1].spread, math.Sqrt(8), 1e-15)
	// With beta a shock moves the level, and by the damped trend: 1 + 0.5 x 0.5.
	near(t, "spread with beta", holt{1, .5, .5}.laws(y, 4, 2)[1].spread, math.Sqrt(4*(1+1.25*1.25)), 1e-14)
}

// What follows the last gap is known; a past whose last year is missing is not.
func TestKnownEndsAtAGap(t *testing.T) {
	gap := math.NaN()
	if got := known([]float64{1, gap, 3, 4}); len(got) != 2 || got[0] != 3 {
		t.Errorf("%v", got)
	}
	if got := known([]float64{1, 2, gap}); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// A law with three degrees of freedom has its median at the centre and its
// upper quartile at 0.7649 spreads.
func TestLawDraws(t *testing.T) {
	const n = 40_000
	draws := make([]float64, n)
	l := law{centre: 10, spread: 2, freedom: 3}
	for i := range draws {
		draws[i] = l.draw(rng.Seed(5).Nth(uint64(i)))
	}
	s := ScoreOf(draws, 10, .5)
	near(t, "median", s.Median, 10, .05)
	near(t, "half the 50 % interval", s.Width[0]/2, 2*.7648923, .05)
}

// Every forecaster has something to say of nearly every authority, and nothing
// that could not be.
func TestForecastersSpeakOfEveryAuthority(t *testing.T) {
	set, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	panel, err := calibration.NewPanel(set, 2022)
	if err != nil {
		t.Fatal(err)
	}
	q := Question{Panel: panel, Horizons: 2, Draws: 20, Seed: 1}
	for _, f := range []Forecaster{Rules[0], Rules[1], Rules[2], Rules[3], Rules[4], HeldShares{}, Layers()[0]} {
		a, err := f.Answer(q)
		if err != nil {
			t.Fatal(err)
		}
		said := 0
		for target, futures := range a {
			for i := range futures {
				for h, draws := range futures[i] {
					said++
					for _, v := range draws {
						if !(v >= 0) || math.IsInf(v, 0) {
							t.Fatalf("%s: %v of %s, %d ahead: %v", f.Name(), Target(target), panel.Areas[i].Area.Name, h+1, v)
						}
					}
				}
			}
		}
		if least := 2 * 140; said < least {
			t.Errorf("%s speaks of %d figures, fewer than %d", f.Name(), said, least)
		}
	}
}

// To ask a panel for a year to come ends the program: a forecaster cannot look
// ahead unseen.
func TestAForecasterThatLooksAheadPanics(t *testing.T) {
	set, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	panel, err := calibration.NewPanel(set, 2020)
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []Target{Plans, NewPlans} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v of 2021 could be read in 2020", target)
				}
			}()
			target.At(panel.Areas[0], 2021)
		}()
	}
}

func TestChoose(t *testing.T) {
	set, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	trial := Standard(set)
	if err := trial.Choose([]string{"kent", " dorset", "region:north-east", "kent"}); err != nil {
		t.Fatal(err)
	}
	if n := len(trial.Scored); n != 14 || trial.Scored[1] != "E06000058+E06000059" {
		t.Errorf("%d are chosen: %v", n, trial.Scored)
	}
	if err := trial.Choose([]string{"nowhere"}); err == nil {
		t.Error("nowhere is no authority")
	}
}

// The dozen are authorities.
func TestDozen(t *testing.T) {
	set, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range set.AtConstantGeography().Authorities {
		for _, code := range Dozen {
			if f.Area.Code == code {
				found++
			}
		}
	}
	if found != len(Dozen) || found != 12 {
		t.Errorf("%d of %d are there", found, len(Dozen))
	}
}
