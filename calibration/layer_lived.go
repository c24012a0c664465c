package calibration

import (
	"math"
	"slices"
)

// Lived is the authority with its deviations as they were fitted to area number
// i of a layer, on its own plans and by the model of new plans and net leaving
// alone: what is pooled in afterwards is not of that model.
func (l *Layer) Lived(i int, c *Authority) *Authority {
	s := &l.stands[i]
	list := slices.Clone(c.Parameters)
	list[entryLevel].Post = Dist{s.entry.Mean, math.Sqrt(s.entry.Var)}
	list[entryVolatility].Post = s.entry.volatility()
	list[leavingLevel].Post = Dist{s.leaving.Mean, math.Sqrt(s.leaving.Var)}
	list[leavingVolatility].Post = s.leaving.volatility()
	d := c.With(nil, list)
	d.EntryHyper, d.LeavingHyper, d.National, d.Pooling = l.Entry, l.Leaving, l.National, Pooling{}
	return d
}

// Knowing is the authority of whose deviations the truth is known. What its fit
// worked out of its middle stays, so that both obey one law.
func (c *Authority) Knowing(t *Truth) *Authority {
	list := slices.Clone(c.Parameters)
	known := func(i int, x float64) { list[i].Post = Dist{list[i].Transform.To(x), 0} }
	known(entryLevel, t.Entry)
	known(entryVolatility, t.EntryVolatility)
	known(leavingLevel, t.Leaving)
	known(leavingVolatility, t.LeavingVolatility)
	d := c.With(nil, list)
	d.lent = &lent{from: c, mix: c, more: 1}
	return d
}
