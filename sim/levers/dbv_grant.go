package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// DBVGrant is a grant for a limited time, as Delivering Better Value gave it.
type DBVGrant struct {
	Programme
	Grant, Over, Block Uncertain
}

// Card says what the lever is.
func (*DBVGrant) Card() Card { return dbvGrant }

// Validate says what is wrong with the settings.
func (l *DBVGrant) Validate() error { return Valid(l) }

// Apply spends the grant evenly over its months and takes a part of it off
// what the block would have paid.
func (l *DBVGrant) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	begin := l.months(t)
	within := max(0, min(l.months(t.Next()), l.Over.Now)-max(0, begin))
	spent := l.Share(t) * l.Grant.Now * within / l.Over.Now
	terms.Pay(finance.OtherGrant, spent)
	terms.Pay(finance.HighNeeds, -spent*l.Block.Now)
}

var dbvGrant = Card{
	Key:    "dbv-grant",
	Name:   "Grant for change (DBV)",
	Says:   "a grant such as that of Delivering Better Value, spent on the plan over a limited time",
	Step:   "settle",
	Phases: cohorts.Phases(),
	Purses: []finance.Purse{finance.OtherGrant},
	Cost:   "the grant itself, from other grants, evenly over its months; what goes on after it, from the block or the council, as the levers that it starts say",
	Ramp:   Ramp{Step, 0},
	Sure:   true,
	Dials: []Dial{
		{
			Name: "grant", Unit: Pounds, High: 1e8, Default: strict.Exactly(1_000_000), Rests: true, Monotone: true,
			Says:  "pounds in all",
			Grade: "F", Source: "[STOCKTON24]: £1m over 2023-24 and 2024-25",
			Of: func(l Lever) *Uncertain { return &l.(*DBVGrant).Grant },
		},
		{
			Name: "over", Unit: Months, Low: 1, High: 120, Default: strict.Exactly(24),
			Says:  "months over which it is spent",
			Grade: "F", Source: "[STOCKTON24]: two financial years",
			Of: func(l Lever) *Uncertain { return &l.(*DBVGrant).Over },
		},
		{
			Name: "block", Unit: Share, High: 1, Default: strict.Between(0, 0.3), Monotone: true,
			Says:  "part of the grant that pays for what the block would have paid for otherwise",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; the grant is for change, not for the deficit",
			Of: func(l Lever) *Uncertain { return &l.(*DBVGrant).Block },
		},
	},
	Evidence: "Stockton-on-Tees received £1m for eight initiatives [F]; Leicestershire speaks of a small grant of £40,000 [F]. Best-case savings of 21 authorities were 26 % of the deficit they expected [F].",
	Misleads: "It buys time, and what it buys is in other levers: set their cost to the purse grant as well and it is counted twice. " +
		"What lasts after the grant needs another purse, and posts for twelve months are hard to fill.",
	Grade:  "F",
	Source: "[STOCKTON24], [LEICS22], [DBV-FORECAST23]",
}
