package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// Threshold is what a mainstream school pays from its own budget for a child
// before a top-up begins.
type Threshold struct {
	Programme
	Change, TopUp, Requests Uncertain
}

// notional is the threshold as it stands: the first part of a child's
// additional cost, which the school pays, in pounds a year [ELEMENTS].
const notional = 6_000

// Card says what the lever is.
func (*Threshold) Card() Card { return threshold }

// Validate says what is wrong with the settings.
func (l *Threshold) Validate() error { return Valid(l) }

// Apply takes what the threshold rises by off every top-up in mainstream
// schools, and changes requests with it.
func (l *Threshold) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	change, request := l.Share(t)*l.Change.Now, &terms.Chances.Request[cohorts.Mainstream]
	const tenths = 10
	off := max(0, 1-change*notional/l.TopUp.Now)
	terms.Scale(&terms.Money.Cost[cohorts.MainstreamSchool], off)
	terms.Scale(request, max(0, 1-float64(tenths*change*l.Requests.Now)))
}

var threshold = Card{
	Key:    "threshold",
	Name:   "Threshold and notional budget",
	Says:   "the sum that a mainstream school pays from its notional budget for a child's additional needs before a top-up begins, £6,000 for over ten years, raised or lowered locally",
	Step:   "settle",
	Also:   []string{"request"},
	Phases: []cohorts.Phase{cohorts.Mainstream, cohorts.Post16},
	Purses: []finance.Purse{finance.HighNeeds, finance.OtherDSG},
	Cost:   "nothing of its own; what top-ups fall by, schools pay from their own budgets",
	Ramp:   Ramp{Step, 0},
	Dials: []Dial{
		{
			Name: "change", Unit: Share, Low: -0.5, High: 1, Default: strict.Exactly(0.1), Rests: true, Monotone: true,
			Says:  "change of the threshold of £6,000; below 0, lower",
			Grade: "J", Source: "a tenth, until a plan says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*Threshold).Change },
		},
		{
			Name: "top-up", Unit: Pounds, Low: 2_000, High: 50_000, Default: strict.Between(7_500, 9_500), Monotone: true,
			Says:  "pounds a year of the average top-up in mainstream schools, from which what the threshold rises by is taken",
			Grade: "D", Source: "[FOI-LINCS23]: mean 8,662 and median 7,890 in one county [F]",
			Of: func(l Lever) *Uncertain { return &l.(*Threshold).TopUp },
		},
		{
			Name: "requests", Unit: Share, Low: -0.1, High: 0.1, Default: strict.Around(-0.01, 0.01, 0.03), Monotone: true,
			Says:  "share fewer requests at 4 to 15 for each tenth by which the threshold rises; below 0, more",
			Grade: "J", Source: "[LEVER-JUDGED]: as the sum lost its worth more pupils came into top-up [ELEMENTS]; schools that pay more may also ask for more plans",
			Of: func(l Lever) *Uncertain { return &l.(*Threshold).Requests },
		},
	},
	Evidence: "The £6,000 have stood for over ten years, which brings more pupils into top-up [F]; Leicestershire has the threshold under review [F]. No effect on requests is published.",
	Misleads: "It moves cost to schools and saves the system nothing. What schools then pay is booked in no purse, so what all purses together save counts it as saved. The whole rise comes off every top-up, also off those smaller than it, which cannot fall below nothing: beyond about a third the saving is too large. " +
		"The £6,000 is national guidance: a local change needs schools to agree, and delivery says with what luck. Top-ups grow with pay in the model, so the share that a fixed sum is of them shrinks, and does not here.",
	Grade:  "J",
	Source: "[ELEMENTS], [FOI-LINCS23], [LEICS22], [LEVER-JUDGED]",
}
