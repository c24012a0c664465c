package outputs

import "math"

// mostBins bounds the memory of a histogram. Counts of children whose range
// over all draws is narrower are kept exactly; a wider range is kept in bins
// of two, four, eight... children, the narrowest that fit.
const mostBins = 2048

// histogram counts whole numbers above 0, up to 2^30; zeros are not laid in it. What it
// holds is the same for any order of adding and merging: exact integers, and
// bins whose width depends on the range alone.
type histogram struct {
	n            int64
	sum, squares int64
	shift        uint8 // a bin is 1<<shift wide: value v is in bin v>>shift
	low, high    int32 // bins in use, where n is not 0
	first        int32 // bin of counts[0]
	counts       []uint32
}

// add counts the values that are above 0.
func (h *histogram) add(values []int32) {
	n, sum, squares := h.n, h.sum, h.squares
	for _, v := range values {
		if v <= 0 {
			continue
		}
		n++
		sum += int64(v)
		squares += int64(v) * int64(v)
		b := v >> h.shift
		if n == 1 || b < h.low || b > h.high {
			h.span(b, b, n == 1)
			b = v >> h.shift
		}
		h.counts[b-h.first]++
	}
	h.n, h.sum, h.squares = n, sum, squares
}

// merge adds what o counted.
func (h *histogram) merge(o *histogram) {
	if o.n == 0 {
		return
	}
	none := h.n == 0
	h.n += o.n
	h.sum += o.sum
	h.squares += o.squares
	if none {
		h.shift = o.shift
	}
	for h.shift < o.shift {
		h.coarsen()
	}
	by := h.shift - o.shift
	h.span(o.low>>by, o.high>>by, none)
	by = h.shift - o.shift
	for b := o.low; b <= o.high; b++ {
		h.counts[b>>by-h.first] += o.counts[b-o.first]
	}
}

// span makes room for the bins from low to high beside those in use, in wider
// bins where they are too many. fresh says that none are in use.
func (h *histogram) span(low, high int32, fresh bool) {
	if !fresh {
		low, high = min(low, h.low), max(high, h.high)
	}
	for high-low >= mostBins {
		h.coarsenUsed(fresh)
		low, high = low>>1, high>>1
	}
	if low < h.first || int(high-h.first) >= len(h.counts) {
		const least = 8 // bins of slack on either side, so that a window seldom moves
		slack := least + (high-low)/2
		from := max(0, low-slack)
		counts := make([]uint32, high-from+slack)
		if !fresh {
			copy(counts[h.low-from:], h.counts[h.low-h.first:h.high-h.first+1])
		}
		h.first, h.counts = from, counts
	}
	h.low, h.high = low, high
}

func (h *histogram) coarsenUsed(fresh bool) {
	if fresh {
		h.shift++
		return
	}
	h.coarsen()
}

// coarsen makes the bins twice as wide.
func (h *histogram) coarsen() {
	low, high := h.low>>1, h.high>>1
	counts := make([]uint32, high-low+1)
	for b := h.low; b <= h.high; b++ {
		counts[b>>1-low] += h.counts[b-h.first]
	}
	h.shift++
	h.low, h.high, h.first, h.counts = low, high, low, counts
}

// reset empties the histogram and keeps its room.
func (h *histogram) reset() {
	if h.n == 0 {
		return
	}
	clear(h.counts[h.low-h.first : h.high-h.first+1])
	h.n, h.sum, h.squares = 0, 0, 0
	if h.shift > 0 {
		*h = histogram{}
	}
}

// quantile is the quantile of draws values, those not counted being 0: the
// value itself where a bin is one wide, else the middle of its bin.
func (h *histogram) quantile(l Level, draws int) float64 {
	left := int64(l.Rank(draws)) - (int64(draws) - h.n)
	if left <= 0 {
		return 0
	}
	for b := h.low; b <= h.high; b++ {
		if left -= int64(h.counts[b-h.first]); left <= 0 {
			return float64(int64(b)<<h.shift + (int64(1)<<h.shift)/2)
		}
	}
	panic("outputs: a histogram lost a value")
}

// mean is the mean of draws values with its standard error.
func (h *histogram) mean(draws int) (mean, mcError float64) {
	n := float64(draws)
	mean = float64(h.sum) / n
	if draws < 2 {
		return mean, math.NaN()
	}
	variance := max(0, (float64(h.squares)-float64(float64(h.sum)*mean))/(n-1))
	return mean, math.Sqrt(variance / n)
}
