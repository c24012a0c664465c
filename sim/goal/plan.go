package goal

import (
	"context"
	"fmt"
	"math"
	"slices"

	"sendsim/internal/rng"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// Amount is the dial by which a lever is done more or less of: its first, where
// the lever does nothing with that at 0. Another lever is there or not.
func Amount(l levers.Lever) (d levers.Dial, ok bool) {
	if dials := l.Card().Dials; len(dials) > 0 && dials[0].Rests {
		return dials[0], true
	}
	return d, false
}

// quarters are the levels of an amount between nothing and the scenario's; more
// are those beyond it, which the card must allow.
var (
	quarters = []float64{0, 0.25, 0.5, 0.75, 1}
	whole    = []float64{0, 1}
	more     = []float64{1.5, 2, 3, 4}
)

// Plan is a scenario whose levers are turned: how far each can be.
type Plan struct {
	Model  *sim.Model // of the scenario, up to the year of the goal
	Levers []levers.Lever
	Levels [][]float64 // of each lever, as parts of what the scenario has
	kept   []levers.Lever
}

// shocks are no levers of the council's: they stay as they are.
var shocks = []string{"demand-shock", "fee-surge"}

// PlanOf is the plan of a model; those in keep, by name, stay as they are.
// beyond lets amounts go beyond the scenario's as far as their card allows.
func PlanOf(m *sim.Model, keep []string, beyond bool) *Plan {
	p := &Plan{Model: m}
	for _, l := range levers.NewPolicy(m.Scenario.Levers...).Levers() {
		if slices.Contains(shocks, l.Card().Key) || slices.Contains(keep, levers.NameOf(l)) {
			p.kept = append(p.kept, l)
			continue
		}
		p.Levers = append(p.Levers, l)
		p.Levels = append(p.Levels, levelsOf(l, beyond))
	}
	return p
}

func levelsOf(l levers.Lever, beyond bool) []float64 {
	d, ok := Amount(l)
	if !ok {
		return whole
	}
	all := slices.Clone(quarters)
	if r := d.Of(l).Range; beyond && r.High > 0 {
		for _, level := range more {
			if float64(r.High*level) <= d.High {
				all = append(all, level)
			}
		}
	}
	return all
}

// Steps is how many steps above nothing each lever has.
func (p *Plan) Steps() []int {
	var all []int
	for _, levels := range p.Levels {
		all = append(all, len(levels)-1)
	}
	return all
}

// At is the levers at some levels. One at nothing is not there, nor is one that
// waits for it. An amount that is turned takes the costs of the file with it.
func (p *Plan) At(levels []int) []levers.Lever {
	all := slices.Clone(p.kept)
	for i, l := range p.Levers {
		level := p.Levels[i][levels[i]]
		if level == 0 {
			continue
		}
		all = append(all, turned(l, level))
	}
	for before := -1; before != len(all); {
		before = len(all)
		all = slices.DeleteFunc(all, func(l levers.Lever) bool {
			return slices.ContainsFunc(l.Common().After, func(name string) bool {
				return !slices.ContainsFunc(all, func(o levers.Lever) bool { return levers.NameOf(o) == name })
			})
		})
	}
	return all
}

// turned is a lever done so many times as much.
func turned(l levers.Lever, level float64) levers.Lever {
	l = levers.Clone(l)
	d, ok := Amount(l)
	if !ok || level == 1 {
		return l
	}
	u, p := d.Of(l), l.Common()
	r := u.Range
	u.Range = strict.Range{Low: r.Low * level, Mid: r.Mid * level, High: r.High * level, Split: r.Split}
	if d.Unit == levers.Places { // whole ones
		u.Range = strict.Range{Low: math.Round(u.Range.Low), Mid: math.Round(u.Range.Mid), High: math.Round(u.Range.High), Split: r.Split}
	}
	p.Cost = slices.Clone(p.Cost)
	for i := range p.Cost {
		p.Cost[i].Money.Pounds = math.Round(p.Cost[i].Money.Pounds * level)
	}
	return levers.NewPolicy(l).Levers()[0]
}

// Lived is what some levels come to.
type Lived struct {
	InYear  []float64                  // deficit of the year of the goal, by draw
	Balance []int                      // draws in balance, by year
	Cost    [finance.NumPurses]float64 // mean, by purse, to the end of that year
	sums    [][finance.NumPurses]int64 // by draw
	first   int                        // financial year
	years   int                        //
	area    int                        //
}

// Total is what all purses pay but grants from outside.
func (l *Lived) Total() float64 {
	sum := 0.0
	for p, v := range l.Cost {
		if finance.Purse(p) != finance.OtherGrant {
			sum += v
		}
	}
	return sum
}

// Lives lives draws of a model.
type Lives func(ctx context.Context, m *sim.Model, draws int, open func(block int) (sim.Sink, error)) error

// Live lives levers on some draws: those of the run, or fresh ones.
func (p *Plan) Live(ctx context.Context, all []levers.Lever, draws int, fresh bool, lives Lives) (*Lived, error) {
	m := p.Model.WithLevers(all...)
	if fresh {
		m = m.Redrawn(rng.Seed(m.Scenario.Seed).At(freshTag), m.Drivers()...)
	}
	l := &Lived{
		InYear: make([]float64, draws), sums: make([][finance.NumPurses]int64, draws),
		first: m.Scenario.Start, years: m.Years, area: len(m.Areas) - 1,
	}
	balanced := make([][]bool, m.Years)
	for y := range balanced {
		balanced[y] = make([]bool, draws)
	}
	if err := lives(ctx, m, draws, func(int) (sim.Sink, error) { return &looking{l, balanced}, nil }); err != nil {
		return nil, err
	}
	for _, of := range balanced {
		n := 0
		for _, yes := range of {
			if yes {
				n++
			}
		}
		l.Balance = append(l.Balance, n)
	}
	for purse := range l.Cost {
		sum := int64(0)
		for _, s := range l.sums {
			sum += s[purse]
		}
		l.Cost[purse] = float64(sum) / float64(draws)
	}
	return l, nil
}

var freshTag = rng.Name("goal: fresh draws")

// Score is what was lived, as the search looks at it.
func (l *Lived) Score(chance float64) Score {
	n := len(l.InYear)
	return Score{
		Cost: l.Total(), Short: slices.Sorted(slices.Values(l.InYear))[rankOf(chance, n)-1],
		Chance: float64(l.Balance[l.years-1]) / float64(n), InYear: l.InYear,
	}
}

// looking is the sink of a block: each draw is written where it stands.
type looking struct {
	*Lived
	balanced [][]bool
}

// Year takes one year-end of the area that is looked at: the only one, or the
// sum of all.
func (l *looking) Year(y *sim.YearEnd) {
	if y.Area != l.area {
		return
	}
	i := y.Year - l.first
	l.balanced[i][y.Draw] = y.Account.InYear <= 0
	if i == l.years-1 {
		l.InYear[y.Draw] = float64(y.Account.InYear)
	}
	for p, pounds := range Paid(&y.Account) {
		l.sums[y.Draw][p] += int64(pounds)
	}
}

// Paid is what levers cost each purse in a year: what is moved out of the
// schools block is paid by schools.
func Paid(a *finance.Account) (by [finance.NumPurses]finance.Pounds) {
	for p := range finance.NumPurses {
		by[p] = a.Lines[finance.ProgrammeLine(p)]
	}
	by[finance.OtherDSG] += a.Transfer
	return by
}

// Close does nothing: all is written.
func (l *looking) Close() error { return nil }

// Check says what in a plan cannot be searched.
func (p *Plan) Check() error {
	if len(p.Levers) == 0 {
		return fmt.Errorf("the scenario has no lever to turn; allowed: one or more levers, beside those that are kept")
	}
	return nil
}
