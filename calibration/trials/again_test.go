package trials

import (
	"math"
	"sort"
	"testing"

	"sendsim/internal/rng"
)

// scoreAgain is ScoreOf written a second time, by other formulas: the CRPS as
// the integral of the squared distance between the two distribution functions,
// the weighted interval score as pinball losses, the quantiles by counting.
func scoreAgain(draws []float64, came float64) (s Score) {
	x := append([]float64(nil), draws...)
	sort.Float64s(x)
	n := len(x)
	step := func(at float64) float64 { // share of draws at or below, less that of what came
		f := float64(sort.Search(n, func(i int) bool { return x[i] > at })) / float64(n)
		if at >= came {
			f--
		}
		return f
	}
	edges := append(append([]float64(nil), x...), came)
	sort.Float64s(edges)
	for i := 1; i < len(edges); i++ {
		f := step(edges[i-1])
		s.CRPS += f * f * (edges[i] - edges[i-1])
	}
	q := func(p float64) float64 {
		h := float64(n-1)*p + 1 // Hyndman and Fan number draws from 1
		lower := math.Floor(h)
		upper := math.Min(lower+1, float64(n))
		return x[int(lower)-1]*(lower+1-h) + x[int(upper)-1]*(h-lower)
	}
	pinball := func(p float64) float64 {
		d := came - q(p)
		return math.Max(p*d, (p-1)*d)
	}
	s.Median = q(.5)
	// Of an interval, alpha/2 times its score is the sum of its two losses.
	for _, p := range []float64{.025, .1, .25, .5, .75, .9, .975} {
		s.WIS += pinball(p) / 3.5
	}
	for i, level := range Levels {
		a, b := q(.5-level/2), q(.5+level/2)
		s.Width[i] = b - a
		s.Inside[i] = !(came < a) && !(b < came)
	}
	return s
}

// agree fails the test unless two scores are the same within rounding.
func agree(t *testing.T, a, b Score) {
	t.Helper()
	const within = 1e-9
	scale := within * (1 + math.Abs(a.Median) + a.Width[numLevels-1])
	near(t, "CRPS again", b.CRPS, a.CRPS, scale)
	near(t, "WIS again", b.WIS, a.WIS, scale)
	near(t, "median again", b.Median, a.Median, scale)
	for i := range Levels {
		near(t, "width again", b.Width[i], a.Width[i], scale)
		if a.Inside[i] != b.Inside[i] {
			t.Errorf("the interval of %v: inside %v, again %v", Levels[i], a.Inside[i], b.Inside[i])
		}
	}
}

func TestScoresAgreeWithASecondWriting(t *testing.T) {
	key := rng.Seed(11)
	for i := range 200 {
		k := key.Nth(uint64(i))
		draws := make([]float64, 2+int(k.Word(0)%400))
		for j := range draws {
			draws[j] = 1000 * math.Exp(.3*rng.Normal(rng.Uniform(k.Nth(uint64(j)).Word(1))))
			if i%2 == 0 {
				draws[j] = math.Round(draws[j] / 50) // equal draws
			}
		}
		came := draws[int(k.Word(2)%uint64(len(draws)))] * (1 + .2*float64(i%3))
		again := scoreAgain(draws, came)
		agree(t, ScoreOf(draws, came, .5), again)
	}
}
