// Package finance is the price of a population: what the children of one
// authority cost in a term, by line of the dedicated schools grant's high
// needs block, what grant stands against it, and the deficit that is left,
// exact to the pound.
//
// It knows how many children there are and where, never why they moved.
//
// [NationOf] reads the published figures into a [Structure] for each
// authority; [NewMoney] adds a regime and the uncertain figures; Settle draws
// one future's [Tariff], and an [Account] is opened, filled term by term and
// closed with it. What the figures are worth is told in
// docs/evidence/finance.md.
package finance

//go:generate env UPDATE_GOLDEN=1 go test -count=1 -run ^TestEvidencePage$ .
