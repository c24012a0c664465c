package oracle

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"sendsim/cohorts"
)

// Quantiles are those at which distributions are compared.
var Quantiles = [...]float64{0.05, 0.25, 0.5, 0.75, 0.95}

// A Difference is what one statistic of a column is on the two sides, and by
// how many standard errors of a difference between samples of one and the same
// distribution they lie apart.
type Difference struct {
	Term      cohorts.Term
	Name      string
	Statistic string // mean, variance, or the share at or below a value
	A, B, Z   float64
}

// String is the difference in one line.
func (d Difference) String() string {
	return fmt.Sprintf("%s %s, %s: %.6g and %.6g, z = %+.2f", d.Term, d.Name, d.Statistic, d.A, d.B, d.Z)
}

// Compare holds two collections of the same terms against each other, the
// widest difference first: for every column the mean, the variance and the
// distribution function at five quantiles. If both sides have the same
// distribution, each Z is near a standard normal for columns that vary enough;
// a column that never varies has Z 0 if it is the same on both sides, else
// infinity.
func Compare(a, b *Moments) []Difference {
	if !slices.Equal(a.terms, b.terms) {
		panic("oracle: moments of different terms")
	}
	var all []Difference
	for i := range a.columns {
		all = append(all, compare(&a.columns[i], &b.columns[i])...)
	}
	slices.SortStableFunc(all, func(x, y Difference) int {
		return cmp.Compare(math.Abs(y.Z), math.Abs(x.Z))
	})
	return all
}

// Beyond are the differences of more than z standard errors.
func Beyond(all []Difference, z float64) []Difference {
	var far []Difference
	for _, d := range all {
		if !(math.Abs(d.Z) <= z) {
			far = append(far, d)
		}
	}
	return far
}

// Lasting are the differences that last. Among ten thousand, one beyond four
// standard errors is to be expected where the two sides agree; so where any is
// beyond z, the sides live futures anew, and a column counts that is beyond
// again, or nearly, the same way. Round i lives the futures of set i.
func Lasting(z float64, round func(set uint64) []Difference) []Difference {
	const nearly = 1 // standard error less
	var lasting []Difference
	first := Beyond(round(0), z)
	if len(first) == 0 {
		return nil
	}
	for _, d := range Beyond(round(1), z-nearly) {
		if slices.ContainsFunc(first, func(f Difference) bool {
			return f.Term == d.Term && f.Name == d.Name && (f.Z < 0) == (d.Z < 0)
		}) {
			lasting = append(lasting, d)
		}
	}
	return lasting
}

func compare(a, b *Column) []Difference {
	all := make([]Difference, 0, 2+len(Quantiles))
	add := func(statistic string, x, y, se float64) {
		z := 0.0
		if x != y {
			z = (x - y) / se
		}
		all = append(all, Difference{a.Term, a.Name, statistic, x, y, z})
	}

	// Mean and variance: two samples, standard errors pooled from both sides.
	na, nb := float64(len(a.Values)), float64(len(b.Values))
	twoA, fourA := a.central()
	twoB, fourB := b.central()
	variance := (twoA + twoB) / (na + nb - 2)
	spread := max(0, (fourA+fourB)/(na+nb)-variance*variance) // of the squared distance from the mean
	add("mean", a.Mean(), b.Mean(), math.Sqrt(variance*(1/na+1/nb)))
	add("variance", twoA/(na-1), twoB/(nb-1), math.Sqrt(spread*(1/na+1/nb)))

	// Quantiles: both samples are cut at a quantile of all values together.
	// How many of one side are below is then hypergeometric, ties and all.
	pooled := slices.Concat(a.Values, b.Values)
	slices.Sort(pooled)
	n := na + nb
	last := math.Inf(-1)
	for _, q := range Quantiles {
		cut := quantile(pooled, q)
		share := (below(a, cut) + below(b, cut)) / n
		if cut == last || share == 1 { // asked already, or true of all
			continue
		}
		last = cut
		se := math.Sqrt(share * (1 - share) * n / (n - 1) * (1/na + 1/nb))
		add(fmt.Sprintf("share up to %g (quantile %g)", cut, q), below(a, cut)/na, below(b, cut)/nb, se)
	}
	return all
}

// below is the number of values at or below cut.
func below(c *Column, cut float64) float64 {
	n := 0.0
	for _, x := range c.Values {
		if x <= cut {
			n++
		}
	}
	return n
}
