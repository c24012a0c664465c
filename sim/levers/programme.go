package levers

import (
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// Programme is what every lever has: its name, when it runs, how it is
// delivered and what it costs. A lever embeds it.
type Programme struct {
	Name  string       // "": the key of the lever
	From  cohorts.Term // the first term as planned
	After []string     // names of levers that must be there before it begins
	Until cohorts.Term // the last term; the zero Term: it goes on
	Ramp  Ramp         // from the start, as delivered, to the full effect
	Fade  float64      // months in which the effect goes after the last term

	Delivery Delivery
	Cost     []Cost

	begins cohorts.Term // in the future at hand; the zero Term: as planned
}

// Delivery is how far the plan comes true: how many months later than planned
// the effect starts, and what share of it is ever realised.
type Delivery struct{ Late, Realised Uncertain }

// Cost is what a programme costs a purse, beside what its lever costs by the
// place or child: as planned, from the first planned term to the last,
// whatever is delivered; of a lever that waits, from the term in which it
// begins. A sum paid once is paid in the first term. Pounds are those of the
// year in which they are paid: nothing is uprated.
type Cost struct {
	Purse finance.Purse
	Money strict.Money
}

// What delivery is unless a file says otherwise, as P10 and P90. Programmes of
// this kind have run late and over, and realised 0.45 of what was planned
// (90 % from 0.1 to 0.9), 6 to 24 months late: judgement on the record of
// safety-valve and deficit plans.
var (
	usualLate     = strict.Between(6, 24)
	usualRealised = strict.Between(0.12, 0.81)
)

const latest = 60 // months: later than five years is another programme

// DeliveryDials are the two dials that every lever has.
var DeliveryDials = []Dial{
	{
		Name: "delivery.late", Unit: Months, High: latest, Default: usualLate, Grade: "J",
		Says:   "how much later than planned the effect starts; costs start as planned",
		Source: "deficit plans and safety-valve monitoring: benefits later than planned, by 6 to 24 months",
		Of:     func(l Lever) *Uncertain { return &l.Common().Delivery.Late },
	},
	{
		Name: "delivery.realised", Unit: Share, High: 1, Default: usualRealised, Grade: "J",
		Says:   "what part of the planned effect is ever realised; costs by the year are paid in full, those of a place as it opens",
		Source: "deficit plans: mean 0.45 of what was planned, 90 % from 0.1 to 0.9",
		Rests:  true, Monotone: true,
		Of: func(l Lever) *Uncertain { return &l.Common().Delivery.Realised },
	},
}

// delivers tells whether a dial says how late or how far a lever is delivered.
func (d *Dial) delivers() bool { return strings.HasPrefix(d.Name, "delivery.") }

// Common is the programme itself: a lever that embeds it has this method.
func (p *Programme) Common() *Programme { return p }

// Share is the mean over a term of the part of the lever's full effect that is
// there: what is delivered, by ramp and fade. 0 before it starts.
func (p *Programme) Share(t cohorts.Term) float64 { return p.shareAfter(t, 0) }

// shareAfter is Share of what comes so many months after the rest.
func (p *Programme) shareAfter(t cohorts.Term, lag float64) float64 {
	if t.Before(p.Begins()) {
		return 0
	}
	begin, end, late := p.months(t), p.months(t.Next()), p.Delivery.Late.Now+lag
	if p.over(t) {
		over := p.months(p.Until.Next())
		return p.Delivery.Realised.Now * p.Ramp.at(over-late) * p.left(begin-over, end-over)
	}
	return p.Delivery.Realised.Now * p.Ramp.mean(begin-late, end-late)
}

// Open is the part of the lever's full effect that is there as a term begins,
// and how much of it is there for the first time: for places, which open and
// close at the start of a term, so many months after they were begun.
func (p *Programme) Open(t cohorts.Term, building float64) (open, opened float64) {
	open = p.openAt(t, building)
	return open, max(0, open-p.openAt(previous(t), building))
}

func (p *Programme) openAt(t cohorts.Term, building float64) float64 {
	if t.Before(p.Begins()) {
		return 0
	}
	begin, late := p.months(t), p.Delivery.Late.Now+building
	if p.over(t) {
		over := p.months(p.Until.Next())
		return p.Delivery.Realised.Now * p.Ramp.at(over-late) * (1 - Ramp{Linear, p.Fade}.at(begin-over))
	}
	return p.Delivery.Realised.Now * p.Ramp.at(begin-late)
}

// previous is the term before t.
func previous(t cohorts.Term) cohorts.Term {
	if t.Part == cohorts.Autumn {
		return cohorts.Term{Year: t.Year - 1, Part: cohorts.Summer}
	}
	return cohorts.Term{Year: t.Year, Part: t.Part - 1}
}

// left is the mean of what the fade leaves, from one moment to another after
// the end.
func (p *Programme) left(from, to float64) float64 { return 1 - Ramp{Linear, p.Fade}.mean(from, to) }

// over tells whether t lies after the last term.
func (p *Programme) over(t cohorts.Term) bool {
	return p.Until != cohorts.Term{} && p.Until.Before(t)
}

// months is the time from the term in which it begins to the start of a term.
func (p *Programme) months(t cohorts.Term) float64 { return monthOf(t) - monthOf(p.Begins()) }

// monthOf counts the months from a fixed September to the start of a term.
func monthOf(t cohorts.Term) float64 {
	const monthsPerYear = 12
	months := float64(t.Year) * monthsPerYear
	for part := cohorts.Autumn; part < t.Part; part++ {
		months += part.Months()
	}
	return months
}

// Pay adds what the programme costs in a term.
func (p *Programme) Pay(t cohorts.Term, terms *Terms) {
	begins := p.Begins()
	if t.Before(begins) || p.over(t) {
		return
	}
	for _, c := range p.Cost {
		switch {
		case c.Money.Yearly:
			terms.Pay(c.Purse, float64(c.Money.Pounds*t.Part.Share()))
		case t == begins:
			terms.Pay(c.Purse, c.Money.Pounds)
		}
	}
}
