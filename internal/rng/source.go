package rng

//lint:ignore SA1019 gonum takes this source, and its words are pinned: the package is deprecated, not wrong, and is imported here alone
import "golang.org/x/exp/rand"

// sourceTag keeps the state of a source apart from every word of its key.
var sourceTag = Name("source")

// Source is a stream of words from this address, for the distributions of
// gonum: PCG XSL RR 128/64 (O'Neill 2014), its state mixed from the key. It
// satisfies math/rand/v2.Source.
func (k Key) Source() *rand.PCGSource {
	src := new(rand.PCGSource)
	src.Seed(uint64(k.At(sourceTag)))
	return src
}
