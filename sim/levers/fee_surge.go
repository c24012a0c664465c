package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// FeeSurge is fees of independent providers that grow faster than prices let
// expect, or more slowly, and that nobody pulls: it comes and ends.
type FeeSurge struct {
	Programme
	Points Uncertain
}

// Card says what the lever is.
func (*FeeSurge) Card() Card { return feeSurge }

// Validate says what is wrong with the settings.
func (l *FeeSurge) Validate() error { return Valid(l) }

// Apply adds points to the growth of fees.
func (l *FeeSurge) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	terms.Fees(l.Share(t) * l.Points.Now)
}

var feeSurge = Card{
	Key:    "fee-surge",
	Name:   "Fee surge",
	Says:   "fees of independent providers that grow faster than prices and the regime let expect, such as in a year of inflation, and with until its end: no lever of a council, but a what if",
	Step:   "settle",
	Phases: []cohorts.Phase{cohorts.Specialist, cohorts.Post16, cohorts.Mainstream},
	Purses: []finance.Purse{finance.HighNeeds},
	Cost:   "nothing of its own: places cost what they then cost",
	Ramp:   Ramp{Step, 0},
	Sure:   true,
	Dials: []Dial{
		{
			Name: "points", Unit: Share, Low: -0.1, High: 0.2, Default: strict.Between(0.03, 0.05), Rests: true, Monotone: true,
			Says:  "points on the yearly growth of independent fees, for as long as it lasts; the level reached stays; below 0, fewer",
			Grade: "J", Source: "[LEVER-JUDGED]: 3 to 5 points make 7 to 10 % of the 3.9 to 5.3 % a year of [PQ50389]; fees for each pupil rose by 8.8 % in 2022-23 [PQ100030], Leicestershire reckoned with inflation of 9 % [LEICS22]",
			Of: func(l Lever) *Uncertain { return &l.(*FeeSurge).Points },
		},
	},
	Evidence: "Fees for each pupil rose by 8.8 % in 2022-23 and by 1.6 % in 2023-24 [D]; Leicestershire reckoned with inflation of 9 % and met providers who have the power to set fees [F].",
	Misleads: "The growth of fees is uncertain already and its range knows such years: a surge comes on top, and widens what is counted once. It raises independent fees alone; general inflation reaches top-ups and the grant too, which the regime has. In a comparison it belongs into both plans, or it counts as a plan's effect.",
	Grade:    "J",
	Source:   "[PQ100030], [PQ50389], [LEICS22], [LEVER-JUDGED]",
}
