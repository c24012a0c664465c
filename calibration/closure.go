package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// Bounds of the closure of a rationed setting.
const leastClosure, mostClosure = .3, 1.6

// closure is, for each closed setting, the factor on the rates at which
// children seek it with which, in the first year and if there were places for
// all, its number would grow as it grew in the years before. The rates found in
// the stock are those of a year ago, when there were fewer children to seek a
// place; and an authority's own places grew more or less than England's.
//
// It is a first-order balance at the centre of every parameter: what comes in
// by new plans, moves, borders and disputes, and what goes out.
func (c *Authority) closure() (factor cohorts.BySetting) {
	for s := range factor {
		factor[s] = 1
	}
	var v [numParameters]float64
	t := c.midway(v[:])
	for _, s := range closed {
		in, out := c.balance(int(s), &t)
		if s == cohorts.StateSpecial {
			out -= c.won(t.Entries[0])
		}
		grows := float64(c.held[s] * (portable.Exp(c.Structure.Grew[s]) - 1))
		if in > 0 && c.held[s] >= leastChildren {
			factor[s] = min(max((grows+out)/in, leastClosure), mostClosure)
		}
	}
	return factor
}

// won is the children who come to seek a state special school in a year
// because a dispute about their placement was won: new plans contested,
// resolved in their favour in the long run.
func (c *Authority) won(entries float64) float64 {
	v := func(i int) float64 { return c.Parameters[i].Quantile(.5) }
	share := v(concededPlacement) + float64((1-v(concededPlacement))*v(upheldPlacement))
	return entries * v(lodgePlacement) * share
}

// balance is the children who seek a setting in the first year, and those who
// leave it less those who arrive in it from outside.
func (c *Authority) balance(at int, t *Targets) (in, out float64) {
	s := c.Structure
	p, r := &c.rates.Placement, &c.rates.Review
	factor, _ := c.leave.factor(t.Ended[0], t.Entries[0]/c.plans, t.Arrived[0])

	var n field // the year's children: the stock, and new plans for the half of it that they have one
	for st := range s.Plans {
		for d := range s.Plans[st] {
			for a, children := range s.Plans[st][d] {
				n[st][a] += float64(children)
			}
		}
	}
	crossing := n
	const halfway = .5
	for a, part := range s.Entry {
		e := part * t.Entries[0]
		younger := max(a-1, 0)
		for st := range settings {
			n[st][younger] += float64(halfway * beforeAutumn * e * p.New[younger][st])
			n[st][a] += float64(halfway * (1 - beforeAutumn) * e * p.New[a][st])
			crossing[st][younger] += float64(beforeAutumn * e * p.New[younger][st])
		}
		in += float64(e * (float64(beforeAutumn*p.New[younger][at]) + float64((1-beforeAutumn)*p.New[a][at])))
		out -= float64(t.Arrived[0] * c.plans * c.rates.Population.ArrivalAge[a] * p.Arrived[a][at])
	}
	for a := range ages {
		b := cohorts.BandOf(cohorts.Age(a))
		gone := factor * (r.Met[a] + r.Out[a] + float64(r.Finish[a]*r.FinishIn[at]))
		for to, h := range r.Move[b][at] {
			if cohorts.Setting(to).Admits(cohorts.Age(a)) {
				gone += h
			}
		}
		out += float64(n[at][a] * (1 - portable.Exp(-gone)))
		if cohorts.Setting(at).Admits(cohorts.Age(a)) {
			for from := range settings {
				in += float64(n[from][a] * (1 - portable.Exp(-r.Move[b][from][at])) * c.meanTilt(from, a, at))
			}
		}
	}
	for b, a := range borderAge {
		for from := range settings {
			stay := portable.Exp(-factor * r.Finish[a-1] * r.FinishIn[from])
			if from == at {
				out += float64(crossing[at][a-1] * stay * (1 - p.Transfer[b][at][at]))
			} else {
				in += float64(crossing[from][a-1] * stay * p.Transfer[b][from][at] * c.meanTilt(from, a-1, at))
			}
		}
	}
	return in, out
}

// meanTilt is the mean tilt towards a setting of the children of an age in
// another.
func (c *Authority) meanTilt(from, a, to int) float64 {
	var n, w float64
	for d := range c.Structure.Plans[from] {
		k := float64(c.Structure.Plans[from][d][a])
		n += k
		w += float64(k * c.rates.Placement.Tilt[d][to])
	}
	if n == 0 {
		return 1
	}
	return w / n
}
