package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// WorkforceStability is permanent staff in the place of agency staff.
type WorkforceStability struct {
	Programme
	Posts, Premium, Assessments, Reviews Uncertain
}

// Card says what the lever is.
func (*WorkforceStability) Card() Card { return workforceStability }

// Validate says what is wrong with the settings.
func (l *WorkforceStability) Validate() error { return Valid(l) }

// Apply saves the council what agency staff cost more, and raises what the
// service can do: no vacancy, no handing over.
func (l *WorkforceStability) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, c := l.Share(t), &terms.Chances
	terms.Pay(finance.Council, -there*l.Posts.Now*l.Premium.Now*t.Part.Share())
	terms.Scale(&c.Capacity, 1+float64(there*l.Assessments.Now))
	terms.Scale(&c.Reviews, 1+float64(there*l.Reviews.Now))
}

var workforceStability = Card{
	Key:    "workforce-stability",
	Name:   "Workforce stability",
	Says:   "permanent caseworkers and psychologists where agency staff were: less pay for the same post, and less lost to vacancies and handing over",
	Step:   "assess",
	Also:   []string{"review", "settle"},
	Phases: cohorts.Phases(),
	Purses: []finance.Purse{finance.Council},
	Cost:   "recruiting and training once, from the council: as the file says; the premium for agency staff is saved as posts are filled, and the line of programmes can fall below nothing",
	Ramp:   Ramp{Linear, 18},
	Dials: []Dial{
		{
			Name: "posts", Unit: Posts, High: 500, Default: strict.Exactly(5), Monotone: true,
			Says:  "posts that go from agency to permanent when all are filled",
			Grade: "J", Source: "none published: until a plan says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*WorkforceStability).Posts },
		},
		{
			Name: "premium", Unit: Pounds, High: 200_000, Default: strict.Between(10_000, 35_000), Monotone: true,
			Says:  "pounds a year that an agency post costs more than a permanent one",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*WorkforceStability).Premium },
		},
		{
			Name: "assessments", Unit: Share, High: 1, Default: strict.Between(0, 0.1), Monotone: true,
			Says:  "share more assessments that can be finished in a term; beyond those that are ready it does nothing",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*WorkforceStability).Assessments },
		},
		{
			Name: "reviews", Unit: Share, High: 1, Default: strict.Between(0, 0.1), Monotone: true,
			Says:  "share more reviews that can be held; beyond what is due and owed it does nothing",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*WorkforceStability).Reviews },
		},
	},
	Evidence: "Solihull funds permanent posts and notes that agency staff may leave at short notice [F]. No effect is published.",
	Misleads: "In life capacity then wobbles less from term to term. What that did to new plans is in their fitted departures from year to year, no figure tells which part, and the lever narrows nothing: it raises the mean of capacity. " +
		"It is the council's saving, not the block's: assessing is no charge on the block.",
	Grade:  "J",
	Source: "[SOLIHULL21], [LEVER-JUDGED]",
}
