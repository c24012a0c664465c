package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// FrontDoor is one point of access for families and schools, with a team around
// the school.
type FrontDoor struct {
	Programme
	Requests, Identified Uncertain
}

// Card says what the lever is.
func (*FrontDoor) Card() Card { return frontDoor }

// Validate says what is wrong with the settings.
func (l *FrontDoor) Validate() error { return Valid(l) }

// Apply lowers requests up to age 15, and lets more children be put on SEN
// support.
func (l *FrontDoor) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, c := l.Share(t), &terms.Chances
	for _, phase := range frontDoor.Phases {
		terms.Scale(&c.Request[phase], 1-float64(there*l.Requests.Now))
		terms.Scale(&c.Identify[phase], 1+float64(there*l.Identified.Now))
	}
}

var frontDoor = Card{
	Key:    "front-door",
	Name:   "SEND front door and team around the school",
	Says:   "one point of access, and specialists who come to the school before anyone asks for a plan: fewer families ask, or more, because what was hidden is seen",
	Step:   "request",
	Also:   []string{"identify"},
	Phases: []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream},
	Purses: []finance.Purse{finance.HighNeeds, finance.OtherGrant},
	Cost:   "£300,000 to £800,000 a year [J], from the block or a grant while it runs: as the file says",
	Ramp:   Ramp{Linear, 24},
	Dials: []Dial{
		{
			Name: "requests", Unit: Share, Low: -0.3, High: 0.6, Default: strict.Around(-0.028, 0.05, 0.105), Monotone: true,
			Says:  "share fewer requests up to age 15; below 0, more, because demand surfaces",
			Grade: "J", Source: "[LEVER-JUDGED]: 5 % fewer requests led by parents, nine futures in ten from 12 % fewer to 5 % more",
			Of: func(l Lever) *Uncertain { return &l.(*FrontDoor).Requests },
		},
		{
			Name: "identified", Unit: Share, High: 1, Default: strict.Between(0, 0.1), Monotone: true,
			Says:  "share more children up to 15 who are put on SEN support in a year",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*FrontDoor).Identified },
		},
	},
	Evidence: "None quantified. Stockton-on-Tees planned one for May 2024 [F].",
	Misleads: "It can surface demand: about one future in five has more requests, and more children on SEN support are more who may ask. The judgement is about requests led by parents, and acts here on all. " +
		"Its specialists are the same people as those of other levers: capacity counted twice is not seen.",
	Grade:  "J",
	Source: "[STOCKTON24], [LEVER-JUDGED]",
}
