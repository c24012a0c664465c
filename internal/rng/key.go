package rng

import "math/bits"

// Key is an address of randomness: equal keys have equal luck. Keys come from
// [Seed] and are narrowed with At and Nth, never made of a plain number:
// neighbouring numbers are not mixed and have related luck.
type Key uint64

// Tag is the name of a sub-key, hashed. Tags are computed once, in package
// variables of those who use them.
type Tag uint64

// Sub-keys and words lie on three progressions through the ring of 64-bit
// numbers, each with a start and an odd stride of its own, and are mixed after
// the addition. A stride must be added: the mixer is symmetric in one XOR, and
// an address derived with that XOR would repeat another's luck.
const (
	atStart    = 0x9e3779b97f4a7c15
	atStride   = 0xd1342543de82ef95
	nthStart   = 0x8ebc6af09c88c6e3
	nthStride  = 0xaf251af3b0f025b5
	wordStart  = 0x589965cc75374cc3
	wordStride = 0xa0761d6478bd642f
	fold       = 0xe7037ed1a0b428db
)

// mix spreads every bit of x over the word: both halves of one 128-bit
// product, as in wyrand (Wang Yi, 2019). Note that mix(x) == mix(x ^ fold).
func mix(x uint64) uint64 {
	hi, lo := bits.Mul64(x, x^fold)
	return hi ^ lo
}

// Seed is the key of a run. Neighbouring seeds have unrelated keys.
func Seed(seed uint64) Key {
	return Key(mix(mix(seed*nthStride+atStart) + wordStart))
}

// Name is the tag of a name, the same for ever: FNV-1a in 64 bits (Fowler,
// Noll and Vo), mixed.
func Name(s string) Tag {
	h := uint64(0xcbf29ce484222325)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return Tag(mix(h + atStart))
}

// At is the sub-key with a name: a step, a decision.
func (k Key) At(t Tag) Key { return Key(mix(uint64(k) + atStart + atStride*uint64(t))) }

// Nth is the sub-key with a number: a draw, a term, the stable code of a cell.
// The upper half of n is folded onto the lower, where the stride spreads it.
func (k Key) Nth(n uint64) Key { return Key(mix(uint64(k) + nthStart + nthStride*(n^n>>32))) }

// Word is word i (below 2^32) of this address, uniform over 64 bits. Each
// decision at an address takes an i of its own.
func (k Key) Word(i uint64) uint64 { return mix(uint64(k) + wordStart + wordStride*i) }
