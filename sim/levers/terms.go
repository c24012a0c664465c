package levers

import (
	"sendsim/cohorts"
	"sendsim/sim/finance"
)

// Terms is all that levers can change in a term: what they do to chances,
// capacities and places, and what they do to money. Levers act by the methods
// alone; each commutes with itself and the others, so the order of levers
// means nothing. A ceiling does not commute with a factor: it stands in a
// field of its own (Money.Ceiling) and is resolved once, after all levers,
// where the money is counted.
type Terms struct {
	Chances cohorts.Factors
	Money   finance.Factors
}

// Rest is the terms of no lever.
func Rest() Terms { return Terms{cohorts.Rest(), finance.Rest()} }

// Scale multiplies the odds of a chance, a rate, a capacity, a weight or a
// price, given by its place in t. A factor of 1 is skipped.
func (t *Terms) Scale(at *float64, factor float64) {
	if factor != 1 {
		*at *= factor
	}
}

// Places adds places in a rationed setting; from one term to the next they
// stay only if they are added again.
func (t *Terms) Places(in cohorts.Setting, n float64) { t.Chances.Places[in] += float64(n) }

// Pay adds pounds of the term to what levers cost a purse.
func (t *Terms) Pay(from finance.Purse, pounds float64) {
	t.Money.Added[finance.ProgrammeLine(from)] += pounds
}

// Cap sets a ceiling on what any one child in a setting costs, in pounds a
// year. The lowest holds.
func (t *Terms) Cap(in cohorts.Setting, pounds float64) { t.Money.Cap(in, pounds) }
