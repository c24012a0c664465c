package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// GroupBasedFunding is high needs money for groups of children in a mainstream
// school, where it was for one child each.
type GroupBasedFunding struct {
	Programme
	TopUps, Returned, Requests Uncertain
}

// Card says what the lever is.
func (*GroupBasedFunding) Card() Card { return groupBasedFunding }

// Validate says what is wrong with the settings.
func (l *GroupBasedFunding) Validate() error { return Valid(l) }

// Apply takes a share off the top-ups of mainstream schools and gives a part
// of it back as funding of groups, so that what is left is the saving or the
// loss; and lowers requests, since a plan is no longer the way to money.
func (l *GroupBasedFunding) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there := l.Share(t)
	terms.Scale(&terms.Money.Cost[cohorts.MainstreamSchool], 1-float64(there*l.TopUps.Now*(1-l.Returned.Now)))
	terms.Scale(&terms.Chances.Request[cohorts.Mainstream], 1-float64(there*l.Requests.Now))
}

var groupBasedFunding = Card{
	Key:    "group-based-funding",
	Name:   "Group-based funding",
	Says:   "a part of the top-ups of mainstream schools paid for groups of children, with a plan or without, and no longer child by child",
	Step:   "settle",
	Also:   []string{"request"},
	Phases: []cohorts.Phase{cohorts.Mainstream, cohorts.Post16},
	Purses: []finance.Purse{finance.HighNeeds},
	Cost:   "what is given back as funding of groups, from the block, in the line of mainstream top-ups",
	Ramp:   Ramp{Step, 12},
	Dials: []Dial{
		{
			Name: "top-ups", Unit: Share, High: 1, Default: strict.Between(0.05, 0.2), Monotone: true,
			Says:  "share of the top-ups of children with a plan in mainstream schools that is no longer paid child by child",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*GroupBasedFunding).TopUps },
		},
		{
			Name: "returned", Unit: Share, High: 2, Default: strict.Between(0.85, 1.1), Monotone: true,
			Says:  "part of it that is paid for groups instead; above 1, the change costs money",
			Grade: "J", Source: "none published: [LEVER-JUDGED], about as much as is saved; a tool meant to cost the same raised costs [EBT23]",
			Of: func(l Lever) *Uncertain { return &l.(*GroupBasedFunding).Returned },
		},
		{
			Name: "requests", Unit: Share, Low: -0.2, High: 0.5, Default: strict.Around(-0.02, 0.02, 0.06), Monotone: true,
			Says:  "share fewer requests at 4 to 15; below 0, more",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; plans attract funding [LEICS22]",
			Of: func(l Lever) *Uncertain { return &l.(*GroupBasedFunding).Requests },
		},
	},
	Evidence: "Stockton-on-Tees funds groups and not only single children in mainstream [F]. No effect is published.",
	Misleads: "Provision named in a plan must still be made, whatever it is paid by. Schools with few such children lose, and what they then do is not simulated. " +
		"The funding of groups follows the number of plans here, because it stands in their line; in life it is a sum that a school is given.",
	Grade:  "J",
	Source: "[STOCKTON24], [LEICS22], [EBT23], [LEVER-JUDGED]",
}
