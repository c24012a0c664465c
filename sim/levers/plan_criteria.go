package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// PlanCriteria is scoring criteria for the decisions to assess and to issue a
// plan.
type PlanCriteria struct {
	Programme
	Assess, Issue, Contested Uncertain
}

// Card says what the lever is.
func (*PlanCriteria) Card() Card { return planCriteria }

// Validate says what is wrong with the settings.
func (l *PlanCriteria) Validate() error { return Valid(l) }

// Apply lowers the odds of both decisions and raises those that a refusal is
// contested.
func (l *PlanCriteria) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, c := l.Share(t), &terms.Chances
	for _, phase := range planCriteria.Phases {
		terms.Scale(&c.Agree[phase], 1-float64(there*l.Assess.Now))
		terms.Scale(&c.Issue[phase], 1-float64(there*l.Issue.Now))
	}
	terms.Scale(&c.Lodge[cohorts.AgainstRefusal], 1+float64(there*l.Contested.Now))
	terms.Scale(&c.Lodge[cohorts.AgainstNoPlan], 1+float64(there*l.Contested.Now))
}

var planCriteria = Card{
	Key:    "plan-criteria",
	Name:   "Scoring criteria for plans",
	Says:   "written criteria, with scores, for whether to assess and whether to issue a plan: more requests are refused, and more refusals contested",
	Step:   "decide",
	Also:   []string{"assess"},
	Phases: []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream, cohorts.Post16},
	Purses: []finance.Purse{finance.Council},
	Cost:   "little of its own; what more appeals cost the council is in the tariff",
	Ramp:   Ramp{Linear, 12},
	Dials: []Dial{
		{
			Name: "assess", Unit: Share, Low: -0.5, High: 0.9, Default: strict.Between(0, 0.2), Monotone: true,
			Says:  "share by which the odds fall that a request leads to an assessment; below 0, rise",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; about a quarter of requests are refused [SEN2-24]",
			Of: func(l Lever) *Uncertain { return &l.(*PlanCriteria).Assess },
		},
		{
			Name: "issue", Unit: Share, Low: -0.5, High: 0.9, Default: strict.Between(0, 0.2), Monotone: true,
			Says:  "share by which the odds fall that an assessment leads to a plan; below 0, rise",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; about 5 % of assessments lead to none [SEN2]",
			Of: func(l Lever) *Uncertain { return &l.(*PlanCriteria).Issue },
		},
		{
			Name: "contested", Unit: Share, High: 3, Default: strict.Between(0, 0.3), Monotone: true,
			Says:  "share by which the odds rise that a refusal or a decision not to issue is contested",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*PlanCriteria).Contested },
		},
	},
	Evidence: "Leicestershire plans scoring criteria [F]. Of decided appeals, 98 % went at least partly for the family in 2022-23 [F].",
	Misleads: "The test for an assessment is the law's: criteria that add to it are unlawful. Refusing more defers plans by 9 to 12 months and adds the cost of appeals that are lost; the rest, who do not appeal, ask again or go without, and the model has them ask at the rate of all on SEN support.",
	Grade:    "J",
	Source:   "[LEICS22], [TRIB-YEARS], [APPEAL-DELAY]",
}
