package posterior

import (
	"math"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// Plan says how long chains are.
type Plan struct {
	Chains int
	Adapt  int // steps in which the proposal learns, thrown away
	Keep   int // draws kept of each chain
	Thin   int // steps for a draw
}

// wanted is the share of proposals that are taken at which a chain of many
// parameters moves best.
const wanted = .234

// Chains is draws by chain, of parameters in order.
type Chains [][][]float64

// RAM draws by robust adaptive Metropolis: a random walk whose steps learn,
// while it adapts, the shape and the length with which the wanted share of them
// is taken [VIHOLA12]. The chains start apart, one and a half standard
// deviations from the mode on.
func (l *Laplace) RAM(of Density, p Plan, key rng.Key) Chains {
	chains := make(Chains, p.Chains)
	for c := range chains {
		chains[c] = l.chain(of, p, key.Nth(uint64(c)))
	}
	return chains
}

const apart = 1.5 // standard deviations

func (l *Laplace) chain(of Density, p Plan, key rng.Key) [][]float64 {
	d := len(l.Mode)
	z, step := make([]float64, d), make([]float64, d)
	normals := func(at rng.Key) (length float64) {
		for i := range z {
			z[i] = rng.Normal(rng.Uniform(at.Word(uint64(i))))
			length += float64(z[i] * z[i])
		}
		return length
	}
	x, y := make([]float64, d), make([]float64, d)
	normals(key)
	l.root.times(z, step)
	for i := range x {
		x[i] = l.Mode[i] + float64(apart*step[i])
	}
	fx := of(x)
	root, spare := l.root.clone(), newLower(d)
	for i := range root {
		for k := range root[i] {
			root[i][k] *= 2.38 / math.Sqrt(float64(d)) // the best length for a normal
		}
	}
	kept := make([][]float64, 0, p.Keep)
	for t := 1; len(kept) < p.Keep; t++ {
		at := key.Nth(uint64(t))
		length := normals(at)
		root.times(z, step)
		for i := range y {
			y[i] = x[i] + step[i]
		}
		fy := of(y)
		taken := 0.
		if !math.IsNaN(fy) {
			taken = portable.Exp(min(0, max(fy-fx, -700)))
		}
		if t <= p.Adapt {
			if spare.copy(root); spare.adapt(step, length, taken, t) {
				root, spare = spare, root
			}
		}
		if rng.Uniform(at.Word(uint64(d))) < taken {
			x, y, fx = y, x, fy
		}
		if after := t - p.Adapt; after > 0 && after%p.Thin == 0 {
			kept = append(kept, append([]float64(nil), x...))
		}
	}
	return kept
}

// adapt stretches the proposal along its step, which is used up, where too many
// are taken, and shortens it where too few are. False, with the proposal spent,
// where nothing would be left of it.
func (l lower) adapt(step []float64, length, taken float64, t int) bool {
	rate := min(1, float64(len(step))*portable.Pow(float64(t), -.66)) * (taken - wanted)
	scale := math.Sqrt(math.Abs(rate) / length)
	for i := range step {
		step[i] *= scale
	}
	return l.shift(step, math.Copysign(1, rate))
}

// Series is a quantity of the draws, by chain.
func (c Chains) Series(of func(x []float64) float64) [][]float64 {
	list := make([][]float64, len(c))
	for i, draws := range c {
		for _, x := range draws {
			list[i] = append(list[i], of(x))
		}
	}
	return list
}
