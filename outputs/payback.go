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

// together is the key of all purses added up, allTogether its name.
const together, allTogether = "together", "all together"

// purseFlow is what a purse pays more, by year and draw.
type purseFlow struct{ cost, rest [][]float64 }

func newPurseFlow(years, draws int) purseFlow {
	var f purseFlow
	for range years {
		f.cost, f.rest = append(f.cost, make([]float64, draws)), append(f.rest, make([]float64, draws))
	}
	return f
}

// flows is what the purses pay more, and then all together, and which of them
// pay more or less in any draw.
type flows struct {
	of      [finance.NumPurses + 1]purseFlow
	touched [finance.NumPurses]bool
}

// paybacks adds the payback of each purse that an effect touches, then of all
// together, for some areas.
func (e *Effect) paybacks(first, before int) error {
	all := make([]flows, before-first)
	for i := range all {
		for p := range all[i].of {
			all[i].of[p] = newPurseFlow(e.Years, e.draws.Draws)
		}
	}
	var room pair
	for l := range finance.NumLines {
		err := e.both(&room, lineColumn(l), first, before, func(area, y int, was, is []float64) { all[area-first].add(l, y, was, is) })
		if err != nil {
			return err
		}
	}
	for i := range all {
		var list []Payback
		for p := range finance.NumPurses {
			if all[i].touched[p] {
				list = append(list, e.payback(p.Key(), p.String(), all[i].of[p]))
			}
		}
		e.Paybacks = append(e.Paybacks, append(list, e.payback(together, allTogether, all[i].of[finance.NumPurses])))
	}
	return nil
}

// add adds what a line of a year costs more, draw by draw.
func (f *flows) add(l finance.Line, year int, was, is []float64) {
	purse := l.Purse()
	for _, to := range []*purseFlow{&f.of[purse], &f.of[finance.NumPurses]} {
		into := to.rest[year]
		if l == finance.ProgrammeLine(purse) {
			into = to.cost[year]
		}
		for d := range is {
			more := is[d] - was[d]
			into[d] += more
			f.touched[purse] = f.touched[purse] || more != 0
		}
	}
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
