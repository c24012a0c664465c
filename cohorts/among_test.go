package cohorts

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sendsim/internal/rng"
)

// Few are drawn one by one and many at once, each way by the same law and
// never fewer where the chance is higher.
func TestAmongIsBinomialAndRisesWithTheChance(t *testing.T) {
	for _, n := range []int32{1, oneByOne, oneByOne + 1, 200} {
		const futures = 6000
		c := chanceOf(.3)
		var sum, squares float64
		for i := range uint64(futures) {
			k := float64(among(rng.Seed(i), 1, n, &c))
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
		seldom, often, never, always := chanceOf(min(p, q)), chanceOf(max(p, q)), chanceOf(0), chanceOf(1)
		low, high := among(key, 2, n, &seldom), among(key, 2, n, &often)
		if low < 0 || low > high || high > n {
			t.Fatalf("%d of %d at %g, %d at %g", low, n, min(p, q), high, max(p, q))
		}
		if among(key, 2, n, &never) != 0 || among(key, 2, n, &always) != n {
			t.Fatalf("of %d not none at 0 and all at 1", n)
		}
	})
}
