package finance

import (
	"math"

	"sendsim/cohorts"
)

// Factors is what a policy does to money in one term. The zero policy is
// Rest: what is at rest is skipped, not multiplied, so that money at rest is
// the same to the last bit.
type Factors struct {
	// Cost is a factor on what a child in a setting costs, place funding
	// apart. At least 0; 1 is rest.
	Cost cohorts.BySetting
	// Ceiling is the most that any one child in a setting may cost, in pounds
	// a year of the term, place funding apart; +Inf is rest. Cap sets it. It
	// is resolved once, after Cost. In independent special schools, where
	// costs differ most between children, it cuts the dear places alone.
	Ceiling cohorts.BySetting
	// Kept is the part of that cost which stays with the block; schools pay the
	// rest from their own budgets, and are spared something where it is above 1.
	// At least 0; 1 is rest.
	Kept cohorts.BySetting
	// Fees is a factor on the growth of independent fees, and FeePoints is
	// added to that growth, as a share a year (-0.02 is two points less). They
	// act in proportion to the months of the term, and what they change stays.
	Fees, FeePoints float64
	// Transport is a factor on what the transport of children costs; 1 is rest.
	Transport float64
	// Added is pounds added to a line in the term. Its purse is the line's;
	// ProgrammeLine gives the line for what a programme costs.
	Added [NumLines]float64
	// Transfer is pounds moved in the term from the schools block into the
	// high needs block, and TransferShare the share of the schools block that
	// is moved, at a yearly rate (0.005 is what a schools forum may agree to
	// [SYEF23]).
	Transfer, TransferShare float64
	// Payment is pounds received in the term from the Department for Education
	// against the deficit (safety valve [SV]). Promised is the same on a
	// condition: it is paid at 31 March if the cumulative deficit before all
	// payments is at most PromisedBelow then, and with it Backdated, a share of
	// what was withheld in earlier years; the last term that promises says the
	// limit and the share.
	Payment, Promised, PromisedBelow, Backdated float64
}

// Rest is the factors of no policy.
func Rest() Factors {
	f := Factors{Fees: 1, Transport: 1, PromisedBelow: math.Inf(1)}
	for s := range f.Cost {
		f.Cost[s], f.Ceiling[s], f.Kept[s] = 1, math.Inf(1), 1
	}
	return f
}

// Cap sets a ceiling on the cost of any one child in a setting, in pounds a
// year; the lowest ceiling holds, so the order of policies means nothing.
func (f *Factors) Cap(s cohorts.Setting, pounds float64) {
	f.Ceiling[s] = min(f.Ceiling[s], pounds)
}
