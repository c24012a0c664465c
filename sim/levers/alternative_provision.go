package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// AlternativeProvisionOutreach is support for children at risk of exclusion,
// in their school.
type AlternativeProvisionOutreach struct {
	Programme
	Requests, Placed Uncertain
}

// Card says what the lever is.
func (*AlternativeProvisionOutreach) Card() Card { return alternativeProvisionOutreach }

// Validate says what is wrong with the settings.
func (l *AlternativeProvisionOutreach) Validate() error { return Valid(l) }

// Apply lowers requests for social, emotional and mental health needs at
// school age, and the weight of alternative provision.
func (l *AlternativeProvisionOutreach) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, c := l.Share(t), &terms.Chances
	terms.Scale(&c.RequestNeed[cohorts.Mainstream][cohorts.SEMH], 1-float64(there*l.Requests.Now))
	terms.Scale(&c.Prefer[cohorts.Mainstream][cohorts.AlternativeProvision], 1-float64(there*l.Placed.Now))
}

var alternativeProvisionOutreach = Card{
	Key:    "alternative-provision",
	Name:   "Alternative provision and exclusions",
	Says:   "outreach from alternative provision and specialists against exclusion: fewer plans for social, emotional and mental health needs, and fewer children with a plan placed in alternative provision",
	Step:   "request",
	Also:   []string{"transfer", "place"},
	Phases: []cohorts.Phase{cohorts.Mainstream},
	Needs:  []cohorts.Need{cohorts.SEMH},
	Purses: []finance.Purse{finance.HighNeeds},
	Cost:   "£300,000 to £1m a year [J], from the block while it runs: as the file says",
	Ramp:   Ramp{Linear, 24},
	Dials: []Dial{
		{
			Name: "requests", Unit: Share, Low: -0.2, High: 0.6, Default: strict.Around(0.01, 0.03, 0.07), Monotone: true,
			Says:  "share fewer requests at 4 to 15 for social, emotional and mental health needs; below 0, more",
			Grade: "J", Source: "[LEVER-JUDGED]: 3 % fewer, nine futures in ten from 8 % fewer to none",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionOutreach).Requests },
		},
		{
			Name: "placed", Unit: Share, High: 1, Default: strict.Between(0, 0.2), Monotone: true,
			Says:  "share by which the weight of alternative provision falls among the settings that a new plan or a change of school may lead to, ages 4 to 15",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionOutreach).Placed },
		},
	},
	Evidence: "Stockton-on-Tees plans specialist support against exclusions and considers an alternative provision free school [F]. No effect on plans is published.",
	Misleads: "Most of what alternative provision costs is for children without a plan, whom this model does not count: the lines of the block that pay for them do not move, so the saving that such a programme is for is not in it. " +
		"Places in alternative provision are not rationed here; a school for it is a lever by itself.",
	Grade:  "J",
	Source: "[STOCKTON24], [LEVER-JUDGED]",
}
