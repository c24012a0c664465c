package posterior

import (
	"math"
	"slices"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// freedom is the degrees of freedom of Student's law from which draws are
// weighed: its tails are heavier than those of what it stands for.
const freedom = 8

// Weighed is draws about the mode with weights that make them draws of the
// density.
type Weighed struct {
	Draws   [][]float64
	Weights []float64 // sum to 1
	KHat    float64   // of the generalised Pareto law of the largest weights
	ESS     float64   // effective draws
}

// Passes tells whether the draws may be used.
func (w *Weighed) Passes() bool { return w.KHat < MostKHat && w.ESS > LeastESS }

// Draw draws n times about the mode and weighs the draws.
func (l *Laplace) Draw(of Density, n int, key rng.Key) Weighed {
	d := len(l.Mode)
	w := Weighed{Draws: make([][]float64, n), Weights: make([]float64, n)}
	z, step := make([]float64, d), make([]float64, d)
	for k := range n {
		at := key.Nth(uint64(k))
		var chi, length float64
		for j := range freedom {
			u := rng.Normal(rng.Uniform(at.Word(uint64(j))))
			chi += float64(u * u)
		}
		scale := math.Sqrt(freedom / chi)
		for i := range z {
			z[i] = scale * rng.Normal(rng.Uniform(at.Word(uint64(freedom+i))))
			length += float64(z[i] * z[i])
		}
		l.root.times(z, step)
		x := make([]float64, d)
		for i := range x {
			x[i] = l.Mode[i] + step[i]
		}
		w.Draws[k] = x
		w.Weights[k] = of(x) - l.high + float64((freedom+float64(d))/2*portable.Log1p(length/freedom))
	}
	w.weigh()
	return w
}

// weigh turns logs of ratios into weights.
func (w *Weighed) weigh() {
	high := slices.Max(w.Weights)
	var total, squares float64
	for k, log := range w.Weights {
		w.Weights[k] = portable.Exp(max(log-high, -700))
		total += w.Weights[k]
	}
	for k := range w.Weights {
		w.Weights[k] /= total
		squares += float64(w.Weights[k] * w.Weights[k])
	}
	w.ESS = 1 / squares
	w.KHat = khat(w.Weights)
}

// Moments is the mean and the standard deviation of a quantity.
func (w *Weighed) Moments(of func(x []float64) float64) (mean, sd float64) {
	var s, ss float64
	for k, x := range w.Draws {
		v := of(x)
		s += float64(w.Weights[k] * v)
		ss += float64(w.Weights[k] * v * v)
	}
	return s, math.Sqrt(max(0, ss-float64(s*s)))
}

// khat is the shape of the generalised Pareto law of the largest weights: the
// estimate of Zhang and Stephens (2009), drawn a little to a half
// [VEHTARI24].
func khat(weights []float64) float64 {
	n := len(weights)
	tail := min(n/5, int(3*math.Sqrt(float64(n))))
	const fewest = 5
	if tail < fewest {
		return math.Inf(1)
	}
	sorted := slices.Sorted(slices.Values(weights))
	cut := sorted[n-tail-1]
	x := make([]float64, tail)
	for i := range x {
		x[i] = sorted[n-tail+i] - cut
	}
	if x[tail-1] <= 0 || x[0] <= 0 {
		x = slices.DeleteFunc(x, func(v float64) bool { return v <= 0 })
		if len(x) < fewest {
			return math.Inf(-1) // all weights are one
		}
		tail = len(x)
	}
	quarter := x[int(float64(float64(tail)/4)+.5)-1]
	candidates := 30 + int(math.Sqrt(float64(tail)))
	shape := func(b float64) (k float64) {
		for _, v := range x {
			k += portable.Log1p(-b * v)
		}
		return k / float64(tail)
	}
	bs, logs := make([]float64, candidates), make([]float64, candidates)
	for j := range bs {
		bs[j] = 1/x[tail-1] + (1-math.Sqrt(float64(candidates)/(float64(j)+.5)))/(3*quarter)
		k := shape(bs[j])
		logs[j] = float64(tail) * (portable.Log(-bs[j]/k) - k - 1)
	}
	high := slices.Max(logs)
	var b, total float64
	for j := range bs {
		p := portable.Exp(max(logs[j]-high, -700))
		b += float64(p * bs[j])
		total += p
	}
	const prior = 10 // weights that say a half
	return (float64(float64(tail)*shape(b/total)) + prior/2) / (float64(tail) + prior)
}
