package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// EarlyYearsSupport is speech and language support in the early years and the
// first years of school, with training for those who work there.
type EarlyYearsSupport struct {
	Programme
	Reach, Effect, Others, Young Uncertain
}

// Card says what the lever is.
func (*EarlyYearsSupport) Card() Card { return earlyYearsSupport }

// Validate says what is wrong with the settings.
func (l *EarlyYearsSupport) Validate() error { return Valid(l) }

// Apply lowers requests for children whose need would be speech, language and
// communication, and by a part of that for the needs that go with it: in the
// early years in full, in school by the share of such requests that come by
// age 6, because the factors of a request know phases, not ages.
func (l *EarlyYearsSupport) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	request := &terms.Support.RequestNeed
	there := l.Share(t)
	for _, need := range earlyYearsSupport.Needs {
		fewer := there * l.Reach.Now * l.Effect.Now
		if need != cohorts.SLCN {
			fewer *= l.Others.Now
		}
		terms.Scale(&request[cohorts.EarlyYears][need], 1-fewer)
		terms.Scale(&request[cohorts.Mainstream][need], 1-float64(fewer*l.Young.Now))
	}
}

var earlyYearsSupport = Card{
	Key:    "early-years-support",
	Name:   "Early-years speech and language support",
	Says:   "speech, language and communication support for children up to age 6, and training for the practitioners who work with them: fewer of them need a plan",
	Step:   "request",
	Phases: []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream},
	Needs:  []cohorts.Need{cohorts.SLCN, cohorts.ASD, cohorts.MLD, cohorts.SEMH},
	Purses: []finance.Purse{finance.HighNeeds, finance.Council},
	Cost:   "£30 to £100 a year for each child screened, from the block, and training once, from the council [J]: as the file says, from the first term on",
	Ramp:   Ramp{Linear, 36},
	Dials: []Dial{
		{
			Name: "reach", Unit: Share, High: 1, Default: strict.Exactly(0.5), Rests: true, Monotone: true,
			Says:  "share of the children up to 6 with such a need whom the support reaches",
			Grade: "J", Source: "none published: half, until a plan says its own",
			Of: func(l Lever) *Uncertain { return &l.(*EarlyYearsSupport).Reach },
		},
		{
			Name: "effect", Unit: Share, Low: -0.2, High: 0.6, Default: strict.Around(0, 0.1, 0.25), Rests: true, Monotone: true,
			Says:  "share fewer requests for plans for speech, language and communication needs among the children reached; below 0, more, because needs are found that were not",
			Grade: "J", Source: "suggested prior of 5 % (0 to 15) fewer new plans at 3 to 6 for such needs, at half reach; a tenth of the futures see none or more",
			Of: func(l Lever) *Uncertain { return &l.(*EarlyYearsSupport).Effect },
		},
		{
			Name: "others", Unit: Share, High: 1, Default: strict.Between(0, 0.4), Monotone: true,
			Says:  "part of the effect that holds for autism, moderate learning difficulty, and social, emotional and mental health too",
			Grade: "J", Source: "none published: small, and perhaps nothing",
			Of: func(l Lever) *Uncertain { return &l.(*EarlyYearsSupport).Others },
		},
		{
			Name: "young", Unit: Share, High: 1, Default: strict.Exactly(0.59), Monotone: true,
			Says:  "share of the requests at 4 to 15 for such a need that come by age 6",
			Grade: "D", Source: "new plans of 2023 by single age, England (SEN2), weighted with the share of the need in all plans of each age",
			Of: func(l Lever) *Uncertain { return &l.(*EarlyYearsSupport).Young },
		},
	},
	Evidence: "The Nuffield Early Language Intervention gained 3 to 4 months of language in trials, 7 for children on free school meals, at £31 a child to the Department [F]. No study of its effect on plans is published.",
	Misleads: "Language gained is not plans avoided: the effect on requests is judgement. It spreads over all of ages 4 to 15 what belongs to 4 to 6, " +
		"keeps no memory of the children helped (none comes back later, none is helped at 7 for what was done at 3), " +
		"and cannot show that training finds needs first and lowers requests later. Support without a plan costs what the file says it costs, no more.",
	Grade:  "J",
	Source: "EEF trials of the Nuffield Early Language Intervention; Department for Education on its cost",
}
