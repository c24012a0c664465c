package calibration

import (
	"math"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// What is known of the stock's own growth (model S1 of the fitting layer) is
// pooled with what new plans and net leaving make of it (S2). A run draws new
// plans and net leaving, so the growth that a draw makes is moved to where as
// large a part of the pooled draws lies below it: for all but the furthest
// tails, in logs, from one normal to another.

// pooledYears is the number of years ahead of the layer's census for which growth
// is pooled; what a draw was moved by then it keeps.
const pooledYears = 5

// poolDraws are the draws of each model by which its growth is known.
const poolDraws = 4000

// Pooling is the growth of an authority's plans since the census, in logs, by the
// years ahead: that of new plans and net leaving, and the pooled one. All
// nought: nothing is pooled.
type Pooling [pooledYears]struct{ Flows, Pooled Dist }

// nations are the national draws that poolings stand on.
func (l *Layer) nations(key rng.Key) []nationalDraw {
	nation := make([]nationalDraw, poolDraws)
	for k := range nation {
		l.nation(k, key, &nation[k])
	}
	return nation
}

// pooling is where the growth of an area lies. Half of the pooled draws are of
// either model, as on the scorecard.
func (l *Layer) pooling(s *stand, nation []nationalDraw, key rng.Key) (p Pooling) {
	a := areaForecast{drawsByYear(pooledYears, poolDraws), drawsByYear(pooledYears, poolDraws), drawsByYear(pooledYears, poolDraws)}
	for k := range nation {
		l.flows(s, k, key, &nation[k], a)
		l.growing(s, k, key, &nation[k], a)
	}
	for h := range p {
		own, flows := s.growths(a.s1[h]), s.growths(a.s2[h])
		p[h].Flows = flows
		p[h].Pooled = Dist{
			(own.Mean + flows.Mean) / 2,
			math.Sqrt(float64((square(own.SD)+square(flows.SD))/2) + square((own.Mean-flows.Mean)/2)),
		}
	}
	return p
}

// growths is the mean and standard deviation of the log growth of draws.
func (s *stand) growths(stock []float64) (d Dist) {
	var squares float64
	for k, n := range stock {
		growth := portable.Log(n / s.stock)
		off := growth - d.Mean
		d.Mean += off / float64(k+1)
		squares += float64(off * (growth - d.Mean))
	}
	d.SD = math.Sqrt(squares / float64(len(stock)))
	return d
}

// moved is the log growth, years after a census so many years ahead of the layer's,
// that as large a part of the pooled draws lies below. From a census ahead, means
// are what the growth comes to from there, and it is as uncertain as from the
// layer's own.
func (p *Pooling) moved(ahead, years int, growth float64) float64 {
	at := p[ahead+years-1]
	if at.Flows.SD <= 0 {
		return growth
	}
	if ahead > 0 {
		at.Flows = Dist{at.Flows.Mean - p[ahead-1].Flows.Mean, p[years-1].Flows.SD}
		at.Pooled = Dist{at.Pooled.Mean - p[ahead-1].Pooled.Mean, p[years-1].Pooled.SD}
	}
	return at.Pooled.Mean + float64((growth-at.Flows.Mean)*(at.Pooled.SD/at.Flows.SD))
}

// leastOfEntries is the least that a future's new plans are brought to, of what
// was drawn.
const leastOfEntries = .2

// pool moves the plans of a future to the pooled growth. New plans and net
// leaving bear it by what each is uncertain of in a year.
func (c *Authority) pool(t *Targets) {
	up, down := c.uncertain()
	start, before := t.Stock[0], t.Stock[0]
	shift := 0.
	for y := range Years {
		now, drawn := t.Stock[y], t.Stock[y+1]
		if c.ahead+y < pooledYears {
			growth := portable.Log(drawn / start)
			shift = c.Pooling.moved(c.ahead, y+1, growth) - growth
		}
		e := t.Entries[y] * now / before
		more := float64(drawn*portable.Exp(shift)) - float64(now*(1-t.Net[y])) - e
		v := float64(up * square(e/now))
		t.Entries[y] = max(leastOfEntries*e, e+float64(more*v/(v+down)))
		less := float64(more*down/(v+down)) / now
		t.Net[y] -= less
		t.Ended[y] -= less
		if t.Ended[y] < 0 {
			t.Ended[y], t.Arrived[y] = 0, t.Arrived[y]-t.Ended[y]
		}
		before = drawn
		t.Stock[y+1] = max(1, float64(now*(1-t.Net[y]))+t.Entries[y])
	}
}

// uncertain is the variance of a year's log new plans and of its net leaving:
// the nation's and the authority's.
func (c *Authority) uncertain() (up, down float64) {
	n := c.National.mean()
	return square(n.SU) + c.EntryHyper.Q + c.EntryHyper.S2, square(n.SR) + c.LeavingHyper.Q + c.LeavingHyper.S2
}
