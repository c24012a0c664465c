package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// Bounds of the closure of a setting, and of what it keeps of a change: of a few
// children all may be new in a year, or none.
const (
	leastClosure, mostClosure = .1, 3.0
	leastKept, mostKept       = .5, .95
)

// closing is, for each closed setting, what the factor on the rates at which
// children seek it is found from with which, in the first year and if there
// were places for all, its number would grow as it is to. The rates found in
// the stock are those of a year ago, when there were fewer children to seek a
// place; and an authority's own settings grew more or less than England's.
//
// It is what a mean field of the year comes to at the centre of every
// parameter.
type closing struct {
	held [settings]float64 // children there at the start
	in   [settings]float64 // who seek it in the first year at the rates found
	out  [settings]float64 // who leave, less those who come in any case
	grew float64           // growth of all plans in the year, in logs
	// keeps is the part of what a change of the rates adds in a year that it
	// adds in the next: more come in, and of more some leave. Who comes in any
	// case is not counted.
	keeps [settings]float64
}

// factor is the factor on seeking a setting with which the children there, or
// their part of all plans if it has no number of places, grow by so many log
// points.
func (c *closing) factor(s cohorts.Setting, grows float64) float64 {
	if c.in[s] <= 0 || c.held[s] < leastChildren {
		return 1
	}
	if !s.Rationed() {
		grows += c.grew
	}
	more := float64(c.held[s] * (portable.Exp(grows) - 1))
	return min(max((more+c.out[s])/c.in[s], leastClosure), mostClosure)
}

// closings is how often the year is gone through: who leaves a setting depends
// on the factors of those they go to.
const closings = 8

func (c *Authority) closure() (w closing) {
	var v [numParameters]float64
	t := c.midway(v[:])
	w.held = c.held
	w.grew = portable.Log(t.Stock[1] / t.Stock[0])
	y := c.newYearAhead(&t)
	won := c.won(t.Entries[0])
	for range closings {
		end := y.live()
		end[cohorts.StateSpecial] += won
		for _, s := range closed {
			w.in[s] = y.came[s] / y.seek[s]
			w.out[s] = y.came[s] - (end[s] - w.held[s])
			y.seek[s] = w.factor(s, c.Structure.Grew[s])
		}
	}
	for _, s := range closed {
		kept := portable.Exp(-float64(w.in[s]*y.seek[s]) / max(1, w.held[s]))
		w.keeps[s] = min(max(kept, leastKept), mostKept)
	}
	return w
}

// won is the children who come to seek a state special school in a year
// because a dispute about their placement was won: new plans contested,
// resolved in their favour in the long run.
func (c *Authority) won(entries float64) float64 {
	v := func(i int) float64 { return c.Parameters[i].Quantile(.5) }
	share := v(concededPlacement) + float64((1-v(concededPlacement))*v(upheldPlacement))
	return entries * v(lodgePlacement) * share
}

// tiltTable is, for each setting and age, the mean tilt of the children there
// towards each setting.
type tiltTable [settings][ages][settings]float64

func (c *Authority) meanTilts() *tiltTable {
	var m tiltTable
	for from := range m {
		for a := range m[from] {
			var n float64
			w := &m[from][a]
			for d := range c.Structure.Plans[from] {
				k := float64(c.Structure.Plans[from][d][a])
				n += k
				for to := range w {
					w[to] += float64(k * c.rates.Placement.Tilt[d][to])
				}
			}
			for to := range w {
				if n > 0 {
					w[to] /= n
				} else {
					w[to] = 1
				}
			}
		}
	}
	return &m
}
