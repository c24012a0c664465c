package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// CaseManagement is a case-management system with self-serve for families and
// schools.
type CaseManagement struct {
	Programme
	Assessments, Reviews Uncertain
}

// Card says what the lever is.
func (*CaseManagement) Card() Card { return caseManagement }

// Validate says what is wrong with the settings.
func (l *CaseManagement) Validate() error { return Valid(l) }

// Apply raises what the service can do in a term with the people it has.
func (l *CaseManagement) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, c := l.Share(t), &terms.Chances
	terms.Scale(&c.Capacity, 1+float64(there*l.Assessments.Now))
	terms.Scale(&c.Reviews, 1+float64(there*l.Reviews.Now))
}

var caseManagement = Card{
	Key:    "case-management",
	Name:   "Case management and self-serve",
	Says:   "a case-management system in which families and schools see and send for themselves: caseworkers can finish more assessments and hold more reviews",
	Step:   "assess",
	Also:   []string{"review"},
	Phases: cohorts.Phases(),
	Purses: []finance.Purse{finance.Council, finance.OtherGrant},
	Cost:   "the system once and its licences each year, from the council or a grant: as the file says",
	Ramp:   Ramp{Step, 12},
	Dials: []Dial{
		{
			Name: "assessments", Unit: Share, High: 1, Default: strict.Between(0, 0.1), Monotone: true,
			Says:  "share more assessments that can be finished in a term; beyond those that are ready it does nothing",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*CaseManagement).Assessments },
		},
		{
			Name: "reviews", Unit: Share, High: 1, Default: strict.Between(0, 0.1), Monotone: true,
			Says:  "share more reviews that can be held; beyond what is due and owed it does nothing",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*CaseManagement).Reviews },
		},
	},
	Evidence: "Leicestershire plans such a system [F]. No effect is published.",
	Misleads: "More capacity brings plans earlier and cost with them; what it saves is the council's staff, which the model does not price. Psychologists' advice, where most assessments wait, is not made faster by a system. " +
		"A change of system slows a service first.",
	Grade:  "J",
	Source: "[LEICS22], [LEVER-JUDGED]",
}
