package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// Post16Pathways is supported internships and other ways into work and adult
// life.
type Post16Pathways struct {
	Programme
	Finish, Specialist Uncertain
}

// Card says what the lever is.
func (*Post16Pathways) Card() Card { return post16Pathways }

// Validate says what is wrong with the settings.
func (l *Post16Pathways) Validate() error { return Valid(l) }

// Apply raises the hazard that education is finished, which only those of 16
// and over have, and lowers the weight of specialist institutions after 16.
func (l *Post16Pathways) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, c := l.Share(t), &terms.Chances
	terms.Scale(&c.Finishing[cohorts.Post16], 1+float64(there*l.Finish.Now))
	terms.Scale(&c.Finishing[cohorts.Specialist], 1+float64(there*l.Finish.Now))
	terms.Scale(&c.Prefer[cohorts.Post16][cohorts.SpecialistPost16], 1-float64(there*l.Specialist.Now))
}

var post16Pathways = Card{
	Key:    "post-16-pathways",
	Name:   "Post-16 pathways and supported internships",
	Says:   "supported internships, hybrid courses and preparation for adulthood: young people finish education for work or adult life sooner, and fewer go to specialist institutions",
	Step:   "review",
	Also:   []string{"transfer", "place"},
	Phases: []cohorts.Phase{cohorts.Specialist, cohorts.Post16},
	Purses: []finance.Purse{finance.Council, finance.OtherGrant},
	Cost:   "job coaches and coordination, from the council or a grant year by year: as the file says; an intern costs the block no more than a college place with top-up, in the tariff",
	Ramp:   Ramp{Linear, 30},
	Dials: []Dial{
		{
			Name: "finish", Unit: Share, High: 2, Default: strict.Between(0.05, 0.2), Monotone: true,
			Says:  "share more young people of 16 and over who finish education in a year",
			Grade: "J", Source: "[LEVER-JUDGED]: hazard of ending at 18 and over times 1.05 to 1.20; a third of endings are disengagement, 7.9 % employment [SEN2-CEASED22]",
			Of: func(l Lever) *Uncertain { return &l.(*Post16Pathways).Finish },
		},
		{
			Name: "specialist", Unit: Share, High: 1, Default: strict.Between(0.05, 0.15), Monotone: true,
			Says:  "share by which the weight of specialist post-16 institutions falls, at 16 and 19 and for new plans",
			Grade: "J", Source: "[LEVER-JUDGED]: 5 to 15 % fewer",
			Of: func(l Lever) *Uncertain { return &l.(*Post16Pathways).Specialist },
		},
	},
	Evidence: "Of plans that ended in 2022, 33.8 % ended because the young person no longer wished to engage and 7.9 % for employment [D]. No effect of pathways on plans is published.",
	Misleads: "An ending is not an outcome: the model does not tell a job from drift. It acts from 16 on, the judgement is about 18 and over. A young person may return to education before 25 with a plan again, and does not in the model.",
	Grade:    "J",
	Source:   "[SEN2-CEASED22], [STOCKTON24], [LEVER-JUDGED]",
}
