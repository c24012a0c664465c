package trials

import (
	"testing"

	"sendsim/internal/rng"
)

// Uniform ranks pass; ranks of a fit that is too narrow, or that is off, do not.
func TestRanksThatAreNotUniformAreSeen(t *testing.T) {
	const n = 500
	key := rng.Seed(7)
	c := &Calibration{Least: falseAlarm / 15, Distance: mostFarAway}
	for _, k := range []struct {
		name    string
		sd, off float64 // of the truth, where the fit says N(0, 1)
		uniform bool
	}{{"right", 1, 0, true}, {"too narrow", 1.5, 0, false}, {"too wide", .6, 0, false}, {"off", 1, .25, false}} {
		r := &ranked{at: map[string][]float64{}}
		for i := range n {
			draws := normals(200, 0, 1)
			truth := k.off + k.sd*rng.Normal(rng.Uniform(key.At(rng.Name(k.name)).Word(uint64(i))))
			r.add(k.name, truth, draws, .5)
		}
		q := quantityOf(k.name, r.at[k.name])
		if got := c.Uniform(&q); got != k.uniform {
			t.Errorf("%s: uniform %v; chi-square %.1f, distance %.2f", k.name, got, q.Chi2, q.Distance)
		}
	}
}
