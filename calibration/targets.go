package calibration

import (
	"math"

	"sendsim/internal/portable"
)

// Targets are what one future of an authority is to come to, in expectation,
// by calendar year from that of the start; where its bounds of leaving do not
// reach so far, it comes as near as they let it.
type Targets struct {
	First   int                // the first year
	Entries [Years]float64     // new plans of the year
	Net     [Years]float64     // net leaving, plans a year per plan
	Ended   [Years]float64     // endings, plans a year per plan
	Arrived [Years]float64     // arrivals, plans a year per plan
	Stock   [Years + 1]float64 // plans in January
}

// Targets are those of future k, drawn with the given luck.
func (c *Authority) Targets(k int, luck Luck) Targets {
	c.ready()
	var v [numParameters]float64
	p := Path{ahead: c.ahead}
	var t Targets
	c.table.Draw(k, &luck, c.tag, v[:])
	c.National.path(k, v[entryFade], &luck, &p)
	c.targets(k, &luck, v[:], &p, &t)
	return t
}

func (c *Authority) targets(k int, luck *Luck, v []float64, p *Path, t *Targets) {
	up := luck.at(Entry, Local, c.tag, entryShock).Nth(uint64(k))
	down := luck.at(Leaving, Local, c.tag, leavingShock).Nth(uint64(k))
	c.follow(v, func(i int) (a, eps, b, nu float64) {
		return shock(up, 2*i), shock(up, 2*i+1), shock(down, 2*i), shock(down, 2*i+1)
	}, p, t)
}

// follow goes along the authority's deviations from the national path, with
// the surprises given by year from that of the layer's census, and along its
// stock N' = N(1-net) + entries.
func (c *Authority) follow(v []float64, surprise func(i int) (a, eps, b, nu float64), p *Path, t *Targets) {
	a := scaled(c.Parameters[entryLevel].Post, v[entryLevel], v[entryVolatility])
	b := scaled(c.Parameters[leavingLevel].Post, v[leavingLevel], v[leavingVolatility])
	h, g := &c.EntryHyper, &c.LeavingHyper
	root, rootB := math.Sqrt(v[entryVolatility]), math.Sqrt(v[leavingVolatility])
	level := c.Parameters[entryLevel].Post.SD
	spread := level * level
	qa, sa := root*math.Sqrt(h.Q), root*math.Sqrt(h.S2)
	qb, sb := rootB*math.Sqrt(g.Q), rootB*math.Sqrt(g.S2)
	alpha := max(0, v[arrivalsShare])

	n := c.path
	t.First, t.Stock[0] = c.Structure.January, n
	for i := range c.ahead + Years {
		za, eps, zb, nu := surprise(i)
		a = float64(h.Rho*a) + float64(qa*za)
		b = float64(g.Rho*b) + float64(qb*zb)
		spread = float64(h.Rho*h.Rho*spread) + h.Q
		y := i - c.ahead
		if y < 0 {
			c.seen(i, &p.past[i], &a, &spread, root*eps)
			continue
		}
		e := portable.Exp(p.U[y] + portable.Log(n/p.Stock[y]) + h.Centre + a + float64(sa*eps))
		own := min(max(b+float64(sb*nu), -clipLeaving), clipLeaving)

		// The nation moves gross leaving; the authority's own deviation is
		// taken up by arrivals, while there are any, and then by leaving.
		t.Entries[y] = e
		t.Net[y] = p.R[y] + own
		t.Ended[y] = p.R[y] + max(own, alpha)
		t.Arrived[y] = t.Ended[y] - t.Net[y]
		more := float64(t.Ended[y] * (c.older - 1))
		t.Ended[y] += more
		t.Net[y] += more
		n = max(1, float64(n*(1-t.Net[y]))+e)
		t.Stock[y+1] = n
	}
	c.pool(t)
	t.moved(p)
}

// scaled is a draw of a level whose distribution is at unit volatility.
func scaled(d Dist, draw, volatility float64) float64 {
	return d.Mean + float64((draw-d.Mean)*math.Sqrt(volatility))
}

// leastMoved is the least that breaks leave of a year's new plans.
const leastMoved = .2

// moved gives the targets the breaks of the nation: as many more or fewer new
// plans a year as plans grow more or less by. It comes after pooling, which
// knows of none: a break is lived whole.
func (t *Targets) moved(p *Path) {
	n := t.Stock[0]
	for y, by := range p.Moved {
		e := t.Entries[y] * n / t.Stock[y] // for each plan as it would have been
		t.Entries[y] = max(leastMoved*e, e+float64(by*n))
		n, t.Stock[y] = max(1, float64(n*(1-t.Net[y]))+t.Entries[y]), n
	}
	t.Stock[Years] = n
}
