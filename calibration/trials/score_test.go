package trials

import (
	"math"
	"testing"

	"sendsim/internal/rng"
)

// normals are n draws of N(mean, sd²), one from each of n equal slices.
func normals(n int, mean, sd float64) []float64 {
	draws := make([]float64, n)
	for i := range draws {
		draws[i] = mean + sd*rng.Normal((float64(i)+.5)/float64(n))
	}
	return draws
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %.8g; expected %.8g, give or take %.2g", what, got, want, tolerance)
	}
}

// Four draws 1, 2, 4, 7 and the figure 3, by hand: E|X-y| = (2+1+1+4)/4 = 2;
// the six pairs differ by 1, 3, 6, 2, 5, 3, so E|X-X'| = 2x20/16 = 2.5.
func TestScoresByHand(t *testing.T) {
	s := ScoreOf([]float64{4, 1, 7, 2}, 3, .5)
	near(t, "CRPS", s.CRPS, 2-2.5/2, 1e-15)
	near(t, "median", s.Median, 3, 1e-15)
	near(t, "PIT", s.PIT, 2.5/5, 1e-15)
	// quartiles at places 0.75 and 2.25: 1.75 and 4.75
	near(t, "width of 50 %", s.Width[0], 3, 1e-15)
	// places 0.3 and 2.7: 1.3 and 6.1; 0.075 and 2.925: 1.075 and 6.775
	near(t, "WIS", s.WIS, (0+.25*3+.1*4.8+.025*5.7)/3.5, 1e-15)
	if s.Inside != [numLevels]bool{true, true, true, true} {
		t.Errorf("3 lies inside all of them, not %v", s.Inside)
	}
	// 8 lies 3.25, 1.9 and 1.225 above the intervals of 50, 80 and 95 %, and 5
	// above the median: a half of 5, and each overshoot once.
	far := ScoreOf([]float64{4, 1, 7, 2}, 8, .5)
	near(t, "WIS outside", far.WIS, (2.5+.25*3+3.25+.1*4.8+1.9+.025*5.7+1.225)/3.5, 1e-14)
	if far.Inside != [numLevels]bool{} {
		t.Errorf("8 lies outside all of them, not %v", far.Inside)
	}
}

// The CRPS of N(m, s²) is s(z(2Φ(z)-1) + 2φ(z) - 1/√π) [GNEITING07].
func TestCRPSOfANormal(t *testing.T) {
	for _, z := range []float64{-3, -1, 0, .3, 2} {
		const mean, sd = 10, 2.5
		phi := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
		cdf := math.Erfc(-z/math.Sqrt2) / 2
		want := sd * (z*(2*cdf-1) + 2*phi - 1/math.Sqrt(math.Pi))
		near(t, "CRPS", ScoreOf(normals(100_000, mean, sd), mean+z*sd, .5).CRPS, want, 1e-4)
	}
}

func TestQuantilesOfANormal(t *testing.T) {
	s := ScoreOf(normals(100_000, 0, 1), 1.3, .5)
	for i, want := range []float64{.6744898, 1.2815516, 1.6448536, 1.9599640} {
		near(t, "half a width", s.Width[i]/2, want, 1e-4)
	}
	near(t, "PIT", s.PIT, .9031995, 1e-4)
	if s.Inside != [numLevels]bool{false, false, true, true} {
		t.Errorf("1.3 lies inside the wider two, not %v", s.Inside)
	}
}

// A PIT among equal draws is spread over their share.
func TestPITIsRandomisedAmongEqualDraws(t *testing.T) {
	draws := []float64{1, 2, 2, 2, 3}
	near(t, "lowest", ScoreOf(draws, 2, 0).PIT, 1./6, 1e-15)
	near(t, "highest", ScoreOf(draws, 2, 1).PIT, 5./6, 1e-15)
}

// Draws and figures of one law have a uniform PIT and the coverage they say.
func TestAnHonestForecastIsHonest(t *testing.T) {
	const n = 20_000
	var inside [numLevels]int
	var deciles [10]int
	key := rng.Seed(3)
	draws := normals(2000, 0, 1)
	for i := range n {
		s := ScoreOf(draws, rng.Normal(rng.Uniform(key.Word(uint64(i)))), .5)
		deciles[int(10*s.PIT)]++
		for l := range inside {
			if s.Inside[l] {
				inside[l]++
			}
		}
	}
	for l, level := range Levels {
		near(t, "coverage", float64(inside[l])/n, level, 4*math.Sqrt(level*(1-level)/n))
	}
	for d := range deciles {
		near(t, "a decile's share", float64(deciles[d])/n, .1, 4*math.Sqrt(.09/n))
	}
}
