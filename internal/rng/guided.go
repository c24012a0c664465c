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

// Fill makes the chances of 1 to MaxGuided destinations, in proportion to their
// weights (finite, positive).
func (g *Guided) Fill(weights []float64) {
	if len(weights) < 1 || len(weights) > MaxGuided {
		panic("rng: Guided: no destination, or too many")
	}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	var begin [guides + 1]uint8 // thresholds after which an entry is the first
	sum := 0.0
	for j, w := range weights {
		sum += w
		g.upTo[j] = Threshold(int64(sum / total * float64(always)))
		begin[(uint64(g.upTo[j])+(1<<guideShift-1))>>guideShift]++
	}
	last := len(weights) - 1
	g.upTo[last] = always
	passed := uint8(0)
	for entry := range g.from {
		passed += begin[entry]
		g.from[entry] = min(passed, uint8(last))
	}
}

// Pick is the destination of one child: the first whose threshold the word
// meets. Weight moved from later to earlier destinations never makes the pick
// later.
func (g *Guided) Pick(word uint64) int {
	x := word >> 11
	j := g.from[x>>guideShift]
	for x >= uint64(g.upTo[j]) {
		j++
	}
	return int(j)
}
