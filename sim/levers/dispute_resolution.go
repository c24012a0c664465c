package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// DisputeResolution is officers who settle disagreements before mediation or
// tribunal.
type DisputeResolution struct {
	Programme
	Fewer, Sooner Uncertain
}

// Card says what the lever is.
func (*DisputeResolution) Card() Card { return disputeResolution }

// Validate says what is wrong with the settings.
func (l *DisputeResolution) Validate() error { return Valid(l) }

// Apply lowers the odds of a dispute and raises the hazard that one ends. How
// it ends is as it was.
func (l *DisputeResolution) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	there, c := l.Share(t), &terms.Chances
	for stage := range cohorts.NumStages {
		terms.Scale(&c.Lodge[stage], 1-float64(there*l.Fewer.Now))
		terms.Scale(&c.Resolve[stage], 1+float64(there*l.Sooner.Now))
	}
}

var disputeResolution = Card{
	Key:    "dispute-resolution",
	Name:   "Dispute resolution and mediation",
	Says:   "dispute resolution officers and better mediation: fewer decisions are contested, and disputes end sooner",
	Step:   "dispute",
	Also:   []string{"decide", "assess", "place"},
	Phases: []cohorts.Phase{cohorts.EarlyYears, cohorts.Mainstream, cohorts.Post16},
	Purses: []finance.Purse{finance.Council},
	Cost:   "£50,000 to £60,000 a year for each officer [J], from the council while it runs: as the file says; what disputes cost the council falls in the tariff",
	Ramp:   Ramp{Linear, 12},
	Dials: []Dial{
		{
			Name: "fewer", Unit: Share, High: 1, Default: strict.Between(0.1, 0.3), Monotone: true,
			Says:  "share by which the odds fall that a refusal, a decision not to issue, or a new plan is contested",
			Grade: "J", Source: "[LEVER-JUDGED]: 10 to 30 % fewer appeals; about 74 % of mediations did not go on to tribunal [MEDIATION21]",
			Of: func(l Lever) *Uncertain { return &l.(*DisputeResolution).Fewer },
		},
		{
			Name: "sooner", Unit: Share, High: 2, Default: strict.Between(0, 0.3), Monotone: true,
			Says:  "share by which the hazard rises that an open dispute ends",
			Grade: "J", Source: "none published: [LEVER-JUDGED]",
			Of: func(l Lever) *Uncertain { return &l.(*DisputeResolution).Sooner },
		},
	},
	Evidence: "An appeal costs the authority £4,331 without and £6,056 with a hearing, at prices of about 2016 [F]; 98 % of decided appeals in 2022-23 were decided at least partly for the family [F]. No study of officers' effect is published.",
	Misleads: "A dispute avoided by conceding early is a plan or a placement all the same: here those who do not contest accept the refusal, so plans fall, which conceding would not bring. Disputes that end sooner bring their plans sooner. " +
		"The saving in the council's staff is that of the published cost of an appeal, no more.",
	Grade:  "J",
	Source: "[APPEAL-COST], [MEDIATION21], [TRIB-YEARS], [SOLIHULL21], [LEVER-JUDGED]",
}
