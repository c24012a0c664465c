package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// InclusionFund is money for a child without a plan, up to the end of key
// stage 1.
type InclusionFund struct {
	Programme
	Children, Each, Effect, Young Uncertain
}

// Card says what the lever is.
func (*InclusionFund) Card() Card { return inclusionFund }

// Validate says what is wrong with the settings.
func (l *InclusionFund) Validate() error { return Valid(l) }

// Apply pays for the children funded, and lowers requests up to age 6: in the
// early years in full, in school by the share of requests that come by age 6,
// because the factors of a request know phases, not ages.
func (l *InclusionFund) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, request := l.Share(t), &terms.Support.Request
	terms.Pay(finance.HighNeeds, there*l.Children.Now*l.Each.Now*t.Part.Share())
	terms.Scale(&request[cohorts.EarlyYears], 1-float64(there*l.Effect.Now))
	terms.Scale(&request[cohorts.Mainstream], 1-float64(there*l.Effect.Now*l.Young.Now))
}

var inclusionFund = Card{
	Key:    "inclusion-fund",
	Name:   "Inclusion fund without a plan",
	Says:   "money for settings and schools to support a child without a plan, up to the end of key stage 1 (SENIF): fewer families ask for a plan to get it",
	Step:   "request",
	Also:   []string{"settle"},
	Phases: []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream},
	Purses: []finance.Purse{finance.HighNeeds},
	Cost:   "£1,000 to £6,000 a year for each child funded [J], from the block as the fund is taken up; the early years block may carry the part below 5",
	Ramp:   Ramp{Linear, 18},
	Dials: []Dial{
		{
			Name: "children", Unit: Children, High: 20_000, Default: strict.Exactly(150), Monotone: true,
			Says:  "children funded at any time when the fund is taken up in full",
			Grade: "J", Source: "none published: until a plan says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*InclusionFund).Children },
		},
		{
			Name: "each", Unit: Pounds, High: 50_000, Default: strict.Between(1_500, 5_000), Monotone: true,
			Says:  "pounds a year for each child funded, of the year in which they are paid",
			Grade: "J", Source: "[LEVER-JUDGED]: 3,000 to 6,000 a case, 1,000 to 5,000 in the early years",
			Of: func(l Lever) *Uncertain { return &l.(*InclusionFund).Each },
		},
		{
			Name: "effect", Unit: Share, Low: -0.2, High: 0.6, Default: strict.Around(0.011, 0.05, 0.128), Monotone: true,
			Says:  "share fewer requests up to age 6; below 0, more, because funded children become known",
			Grade: "J", Source: "[LEVER-JUDGED]: 5 % fewer, nine futures in ten from 15 % fewer to none",
			Of: func(l Lever) *Uncertain { return &l.(*InclusionFund).Effect },
		},
		{
			Name: "young", Unit: Share, High: 1, Default: strict.Exactly(0.4), Monotone: true,
			Says:  "share of the requests at 4 to 15 that come by age 6",
			Grade: "D", Source: "[SEN2-24]: of 76,932 new plans of 2023 at 4 to 15, 30,804 at 4 to 6 (England)",
			Of: func(l Lever) *Uncertain { return &l.(*InclusionFund).Young },
		},
	},
	Evidence: "Leicestershire's head of service: a plan can cost more than the fund [F]. No study of its effect on requests is published.",
	Misleads: "Effect and children are dials of their own: more money does not by itself mean fewer plans, and the model does not know which children are funded. A request avoided at 6 may come at 7, when the fund ends, and does not in the model. " +
		"The fund costs from the first child on, whoever would have had a plan.",
	Grade:  "J",
	Source: "[LEICS22], [LEVER-JUDGED]",
}
