package cohorts

import "sendsim/internal/rng"

// wordsPerChild is the room for words of luck that one child has at an
// address; words 2 and 3 are rationing's where a step places children.
const wordsPerChild = 8

// oneByOne is the number of children up to which each has its own luck;
// beyond it one inversion draws their number, which is then the cheaper.
const oneByOne = 16

// uniform is the luck of one decision at an address.
func uniform(k rng.Key, word uint64) float64 { return rng.Uniform(k.Word(word)) }

// among is how many of n children at an address a thing of chance p happens
// to. What is the thing's word among those of a child; no two things of an
// address share one. It never falls when p or n rises within either way of
// drawing.
func among(k rng.Key, what uint64, n int32, p float64) (hit int32) {
	if n > oneByOne {
		return int32(rng.Binomial(uniform(k, what), int(n), p))
	}
	if n == 0 {
		return 0
	}
	below := rng.Below(p)
	for i := range uint64(n) {
		if below.Met(k.Word(wordsPerChild*i + what)) {
			hit++
		}
	}
	return hit
}
