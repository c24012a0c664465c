package levers

import (
	"math"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// SchoolsBlockTransfer is moving a part of the schools block into high needs,
// if the schools forum or the Secretary of State consents.
type SchoolsBlockTransfer struct {
	Programme
	Size, Consent Uncertain
}

// Card says what the lever is.
func (*SchoolsBlockTransfer) Card() Card { return schoolsBlockTransfer }

// Validate says what is wrong with the settings.
func (l *SchoolsBlockTransfer) Validate() error { return Valid(l) }

// Apply moves the share for as long as it runs, in the futures with consent.
func (l *SchoolsBlockTransfer) Apply(t cohorts.Term, terms *Terms) {
	l.Pay(t, terms)
	terms.Transfer(l.Share(t) * l.Size.Now * l.Consent.Now)
}

// There is when money is moved: never without consent.
func (l *SchoolsBlockTransfer) There() float64 {
	if l.Consent.Now == 0 {
		return math.Inf(1)
	}
	return l.Programme.There()
}

var schoolsBlockTransfer = Card{
	Key:    "schools-block-transfer",
	Name:   "Transfer from the schools block",
	Says:   "a share of the schools block moved into the high needs block, where the schools forum, or above half a per cent the Secretary of State, consents; from a summer term, until the spring that closes the year",
	Step:   "settle",
	Phases: cohorts.Phases(),
	Purses: []finance.Purse{finance.OtherDSG},
	Cost:   "what is moved is taken from schools' budgets: 0.5 % is £1m to £5m a year [F]",
	Ramp:   Ramp{Step, 0},
	Sure:   true,
	Dials: []Dial{
		{
			Name: "size", Unit: Share, High: 0.03, Default: strict.Exactly(0.005), Rests: true, Monotone: true,
			Says:  "share of the schools block that is moved, a year",
			Grade: "M", Source: "[SYEF23]: up to 0.5 % with the forum's consent",
			Of: func(l Lever) *Uncertain { return &l.(*SchoolsBlockTransfer).Size },
		},
		{
			Name: "consent", Unit: Chance, High: 1, Default: strict.Exactly(0.5), Rests: true, Monotone: true,
			Says:  "chance of consent, given or refused once for as long as the transfer runs: a lever for each year that is asked for anew",
			Grade: "J", Source: "[BLOCK-CASES]: 0.4 to 0.6; refused twice in Leicestershire, granted after refusal in Staffordshire",
			Of: func(l Lever) *Uncertain { return &l.(*SchoolsBlockTransfer).Consent },
		},
	},
	Evidence: "0.5 % was about £2m in Leicestershire, declined by forum and Secretary of State twice; £3.2m in Staffordshire, approved after refusal; £2.4m in Sheffield [F].",
	Misleads: "It moves money and no child. What schools do with less, more requests among it, is not simulated. Years asked for apart have luck apart, where a forum that refused once may well refuse again.",
	Grade:    "F",
	Source:   "[SYEF23], [BLOCK-CASES], [LEICS22]",
}
