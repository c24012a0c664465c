package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// CloserToHome is planning changes of school early, towards places nearby.
type CloserToHome struct {
	Programme
	Independent, Local, Travel Uncertain
}

// Card says what the lever is.
func (*CloserToHome) Card() Card { return closerToHome }

// Validate says what is wrong with the settings.
func (l *CloserToHome) Validate() error { return Valid(l) }

// Apply shifts weight among the settings beyond a border, for ages 4 and over,
// and takes a share off transport.
func (l *CloserToHome) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there := l.Share(t)
	for _, phase := range [...]cohorts.Phase{cohorts.Mainstream, cohorts.Post16} {
		prefer := &terms.Chances.Prefer[phase]
		terms.Scale(&prefer[cohorts.IndependentSpecial], 1-float64(there*l.Independent.Now))
		for _, near := range [...]cohorts.Setting{cohorts.ResourcedProvision, cohorts.StateSpecial} {
			terms.Scale(&prefer[near], 1+float64(there*l.Local.Now))
		}
	}
	terms.Scale(&terms.Money.Transport, 1-float64(there*l.Travel.Now))
}

var closerToHome = Card{
	Key:    "closer-to-home",
	Name:   "Placement closer to home at transfer",
	Says:   "changes of school planned a year or two ahead with families and local schools: fewer children go to independent schools, more to places nearby",
	Step:   "transfer",
	Also:   []string{"place", "settle"},
	Phases: []cohorts.Phase{cohorts.Mainstream, cohorts.Post16},
	Purses: []finance.Purse{finance.Council},
	Cost:   "placement officers, from the council while it runs: as the file says; transport falls in the council's memo line",
	Ramp:   Ramp{Linear, 24},
	Dials: []Dial{
		{
			Name: "independent", Unit: Share, High: 1, Default: strict.Between(0.05, 0.2), Monotone: true,
			Says:  "share by which the weight of independent special schools falls, at a change of school and for new plans, from age 4",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; the DBV contract aims at a fifth fewer independent placements [DBV-TARGET]",
			Of: func(l Lever) *Uncertain { return &l.(*CloserToHome).Independent },
		},
		{
			Name: "local", Unit: Share, High: 2, Default: strict.Between(0, 0.1), Monotone: true,
			Says:  "share by which the weights of resourced provision and state special schools rise",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*CloserToHome).Local },
		},
		{
			Name: "travel", Unit: Share, High: 1, Default: strict.Between(0, 0.03), Monotone: true,
			Says:  "share off what transport costs, for shorter ways, beside what follows from the settings",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*CloserToHome).Travel },
		},
	},
	Evidence: "Reviews of cases found a shift from independent to state special schools possible [F]. Its effect on transfers is not published.",
	Misleads: "Preference is the family's by law: the council can only offer. Where there are no places nearby, wishes overflow to independent schools all the same, and the lever brings nothing without places. " +
		"The same weights hold for new plans, not at transfers alone. Children who are in independent schools and may stay, stay.",
	Grade:  "J",
	Source: "[DBV23], [DBV-TARGET], [LEVER-JUDGED]",
}
