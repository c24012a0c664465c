package rng

// byChild is the number of children up to which Split sends them one by one.
const byChild = 24

// Split shares n >= 0 children among destinations with chances in proportion
// to the weights (finite, not negative, one at least positive) and sets into,
// as long as weights, to how many go to each: a multinomial draw.
//
// Few children choose one by one, child i by word i of the key; many are split
// off by one Binomial for each destination, j by word j. Weight moved from
// later to earlier destinations moves children that way alone.
func Split(k Key, n int, weights []float64, into []int) {
	into = into[:len(weights)]
	clear(into)
	total := 0.0
	for _, w := range weights {
		total += w
	}
	if n <= byChild {
		for i := range n {
			into[Choose(Uniform(k.Word(uint64(i))), weights)]++
		}
		return
	}
	for j, w := range weights {
		if w >= total {
			into[j] = n
			return
		}
		into[j] = Binomial(Uniform(k.Word(uint64(j))), n, w/total)
		n -= into[j]
		total -= w
	}
}
