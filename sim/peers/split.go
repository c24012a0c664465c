package peers

import (
	"context"
	"fmt"

	"sendsim/calibration"
	"sendsim/sim"
	"sendsim/sim/attribution"
)

// Parts are what a difference of outcomes between two authorities is split into.
var Parts = []string{"population", "rates", "mix", "prices", "grant"}

// The places of the parts in Parts.
const (
	population = iota
	rates
	mix
	prices
	grant
	numParts
)

// PartsSay is what each part holds, in the order of Parts.
var PartsSay = []string{
	"children by age, births and migration; what is of a number of children and not of a child grows with them",
	"plans for each child at the census, who asks for a plan and gets one, arrivals and endings, for each child",
	"settings and needs, at the census, of new plans and as they change; places and their growth",
	"what a child in a setting, a place and a service cost, and what no line explains",
	"high needs block, schools block and opening balance, for each child",
}

// Split is a difference of outcomes, draw by draw, between two authorities or
// between one as it is and on the rates of another, split by Shapley's value over
// Parts. From and To are the outcomes of the two ends, Of those of each part: in
// every draw they sum to To less From, but for the rounding of floating point.
type Split struct {
	FromName, ToName string
	From, To         attribution.Series   // by outcome, then draw
	Of               []attribution.Series // by part
	Kept             []string             // parts that are the same at both ends, and make nothing
}

// Outcomes are the measures of the last year that a split is of, and the pounds
// and plans behind them.
func Outcomes() []attribution.Outcome {
	return []attribution.Outcome{
		func(y *sim.YearEnd) float64 { return float64(y.Plans) },
		Measures[0].Of,
		func(y *sim.YearEnd) float64 { return float64(y.Account.Net) },
		Measures[1].Of,
	}
}

// Splitting is two authorities whose difference is split, and on how many draws.
type Splitting struct {
	Model *sim.Model // of one authority
	Other *calibration.Authority
	Draws int
	Lives attribution.Lives
}

// Futures is how many futures it lives.
func (s Splitting) Futures() int {
	const lent = 3 // rates, mix, and both: the own is there already
	return s.Draws * (1<<numParts + lent)
}

// Of splits the difference between the authority and the other, and that
// between it and itself on the rates of the other (docs/decisions/0012), in which
// population, prices and grant have no part. All futures are at the luck of the
// authority, so that the ends are paired.
func (s Splitting) Of(ctx context.Context) (whole, lent *Split, err error) {
	m := s.Model
	own := m.Areas[0].Members[0]
	s.Other = s.Other.On(own.National) // which may have a break
	from, err := attribution.EndsOf(ctx, m, s.Draws, Outcomes(), s.Lives)
	if err != nil {
		return nil, nil, err
	}
	between := func(whose func(part int) *calibration.Authority) *sim.Model {
		return m.Blended(sim.Sources{
			Population: whose(population), Rates: whose(rates), Mix: whose(mix), Prices: whose(prices), Grant: whose(grant),
		})
	}
	if whole, err = s.split(ctx, from, own, Parts, between); err != nil {
		return nil, nil, err
	}
	whole.ToName = s.Other.Area.Name
	lending := func(whose func(part int) *calibration.Authority) *sim.Model { return m.Lent(whose(0), whose(1)) }
	two, err := s.split(ctx, from, own, Parts[rates:mix+1], lending)
	if err != nil {
		return nil, nil, err
	}
	lent = &Split{FromName: two.FromName, ToName: fmt.Sprintf("%s on the rates of %s", own.Area.Name, s.Other.Area.Name), From: two.From, To: two.To}
	for part, name := range Parts {
		lent.Of = append(lent.Of, nothing(whole.From))
		if part != rates && part != mix {
			lent.Kept = append(lent.Kept, name)
		}
	}
	copy(lent.Of[rates:], two.Of)
	return whole, lent, nil
}

// split splits the difference that parts make together.
func (s Splitting) split(ctx context.Context, from attribution.Series, own *calibration.Authority, parts []string, of func(whose func(part int) *calibration.Authority) *sim.Model) (*Split, error) {
	model := func(gone func(int) bool) *sim.Model {
		return of(func(part int) *calibration.Authority {
			if gone(part) {
				return s.Other
			}
			return own
		})
	}
	to, err := attribution.EndsOf(ctx, model(func(int) bool { return true }), s.Draws, Outcomes(), s.Lives)
	if err != nil {
		return nil, err
	}
	shares, err := attribution.Of(ctx, attribution.PlayersBy(parts, s.Model, model), attribution.Plan{Exact: true, Draws: s.Draws}, Outcomes(), from.Show, to.Show, s.Lives)
	if err != nil {
		return nil, err
	}
	split := &Split{FromName: own.Area.Name, From: s.last(from), To: s.last(to)}
	for _, of := range shares.Of {
		split.Of = append(split.Of, s.last(of))
	}
	return split, nil
}

// last is the outcomes of the last year, of those of all years.
func (s Splitting) last(all attribution.Series) (of attribution.Series) {
	years := s.Model.Years
	for o := range Outcomes() {
		of = append(of, all[(o+1)*years-1])
	}
	return of
}

// nothing is a part that does nothing.
func nothing(like attribution.Series) attribution.Series {
	s := make(attribution.Series, len(like))
	for i := range s {
		s[i] = make([]float64, len(like[i]))
	}
	return s
}
