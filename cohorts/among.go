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

// hits is how many of n children of each age meet a hazard of the term. Those
// of age a have word 2a+which of the key.
func hits(k rng.Key, which uint64, n *ByAge, hazards *[NumAges]float64) (hit ByAge) {
	for a, h := range hazards {
		hit[a] = int32(rng.BinomialHazard(uniform(k, 2*uint64(a)+which), int(n[a]), h))
	}
	return hit
}

// shared is how many of n children at an address each of three things happens
// to, of which a child meets one at most: their chances add up to 1 or less.
// What is their word among those of a child.
func shared(k rng.Key, what uint64, n int32, chances [3]float64) (hit [3]int32) {
	if n > oneByOne {
		left := 1.0
		for j, p := range chances {
			if p > 0 {
				hit[j] = int32(rng.Binomial(uniform(k, wordsPerChild*uint64(j)+what), int(n), p/left))
			}
			n -= hit[j]
			left -= p
		}
		return hit
	}
	if n == 0 {
		return hit
	}
	first, second, third := rng.Below(chances[0]), rng.Below(chances[0]+chances[1]), rng.Below(chances[0]+chances[1]+chances[2])
	for i := range uint64(n) {
		word := k.Word(wordsPerChild*i + what)
		hit[0] += counted(first.Met(word))
		hit[1] += counted(second.Met(word))
		hit[2] += counted(third.Met(word))
	}
	return [3]int32{hit[0], hit[1] - hit[0], hit[2] - hit[1]}
}

// counted is 1 for what happened.
func counted(happened bool) int32 {
	if happened {
		return 1
	}
	return 0
}
