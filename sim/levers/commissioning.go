package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// Commissioning is negotiating what independent providers are paid, alone or
// with neighbours.
type Commissioning struct {
	Programme
	Points, Ceiling Uncertain
}

// Card says what the lever is.
func (*Commissioning) Card() Card { return commissioning }

// Validate says what is wrong with the settings.
func (l *Commissioning) Validate() error { return Valid(l) }

// Apply takes points off the growth of fees and caps the dear places. Half
// delivered, a ceiling cuts what lies above twice itself, and not half of what
// lies above it: the dearest places are negotiated first.
func (l *Commissioning) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there := l.Share(t)
	terms.Fees(-there * l.Points.Now)
	if there > 0 && l.Ceiling.Now > 0 {
		terms.Cap(cohorts.IndependentSpecial, l.Ceiling.Now/there)
	}
}

var commissioning = Card{
	Key:    "commissioning",
	Name:   "Commissioning of independent places",
	Says:   "fees of independent providers negotiated, with frameworks and neighbours: they grow more slowly, and no single place costs more than a ceiling",
	Step:   "settle",
	Phases: []cohorts.Phase{cohorts.Specialist, cohorts.Post16, cohorts.Mainstream},
	Purses: []finance.Purse{finance.Council, finance.HighNeeds},
	Cost:   "2 to 4 commissioners [J], from the council year by year while it runs: as the file says",
	Ramp:   Ramp{Linear, 18},
	Dials: []Dial{
		{
			Name: "points", Unit: Share, High: 0.1, Default: strict.Between(0.01, 0.04), Monotone: true,
			Says:  "points off the yearly growth of independent fees, for as long as it runs; the level reached stays",
			Grade: "J", Source: "[LEVER-JUDGED]: 1 to 4 points; fees grew by 3.9 to 5.3 % a year [PQ50389]",
			Of: func(l Lever) *Uncertain { return &l.(*Commissioning).Points },
		},
		{
			Name: "ceiling", Unit: Pounds, High: 500_000, Default: strict.Exactly(0),
			Says:  "the most that any one independent special place may cost a year, in pounds of the year; 0: none",
			Grade: "J", Source: "none, until a plan says its own [JUDGEMENT]; national price bands are announced and not set out [PRICE26]",
			Of: func(l Lever) *Uncertain { return &l.(*Commissioning).Ceiling },
		},
	},
	Evidence: "Fees for each pupil rose by 8.8 % in 2022-23 and by 1.6 % in 2023-24 [D]; a council found that commissioning would only flatten the curve [F]; providers have pricing power [F].",
	Misleads: "It acts on price alone: a provider that is paid less may take fewer of the council's children, or dearer ones only, which is not simulated. Points act on every independent line, packages of education otherwise than at school among them. " +
		"A ceiling supposes that the place is there at that price. With national price bands under a regime it is counted twice.",
	Grade:  "J",
	Source: "[PQ100030], [PQ50389], [WESTBERKS], [LEICS22], [PRICE26], [LEVER-JUDGED]",
}
