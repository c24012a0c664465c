package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// Timeliness is deciding and issuing within the statutory weeks.
type Timeliness struct {
	Programme
	Sooner, Contested Uncertain
}

// Card says what the lever is.
func (*Timeliness) Card() Card { return timeliness }

// Validate says what is wrong with the settings.
func (l *Timeliness) Validate() error { return Valid(l) }

// Apply raises the odds that what is due is ready, and lowers those that a
// decision is contested.
func (l *Timeliness) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, c := l.Share(t), &terms.Chances
	terms.Scale(&c.Finish, 1+float64(there*l.Sooner.Now))
	for stage := range cohorts.NumStages {
		terms.Scale(&c.Lodge[stage], 1-float64(there*l.Contested.Now))
	}
}

var timeliness = Card{
	Key:    "timeliness",
	Name:   "Timeliness of plans",
	Says:   "advice commissioned and chased, drafts and meetings to a calendar: more plans within the 20 weeks of the law",
	Step:   "assess",
	Also:   []string{"decide", "place"},
	Phases: []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream, cohorts.Post16},
	Purses: []finance.Purse{finance.Council},
	Cost:   "caseworkers and bought-in advice, from the council while it runs: as the file says",
	Ramp:   Ramp{Linear, 12},
	Dials: []Dial{
		{
			Name: "sooner", Unit: Share, High: 10, Default: strict.Between(0.2, 1.5), Monotone: true,
			Says:  "share by which the odds rise that an assessment that is due in a term is ready in it",
			Grade: "J", Source: "[LEVER-JUDGED]; about half of plans came within 20 weeks in 2023 [SEN2-24]: 0.2 to 1.5 makes that 55 to 71 %",
			Of: func(l Lever) *Uncertain { return &l.(*Timeliness).Sooner },
		},
		{
			Name: "contested", Unit: Share, High: 1, Default: strict.Between(0, 0.05), Monotone: true,
			Says:  "share by which the odds fall that a refusal, a decision not to issue, or a new plan is contested: trust",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*Timeliness).Contested },
		},
	},
	Evidence: "Solihull's paper takes the status quo to risk breach of the law's timescales [F]. What better timeliness does to demand or disputes is not published.",
	Misleads: "It is a duty, and no saving: plans come earlier, and cost from then on. It does nothing where the number that can be finished binds: assessment-capacity is for that. " +
		"The weeks are known here by terms: in time is the first term in which the 20 weeks can end.",
	Grade:  "J",
	Source: "[SOLIHULL21], [SEN2-24], [LEVER-JUDGED]",
}
