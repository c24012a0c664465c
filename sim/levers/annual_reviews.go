package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// AnnualReviews is a programme that holds the annual reviews that are owed and
// asks in each whether the plan is still needed, and in the right setting.
type AnnualReviews struct {
	Programme
	Held, Endings, Down, Up Uncertain
}

// Card says what the lever is.
func (*AnnualReviews) Card() Card { return annualReviews }

// Validate says what is wrong with the settings.
func (l *AnnualReviews) Validate() error { return Valid(l) }

// Apply raises the reviews that can be held, and what a review that is held
// brings: an ended plan, a less specialist setting, a more specialist one.
func (l *AnnualReviews) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, c := l.Share(t), &terms.Chances
	terms.Scale(&c.Reviews, 1+float64(there*l.Held.Now))
	for p := range cohorts.NumPhases {
		terms.Scale(&c.Met[p], 1+float64(there*l.Endings.Now))
		terms.Scale(&c.Down[p], 1+float64(there*l.Down.Now))
		terms.Scale(&c.Up[p], 1+float64(there*l.Up.Now))
	}
}

var annualReviews = Card{
	Key:    "annual-reviews",
	Name:   "Annual reviews",
	Says:   "more annual reviews held, and held with the question whether the plan is still needed and the setting still right: more plans end, and children change setting both ways",
	Step:   "review",
	Phases: cohorts.Phases(),
	Purses: []finance.Purse{finance.Council, finance.HighNeeds},
	Cost:   "a caseworker for each 150 to 250 plans [J], from the council year by year while it runs; some councils charge a part to the block as invest to save (Solihull: £67,000 rising to £100,000 a year [F])",
	Ramp:   Ramp{Linear, 18},
	Dials: []Dial{
		{
			Name: "held", Unit: Share, High: 2, Default: strict.Between(0.05, 0.3), Monotone: true,
			Says:  "share more reviews that the service can hold; beyond what is due and owed it does nothing",
			Grade: "J", Source: "[LEVER-JUDGED]: up to the reviews that fall due, from some three quarters of them held [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*AnnualReviews).Held },
		},
		{
			Name: "endings", Unit: Share, High: 3, Default: strict.Between(0.4, 1.3), Monotone: true,
			Says:  "share more plans that end because needs are met, of the reviews held",
			Grade: "J", Source: "[SEN2-CEASED22]: needs met ends 0.86 % of plans a year; judged to reach 1.2 to 2.0 % [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*AnnualReviews).Endings },
		},
		{
			Name: "down", Unit: Share, High: 3, Default: strict.Between(0, 0.3), Monotone: true,
			Says:  "share more changes to a less specialist setting, of the reviews held",
			Grade: "J", Source: "[LEVER-JUDGED]; 1.4 % of children in special schools a year go to mainstream [SEN2-MOVES20]",
			Of: func(l Lever) *Uncertain { return &l.(*AnnualReviews).Down },
		},
		{
			Name: "up", Unit: Share, High: 3, Default: strict.Between(0, 0.1), Monotone: true,
			Says:  "share more changes to a more specialist setting: who is found in mainstream and should not be",
			Grade: "J", Source: "[LEVER-JUDGED]; misplacement goes both ways [LEICS22]; 4.4 % of children in mainstream a year go to special schools [SEN2-MOVES20]",
			Of: func(l Lever) *Uncertain { return &l.(*AnnualReviews).Up },
		},
	},
	Evidence: "Needs met ended 4,054 plans of 473,255 in 2022 [F]; Torbay found that endings do not keep pace [F]; Leicestershire means to end unsuitable plans at review [F]. No study of what more reviews end is published.",
	Misleads: "A plan under 18 may end only where provision is no longer necessary: a target is no ground. Families may appeal an ending, which is not simulated; nor do those come back whose plan was ended. " +
		"Clearing what is owed brings endings and changes once, not every year, and finds children who need more as well as less. A child with met needs costs the block nothing from then on, though the school goes on supporting it.",
	Grade:  "J",
	Source: "[SEN2-CEASED22], [SEN2-MOVES20], [TORBAY], [LEICS22], [SOLIHULL21]",
}
