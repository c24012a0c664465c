package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// AlternativeProvisionSchool is a free school for alternative provision: years
// after the decision, if ever.
type AlternativeProvisionSchool struct {
	Project
	Place, Diverted, Elsewhere, Prefer Uncertain
}

// Card says what the lever is.
func (*AlternativeProvisionSchool) Card() Card { return alternativeProvisionSchool }

// Validate says what is wrong with the settings.
func (l *AlternativeProvisionSchool) Validate() error { return Valid(l) }

// Apply pays for the places that are not cancelled once they are built, and
// saves what their children would have cost elsewhere.
func (l *AlternativeProvisionSchool) Apply(t cohorts.Term, terms *Terms) {
	open, places := l.build(t, terms)
	paid := places * t.Part.Share()
	terms.Pay(finance.HighNeeds, paid*l.Place.Now)
	terms.Pay(finance.HighNeeds, -paid*l.Diverted.Now*l.Elsewhere.Now)
	if places > 0 {
		prefer := &terms.Chances.Prefer[cohorts.Mainstream][cohorts.AlternativeProvision]
		terms.Scale(prefer, 1+float64(open*l.Prefer.Now))
	}
}

var alternativeProvisionSchool = Card{
	Key:    "alternative-provision-school",
	Name:   "Free school for alternative provision",
	Says:   "places in a free school for children excluded or at risk of it, opened some years after the decision unless the project is cancelled: part of them stand in for places bought elsewhere; from is the term of the decision",
	Step:   "settle",
	Also:   []string{"place", "transfer"},
	Phases: []cohorts.Phase{cohorts.Mainstream},
	Purses: []finance.Purse{finance.HighNeeds, finance.Capital},
	Cost:   "place funding and top-up of children without a plan from the block as places open, less what part of them would have cost elsewhere; capital for each place, once, as it opens",
	Ramp:   Ramp{Step, 0},
	Sure:   true,
	Dials: []Dial{
		{
			Name: "places", Unit: Places, High: 500, Default: strict.Exactly(40), Rests: true, Monotone: true,
			Says:  "places when all are open, before those that neighbours fill",
			Grade: "J", Source: "a small school, until a plan says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionSchool).Places },
		},
		{
			Name: "building", Unit: Months, High: 120, Default: strict.Between(48, 96),
			Says:  "months from the decision to the first term with places, as planned",
			Grade: "J", Source: "[FREESCHOOL]: 4 to 8 years from bid to opening, of special free schools [F]",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionSchool).Building },
		},
		{
			Name: "cancelled", Unit: Chance, High: 1, Default: strict.Exactly(0.42), Monotone: true,
			Says:  "chance that the project is cancelled",
			Grade: "J", Source: "[FREESCHOOL]: of 59 special free schools under review 34 were chosen to go ahead by March 2026, so 42 % not [D]; taken for alternative provision too",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionSchool).Cancelled },
		},
		{
			Name: "neighbours", Unit: Share, High: 1, Default: strict.Between(0, 0.2), Monotone: true,
			Says:  "share of the places that other authorities' children fill, and pay for",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionSchool).Neighbours },
		},
		{
			Name: "place", Unit: Pounds, High: 100_000, Default: strict.Between(18_000, 25_000), Monotone: true,
			Says:  "pounds a year for each place of the authority's own that is open, from the block: place funding and top-up",
			Grade: "J", Source: "[UNIT-JUDGED]: 18,000 to 25,000 [J]",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionSchool).Place },
		},
		{
			Name: "diverted", Unit: Share, High: 1, Default: strict.Between(0.3, 0.9), Monotone: true,
			Says:  "share of these places whose children would otherwise have been paid for elsewhere",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; from what new special places divert [OVERFLOW] to nearly all, as excluded children must be taught somewhere",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionSchool).Diverted },
		},
		{
			Name: "elsewhere", Unit: Pounds, High: 200_000, Default: strict.Between(18_000, 45_000), Monotone: true,
			Says:  "pounds a year that the block would have paid for such a child elsewhere, in a pupil referral unit or an independent provider",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; from what a place in a pupil referral unit costs [UNIT-JUDGED] upwards",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionSchool).Elsewhere },
		},
		{
			Name: "capital", Unit: Pounds, High: 1_000_000, Default: strict.Exactly(0), Monotone: true,
			Says:  "pounds of capital for each place, once, as it opens: a memo line, off the schools grant",
			Grade: "J", Source: "the Department builds free schools; where the council does, {low: 60k, high: 170k} as in special schools [CAPITAL]",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionSchool).Capital },
		},
		{
			Name: "prefer", Unit: Share, High: 3, Default: strict.Exactly(0), Monotone: true,
			Says:  "share by which the open school raises the weight of alternative provision among the settings that a new plan or a change of school may lead to, ages 4 to 15: what is there is used; {low: 0%, high: 10%} says so",
			Grade: "J", Source: "none published, and such children are paid for in the tariff: left out [JUDGEMENT]; new special places filled with new demand [OVERFLOW]",
			Of: func(l Lever) *Uncertain { return &l.(*AlternativeProvisionSchool).Prefer },
		},
	},
	Evidence: "Stockton-on-Tees considers an alternative provision free school [F]. No effect on plans or on the block is published.",
	Misleads: "Most of these children have no plan, and this model does not count them: the saving is the dials' product and nothing else, and with the defaults a place costs more than it saves. " +
		"What is late or never comes is in the dials building and cancelled, so that the usual delivery does not come on top. With the defaults more than two in five futures have no school. " +
		"The saving stands in the line of what programmes cost: a purse's cost is what is left after it, and a future in which the school saves from its first day has nothing to pay back. " +
		"A child who would have been in a unit that stays open as it was saves its top-up alone: set elsewhere lower. " +
		"Place funding and top-up are those of a school that is full; one that fills slowly costs the same for fewer children. Prices stay as they are given. " +
		"Children with a plan who come there by prefer, which does not depend on how many places there are, are paid for in the tariff too, so in a place of the school twice: prefer: 0 leaves them out. " +
		"What exclusions that do not happen save outside the block is not in it.",
	Grade:  "J",
	Source: "[STOCKTON24], [FREESCHOOL], [UNIT-JUDGED], [LEVER-JUDGED]",
}
