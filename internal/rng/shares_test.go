package rng

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// someWeights are rows of destinations: one, even, rare, with none at either
// end, the longest.
var someWeights = [][]float64{
	{2},
	{1, 1},
	{0, 3, 0, 1, 0},
	{.85, .04, .03, .02, .02, .01, .01, .01, .01},
	{1, 1e-9, 1e-3, 0.4},
	{1e300, 2e300, 3e300},
	{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
}

// share is the shares of weights.
func share(weights []float64) (s Shares) {
	s.Fill(weights, 0)
	return s
}

// split is the numbers that a split gives to each of so many destinations.
func split(s *Shares, k Key, n, destinations int) []int {
	into := make([]int, destinations)
	s.Split(k, 1, n, func(j, n int) { into[j] = n })
	return into
}

func TestOneChildGoesByItsShares(t *testing.T) {
	key, draws := Seed(14), 200_000
	tests := float64(2 * len(someWeights))
	for _, weights := range someWeights {
		total := 0.0
		for _, w := range weights {
			total += w
		}
		chance := func(j float64) float64 { return weights[int(j)] / total }
		shares := share(weights)
		for name, pick := range map[string]func(word uint64) int{
			"Pick":   shares.Pick,
			"Choose": func(word uint64) int { return Choose(Uniform(word), weights) },
		} {
			counts := map[int]int{}
			for i := range draws {
				counts[pick(key.Word(uint64(i)))]++
			}
			for j, w := range weights {
				if w == 0 && counts[j] > 0 {
					t.Errorf("%s(%v): destination %d has no weight", name, weights, j)
				}
			}
			if p := pooledChiSquare(counts, chance, 0, len(weights)-1); p < falseAlarm/tests {
				t.Errorf("%s(%v): chi-square p = %.2g", name, weights, p)
			}
		}
	}
}

// Small multinomials in full: each way to share n children among three.
func TestSplitFollowsTheMultinomialInFull(t *testing.T) {
	weights := []float64{0.5, 0.2, 0.3}
	shares, key := share(weights), Seed(15)
	for n := range 5 {
		counts := map[int]int{}
		for i := range 100_000 {
			into := split(&shares, key.Nth(uint64(n)).Nth(uint64(i)), n, 3)
			counts[into[0]*10+into[1]]++
		}
		chance := func(code float64) float64 {
			a, b := int(code)/10, int(code)%10
			if a+b > n {
				return 0
			}
			ways := math.Gamma(float64(n+1)) / math.Gamma(float64(a+1)) / math.Gamma(float64(b+1)) / math.Gamma(float64(n-a-b+1))
			return ways * math.Pow(weights[0], float64(a)) * math.Pow(weights[1], float64(b)) * math.Pow(weights[2], float64(n-a-b))
		}
		if p := pooledChiSquare(counts, chance, 0, 49); p < falseAlarm/5 {
			t.Errorf("n = %d: chi-square p = %.2g", n, p)
		}
	}
}

// Each destination, and each pair of neighbours, is binomial; all children
// arrive.
func TestSplitFollowsTheMultinomialAtItsMargins(t *testing.T) {
	const draws = 5000
	key := Seed(16)
	for i, weights := range someWeights {
		shares := share(weights)
		total := 0.0
		for _, w := range weights {
			total += w
		}
		for _, n := range []int{0, 1, 3, 10, 50, 144, 145, 600, 5000, 1_000_000} {
			ones, pairs := make([][]int, len(weights)), make([][]int, len(weights))
			for d := range draws {
				into := split(&shares, key.Nth(uint64(i)).Nth(uint64(n)).Nth(uint64(d)), n, len(weights))
				left := n
				for j, c := range into {
					left -= c
					ones[j] = append(ones[j], c)
					pairs[j] = append(pairs[j], c+into[(j+1)%len(into)])
				}
				if left != 0 {
					t.Fatalf("%v: %d of %d children are lost", weights, left, n)
				}
			}
			for j := range weights {
				next := weights[(j+1)%len(weights)]
				for _, m := range []struct {
					draws []int
					p     float64
				}{{ones[j], weights[j] / total}, {pairs[j], (weights[j] + next) / total}} {
					if p := min(m.p, 1); len(weights) > 2 {
						mean := float64(n) * p
						what := fmt.Sprintf("%v of %d, destination %d", weights, n, j)
						held(t, 2000, what, m.draws, distuv.Binomial{N: float64(n), P: p}.Prob, mean, mean*(1-p))
					}
				}
			}
		}
	}
}

// Weight moved to an earlier destination moves children there or towards it,
// and no child the other way.
func TestSharesMoveChildrenOneWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0.001, 1), 2, MaxShares).Draw(t, "weights")
		to := rapid.IntRange(0, len(weights)-2).Draw(t, "to")
		from := rapid.IntRange(to+1, len(weights)-1).Draw(t, "from")
		word := rapid.Uint64().Draw(t, "word")
		before := share(weights)
		was, chose := before.Pick(word), Choose(Uniform(word), weights)
		moved := weights[from] / 2
		weights[from] -= moved
		weights[to] += moved
		after := share(weights)
		if now := after.Pick(word); now > was || was > from && now != was || was < to && now != was {
			t.Fatalf("picked %d, then %d", was, now)
		}
		if now := Choose(Uniform(word), weights); now > chose {
			t.Fatalf("chose %d, then %d", chose, now)
		}
	})
}

// Where no weight is positive all go where they are told to; a row that is
// filled again forgets what it held.
func TestWeightsThatAreNone(t *testing.T) {
	s := share([]float64{0, 0, 1})
	for _, weights := range [][]float64{nil, {0, 0}, {0, 0, 0, 0}} {
		s.Fill(weights, 3)
		for _, word := range []uint64{0, 1 << 62, math.MaxUint64} {
			if j := s.Pick(word); j != 3 {
				t.Errorf("%v: picked %d", weights, j)
			}
		}
		if into := split(&s, Seed(1), 7, 4); into[3] != 7 {
			t.Errorf("%v: split %v", weights, into)
		}
		mustPanic(t, "no weight to choose", func() { Choose(0.5, weights) })
	}
	s.Fill([]float64{1, 1, 0}, 3)
	if a, b := s.Pick(0), s.Pick(math.MaxUint64); a != 0 || b != 1 {
		t.Errorf("filled again it picks %d and %d", a, b)
	}
	mustPanic(t, "too many weights", func() { share(make([]float64, MaxShares+1)) })
}

// A destination without weight is never picked, at the ends of the words
// either.
func TestNobodyGoesWhereThereIsNoWeight(t *testing.T) {
	weight := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(1e-6, 10))
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(weight, 1, MaxShares).Draw(t, "weights")
		word := rapid.OneOf(rapid.SampledFrom([]uint64{0, math.MaxUint64}), rapid.Uint64()).Draw(t, "word")
		s := share(weights)
		if j := s.Pick(word); slices.Max(weights) > 0 && weights[j] == 0 {
			t.Fatalf("%v at %#x picks %d", weights, word, j)
		}
	})
}
