package outputs

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// counts draws whole numbers of a cell: many zeros, narrow or wide.
func counts(t *rapid.T) []int32 {
	const most = 1 << 30
	widest := rapid.SampledFrom([]int32{1, 30, mostBins - 1, 5_000, 200_000, most}).Draw(t, "widest")
	from := rapid.Int32Range(0, most-widest).Draw(t, "from")
	v := rapid.SliceOfN(rapid.Int32Range(from, from+widest), 1, 200).Draw(t, "values")
	for i := range rapid.IntRange(0, len(v)).Draw(t, "zeros") {
		v[i] = 0
	}
	return v
}

// TestMergeIsWhole says that histograms of parts, merged in any order, are the
// histogram of the whole, and that those emptied and filled again are as new.
func TestMergeIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := counts(t)
		var whole, merged histogram
		whole.add(v)
		parts := rapid.IntRange(1, 5).Draw(t, "parts")
		used := make([]histogram, parts)
		for i := range used { // what a block before has left
			used[i].add(counts(t))
			used[i].reset()
		}
		size := (len(v) + parts - 1) / parts
		for i := range used {
			used[i].add(v[min(len(v), i*size):min(len(v), (i+1)*size)])
		}
		for _, i := range rapid.Permutation([]int{0, 1, 2, 3, 4}[:parts]).Draw(t, "order") {
			merged.merge(&used[i])
		}
		if whole.n != merged.n || whole.sum != merged.sum || whole.squares != merged.squares || whole.shift != merged.shift {
			t.Fatalf("whole %+v, merged %+v", whole, merged)
		}
		for _, l := range Levels {
			if a, b := whole.quantile(l, len(v)), merged.quantile(l, len(v)); a != b {
				t.Fatalf("%v: whole %v, merged %v", l, a, b)
			}
		}
	})
}

// TestHistogramQuantiles says that a histogram's quantiles are those of the
// sorted values where its bins are one wide, and within half a bin where they
// are wider; that it never holds more bins than it may; that its mean is
// exact.
func TestHistogramQuantiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := counts(t)
		var h histogram
		h.add(v)
		sorted := slices.Clone(v)
		slices.Sort(sorted)
		sum := 0.0
		for _, x := range v {
			sum += float64(x)
		}
		if m, _ := h.mean(len(v)); math.Abs(m-sum/float64(len(v))) > 1e-6*math.Abs(m) {
			t.Fatalf("mean %v, want %v", m, sum/float64(len(v)))
		}
		if h.n > 0 && h.high-h.low >= mostBins {
			t.Fatalf("%d bins", h.high-h.low+1)
		}
		lowest := sorted[slices.IndexFunc(append(sorted, 1), func(x int32) bool { return x > 0 })%len(sorted)]
		if h.n > 0 && int(sorted[len(sorted)-1])-int(lowest) < mostBins-1 && h.shift > 0 {
			t.Fatalf("values from %d to %d are kept in bins of %d", lowest, sorted[len(sorted)-1], 1<<h.shift)
		}
		for _, l := range Levels {
			want := float64(sorted[l.Rank(len(v))-1])
			got := h.quantile(l, len(v))
			if math.Abs(got-want) > float64(int64(1)<<h.shift/2) {
				t.Fatalf("%v is %v, want %v within half of %d", l, got, want, 1<<h.shift)
			}
		}
	})
}
