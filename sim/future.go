package sim

import (
	"iter"

	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// worker is the room in which one goroutine lives futures, one after another.
// Nothing in it outlasts a future but its memory.
type worker struct {
	m       *Model
	scratch *cohorts.Scratch
	params  cohorts.Params
	state   cohorts.State
	tariff  finance.Tariff
	policy  levers.Policy
	terms   levers.Terms
	flows   cohorts.Flows
	sums    []YearEnd // by reported area, then year
	begun   []bool    // areas of which sums has something of this future
	room    []YearEnd // by year, for an authority that is not the first of its area
	one     []YearEnd // by year, of the authority at hand: in room or in sums
}

// termEnd is called after each term of each authority of a future, for those
// who tell it step by step.
type termEnd func(a *authority, s *cohorts.State, f *cohorts.Flows, t *levers.Terms)

// Future is the year-ends of one draw: by year, then area. A YearEnd is the
// caller's only until the next one.
func (m *Model) Future(draw int) iter.Seq[*YearEnd] {
	return m.newWorker().future(draw)
}

// future lives one draw of every authority on the same national paths and sums
// them year by year.
func (w *worker) future(draw int) iter.Seq[*YearEnd] {
	return func(yield func(*YearEnd) bool) {
		if whole := w.m; whole.mixed != nil {
			w.m = whole.mixed(draw)
			defer func() { w.m = whole }()
		}
		clear(w.begun)
		for i := range w.m.authorities {
			a := &w.m.authorities[i]
			if w.one = w.room; !w.begun[a.areas[0]] {
				w.one = w.sum(a.areas[0]) // nothing is to be copied then
			}
			w.settle(a, draw)
			w.live(a, draw, nil)
			w.add(a)
		}
		for y := range w.m.Years {
			for area := range w.m.Areas {
				if !yield(&w.sum(area)[y]) {
					return
				}
			}
		}
	}
}

// settle draws everything that is uncertain before the first term: the
// parameters of children and of money, and what the levers will deliver.
func (w *worker) settle(a *authority, draw int) {
	a.children.SettleWith(draw, &w.m.luck.parameters, &w.params, &w.state)
	start := finance.Count(&w.state)
	a.money.Settle(draw, &w.m.luck.parameters, &start, &w.tariff)
	w.m.policy.SettleWith(draw, w.m.luck.dials, &w.policy)
	w.scratch.Begin(&w.params)
}

// live lives the terms of one authority. The first spring belongs to the
// financial year that the opening balance closes; then each year is a summer,
// an autumn, at whose end the census is, and a spring.
func (w *worker) live(a *authority, draw int, told termEnd) {
	luck := w.m.luck.chance.At(chance).Nth(uint64(draw)).Nth(a.number)
	w.term(luck)
	if told != nil {
		told(a, &w.state, &w.flows, &w.terms)
	}
	var before *finance.Account
	open := w.tariff.Count(&w.state)
	for y := range w.one {
		end := &w.one[y]
		*end = YearEnd{Draw: draw, Year: w.state.Term.Financial()}
		w.tariff.Open(&end.Account, before, end.Year)
		before = &end.Account
		for range cohorts.NumParts {
			part := w.state.Term
			w.term(luck)
			close := w.tariff.Count(&w.state)
			w.tariff.Term(&end.Account, &open, &close, &w.flows, part, &w.terms.Money)
			open = close
			end.Flows.Add(&w.flows)
			if part.Part == cohorts.Autumn {
				end.census(&w.state)
			}
			if told != nil {
				told(a, &w.state, &w.flows, &w.terms)
			}
		}
		w.tariff.Settle(&end.Account)
	}
}

// term lives one term under the policy of the scenario.
func (w *worker) term(luck rng.Key) {
	w.policy.Apply(w.state.Term, &w.terms)
	w.scratch.Advance(&w.state, &w.terms.Chances, luck, &w.flows)
}

// newWorker makes room for a worker.
func (m *Model) newWorker() *worker {
	w := &worker{
		m: m, scratch: cohorts.NewScratch(),
		sums:  make([]YearEnd, len(m.Areas)*m.Years),
		begun: make([]bool, len(m.Areas)),
		room:  make([]YearEnd, m.Years),
	}
	w.one = w.room
	return w
}

// sum is the years of a reported area.
func (w *worker) sum(area int) []YearEnd {
	return w.sums[area*w.m.Years : (area+1)*w.m.Years]
}

// add adds the years of the authority at hand to the areas that count it.
func (w *worker) add(a *authority) {
	for _, area := range a.areas {
		for y := range w.one {
			switch sum, one := &w.sum(area)[y], &w.one[y]; {
			case w.begun[area]:
				sum.add(one)
			case sum != one:
				*sum = *one
			}
			w.sum(area)[y].Area = area
		}
		w.begun[area] = true
	}
}
