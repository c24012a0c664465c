package levers

import (
	"math"

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
	Support Support
}

// Support is what support without a plan does to the hazard of a request. It
// stands apart from Chances because training lifts all of it, whichever lever
// it comes from: a lift does not commute with a factor, so it is resolved
// into Chances once, after all levers.
type Support struct {
	Request     [cohorts.NumPhases]float64        // factor, for every child of a phase
	RequestNeed [cohorts.NumPhases]cohorts.ByNeed // factor, for those whose need it would be
	Lift        float64                           // factor on what the support takes off; at least 0
}

// Rest is the terms of no lever.
func Rest() Terms {
	t := Terms{Chances: cohorts.Rest(), Money: finance.Rest()}
	t.Support = Support{t.Chances.Request, t.Chances.RequestNeed, 1}
	return t
}

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

// Reserve reserves n of a setting's places for children of some needs, and lets
// them prefer it.
func (t *Terms) Reserve(in cohorts.Setting, needs cohorts.NeedSet, n, prefer float64) {
	t.Chances.Reserved.Add(cohorts.Reserve{Places: n, Prefer: prefer, Setting: in, Needs: needs})
}

// Pay adds pounds of the term to what levers cost a purse; what they save it is
// below 0. Whole pounds, because those add up to the same in any order.
func (t *Terms) Pay(from finance.Purse, pounds float64) {
	t.Money.Added[finance.ProgrammeLine(from)] += math.Round(pounds)
}

// Cap sets a ceiling on what any one child in a setting costs, in pounds a
// year. The lowest holds.
func (t *Terms) Cap(in cohorts.Setting, pounds float64) { t.Money.Cap(in, pounds) }

// Fees adds to the growth of independent fees, as a share a year: -0.02 is two
// points less. What it changes stays.
func (t *Terms) Fees(points float64) { t.Money.FeePoints += float64(points) }

// Transfer moves a share of the schools block, at a yearly rate, into the high
// needs block.
func (t *Terms) Transfer(share float64) { t.Money.TransferShare += float64(share) }

// Receive adds pounds of the term that the Department for Education pays
// against the deficit without a condition.
func (t *Terms) Receive(pounds float64) { t.Money.Payment += math.Round(pounds) }

// Promise adds pounds of the term that it pays at 31 March if the cumulative
// deficit before payments is then at most below, and then a share of what it
// withheld before. Of several promises the lowest limit and the highest share
// hold.
func (t *Terms) Promise(pounds, below, backdated float64) {
	if pounds > 0 {
		t.Money.Promised += math.Round(pounds)
		t.Money.PromisedBelow = min(t.Money.PromisedBelow, below)
		t.Money.Backdated = max(t.Money.Backdated, backdated)
	}
}

// resolve does what levers do together.
func (t *Terms) resolve() {
	s := &t.Support
	for p := range cohorts.NumPhases {
		t.Scale(&t.Chances.Request[p], s.lifted(s.Request[p]))
		for n, factor := range &s.RequestNeed[p] {
			t.Scale(&t.Chances.RequestNeed[p][n], s.lifted(factor))
		}
	}
}

// lifted is a factor whose distance from 1 is lifted; it never falls below 0.
func (s *Support) lifted(factor float64) float64 {
	if s.Lift == 1 || factor == 1 {
		return factor
	}
	return max(0, 1-float64((1-factor)*s.Lift))
}
