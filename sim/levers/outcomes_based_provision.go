package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// OutcomesBasedProvision is plans that say outcomes, where they said hours of
// an assistant.
type OutcomesBasedProvision struct {
	Programme
	Saving, Requests Uncertain
}

// Card says what the lever is.
func (*OutcomesBasedProvision) Card() Card { return outcomesBasedProvision }

// Validate says what is wrong with the settings.
func (l *OutcomesBasedProvision) Validate() error { return Valid(l) }

// Apply changes what a child with a plan costs in mainstream schools, and
// lowers requests there, since a plan no longer brings hours.
func (l *OutcomesBasedProvision) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there := l.Share(t)
	for _, s := range [...]cohorts.Setting{cohorts.MainstreamSchool, cohorts.Enhanced} {
		terms.Scale(&terms.Money.Cost[s], 1-float64(there*l.Saving.Now))
	}
	terms.Scale(&terms.Chances.Request[cohorts.Mainstream], 1-float64(there*l.Requests.Now))
}

var outcomesBasedProvision = Card{
	Key:    "outcomes-based-provision",
	Name:   "Outcomes-based provision",
	Says:   "plans and top-ups in mainstream schools by what a child is to achieve, where they went by hours of an assistant",
	Step:   "settle",
	Also:   []string{"request"},
	Phases: []cohorts.Phase{cohorts.Mainstream, cohorts.Post16},
	Purses: []finance.Purse{finance.Council},
	Cost:   "caseworkers' time to rewrite plans at review, from the council: as the file says",
	Ramp:   Ramp{Linear, 36},
	Dials: []Dial{
		{
			Name: "saving", Unit: Share, Low: -0.2, High: 0.5, Default: strict.Around(-0.02, 0.01, 0.05), Monotone: true,
			Says:  "share less that a child with a plan in a mainstream school costs; below 0, more",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*OutcomesBasedProvision).Saving },
		},
		{
			Name: "requests", Unit: Share, Low: -0.2, High: 0.5, Default: strict.Between(0, 0.05), Monotone: true,
			Says:  "share fewer requests at 4 to 15, because a plan brings no hours; below 0, more",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; that plans attract hours raises requests [LEICS22]",
			Of: func(l Lever) *Uncertain { return &l.(*OutcomesBasedProvision).Requests },
		},
	},
	Evidence: "Leicestershire means to go from hours to outcomes; its officers see hours and funding as a reason why plans are sought and kept [F]. No effect is published.",
	Misleads: "Provision in a plan must be specified and quantified by law in most cases, and families appeal what is vague: more disputes about contents are not simulated. " +
		"It comes in as plans are reviewed, so not faster than the ramp.",
	Grade:  "J",
	Source: "[LEICS22], [LEVER-JUDGED]",
}
