package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// WorkforceTraining is training for those who support children without a
// plan.
type WorkforceTraining struct {
	Programme
	Lift Uncertain
}

// Card says what the lever is.
func (*WorkforceTraining) Card() Card { return workforceTraining }

// Validate says what is wrong with the settings.
func (l *WorkforceTraining) Validate() error { return Valid(l) }

// Apply lifts what support without a plan takes off requests.
func (l *WorkforceTraining) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	terms.Scale(&terms.Support.Lift, 1+float64(l.Share(t)*l.Lift.Now))
}

var workforceTraining = Card{
	Key:    "workforce-training",
	Name:   "Workforce training",
	Says:   "training for teachers, assistants and SENCOs: support without a plan, by whichever lever, works better; by itself it does nothing",
	Step:   "request",
	Phases: []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream},
	Purses: []finance.Purse{finance.HighNeeds, finance.Council, finance.OtherGrant},
	Cost:   "£100,000 to £500,000 a year while it runs [J], from the block, the council or a grant: as the file says",
	Ramp:   Ramp{Linear, 24},
	Dials: []Dial{
		{
			Name: "lift", Unit: Share, High: 2, Default: strict.Between(0, 0.3), Rests: true, Monotone: true,
			Says:  "share by which the effects on requests of early-years-support, sen-support and inclusion-fund are lifted, whichever way they go",
			Grade: "J", Source: "[LEVER-JUDGED]: an enabler that multiplies the others by 1.0 to 1.3",
			Of: func(l Lever) *Uncertain { return &l.(*WorkforceTraining).Lift },
		},
	},
	Evidence: "None quantified. Stockton-on-Tees and Solihull plan it beside the support that it strengthens [F].",
	Misleads: "Without a lever that it strengthens it is cost alone. Trained staff leave: say until and fade for a programme that ends. It lifts an effect that surfaces need just as one that avoids plans.",
	Grade:    "J",
	Source:   "[STOCKTON24], [SOLIHULL21], [LEVER-JUDGED]",
}
