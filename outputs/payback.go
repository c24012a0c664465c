package outputs

import (
	"slices"

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
	// of the run what is saved so far covers what is spent so far. Its draws are
	// the futures in which a programme has cost the purse something by the end of
	// the run: where nothing was spent there is nothing to pay back.
	By []Chance
}

// Together is the key of all purses added up, allTogether its name.
const Together, allTogether = "together", "all together"

// paybacks adds the payback of each purse that an effect touches, then of all
// together, by area. A purse is gone through by itself, for some areas and a
// stretch of their years at a time: of every draw no more is held than three sums
// and a year, however many lines and years there are.
func (e *Effect) paybacks() error {
	const most = 1 << 18 // values in memory at once
	step := max(1, most/(e.Years*e.draws.Draws))
	for first := 0; first < len(e.Areas); first += step {
		before := min(first+step, len(e.Areas))
		lists := make([][]Payback, before-first)
		for p := range finance.NumPurses + 1 {
			all, key, purse := p == finance.NumPurses, Together, allTogether
			if !all {
				key, purse = p.Key(), p.String()
			}
			books, err := e.books(first, before, func(l finance.Line) bool { return all || l.Purse() == p })
			if err != nil {
				return err
			}
			for i := range books {
				if all || books[i].touched {
					lists[i] = append(lists[i], e.payback(key, purse, &books[i]))
				}
			}
		}
		e.Paybacks = append(e.Paybacks, lists...)
	}
	return nil
}

// book is what a purse pays and saves up to a year, by draw.
type book struct {
	cost, saving, net []float64
	// since is the year from which on the net is never below 0, not before that
	// of the first cost; Years: none; unspent: there is no cost so far.
	since   []int16
	touched bool // whether it pays more or less in any draw
}

// unspent is the year of a future whose programmes cost nothing so far.
const unspent = -1

// books are those of the lines of a purse, for some areas.
func (e *Effect) books(first, before int, of func(finance.Line) bool) ([]book, error) {
	n := e.draws.Draws
	all := make([]book, before-first)
	for i := range all {
		all[i] = book{cost: make([]float64, n), saving: make([]float64, n), net: make([]float64, n), since: slices.Repeat([]int16{unspent}, n)}
	}
	var room pair
	var cost, rest []float64
	return all, e.draws.stretchesIn(first*e.Years, before*e.Years, func(from, to int) error {
		cost, rest = zeros(cost, (to-from)*n), zeros(rest, (to-from)*n)
		for l := range finance.NumLines {
			if !of(l) {
				continue
			}
			if err := e.lay(&room, lineColumn(l), from, to); err != nil {
				return err
			}
			into := rest
			if l == finance.ProgrammeLine(l.Purse()) {
				into = cost
			}
			for i := range into {
				more := room.is[i] - room.was[i]
				into[i] += more
				b := &all[(from+i/n)/e.Years-first]
				b.touched = b.touched || more != 0
			}
		}
		for s := from; s < to; s++ {
			all[s/e.Years-first].close(s%e.Years, e.draws.nth(cost, s-from), e.draws.nth(rest, s-from))
		}
		return nil
	})
}

// close adds a year: what is paid more for programmes, and for all else.
func (b *book) close(year int, cost, rest []float64) {
	for d := range b.net {
		b.cost[d] += cost[d]
		b.saving[d] -= rest[d]
		b.net[d] = b.saving[d] - b.cost[d]
		if cost[d] > 0 && b.since[d] == unspent {
			b.since[d] = int16(year)
		}
		if b.net[d] < 0 && b.since[d] != unspent {
			b.since[d] = int16(year + 1)
		}
	}
}

// payback is what the draws of a book say.
func (e *Effect) payback(key, purse string, b *book) Payback {
	c := counter{sharing: sharing(e.Rows)}
	p := Payback{Key: key, Purse: purse}
	spent := func(d int) bool { return b.since[d] != unspent }
	for y := range e.Years {
		p.By = append(p.By, c.sharing.chanceAmong(len(b.since), spent, func(d int) bool { return int(b.since[d]) <= y }))
	}
	p.Cost, p.Saving, p.Net = c.stats(b.cost), c.stats(b.saving), c.stats(b.net)
	return p
}

// zeros is so many noughts, in the room where it is large enough.
func zeros(room []float64, n int) []float64 {
	if cap(room) < n {
		return make([]float64, n)
	}
	room = room[:n]
	clear(room)
	return room
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
