package outputs

import (
	"sendsim/sim/finance"
)

// Payback is what a scenario costs a purse and saves it, against its base, over
// the years of the run. What the programmes of levers cost is the cost; all
// else that the purse pays less is the saving, and what places cost it more
// lowers the saving.
type Payback struct {
	Key, Purse        string
	Cost, Saving, Net Stats // Net is Saving - Cost; pounds over all years of the run, not discounted
	// By is, by financial year, the chance that from its 31 March to the end
	// of the run what is saved so far covers what is spent so far.
	By []Chance
}

// together is the key of all purses added up.
const together = "together"

// purseFlow is what a purse pays more, by year and draw.
type purseFlow struct{ cost, rest [][]float64 }

func newPurseFlow(years, draws int) purseFlow {
	var f purseFlow
	for range years {
		f.cost, f.rest = append(f.cost, make([]float64, draws)), append(f.rest, make([]float64, draws))
	}
	return f
}

// paybacks is the payback of each purse that an effect touches, then of all
// together.
func (e *Effect) paybacks(area int) ([]Payback, error) {
	flows := [finance.NumPurses + 1]purseFlow{}
	for p := range flows {
		flows[p] = newPurseFlow(e.Years, e.draws.Draws)
	}
	var touched [finance.NumPurses]bool
	var was, is []float64
	for l := range finance.NumLines {
		var err error
		if was, err = e.baseDraws.Column(lineColumn(l), area, area+1, was); err != nil {
			return nil, err
		}
		if is, err = e.draws.Column(lineColumn(l), area, area+1, is); err != nil {
			return nil, err
		}
		purse := l.Purse()
		for _, of := range []int{int(purse), int(finance.NumPurses)} {
			into := flows[of].rest
			if l == finance.ProgrammeLine(purse) {
				into = flows[of].cost
			}
			for y := range e.Years {
				before, after := e.draws.series(was, 0, y), e.draws.series(is, 0, y)
				for d := range after {
					more := after[d] - before[d]
					into[y][d] += more
					touched[purse] = touched[purse] || more != 0
				}
			}
		}
	}
	var all []Payback
	for p := range finance.NumPurses {
		if touched[p] {
			all = append(all, e.payback(p.Key(), p.String(), flows[p]))
		}
	}
	return append(all, e.payback(together, "all together", flows[finance.NumPurses])), nil
}

// payback sums a flow.
func (e *Effect) payback(key, purse string, f purseFlow) Payback {
	n := e.draws.Draws
	c := counter{sharing: sharing(e.Rows)}
	cost, saving, net := make([]float64, n), make([]float64, n), make([]float64, n)
	// since is the year from which on the net is never below 0; Years: none.
	since := make([]int, n)
	for y := range e.Years {
		for d := range n {
			cost[d] += f.cost[y][d]
			saving[d] -= f.rest[y][d]
			net[d] = saving[d] - cost[d]
			if net[d] < 0 {
				since[d] = y + 1
			}
		}
	}
	p := Payback{Key: key, Purse: purse}
	for y := range e.Years {
		p.By = append(p.By, c.sharing.chance(n, func(d int) bool { return since[d] <= y }))
	}
	p.Cost, p.Saving, p.Net = c.stats(cost), c.stats(saving), c.stats(net)
	return p
}

// year is the first year, counted from that of the run, by which a share of
// the futures has paid back; len(By) where it does not.
func (p *Payback) year(level Level) int {
	for y, c := range p.By {
		if c.Share() >= level.Share() {
			return y
		}
	}
	return len(p.By)
}
