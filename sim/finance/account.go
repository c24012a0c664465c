package finance

import (
	"math"

	"sendsim/cohorts"
)

// Account is one financial year of one authority in one future, in whole
// pounds; deficits are positive. To the pound, always:
//
//	InYear = sum of the high needs lines - Grant - Transfer
//	Gross  = OpeningGross + InYear
//	Net    = OpeningNet + InYear - Payments - Stability
//	Net    = Own + Notional
type Account struct {
	Year  int // financial year, by the calendar year of its April
	Lines [NumLines]Pounds

	Grant     Pounds // high needs block before deductions
	Transfer  Pounds // moved in from the schools block
	Payments  Pounds // safety-valve payments received in the year
	Stability Pounds // stability grant received in the year

	InYear                   Pounds
	OpeningGross, OpeningNet Pounds
	Gross, Net               Pounds // cumulative at 31 March, before and after payments and stability grant
	Own                      Pounds // of Net: the authority's own
	Notional                 Pounds // of Net: arisen since deficits fall on central government
	Flags                    Flags

	// Spent is what the children in each setting cost the block, place funding
	// and top-ups; Months is twice the child-months lived there.
	Spent  [cohorts.NumSettings]Pounds
	Months [cohorts.NumSettings]int64

	carried carried
}

// carried is what one year hands to the next beside the balance, and what the
// terms hand to the settling.
type carried struct {
	fees                      float64 // level of independent fees under policy, relative to the tariff's own path
	eligible                  Pounds  // deficit on which stability grant will be paid
	ownBefore, notionalBefore Pounds
	promised, promisedBelow   float64
	withheld, backdated       float64 // promised in earlier years and not paid; the share of it that is paid late
}

// Flags are what a reader of an account must be told.
type Flags uint16

// The flags of an account. A sum has those of any part of it, but for what is
// not explained, which is its own.
const (
	FirstYear         Flags = 1 << iota // opens from the balance of the 31 March before the first year
	NotPublished                        // the opening balance was not published: a wide guess
	GrossUnknown                        // payments before the opening are not known: Gross starts from the net balance
	LargeNotExplained                   // more than a tenth of the block is not explained
	StabilityPaid                       // stability grant is in it
	OverrideEnds                        // the statutory override ends with it
	CentralDuty                         // its deficit falls on central government, as announced
	PromiseBroken                       // a payment was promised and its condition not met
	NoMoney                             // nothing can be said of its money: no figure of it means anything
	PromiseMade                         // a payment was promised on a condition
)

// Add adds another authority's account of the same year in the same future.
func (a *Account) Add(b *Account) {
	a.Year = b.Year
	for l := range a.Lines {
		a.Lines[l] += b.Lines[l]
	}
	for s := range a.Spent {
		a.Spent[s] += b.Spent[s]
		a.Months[s] += b.Months[s]
	}
	a.Grant += b.Grant
	a.Transfer += b.Transfer
	a.Payments += b.Payments
	a.Stability += b.Stability
	a.InYear += b.InYear
	a.OpeningGross += b.OpeningGross
	a.OpeningNet += b.OpeningNet
	a.Gross += b.Gross
	a.Net += b.Net
	a.Own += b.Own
	a.Notional += b.Notional
	a.Flags |= b.Flags
	a.flagGap()
}

// flagGap flags an account of which much is not explained.
func (a *Account) flagGap() {
	a.Flags &^= LargeNotExplained
	if math.Abs(float64(a.Lines[NotExplained])) > largeGap*float64(a.Grant) && a.Flags&NoMoney == 0 {
		a.Flags |= LargeNotExplained
	}
}

// Spend is the sum of the lines of a purse.
func (a *Account) Spend(p Purse) Pounds {
	var sum Pounds
	for l := range NumLines {
		if Lines[l].Purse == p {
			sum += a.Lines[l]
		}
	}
	return sum
}

// halfMonthsPerYear is a child-year in the unit of Account.Months.
const halfMonthsPerYear = 24

// AverageCost is what a child in a setting costs the block a year, place
// funding and top-up, in pounds; 0 where there was none.
func (a *Account) AverageCost(s cohorts.Setting) float64 {
	if a.Months[s] == 0 {
		return 0
	}
	return float64(a.Spent[s]) * halfMonthsPerYear / float64(a.Months[s])
}
