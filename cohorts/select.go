package cohorts

import (
	"math"
	"math/bits"
)

// lot is one of many who cannot all be served: those with the lowest words of
// luck are.
type lot struct {
	word uint64
	of   int32 // whose it is
}

// keepFirst brings the n lowest lots to the front, in no order: by quickselect,
// whose pivot is where the n-th is to be expected, for words are uniform, and
// whose parting of the low from the high takes no branch.
func keepFirst(of []lot, n int) {
	lo, hi := 0, len(of)
	least, most := uint64(0), uint64(math.MaxUint64) // of the words from lo to hi
	for n > lo && n < hi && least < most {
		high, low := bits.Mul64(most-least, uint64(n-lo))
		share, _ := bits.Div64(high, low, uint64(hi-lo))
		pivot := least + 1 + share
		below := lo + part(of[lo:hi], pivot)
		if n <= below {
			hi, most = below, pivot-1
		} else {
			lo, least = below, pivot
		}
	}
}

// part brings the words below a pivot to the front and returns their number.
func part(of []lot, pivot uint64) (below int) {
	for i := range of {
		l := of[i]
		of[i] = of[below]
		of[below] = l
		below += int(counted(l.word < pivot))
	}
	return below
}
