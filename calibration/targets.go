package calibration

import (
	"math"

	"sendsim/internal/rng"
)

// Targets are what one future of an authority is to come to, in expectation,
// by calendar year from that of the start.
type Targets struct {
	Entries [Years]float64     // new plans of the year
	Net     [Years]float64     // net leaving, plans a year per plan
	Ended   [Years]float64     // endings, plans a year per plan
	Arrived [Years]float64     // arrivals, plans a year per plan
	Stock   [Years + 1]float64 // plans in January
}

// mostCorrection bounds half of what is taken off log entries so that their
// mean, not their median, follows the level.
const mostCorrection = .3

// Targets are those of future k, drawn with the given luck.
func (c *Authority) Targets(k int, luck Luck) Targets {
	var v [numParameters]float64
	var p Path
	var t Targets
	c.table.Draw(k, &luck, c.tag, v[:])
	c.National.path(k, v[entryFade], &luck, &p)
	c.targets(k, &luck, v[:], &p, &t)
	return t
}

// targets follows the authority's deviations from the national path, and its
// stock N' = N(1-net) + entries.
func (c *Authority) targets(k int, luck *Luck, v []float64, p *Path, t *Targets) {
	a := scaled(c.Parameters[entryLevel].Post, v[entryLevel], v[entryVolatility])
	b := scaled(c.Parameters[leavingLevel].Post, v[leavingLevel], v[leavingVolatility])
	h, g := &c.EntryHyper, &c.LeavingHyper
	lambda := v[entryVolatility]
	root, rootB := math.Sqrt(lambda), math.Sqrt(v[leavingVolatility])
	level := c.Parameters[entryLevel].Post.SD
	spread := level * level
	up := luck.at(Entry, Local, c.tag, entryShock).Nth(uint64(k))
	down := luck.at(Leaving, Local, c.tag, leavingShock).Nth(uint64(k))
	z := func(key rng.Key, i int) float64 { return rng.Normal(rng.Uniform(key.Word(uint64(i)))) }
	qa, sa := root*math.Sqrt(h.Q), root*math.Sqrt(h.S2)
	qb, sb := rootB*math.Sqrt(g.Q), rootB*math.Sqrt(g.S2)

	n := c.plans
	t.Stock[0] = n
	for y := range Years {
		a = h.Rho*a + qa*z(up, 2*y)
		b = g.Rho*b + qb*z(down, 2*y)
		spread = h.Rho*h.Rho*spread + h.Q
		eps, nu := sa*z(up, 2*y+1), sb*z(down, 2*y+1)
		correction := min(mostCorrection, lambda*(spread+h.S2)) / 2
		e := math.Exp(p.U[y] + math.Log(n/p.Stock[y]) + a + eps - correction)
		own := min(max(b+nu, -clipLeaving), clipLeaving)

		// The nation moves gross leaving; the authority's own deviation is
		// taken up by arrivals, while there are any, and then by leaving.
		alpha := max(0, v[arrivalsShare])
		t.Entries[y] = e
		t.Net[y] = p.R[y] + own
		t.Ended[y] = p.R[y] + max(own, alpha)
		t.Arrived[y] = t.Ended[y] - t.Net[y]
		n = max(1, n*(1-t.Net[y])+e)
		t.Stock[y+1] = n
	}
}

// scaled is a draw of a level whose distribution is at unit volatility.
func scaled(d Dist, draw, volatility float64) float64 {
	return d.Mean + (draw-d.Mean)*math.Sqrt(volatility)
}
