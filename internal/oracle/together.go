package oracle

import (
	"cmp"
	"math"
	"slices"
)

// Together holds the correlations of all pairs of columns of the same term
// against each other, the widest difference first, and gives those of more
// than z standard errors, and the number of pairs. Two decisions that share
// their luck can leave every column right by itself: they show here. Where
// columns go together closely the standard error is on the safe side. It takes
// seconds for a few terms and thousands of futures.
func Together(a, b *Moments, z float64) (far []Difference, pairs int) {
	if !slices.Equal(a.terms, b.terms) {
		panic("oracle: moments of different terms")
	}
	va, vb := standardised(a), standardised(b)
	na, nb := float64(a.Futures()), float64(b.Futures())
	for i, x := range a.columns {
		for j, y := range a.columns[:i] {
			if x.Term != y.Term || constant(va[i], vb[i]) || constant(va[j], vb[j]) {
				continue
			}
			pairs++
			ra, qa := product(va[i], va[j])
			rb, qb := product(vb[i], vb[j])
			mean := (ra + rb) / (na + nb)
			spread := (qa+qb)/(na+nb) - mean*mean
			d := ra/na - rb/nb
			if d /= math.Sqrt(spread * (1/na + 1/nb)); !(math.Abs(d) <= z) {
				far = append(far, Difference{x.Term, x.Name + " with " + y.Name, "correlation", ra / na, rb / nb, d})
			}
		}
	}
	slices.SortStableFunc(far, func(x, y Difference) int { return cmp.Compare(math.Abs(y.Z), math.Abs(x.Z)) })
	return far, pairs
}

// standardised are the columns with mean 0 and variance 1; nil where nothing
// varies.
func standardised(m *Moments) [][]float32 {
	all := make([][]float32, len(m.columns))
	for i := range m.columns {
		c := &m.columns[i]
		mean, two := c.Mean(), 0.0
		for _, x := range c.Values {
			two += (x - mean) * (x - mean)
		}
		if two == 0 {
			continue
		}
		sd := math.Sqrt(two / float64(len(c.Values)))
		all[i] = make([]float32, len(c.Values))
		for k, x := range c.Values {
			all[i][k] = float32((x - mean) / sd)
		}
	}
	return all
}

func constant(a, b []float32) bool { return a == nil || b == nil }

// product sums the products of two columns, and their squares.
func product(a, b []float32) (sum, squares float64) {
	for k, x := range a {
		xy := float64(x) * float64(b[k])
		sum += xy
		squares += xy * xy
	}
	return sum, squares
}
