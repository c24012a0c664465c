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

// chance is the chance of a thing, made ready for many draws.
type chance struct {
	below  rng.Threshold // for the word of one child
	hazard float64       // for the number of many
}

func chanceOf(p float64) chance { return chance{rng.Below(p), rng.HazardOf(p)} }

// among is how many of n children at an address a thing of chance c happens
// to. What is the thing's word among those of a child; no two things of an
// address share one. It never falls when the chance or n rises within either
// way of drawing.
func among(k rng.Key, what uint64, n int32, c *chance) (hit int32) {
	if n > oneByOne {
		return int32(rng.BinomialHazard(uniform(k, what), int(n), c.hazard))
	}
	below := c.below
	for i := range uint64(n) {
		hit += counted(below.Met(k.Word(wordsPerChild*i + what)))
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

// ends are the chances of up to three things of which a child meets one at
// most, made ready for many draws.
type ends struct {
	first, second, third rng.Threshold // each with those before it
	hazards              [3]float64    // of each, for those who met none before it
}

// endsOf makes ends of chances that add up to 1 or less.
func endsOf(first, second, third float64) ends {
	two, three := first+second, first+second+third
	return ends{
		rng.Below(first), rng.Below(two), rng.Below(three),
		[3]float64{rng.HazardOf(first), rng.HazardOf(second / (1 - first)), rng.HazardOf(third / (1 - two))},
	}
}

// among is how many of n children at an address meet each of the three. What
// is their word among those of a child.
func (e *ends) among(k rng.Key, what uint64, n int32) (first, second, third int32) {
	if n > oneByOne {
		var met [3]int32
		for j, h := range e.hazards {
			met[j] = int32(rng.BinomialHazard(uniform(k, wordsPerChild*uint64(j)+what), int(n), h))
			n -= met[j]
		}
		return met[0], met[1], met[2]
	}
	one, two, three := e.first, e.second, e.third
	for i := range uint64(n) {
		word := k.Word(wordsPerChild*i + what)
		first += counted(one.Met(word))
		second += counted(two.Met(word))
		third += counted(three.Met(word))
	}
	return first, second - first, third - second
}

// counted is 1 for what happened.
func counted(happened bool) int32 {
	if happened {
		return 1
	}
	return 0
}
