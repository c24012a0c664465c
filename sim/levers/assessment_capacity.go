package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// AssessmentCapacity is more educational psychologists and caseworkers, who
// clear the backlog of assessments.
type AssessmentCapacity struct {
	Programme
	More, Sooner Uncertain
}

// Card says what the lever is.
func (*AssessmentCapacity) Card() Card { return assessmentCapacity }

// Validate says what is wrong with the settings.
func (l *AssessmentCapacity) Validate() error { return Valid(l) }

// Apply raises the assessments that can be finished in a term, and the chance
// that one that is due is ready.
func (l *AssessmentCapacity) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there := l.Share(t)
	terms.Scale(&terms.Chances.Capacity, 1+float64(there*l.More.Now))
	terms.Scale(&terms.Chances.Finish, 1+float64(there*l.Sooner.Now))
}

var assessmentCapacity = Card{
	Key:    "assessment-capacity",
	Name:   "Assessment capacity",
	Says:   "more educational psychologists and caseworkers: the backlog of assessments is cleared, so plans come earlier, and with them their cost",
	Step:   "assess",
	Phases: []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream, cohorts.Post16},
	Purses: []finance.Purse{finance.Council},
	Cost:   "agency psychologists and caseworkers, from the council while the backlog is cleared, then the permanent posts: as the file says; assessing is no charge on the block",
	Ramp:   Ramp{Linear, 6},
	Dials: []Dial{
		{
			Name: "more", Unit: Share, High: 3, Default: strict.Between(0.1, 0.4), Monotone: true,
			Says:  "share more assessments that can be finished in a term; beyond those that are ready it does nothing",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*AssessmentCapacity).More },
		},
		{
			Name: "sooner", Unit: Share, High: 10, Default: strict.Between(0.2, 1), Monotone: true,
			Says:  "share by which the odds rise that an assessment that is due in a term is ready in it: advice comes in time",
			Grade: "J", Source: "none published: [LEVER-JUDGED]; half of plans came within 20 weeks in 2023 [SEN2-24], and odds up by all of them make that two thirds",
			Of: func(l Lever) *Uncertain { return &l.(*AssessmentCapacity).Sooner },
		},
	},
	Evidence: "Wiltshire's backlog clearance brought 660 plans more than forecast and raised cost first [F].",
	Misleads: "It does not lower the number of plans: it brings them 6 to 12 months forward, and the years in which they come look like growth. The saving from fewer complaints and appeals about delay is not simulated. " +
		"Where the service keeps up, more capacity does nothing.",
	Grade:  "J",
	Source: "[WILTS24], [SOLIHULL21]",
}
