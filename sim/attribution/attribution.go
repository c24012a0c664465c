package attribution

import (
	"context"
	"math/bits"
	"slices"

	"sendsim/internal/rng"
	"sendsim/sim"
)

// Outcome is a figure of a year-end that is looked at.
type Outcome func(*sim.YearEnd) float64

// Series is figures draw by draw: each has a number, and is a list by draw.
type Series [][]float64

// End is the outcomes of a run that was lived before: it shows them one series
// after another, each with its number and draw by draw. What is shown may be
// another series' afterwards.
type End func(see func(number int, draws []float64)) error

// Shares is what each player does to each outcome in each financial year, draw
// by draw. In every draw the players' sum is the difference of the two ends, but
// for the rounding of floating point. All years come of the same futures, so
// that one year costs as much as all.
type Shares struct {
	Players *Players
	Plan    Plan
	Of      []Series // by player, numbered as Number says

	outcomes, firstYear, years int
}

// Number is the place of a series: by area, then outcome, then financial year,
// counted from the first of the run.
func (s *Shares) Number(area, outcome, year int) int {
	return (area*s.outcomes+outcome)*s.years + year
}

// Lives lives draws of a model, on as many workers as it likes.
type Lives func(ctx context.Context, m *sim.Model, draws int, open func(block int) (sim.Sink, error)) error

// walk is an attribution under way.
type walk struct {
	*Shares
	of    []Outcome
	lives Lives
}

// Of attributes the outcomes to the players as planned. from and to are the two
// ends, which need not be lived again; their series are numbered as the
// shares'.
func Of(ctx context.Context, p *Players, plan Plan, outcomes []Outcome, from, to End, lives Lives) (*Shares, error) {
	n, m := len(p.Names), p.from
	s := &Shares{
		Players: p, Plan: plan, Of: make([]Series, n),
		outcomes: len(outcomes), firstYear: m.Scenario.Start, years: m.Years,
	}
	for i := range s.Of {
		for range s.Number(len(m.Areas), 0, 0) {
			s.Of[i] = append(s.Of[i], make([]float64, plan.Draws))
		}
	}
	if n == 0 {
		return s, nil
	}
	w := &walk{s, outcomes, lives}
	if plan.Exact {
		return s, w.exact(ctx, from, to)
	}
	return s, w.sampled(ctx, from, to)
}

// exact weighs every set of players.
func (w *walk) exact(ctx context.Context, from, to End) error {
	n := len(w.Of)
	for now := set(0); now <= all(n); now++ {
		weigh := func(series int, draw int, v float64) { w.weigh(now, series, draw, v) }
		var err error
		switch now {
		case 0:
			err = w.known(from, weigh)
		case all(n):
			err = w.known(to, weigh)
		default:
			err = w.live(ctx, w.Players.model(now), weigh)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// weigh adds the value of a set to the share of every player: for those in it
// as the set that they complete, against the others as the set they have yet
// to join. Of n players, a set of s others has the weight 1 / (n C(n-1, s)).
func (w *walk) weigh(now set, series, draw int, v float64) {
	n, size := len(w.Of), bits.OnesCount64(uint64(now))
	for i := range w.Of {
		if now.has(i) {
			w.Of[i][series][draw] += v / (float64(n) * choose(n-1, size-1))
		} else {
			w.Of[i][series][draw] -= v / (float64(n) * choose(n-1, size))
		}
	}
}

// choose is the number of ways to choose k of n.
func choose(n, k int) float64 {
	ways := 1.0
	for i := range k {
		ways = ways * float64(n-i) / float64(i+1)
	}
	return ways
}

// luck is the address of the orders that are sampled.
var luck = rng.Name("attribution")

// sampled lets the players join one after another, in orders of each draw's
// own. Every second order is the one before it turned round, so that who came
// late then comes early.
func (w *walk) sampled(ctx context.Context, from, to End) error {
	n, draws := len(w.Of), w.Plan.Draws
	key := rng.Seed(w.Players.from.Scenario.Seed).At(luck)
	models := map[set]*sim.Model{}
	for o := range w.Plan.Orders {
		orders, joined := make([][]int, draws), make([]set, draws)
		for d := range orders {
			orders[d] = order(key.Nth(uint64(d)).Nth(uint64(o/2)), n)
			if o%2 == 1 {
				slices.Reverse(orders[d])
			}
		}
		for k := range n + 1 {
			weigh := func(series, draw int, v float64) {
				v /= float64(w.Plan.Orders)
				if k > 0 {
					w.Of[orders[draw][k-1]][series][draw] += v
				}
				if k < n {
					w.Of[orders[draw][k]][series][draw] -= v
				}
			}
			for d := range joined {
				if k > 0 {
					joined[d] |= 1 << orders[d][k-1]
				}
				if models[joined[d]] == nil {
					models[joined[d]] = w.Players.model(joined[d])
				}
			}
			var err error
			switch k {
			case 0:
				err = w.known(from, weigh)
			case n:
				err = w.known(to, weigh)
			default:
				err = w.live(ctx, w.Players.from.Mixed(func(draw int) *sim.Model { return models[joined[draw]] }), weigh)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// order is an order of n players: they are sorted by words of their own.
func order(key rng.Key, n int) []int {
	players := make([]int, n)
	for i := range players {
		players[i] = i
	}
	slices.SortFunc(players, func(a, b int) int {
		if key.Word(uint64(a)) < key.Word(uint64(b)) {
			return -1
		}
		return 1
	})
	return players
}

// known weighs outcomes that were lived before.
func (w *walk) known(of End, weigh func(series, draw int, v float64)) error {
	return of(func(number int, draws []float64) {
		for d, v := range draws[:w.Plan.Draws] {
			weigh(number, d, v)
		}
	})
}

// live lives the draws of a model and weighs what becomes of them.
func (w *walk) live(ctx context.Context, m *sim.Model, weigh func(series, draw int, v float64)) error {
	return w.lives(ctx, m, w.Plan.Draws, func(int) (sim.Sink, error) { return &weighed{w, weigh}, nil })
}

// weighed is the sink of a block. Draws are weighed where they stand, so blocks
// do not meet.
type weighed struct {
	*walk
	weigh func(series, draw int, v float64)
}

// Year takes one year-end.
func (l *weighed) Year(y *sim.YearEnd) {
	for i, of := range l.of {
		l.weigh(l.Number(y.Area, i, y.Year-l.firstYear), y.Draw, of(y))
	}
}

// Close does nothing: all is weighed.
func (l *weighed) Close() error { return nil }

// EndsOf is the outcomes of the first draws of a model, numbered as Number says.
func EndsOf(ctx context.Context, m *sim.Model, draws int, outcomes []Outcome, lives Lives) (Series, error) {
	s := &Shares{outcomes: len(outcomes), firstYear: m.Scenario.Start, years: m.Years}
	of := make(Series, s.Number(len(m.Areas), 0, 0))
	for i := range of {
		of[i] = make([]float64, draws)
	}
	w := &walk{Shares: s, of: outcomes}
	weigh := func(series, draw int, v float64) { of[series][draw] = v }
	return of, lives(ctx, m, draws, func(int) (sim.Sink, error) { return &weighed{w, weigh}, nil })
}

// Show is the End of series that were lived.
func (s Series) Show(see func(number int, draws []float64)) error {
	for i, draws := range s {
		see(i, draws)
	}
	return nil
}
