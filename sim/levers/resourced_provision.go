package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// ResourcedProvision is new places in resourced provision and SEN units of
// mainstream schools.
type ResourcedProvision struct {
	Programme
	Reserved
	Places, Revenue, Capital, Prefer Uncertain
}

// Card says what the lever is.
func (*ResourcedProvision) Card() Card { return resourcedProvision }

// Validate says what is wrong with the settings.
func (l *ResourcedProvision) Validate() error { return Valid(l) }

// Apply opens places at the start of a term, pays for them what the tariff does
// not, and lets the places that are there draw children to them.
func (l *ResourcedProvision) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	open, opened := l.Open(t, 0)
	places := float64(l.Places.Now * open)
	l.openFor(cohorts.ResourcedProvision, places, 1+float64(open*l.Prefer.Now), terms)
	terms.Pay(finance.HighNeeds, float64(places*l.Revenue.Now*t.Part.Share()))
	terms.Pay(finance.Capital, float64(l.Places.Now*opened*l.Capital.Now))
}

var resourcedProvision = Card{
	Key:      "resourced-provision",
	Name:     "Resourced provision and SEN units",
	Says:     "places for children with a plan in resourced provision and SEN units of mainstream schools, opened at the start of a term",
	Step:     "place",
	Also:     []string{"transfer", "review"},
	Phases:   []cohorts.Phase{cohorts.Mainstream, cohorts.Specialist, cohorts.Post16},
	Purses:   []finance.Purse{finance.HighNeeds, finance.Capital},
	Cost:     "place funding and top-up from the block as places open, in the tariff; capital for each place, once, as it opens",
	Ramp:     Ramp{Step, 0},
	Reserves: true,
	Dials: []Dial{
		{
			Name: "places", Unit: Places, High: 2000, Default: strict.Exactly(20), Rests: true, Monotone: true,
			Says:  "places opened when all are open",
			Grade: "J", Source: "two units of usual size, until a plan says its own",
			Of: func(l Lever) *Uncertain { return &l.(*ResourcedProvision).Places },
		},
		{
			Name: "revenue", Unit: Pounds, High: 100_000, Default: strict.Exactly(0), Monotone: true,
			Says:  "pounds a year for each open place, from the high needs block, on top of place funding and top-up, which the tariff pays for every place and child",
			Grade: "J", Source: "nothing on top, until a plan says its own",
			Of: func(l Lever) *Uncertain { return &l.(*ResourcedProvision).Revenue },
		},
		{
			Name: "capital", Unit: Pounds, High: 500_000, Default: strict.Between(30_000, 75_000), Monotone: true,
			Says:  "pounds of capital for each place, once, as it opens: a memo line, off the schools grant",
			Grade: "D", Source: "£60,000 and £74,000 a place in national announcements; £30,000 to £75,000 for a unit",
			Of: func(l Lever) *Uncertain { return &l.(*ResourcedProvision).Capital },
		},
		{
			Name: "prefer", Unit: Share, High: 3, Default: strict.Between(0, 0.5), Monotone: true,
			Says:  "share by which new places raise the weight of resourced provision among the settings that a new plan or a change of school may lead to, ages 4 to 15",
			Grade: "J", Source: "none published: with nothing here, places fill only from those who found none before",
			Of: func(l Lever) *Uncertain { return &l.(*ResourcedProvision).Prefer },
		},
	},
	Evidence: "Case reviews in 54 authorities found 15,000 children who could be in resourced provision rather than special school, +370 % [F]; " +
		"Stockton-on-Tees claims 51 pupils avoiding £3m a year [F], which is £58,800 each [D]. Leicestershire's near 500 new places filled with new demand [F].",
	Misleads: "A place saves only if the child in it would have been somewhere dearer: judgement has 30 to 60 % of new places divert children from special schools, the rest meets demand that waited. " +
		"Who is diverted follows from overflow and preference in the model and is no dial. The preference does not depend on how many places are opened, nor on where they are. Places reserved for some needs (needs) fill with children of these alone: where fewer of them ask than are reserved, places stay empty, are paid for as empty ones, and those of other needs overflow beside them. Children of these needs who were in such provision before fill none of them and are not moved; the primary need on the plan is all that counts. " +
		"It draws from mainstream schools above all, and who is drawn and finds no place does not go back there at the old cost but overflows, mostly to an enhanced package: far above the default, wishes outrun the places and the deficit rises. " +
		"The default delivery opens less than half of what is planned, late: say realised: 100% for places that stand.",
	Grade:  "J",
	Source: "Delivering Better Value findings; national capital announcements of December 2024 and 2025; council reports of Stockton-on-Tees and Leicestershire",
}
