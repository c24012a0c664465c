package rng

// MaxGuided is the largest number of destinations of [Guided].
const MaxGuided = 256

// guideBits are the upper bits of a word by which a guide is read.
const guideBits = 7

const guides = 1 << guideBits

// guideShift brings a threshold to the entry of the guide that it falls in.
const guideShift = 53 - guideBits

// Guided are the chances of many destinations, cumulated in fixed point (steps
// of 2^-53), with a guide that tells where the search for a word begins (Chen
// and Asau, AIIE Transactions 6(2), 1974): a pick takes about one comparison,
// however many there are.
type Guided struct {
	from [guides]uint8 // the first destination that such words may pick
	upTo [MaxGuided]Threshold
}

// leastWeight is the least that destinations may weigh together: less than that,
// and the thresholds are out of what a number can hold.
const leastWeight = 1e-290

// Fill makes the chances of 1 to MaxGuided destinations from their weights
// (finite, not negative), of all up to each: they do not fall, and the last is
// at least 1e-290.
func (g *Guided) Fill(upTo []float64) {
	last := len(upTo) - 1
	if last < 0 || last >= MaxGuided || upTo[last] < leastWeight {
		panic("rng: Guided: no destination, too many, or of no weight")
	}
	total := upTo[last]
	scale := float64(always) / total
	var begin [guides + 1]uint8 // thresholds after which an entry is the first
	for j, sum := range upTo {
		th := always
		if sum < total { // else rounding might leave a word to none
			th = Threshold(int64(sum * scale))
		}
		g.upTo[j] = th
		begin[(uint64(th)+(1<<guideShift-1))>>guideShift]++
	}
	passed := uint8(0)
	for entry := range g.from {
		passed += begin[entry]
		g.from[entry] = min(passed, uint8(last))
	}
}

// Pick is the destination of one child: the first whose threshold the word
// meets, never one of no weight. Weight moved from later to earlier destinations
// never makes the pick later.
func (g *Guided) Pick(word uint64) int {
	x := word >> 11
	j := g.from[x>>guideShift]
	for x >= uint64(g.upTo[j]) {
		j++
	}
	return int(j)
}
