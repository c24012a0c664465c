package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// SENSupport is better support without a plan in mainstream schools: what is
// ordinarily available.
type SENSupport struct {
	Programme
	Schools, Effect, Identified Uncertain
}

// Card says what the lever is.
func (*SENSupport) Card() Card { return senSupport }

// Validate says what is wrong with the settings.
func (l *SENSupport) Validate() error { return Valid(l) }

// Apply lowers requests from reception to year 11, and lets schools find more
// children who need support.
func (l *SENSupport) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there := l.Share(t) * l.Schools.Now
	terms.Scale(&terms.Support.Request[cohorts.Mainstream], 1-float64(there*l.Effect.Now))
	terms.Scale(&terms.Chances.Identify[cohorts.Mainstream], 1+float64(there*l.Identified.Now))
}

var senSupport = Card{
	Key:    "sen-support",
	Name:   "SEN support and ordinarily available provision",
	Says:   "what every mainstream school is expected to provide without a plan is written down, supported by advisers and held to: fewer children need a plan to get it",
	Step:   "request",
	Also:   []string{"identify"},
	Phases: []cohorts.Phase{cohorts.Mainstream},
	Purses: []finance.Purse{finance.HighNeeds},
	Cost:   "half to one per cent of the high needs block a year [J], from the block, from the start on and for good: as the file says",
	Ramp:   Ramp{Linear, 36},
	Dials: []Dial{
		{
			Name: "schools", Unit: Share, High: 1, Default: strict.Exactly(1), Rests: true, Monotone: true,
			Says:  "share of the children of mainstream schools whose school takes part",
			Grade: "J", Source: "all schools, until a plan says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*SENSupport).Schools },
		},
		{
			Name: "effect", Unit: Share, Low: -0.2, High: 0.6, Default: strict.Around(-0.002, 0.06, 0.13), Monotone: true,
			Says:  "share fewer requests for children of 4 to 15 in schools that take part; below 0, more",
			Grade: "J", Source: "[LEVER-JUDGED]: 6 % fewer, nine futures in ten from 15 % fewer to 2 % more",
			Of: func(l Lever) *Uncertain { return &l.(*SENSupport).Effect },
		},
		{
			Name: "identified", Unit: Share, High: 1, Default: strict.Between(0, 0.1), Monotone: true,
			Says:  "share more children of 4 to 15 who are put on SEN support in a year, because schools look",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*SENSupport).Identified },
		},
	},
	Evidence: "Case reviews in 54 authorities found over 30,000 children whose needs could have been met on SEN support [F]. No study of a programme's effect on requests is published.",
	Misleads: "What could be met is not what a programme meets. More children on SEN support are more who may ask for a plan, in the model as in life. The cost to schools' own budgets is not counted. " +
		"Trained staff strengthen it: that is workforce-training, and counted once there.",
	Grade:  "J",
	Source: "[DBV23], [LEVER-JUDGED], [LEICS22]",
}
