package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// BandingReview is a review of the bands by which top-ups are paid. Whether it
// saves is uncertain.
type BandingReview struct {
	Programme
	Change, Special Uncertain
}

// Card says what the lever is.
func (*BandingReview) Card() Card { return bandingReview }

// Validate says what is wrong with the settings.
func (l *BandingReview) Validate() error { return Valid(l) }

// Apply changes what a child costs in mainstream schools, their packages and
// units, and by a part in state special schools.
func (l *BandingReview) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	change, cost := l.Share(t)*l.Change.Now, &terms.Money.Cost
	for _, s := range [...]cohorts.Setting{cohorts.MainstreamSchool, cohorts.Enhanced, cohorts.ResourcedProvision} {
		terms.Scale(&cost[s], 1+float64(change))
	}
	terms.Scale(&cost[cohorts.StateSpecial], 1+float64(change*l.Special.Now))
}

var bandingReview = Card{
	Key:    "banding-review",
	Name:   "Banding review",
	Says:   "the bands of top-up funding are reviewed: the average top-up changes, and may rise",
	Step:   "settle",
	Phases: []cohorts.Phase{cohorts.Mainstream, cohorts.Specialist, cohorts.Post16},
	Purses: []finance.Purse{finance.Council},
	Cost:   "small: a project team once, from the council, as the file says; protection for schools that lose is not counted",
	Ramp:   Ramp{Linear, 18},
	Dials: []Dial{
		{
			Name: "change", Unit: Share, Low: -0.3, High: 0.3, Default: strict.Around(-0.031, 0, 0.047), Rests: true, Monotone: true,
			Says:  "change of the average top-up of a child with a plan in mainstream schools and their units; below 0, less",
			Grade: "J", Source: "[LEVER-JUDGED]: nothing, nine futures in ten from 4 % less to 6 % more; the sign is uncertain [EBT23]",
			Of: func(l Lever) *Uncertain { return &l.(*BandingReview).Change },
		},
		{
			Name: "special", Unit: Share, High: 1, Default: strict.Exactly(0), Monotone: true,
			Says:  "part of the change that holds in state special schools",
			Grade: "J", Source: "none: the review is one for mainstream schools, until a plan says otherwise [STOCKTON24]",
			Of: func(l Lever) *Uncertain { return &l.(*BandingReview).Special },
		},
	},
	Evidence: "A banding tool in Staffordshire that was designed to cost the same raised average costs and was suspended on 1 August 2023 [F].",
	Misleads: "Half of the futures have it cost money, and that is the evidence, not a fault. Delivery that falls short shrinks a rise as it shrinks a saving, where in life a rise is delivered in full. What schools do with lower top-ups is not simulated.",
	Grade:    "J",
	Source:   "[EBT23], [STOCKTON24], [LEVER-JUDGED]",
}
