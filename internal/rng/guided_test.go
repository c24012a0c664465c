package rng

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/floats"
	"pgregory.net/rapid"
)

// guide is the guided chances of weights.
func guide(weights []float64) (g Guided) {
	g.Fill(upToEach(weights))
	return g
}

// upToEach are the sums of all weights up to each.
func upToEach(weights []float64) []float64 {
	return floats.CumSum(make([]float64, len(weights)), weights)
}

// manyWeights are n weights that differ by a factor of a million.
func manyWeights(n int) []float64 {
	weights := make([]float64, n)
	for j := range weights {
		weights[j] = math.Pow(10, -float64(j*7%n)*6/float64(n))
	}
	return weights
}

func TestOneChildIsGuidedByItsShares(t *testing.T) {
	key, draws := Seed(21), 300_000
	sizes := []int{1, 2, 17, 156, MaxGuided}
	for _, n := range sizes {
		weights := manyWeights(n)
		total := 0.0
		for _, w := range weights {
			total += w
		}
		g, counts := guide(weights), map[int]int{}
		for i := range draws {
			counts[g.Pick(key.Word(uint64(i)))]++
		}
		p := pooledChiSquare(counts, func(j float64) float64 { return weights[int(j)] / total }, 0, n-1)
		if p < falseAlarm/float64(len(sizes)) {
			t.Errorf("%d destinations: chi-square p = %.2g", n, p)
		}
	}
}

// The guide leaves no word out, and takes it where a search from the first
// destination would; a table that is filled again forgets what it held.
func TestTheGuideFindsWhatASearchFinds(t *testing.T) {
	var g Guided
	g.Fill(upToEach(manyWeights(MaxGuided)))
	rapid.Check(t, func(t *rapid.T) {
		weight := rapid.OneOf(rapid.Float64Range(1e-12, 1), rapid.Just(1e-300), rapid.Just(1e6), rapid.Just(0.))
		weights := rapid.SliceOfN(weight, 1, MaxGuided).Filter(func(w []float64) bool { return floats.Sum(w) >= leastWeight }).Draw(t, "weights")
		g.Fill(upToEach(weights))
		entry := rapid.Uint64Range(0, guides-1).Draw(t, "entry")
		edge := rapid.SampledFrom([]uint64{0, 1, 1<<guideShift - 1}).Draw(t, "edge")
		for _, word := range []uint64{rapid.Uint64().Draw(t, "word"), (entry<<guideShift + edge) << 11, math.MaxUint64} {
			want := 0
			for word>>11 >= uint64(g.upTo[want]) {
				want++
			}
			if got := g.Pick(word); got != want {
				t.Fatalf("%#x picks %d, a search %d", word, got, want)
			}
			if weights[want] == 0 {
				t.Fatalf("%#x picks %d, of no weight", word, want)
			}
		}
	})
}

// Weight moved to an earlier destination moves no child to a later one.
func TestGuidedChancesMoveChildrenOneWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0.001, 1), 2, MaxGuided).Draw(t, "weights")
		to := rapid.IntRange(0, len(weights)-2).Draw(t, "to")
		from := rapid.IntRange(to+1, len(weights)-1).Draw(t, "from")
		word := rapid.Uint64().Draw(t, "word")
		before := guide(weights)
		moved := weights[from] / 2
		weights[from] -= moved
		weights[to] += moved
		after := guide(weights)
		if was, now := before.Pick(word), after.Pick(word); now > was {
			t.Fatalf("picked %d, then %d", was, now)
		}
	})
}

func TestWhatCannotBeGuided(t *testing.T) {
	mustPanic(t, "no destination", func() { guide(nil) })
	mustPanic(t, "too many destinations", func() { guide(manyWeights(MaxGuided + 1)) })
	mustPanic(t, "no weight", func() { guide([]float64{0, 0}) })
}
