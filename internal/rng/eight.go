package rng

// Eight is the luck of eight children in one word, a byte each. The lower seven
// bits of its byte are the first seven of a child's luck: they mostly say that
// a thing of small chance does not happen, to all eight at once. Where they
// leave it open, the rest of the child's luck is a word of its own. The upper
// bits mark children.
type Eight uint64

// A number in every byte, and the mark of a child.
const (
	ones  = 0x0101010101010101
	marks = 0x80 * ones
)

// Limit is a bound in steps of 1/128, from 0 to 128, on seven bits of luck.
type Limit uint64

// LimitOf is the least limit with no chance up to p >= 0 beyond it.
func LimitOf(p float64) Limit {
	if p >= 127.0/128 {
		return 128
	}
	return Limit(int64(p*128)) + 1
}

// Eight is the luck of up to n >= 1 children in word i of this address: those
// whose luck may be below the limit are marked.
func (k Key) Eight(i uint64, l Limit, n int32) Eight {
	luck := k.Word(i)
	below := ^((luck | marks) - uint64(l)*ones)
	first := uint64(marks) >> (uint32(-8*min(n, 8)) % 64)
	return Eight(luck&^marks | below&first)
}

// Marked says whether a child is marked.
func (e Eight) Marked() bool { return e&marks != 0 }

// Marks are the marks of the children alone, the upper bit of a byte each.
func (e Eight) Marks() uint64 { return uint64(e & marks) }

// Luck is the luck of child i, below 8, as a number in (0, 1), with the rest of
// it from a word of its own.
func (e Eight) Luck(i uint32, rest uint64) float64 {
	return Uniform(uint64(e)>>(8*i%64)<<57 | rest>>7)
}

// Sure is a bound: who has luck below it meets an event of hazard h >= 0, of
// chance 1-exp(-h) >= h - h^2/2. Who has luck of h or more does not.
func Sure(h float64) float64 { return h - float64(h*h/2) }
