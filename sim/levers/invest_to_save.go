package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// InvestToSave is posts that are said to save more than they cost, in no way
// that another lever says.
type InvestToSave struct {
	Programme
	Posts, Each, Council, Ratio, Lag Uncertain
}

// Card says what the lever is.
func (*InvestToSave) Card() Card { return investToSave }

// Validate says what is wrong with the settings.
func (l *InvestToSave) Validate() error { return Valid(l) }

// Apply pays the posts that are filled from two purses, and takes off the block
// what they save, some time after.
func (l *InvestToSave) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	cost := l.Posts.Now * l.Each.Now * t.Part.Share()
	filled, saving := l.Share(t), l.shareAfter(t, l.Lag.Now)
	terms.Pay(finance.Council, filled*cost*l.Council.Now)
	terms.Pay(finance.HighNeeds, cost*(float64(filled*(1-l.Council.Now))-float64(saving*l.Ratio.Now)))
}

var investToSave = Card{
	Key:    "invest-to-save",
	Name:   "Invest-to-save posts",
	Says:   "posts in the SEND service, paid by the council and the block, that are said to save so many pounds of the block for each pound that they cost",
	Step:   "settle",
	Phases: cohorts.Phases(),
	Purses: []finance.Purse{finance.Council, finance.HighNeeds},
	Cost:   "the posts as they are filled, from the council and the block by the dial council, for as long as the lever runs",
	Ramp:   Ramp{Linear, 6},
	Dials: []Dial{
		{
			Name: "posts", Unit: Posts, High: 1000, Default: strict.Exactly(4), Rests: true, Monotone: true,
			Says:  "posts when all are filled",
			Grade: "J", Source: "none published: until a plan says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*InvestToSave).Posts },
		},
		{
			Name: "each", Unit: Pounds, High: 300_000, Default: strict.Between(45_000, 60_000),
			Says:  "pounds a year for each post with on-costs, of the year in which they are paid",
			Grade: "J", Source: "[LEVER-JUDGED]: 50,000 to 60,000 for an officer",
			Of: func(l Lever) *Uncertain { return &l.(*InvestToSave).Each },
		},
		{
			Name: "council", Unit: Share, High: 1, Default: strict.Exactly(0.84), Monotone: true,
			Says:  "share of the cost that the council pays; the block pays the rest",
			Grade: "D", Source: "[SOLIHULL21]: 528,000 a year from the council and 100,000 from the block",
			Of: func(l Lever) *Uncertain { return &l.(*InvestToSave).Council },
		},
		{
			Name: "ratio", Unit: Share, High: 20, Default: strict.Around(0, 1, 3), Monotone: true,
			Says:  "pounds of the block that are saved in the end for each pound spent, from whichever purse",
			Grade: "J", Source: "[LEVER-JUDGED]: 1 to 4 where it works, and often it does not",
			Of: func(l Lever) *Uncertain { return &l.(*InvestToSave).Ratio },
		},
		{
			Name: "lag", Unit: Months, High: 120, Default: strict.Between(12, 36),
			Says:  "months from a post being filled to its saving",
			Grade: "J", Source: "[LEVER-JUDGED]: 1 to 3 years",
			Of: func(l Lever) *Uncertain { return &l.(*InvestToSave).Lag },
		},
	},
	Evidence: "Solihull charged £67,000 rising to £100,000 a year to the block and £1.176m over three years, then £528,000 a year, to the council [F]. What it saved is not published.",
	Misleads: "The saving is a claim: no child moves, and nothing in the model bears it out. Where a lever says how the posts act (reviews, disputes, commissioning), pull that lever and put the posts under its cost. Both together count a saving twice. " +
		"A post that is not filled costs nothing and saves nothing.",
	Grade:  "J",
	Source: "[SOLIHULL21], [LEVER-JUDGED]",
}
