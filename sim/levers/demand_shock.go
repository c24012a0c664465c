package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// DemandShock is a surge of requests, or a lull, that nobody pulls: it comes
// and ends.
type DemandShock struct {
	Programme
	Requests, Older Uncertain
}

// Card says what the lever is.
func (*DemandShock) Card() Card { return demandShock }

// Validate says what is wrong with the settings.
func (l *DemandShock) Validate() error { return Valid(l) }

// Apply raises requests at every age, after 16 by a part.
func (l *DemandShock) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	surge, request := l.Share(t)*l.Requests.Now, &terms.Chances.Request
	terms.Scale(&request[cohorts.EarlyYears], 1+float64(surge))
	terms.Scale(&request[cohorts.Mainstream], 1+float64(surge))
	terms.Scale(&request[cohorts.Post16], 1+float64(surge*l.Older.Now))
}

var demandShock = Card{
	Key:    "demand-shock",
	Name:   "Demand shock",
	Says:   "a surge of requests such as after the pandemic, or a lull, and with until and fade its end: no lever of a council, but a what if",
	Step:   "request",
	Phases: []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream, cohorts.Post16},
	Purses: []finance.Purse{finance.HighNeeds},
	Cost:   "nothing of its own: the plans that follow cost what plans cost",
	Ramp:   Ramp{Linear, 12},
	Sure:   true,
	Dials: []Dial{
		{
			Name: "requests", Unit: Share, Low: -0.5, High: 1, Default: strict.Between(0.05, 0.3), Rests: true, Monotone: true,
			Says:  "share more requests than the path of demand, up to age 15, while it lasts; below 0, fewer",
			Grade: "J", Source: "[LEVER-JUDGED]; requests in England went from 75,951 in 2020 to 93,302 in 2021, 23 % more [SEN2]; Leicestershire's rose by 54 % [LEICS22]",
			Of: func(l Lever) *Uncertain { return &l.(*DemandShock).Requests },
		},
		{
			Name: "older", Unit: Share, High: 1, Default: strict.Exactly(0.5), Monotone: true,
			Says:  "part of the surge that holds from 16 on",
			Grade: "J", Source: "none published: half [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*DemandShock).Older },
		},
	},
	Evidence: "Requests surged after the pandemic in England [F]; in Wiltshire they then stood still from January 2024 [F], and a forecast made on the surge was wrong.",
	Misleads: "The paths of demand are uncertain already and have known the surge to 2023: a shock comes on top of them, and widens what is counted once. Requests above capacity make a backlog, so plans come later than the surge and go on after it.",
	Grade:    "J",
	Source:   "[SEN2], [WILTS24], [LEICS22]",
}
