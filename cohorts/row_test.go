package cohorts

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"sendsim/internal/rng"
)

// weights are up to 13 weights, many of them 0.
var weights = rapid.SliceOfN(rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(1e-6, 10)), 1, int(NumSettings))

func TestARowPicksInProportionToItsWeights(t *testing.T) {
	for _, w := range [][]float64{
		{1, 2, 3, 4},
		{0, .2, 0, 0, .5, .3, 0},
		{5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1},
		{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
		{7},
	} {
		var r row[Setting]
		r.fill(w, NotPlaced)
		const n = 20000
		counts, total := make([]float64, len(w)), 0.0
		for i := range uint64(n) {
			counts[r.pick(uniform(rng.Seed(3), i))]++
		}
		for _, x := range w {
			total += x
		}
		chi, free := 0.0, -1.0
		for i, x := range w {
			if x == 0 {
				if counts[i] > 0 {
					t.Errorf("%v: %g picked %d times", w, x, int(counts[i]))
				}
				continue
			}
			want := n * x / total
			chi += (counts[i] - want) * (counts[i] - want) / want
			free++
		}
		if free > 0 && (distuv.ChiSquared{K: free}).Survival(chi) < 1e-4 {
			t.Errorf("%v: picked %v", w, counts)
		}
	}
}

// The pick is the one whose share of the total the uniform lies in, to the ends
// of the interval.
func TestARowNeverPicksWhatHasNoWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := weights.Draw(t, "weights")
		u := rapid.OneOf(rapid.SampledFrom([]float64{0x1p-55, 1 - 0x1p-53}), rapid.Float64Range(0x1p-55, 1-0x1p-53)).Draw(t, "u")
		var r row[Setting]
		r.fill(w, NotPlaced)
		total := 0.0
		for _, x := range w {
			total += x
		}
		got := r.pick(u)
		if total == 0 {
			if got != NotPlaced {
				t.Fatalf("an empty row picks %v", got)
			}
			return
		}
		before := 0.0
		for _, x := range w[:got] {
			before += x
		}
		const rounding = 1e-9
		if w[got] == 0 || u*total < before-rounding || u*total > before+w[got]+rounding {
			t.Fatalf("%v at %g picks %d", w, u, got)
		}
	})
}

func TestARowFilledAgainForgetsWhatItHeld(t *testing.T) {
	var r row[Need]
	r.fill([]float64{0, 0, 1}, VI)
	if got := r.pick(.5); got != MLD {
		t.Errorf("picked %v", got)
	}
	r.fill([]float64{0, 0, 0}, VI)
	if got := r.pick(.5); got != VI {
		t.Errorf("an empty row picked %v", got)
	}
	r.fill([]float64{1, 1, 0}, VI)
	if got := r.pick(.999); got != HI {
		t.Errorf("picked %v", got)
	}
}

func TestASplitGivesEveryChildOnceToWhatHasWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := weights.Draw(t, "weights")
		n := rapid.Int32Range(0, 2000).Draw(t, "n")
		var r row[Setting]
		r.fill(w, NotPlaced)
		given, last := int32(0), -1
		r.split(rng.Seed(rapid.Uint64().Draw(t, "seed")), n, func(s Setting, k int32) {
			if k < 0 || int(s) <= last || k > 0 && r.total > 0 && w[s] == 0 {
				t.Fatalf("%v of %d: %d to %v", w, n, k, s)
			}
			given += k
			last = int(s)
		})
		if given != n {
			t.Fatalf("%d of %d given", given, n)
		}
	})
}

// Numbers drawn at once have the mean and the variance of children one by one.
func TestASplitIsMultinomial(t *testing.T) {
	w := []float64{.1, 0, .2, .4, 0, .3}
	const n, futures = 100, 4000
	var r row[Setting]
	r.fill(w, NotPlaced)
	var sum, squares [6]float64
	for i := range uint64(futures) {
		r.split(rng.Seed(i), n, func(s Setting, k int32) {
			sum[s] += float64(k)
			squares[s] += float64(k) * float64(k)
		})
	}
	for i, p := range w {
		mean, variance := sum[i]/futures, squares[i]/futures-sum[i]/futures*sum[i]/futures
		sd := math.Sqrt(n * p * (1 - p))
		if math.Abs(mean-n*p) > 4*sd/math.Sqrt(futures) {
			t.Errorf("%d: mean %g, expected %g", i, mean, n*p)
		}
		if math.Abs(variance-sd*sd) > 4*sd*sd*math.Sqrt(2./futures) {
			t.Errorf("%d: variance %g, expected %g", i, variance, sd*sd)
		}
	}
}

// Few are drawn one by one and many at once, each way by the same law and
// never fewer where the chance is higher.
func TestAmongIsBinomialAndRisesWithTheChance(t *testing.T) {
	for _, n := range []int32{1, oneByOne, oneByOne + 1, 200} {
		const futures = 6000
		var sum, squares float64
		for i := range uint64(futures) {
			k := float64(among(rng.Seed(i), 1, n, .3))
			sum += k
			squares += k * k
		}
		m, v := float64(n)*.3, float64(n)*.3*.7
		if mean := sum / futures; math.Abs(mean-m) > 4*math.Sqrt(v/futures) {
			t.Errorf("of %d: mean %g, expected %g", n, mean, m)
		}
		if got := squares/futures - sum/futures*sum/futures; math.Abs(got-v) > 4*v*math.Sqrt(2.5/futures) {
			t.Errorf("of %d: variance %g, expected %g", n, got, v)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		key := rng.Seed(rapid.Uint64().Draw(t, "seed"))
		n := rapid.Int32Range(0, 60).Draw(t, "n")
		p, q := rapid.Float64Range(0, 1).Draw(t, "p"), rapid.Float64Range(0, 1).Draw(t, "q")
		low, high := among(key, 2, n, min(p, q)), among(key, 2, n, max(p, q))
		if low < 0 || low > high || high > n {
			t.Fatalf("%d of %d at %g, %d at %g", low, n, min(p, q), high, max(p, q))
		}
		if among(key, 2, n, 0) != 0 || among(key, 2, n, 1) != n {
			t.Fatalf("of %d not none at 0 and all at 1", n)
		}
	})
}
