package calibration

import (
	"fmt"
	"math"
	"slices"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
	"sendsim/internal/strict"
)

// Own is a council's own figures of children: each replaces the published one
// and changes only what it informs (docs/decisions/0007). Nil, or an empty
// list, leaves what is published.
type Own struct {
	// January is the census of Plans, and so that of the start: the published
	// one or a later.
	January int
	// Plans are the children with a plan. They change who is there at the
	// start: neither prices, nor new plans, nor the rates of leaving and moving.
	Plans *[settings][needs][ages]int32
	// NewPlans are the plans issued in calendar years: those up to the
	// published census change the level of new plans as a fit to them would;
	// those between it and a later start, each future as it passes them.
	NewPlans map[int]float64
	// Requests of the last calendar year before the census change how many
	// requests there are for a plan, and so how many are refused.
	Requests float64
	// Waiting are the requests that await a decision at the census.
	Waiting *int
	// Population is the children of each age in the middle of the year before
	// the census, and Projection those of the years after.
	Population *[ages]float64
	Projection *Projection
	// Places are those of rationed settings.
	Places map[cohorts.Setting]OwnPlaces
	// Money are rows of evidence on money, for what shows the past: nothing
	// here is reckoned with them.
	Money []evidence.Row
}

// OwnPlaces are the places of a setting: those at the census, and those that open.
type OwnPlaces struct {
	Now      *strict.Range // nil: children there and their slack
	Openings []Opening     // by term; where there are any, no others open up to the last
}

// Opening is places that open in a term.
type Opening struct {
	From   cohorts.Term
	Places strict.Range
}

// Projection is children to come: those aged 0 at each autumn, from the first
// after the census on, and the net migration of a year at each age, as a share
// of the children of the age.
type Projection struct {
	Births    []float64
	Migration [ages]float64
}

// Lay is the authority with a council's own figures in the place of the
// published ones; england is England's evidence. It is never written: its
// figures are not public.
func (c *Authority) Lay(own *Own, england *evidence.File) *Authority {
	s := *c.Structure
	d := c.With(&s, slices.Clone(c.Parameters))
	d.own, d.published = own, c.Structure
	d.Evidence = c.Evidence.With(own.rows(c.Structure.January)...)
	if own.entered(c.Structure.January) {
		d.relevel(england)
	}
	if own.Plans != nil {
		s.Plans, s.January = *own.Plans, own.January
		s.Stock = own.stock()
	}
	d.carry()
	if own.Requests > 0 {
		d.yieldTo(c.Evidence)
	}
	return d
}

// public says why an authority may not be written, if it may not: a council's
// own figures stay with it.
func (c *Authority) public() error {
	if c.own == nil {
		return nil
	}
	return fmt.Errorf("%s holds the council's own figures, which are not written into a calibration", c.Area.Name)
}

// stock is all children of Plans.
func (o *Own) stock() (n float64) {
	for st := range o.Plans {
		for d := range o.Plans[st] {
			for _, children := range o.Plans[st][d] {
				n += float64(children)
			}
		}
	}
	return n
}

// entered tells whether new plans of a year before a census are among the
// figures.
func (o *Own) entered(january int) bool {
	for year := range o.NewPlans {
		if year < january {
			return true
		}
	}
	return false
}

// CouncilsFigure stands in the place of a source beside a council's own figure.
const CouncilsFigure = "council's figure"

// rows are the figures as rows of evidence, for what shows the past; the
// census is the published one where they have none.
func (o *Own) rows(january int) []evidence.Row {
	rows := slices.Clone(o.Money)
	row := func(s evidence.Series, year int, value float64) {
		rows = append(rows, evidence.Row{Series: s, Year: year, Ages: evidence.AllAges, Value: value, Source: CouncilsFigure})
	}
	if o.Plans != nil {
		january = o.January
		row(evidence.Plans, january, o.stock())
	}
	for year, n := range o.NewPlans {
		row(evidence.NewPlans, year, n)
	}
	if o.Requests > 0 {
		row(evidence.Requests, january-1, o.Requests)
	}
	if o.Waiting != nil {
		row(evidence.RequestsOutstanding, january-1, float64(*o.Waiting))
	}
	return rows
}

// relevel fits the authority's level of new plans again, to its evidence with
// the council's years in it.
func (c *Authority) relevel(england *evidence.File) {
	entry := c.EntryHyper.level(deviationsOf(c.Evidence, england, c.National.January).entry)
	c.Parameters[entryLevel].Post = Dist{entry.Mean, math.Sqrt(entry.Var)}
	c.Parameters[entryVolatility].Post = entry.volatility()
}

// carry brings what the council did not give of a later census there: children
// grow older, with as many born each year as in the last; requests wait in
// proportion to plans.
func (c *Authority) carry() {
	s, own := c.Structure, c.own
	for range s.January - c.published.January {
		copy(s.Population[1:], s.Population[:ages-1])
	}
	if own.Population != nil {
		s.Population = *own.Population
	}
	waiting := 0.0
	for _, n := range s.Requested {
		waiting += float64(n)
	}
	var want int32
	switch {
	case own.Waiting != nil:
		want = int32(*own.Waiting)
	case s.January > c.published.January:
		want = int32(math.Round(waiting * s.Stock / c.published.Stock))
	default:
		return
	}
	shape := s.Ask
	if waiting > 0 {
		for a, n := range s.Requested {
			shape[a] = float64(n)
		}
	}
	wholes(want, shape[:], nil, s.Requested[:])
}

// mostOdds bounds the factor on the odds that a request is agreed.
const mostOdds = 30.0

// yieldTo moves the odds that a request leads to an assessment so that as many
// requests are made for a plan as the council counted, relative to what was
// published; where no requests were, outright.
func (c *Authority) yieldTo(published *evidence.File) {
	year := c.Structure.January - 1
	last := c.National.January - 1
	plans, known := c.own.NewPlans[year]
	if !known {
		plans = total(published, evidence.NewPlans, year, "")
	}
	want := plans / c.own.Requests
	if requests := total(published, evidence.Requests, last, ""); requests > 0 {
		want *= c.yieldAt(1) * requests / total(published, evidence.NewPlans, last, "")
	}
	c.asked = want
	odds := portable.Exp(solveRising(func(x float64) float64 { return c.yieldAt(portable.Exp(x)) }, want, -portable.Log(mostOdds), portable.Log(mostOdds)))
	c.Parameters[agreeOdds].Post.Mean += portable.Log(odds)
	c.Parameters[agreeOdds].Prior.Mean += portable.Log(odds)
}

// Asked is how many requests a run makes in the middle of every range for each
// that the council counted: 1, but where the odds that one is agreed cannot be
// moved so far.
func (c *Authority) Asked() float64 {
	if c.asked == 0 {
		return 1
	}
	return c.asked / c.yieldAt(1)
}

// yieldAt is the plans that come of a request in the middle of every range,
// with the odds of an assessment times a factor.
func (c *Authority) yieldAt(odds float64) float64 {
	var v [numParameters]float64
	for i := range v {
		v[i] = c.Parameters[i].Quantile(.5)
	}
	v[agreeOdds] *= odds
	into := c.Structure.rates()
	x := settling{Authority: c, v: v[:], into: &into}
	x.disputes()
	y := x.chances()
	return y.all
}

// Slack is the parameter of the places free at the start in a rationed
// setting, as a share of the children there.
func (c *Authority) Slack(s cohorts.Setting) *Parameter {
	return &c.Parameters[slackResourced+slices.Index(rationed, s)]
}

// Livable says why the future in the middle of every range cannot be lived, if
// it cannot.
func (c *Authority) Livable() error {
	var p cohorts.Params
	var s cohorts.State
	c.SettleMidway(&p, &s)
	return p.Check(Terms)
}
