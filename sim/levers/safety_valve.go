package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// SafetyValve is an agreement with the Department for Education: payments
// against the deficit, most of them on a condition.
type SafetyValve struct {
	Programme
	Signing, Yearly, Limit, Last, Backdated Uncertain
}

// Card says what the lever is.
func (*SafetyValve) Card() Card { return safetyValve }

// Validate says what is wrong with the settings.
func (l *SafetyValve) Validate() error { return Valid(l) }

// Apply pays at signing, and promises the rest of each year on the condition of
// its 31 March: the limit goes in a straight line from that of the first year
// to that of the last, or stays, if there is no last.
func (l *SafetyValve) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there := l.Share(t)
	_, opened := l.Open(t, 0)
	terms.Receive(opened * l.Signing.Now)
	limit := l.Limit.Now
	if first, last := l.Begins().Financial(), l.Until.Financial(); (l.Until != cohorts.Term{}) && last > first {
		limit += float64((l.Last.Now - l.Limit.Now) * min(1, float64(t.Financial()-first)/float64(last-first)))
	}
	terms.Promise(there*l.Yearly.Now*t.Part.Share(), limit, l.Backdated.Now)
}

var safetyValve = Card{
	Key:    "safety-valve",
	Name:   "Safety valve agreement",
	Says:   "payments of the Department for Education against the deficit, most of them only if the cumulative deficit at 31 March is within the limit agreed; from a summer term, until the spring that closes the last year",
	Step:   "settle",
	Phases: cohorts.Phases(),
	Purses: []finance.Purse{finance.OtherGrant},
	Cost:   "nothing of its own: what the plan agreed costs is in the other levers",
	Ramp:   Ramp{Step, 0},
	Sure:   true,
	Dials: []Dial{
		{
			Name: "signing", Unit: Pounds, High: 1e9, Default: strict.Exactly(0), Monotone: true,
			Says:  "pounds paid at signing, on no condition",
			Grade: "J", Source: "nothing, until an agreement says its own [JUDGEMENT]; Slough 10.8 of 27 million first [SV]",
			Of: func(l Lever) *Uncertain { return &l.(*SafetyValve).Signing },
		},
		{
			Name: "yearly", Unit: Pounds, High: 1e9, Default: strict.Exactly(3_000_000), Monotone: true,
			Says:  "pounds a year that are paid at 31 March if the condition is met",
			Grade: "J", Source: "16 to 67 million in all in agreements that are known [SV], until an agreement says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*SafetyValve).Yearly },
		},
		{
			Name: "limit", Unit: Pounds, High: 1e10, Default: strict.Exactly(50_000_000),
			Says:  "the most that the cumulative deficit, before all payments, may be at the first 31 March",
			Grade: "J", Source: "none: an agreement says its own [JUDGEMENT]; Wiltshire 84.5 million at March 2025 [WILTS24]",
			Of: func(l Lever) *Uncertain { return &l.(*SafetyValve).Limit },
		},
		{
			Name: "last", Unit: Pounds, High: 1e10, Default: strict.Exactly(50_000_000),
			Says:  "the same at the last 31 March",
			Grade: "J", Source: "none: an agreement says its own [JUDGEMENT]",
			Of: func(l Lever) *Uncertain { return &l.(*SafetyValve).Last },
		},
		{
			Name: "backdated", Unit: Chance, High: 1, Default: strict.Exactly(0.5), Monotone: true,
			Says:  "chance that what was withheld is paid when the condition is met again",
			Grade: "J", Source: "[SV]: payments may be suspended and back-dated",
			Of: func(l Lever) *Uncertain { return &l.(*SafetyValve).Backdated },
		},
	},
	Evidence: "38 agreements; payments to five authorities were suspended for 2023-24, two agreements were stretched to nine years [F]; no new ones after 4 December 2024 [F].",
	Misleads: "The limit counts the deficit before payments: a plan that states it after payments must add them. Conditions beside the balance are not simulated, nor a plan that is renegotiated. What is withheld at the end is lost. " +
		"Where payments before the start are not known, the deficit before payments starts from the published one, which is after them: the limit is then too easy by as much.",
	Grade:  "F",
	Source: "[SV], [SV-SLIP], [SV-END], [WILTS24]",
}
