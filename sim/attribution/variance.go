package attribution

import (
	"cmp"
	"math"
	"slices"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
	"sendsim/sim"
)

// Index is what a driver makes of the variance of a figure: parts of 1, each
// with its interval.
type Index struct {
	Driver sim.Driver
	// First is by what part the variance would fall, on average, if this alone
	// were known: the first-order index by Janon and others (2014).
	First Interval
	// Total is what part would be left if all else were known: with what it
	// does together with others, by Jansen (1999). Totals may sum to more
	// than 1.
	Total Interval
}

// Interval is an estimate with the interval that holds nine in ten of its
// bootstrap samples.
type Interval struct{ Value, Low, High float64 }

const (
	samples = 400  // of the bootstrap
	tail    = 0.05 // on each side of an interval
)

// sample is the draws of one bootstrap sample; nil is all draws, once each.
type sample []int

// estimate is a statistic of all draws, with its interval. Whole draws are
// sampled, with all that was lived of them.
func estimate(draws int, key rng.Key, of func(sample) float64) Interval {
	return estimates(draws, key, func(s sample) []float64 { return []float64{of(s)} })[0]
}

func estimates(draws int, key rng.Key, of func(sample) []float64) []Interval {
	whole := make(sample, draws)
	for i := range whole {
		whole[i] = i
	}
	values := of(whole)
	all := make([]Interval, len(values))
	spread := make([][]float64, len(values))
	picked := make(sample, draws)
	for rep := range samples {
		k := key.Nth(uint64(rep))
		for i := range picked {
			picked[i] = int(k.Word(uint64(i)) % uint64(draws))
		}
		for i, v := range of(picked) {
			spread[i] = append(spread[i], v)
		}
	}
	for i := range all {
		slices.Sort(spread[i])
		at := func(p float64) float64 { return spread[i][int(p*float64(samples-1)+0.5)] }
		all[i] = Interval{values[i], at(tail), at(1 - tail)}
	}
	return all
}

var bootstrapTag = rng.Name("bootstrap")

// Indices are those of every driver for one series, the largest total first.
// seed is the seed of the run.
func (r *Redraws) Indices(series int, seed uint64) []Index {
	a, b := r.As[series], r.Anew[series]
	centre := float64((mean(a) + mean(b)) / 2)
	a, b = less(a, centre), less(b, centre)
	key := rng.Seed(seed).At(bootstrapTag)
	var all []Index
	for i, d := range r.Drivers {
		one := less(r.One[i][series], centre)
		of := estimates(r.Draws, key.Nth(uint64(d)), func(s sample) []float64 {
			return []float64{first(s, b, one), total(s, a, b, one)}
		})
		all = append(all, Index{d, of[0], of[1]})
	}
	slices.SortStableFunc(all, func(x, y Index) int { return cmp.Compare(y.Total.Value, x.Total.Value) })
	return all
}

func mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

// less is every number less another.
func less(v []float64, by float64) []float64 {
	w := make([]float64, len(v))
	for i, x := range v {
		w[i] = x - by
	}
	return w
}

// first is the correlation of two samples that share the driver alone.
func first(s sample, b, one []float64) float64 {
	var sum, products, squares float64
	for _, i := range s {
		x, y := b[i], one[i]
		sum += x + y
		products += float64(x * y)
		squares += float64(x*x) + float64(y*y)
	}
	n := float64(len(s))
	m := sum / (2 * n)
	variance := squares/(2*n) - float64(m*m)
	if variance <= 0 {
		return 0
	}
	return (products/n - float64(m*m)) / variance
}

// total is half the mean square of what drawing the driver anew changes, over
// the variance of a and b.
func total(s sample, a, b, one []float64) float64 {
	var sum, squares, change float64
	for _, i := range s {
		x, y, d := a[i], b[i], a[i]-one[i]
		sum += x + y
		squares += float64(x*x) + float64(y*y)
		change += float64(d * d)
	}
	n := float64(len(s))
	m := sum / (2 * n)
	variance := squares/(2*n) - float64(m*m)
	if variance <= 0 {
		return 0
	}
	return change / (2 * n) / variance
}

// Value is what it would be worth to know a driver before choosing.
type Value struct {
	Driver sim.Driver
	Worth  Interval // in the unit of the gain; never below 0
}

// Values is what it would be worth to know each driver, and all of them,
// before choosing between two courses. gain is by how much the one is better
// than the other, future by future, of the futures as they are, with all anew,
// and with each driver anew. chosen is the mean gain.
//
// Knowing a driver is worth something where it would change the choice: the
// mean of the better of the two, known, less the better of the two means. The
// mean gain, the driver known, is taken as normal; its variance is the
// covariance of two futures that share the driver alone.
func Values(drivers []sim.Driver, as, anew []float64, one [][]float64, seed uint64) (all []Value, chosen, whole Interval) {
	key := rng.Seed(seed).At(bootstrapTag)
	n := len(as)
	centre := float64((mean(as) + mean(anew)) / 2)
	known := func(s sample, x, y []float64) float64 {
		var gain, sx, sy, products float64
		for _, i := range s {
			gain += as[i] + anew[i]
			u, v := x[i]-centre, y[i]-centre
			sx, sy, products = sx+u, sy+v, products+float64(u*v)
		}
		m := float64(len(s))
		return loss(gain/(2*m), products/m-float64((sx/m)*(sy/m)))
	}
	for i, d := range drivers {
		if d == sim.ChanceOfChildren {
			continue // nobody can know it
		}
		all = append(all, Value{d, estimate(n, key.Nth(uint64(d)), func(s sample) float64 { return known(s, anew, one[i]) })})
	}
	gains := func(of func(float64) float64) func(sample) float64 {
		return func(s sample) float64 {
			sum := 0.0
			for _, i := range s {
				sum += of(as[i]) + of(anew[i])
			}
			return sum / float64(2*len(s))
		}
	}
	same := func(x float64) float64 { return x }
	chosen = estimate(n, key.Nth(uint64(sim.NumDrivers)), gains(same))
	better := gains(func(x float64) float64 { return max(0, x) })
	whole = estimate(n, key.Nth(uint64(sim.NumDrivers)), func(s sample) float64 { return better(s) - max(0, gains(same)(s)) })
	return all, chosen, whole
}

// loss is the mean of the better of nothing and a normal gain, less the better
// of nothing and its mean: the unit normal loss, scaled.
func loss(mean, variance float64) float64 {
	if variance <= 0 {
		return 0
	}
	sd := math.Sqrt(variance)
	z := math.Abs(mean) / sd
	const root = 2.5066282746310002 // of 2 pi
	density := portable.Exp(-z*z/2) / root
	return max(0, sd*(density-float64(z*portable.Erfc(z/math.Sqrt2)/2)))
}
