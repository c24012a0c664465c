package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// SpecialPlaces is new places in state special schools, by expansion or a free
// school: years after the decision, if ever.
type SpecialPlaces struct {
	Project
	Reserved
	Revenue, Prefer Uncertain
}

// Card says what the lever is.
func (*SpecialPlaces) Card() Card { return specialPlaces }

// Validate says what is wrong with the settings.
func (l *SpecialPlaces) Validate() error { return Valid(l) }

// Apply opens the places that are not cancelled once they are built. All are
// paid for; neighbours' children fill some.
func (l *SpecialPlaces) Apply(t cohorts.Term, terms *Terms) {
	open, places := l.build(t, terms)
	l.openFor(cohorts.StateSpecial, places, 1+float64(open*l.Prefer.Now), terms)
	terms.Pay(finance.HighNeeds, places*l.Revenue.Now*t.Part.Share())
}

var specialPlaces = Card{
	Key:      "special-places",
	Name:     "Special school places",
	Says:     "places in state special schools, by expansion or a free school, opened some years after the decision unless the project is cancelled; from is the term of the decision",
	Step:     "place",
	Also:     []string{"transfer", "review"},
	Phases:   []cohorts.Phase{cohorts.Mainstream, cohorts.Specialist, cohorts.Post16},
	Purses:   []finance.Purse{finance.HighNeeds, finance.Capital},
	Cost:     "place funding and top-up from the block as places open, in the tariff; capital for each place, once, as it opens (£120,000 to £170,000 in a new school [J])",
	Ramp:     Ramp{Step, 0},
	Reserves: true,
	Dials: []Dial{
		{
			Name: "places", Unit: Places, High: 2000, Default: strict.Exactly(60), Rests: true, Monotone: true,
			Says:  "places when all are open, before those that neighbours fill",
			Grade: "J", Source: "an expansion or a small school, until a plan says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*SpecialPlaces).Places },
		},
		{
			Name: "building", Unit: Months, High: 120, Default: strict.Between(18, 36),
			Says:  "months from the decision to the first term with places, as planned; a free school takes {low: 48, high: 96}",
			Grade: "J", Source: "[FREESCHOOL]: 4 to 8 years from bid to opening [F]; an expansion judged between a unit's 12 to 24 months and that",
			Of: func(l Lever) *Uncertain { return &l.(*SpecialPlaces).Building },
		},
		{
			Name: "cancelled", Unit: Chance, High: 1, Default: strict.Exactly(0.1), Monotone: true,
			Says:  "chance that the project is cancelled; of a free school 42%",
			Grade: "J", Source: "[FREESCHOOL]: of 59 special free schools under review 34 were chosen to go ahead by March 2026, so 42 % not [D]; an expansion judged",
			Of: func(l Lever) *Uncertain { return &l.(*SpecialPlaces).Cancelled },
		},
		{
			Name: "neighbours", Unit: Share, High: 1, Default: strict.Between(0, 0.2), Monotone: true,
			Says:  "share of the places that other authorities' children fill, and pay for",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; regional sufficiency [STOCKTON24]",
			Of: func(l Lever) *Uncertain { return &l.(*SpecialPlaces).Neighbours },
		},
		{
			Name: "revenue", Unit: Pounds, High: 100_000, Default: strict.Exactly(0), Monotone: true,
			Says:  "pounds a year for each place of the authority's own that is open, from the block, on top of place funding and top-up: start-up, diseconomies of a school that fills",
			Grade: "J", Source: "nothing on top, until a plan says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*SpecialPlaces).Revenue },
		},
		{
			Name: "capital", Unit: Pounds, High: 1_000_000, Default: strict.Between(60_000, 170_000), Monotone: true,
			Says:  "pounds of capital for each place, once, as it opens: a memo line, off the schools grant",
			Grade: "J", Source: "[CAPITAL]: about 60,000 and 74,000 in national announcements, 154,000 in two new schools [D]; 120,000 to 170,000 judged for a new school",
			Of: func(l Lever) *Uncertain { return &l.(*SpecialPlaces).Capital },
		},
		{
			Name: "prefer", Unit: Share, High: 3, Default: strict.Between(0, 0.2), Monotone: true,
			Says:  "share by which new places raise the weight of state special schools among the settings that a new plan or a change of school may lead to, ages 4 to 15: what is there is asked for",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; new places filled with new demand [OVERFLOW]",
			Of: func(l Lever) *Uncertain { return &l.(*SpecialPlaces).Prefer },
		},
	},
	Evidence: "A child without a state special place costs about 2.4 times as much when placed independently [D]; near 500 new places in Leicestershire filled with new demand [F]; free schools take 4 to 8 years [F].",
	Misleads: "A place saves only if the child in it would have been in an independent school: 30 to 60 % are judged to divert, and in the model that follows from overflow and preference. " +
		"Children who are in independent schools already do not come back but at a change of school. A cancelled project costs here only what the file gives as cost. Nobody is turned away by neighbours' demand beyond the share given. A school for some needs, such as autism, fills with all unless its places are reserved (needs); then with children of these needs alone, beyond those whom special schools had before, by the primary need on the plan; where fewer of them ask than are reserved, places stay empty and are paid for. The part that neighbours fill is not reserved.",
	Grade:  "J",
	Source: "[OVERFLOW], [FREESCHOOL], [CAPITAL], [HNPCA], [WILTS24], [SOLIHULL20]",
}
