package finance

import (
	"fmt"
	"math"

	"sendsim/calibration/evidence"
)

// Gap is what the two years to March 2024 leave not explained: the change of
// the balance against lines less block, a year and as a share of the block of
// 2023-24. Below 0, the balance grew by less than the lines say.
type Gap struct {
	Implied  float64 // pounds over two years: change of the balance
	Modelled float64 // pounds over two years: lines less block
	Share    float64 // (Implied - Modelled) / 2 / block
	Known    bool
	OneYear  bool // it is of the base year alone, of a start in the past
	Valve    bool // a safety valve paid into the balance: Share is no guide
	Sign     bool // the balance of March 2024, whose sign is inferred, fits better with the other: Share is no guide
	Paid     bool // it looks as if payments were in the balance, though no agreement is listed: Share is no guide
}

// Guide tells whether Share says something of the years to come.
func (g Gap) Guide() bool { return g.Known && !g.Valve && !g.Sign && !g.Paid }

// gapOf compares the balance with the lines. No line of 2022-23 is published:
// its spend is the geometric mean of those of 2021-22 and 2023-24.
func (s *Structure) gapOf(f *evidence.File) Gap {
	g := Gap{Valve: s.Valve != nil}
	opening, one := s.balances[linesYear]
	closing, two := s.balances[baseYear]
	if s.gross != 0 && s.Valve != nil && s.Valve.Year > linesYear {
		closing.Pounds, g.Valve = s.gross, false // no payment in either balance
	}
	before := s.blocks[baseYear-1]
	if !one || !two || !s.Closing.Known || before == 0 || s.blocks[baseYear] == 0 || s.State.Published == 0 || s.Independent.Published == 0 {
		return g
	}
	now := s.spend()
	between := math.Sqrt(s.Closing.Spend * now)
	g.Implied = closing.Pounds - opening.Pounds
	g.Modelled = now - s.blocks[baseYear] + between - before
	g.Share = (g.Implied - g.Modelled) / 2 / s.blocks[baseYear]
	g.Known = true
	g.Sign = math.Abs(-closing.Pounds-opening.Pounds-g.Modelled) < math.Abs(g.Implied-g.Modelled)-float64(doubtfulSign*s.blocks[baseYear])
	g.Paid = !g.Valve && g.Share < paidFrom && s.Closing.Residual > paidFrom
	return g
}

const (
	// doubtfulSign is by how much of the block the other sign of a balance
	// must fit better for its sign to be doubted.
	doubtfulSign = 0.05
	// paidFrom is the share of the block below which payments are suspected in
	// a balance, unless the lines of 2021-22 were as far off before: 32 of 38
	// agreements could be named [SV].
	paidFrom = -0.13
)

// meanGap is the mean share over the authorities of which it is a guide.
func (n *Nation) meanGap() float64 {
	var sum, count float64
	for _, s := range n.structures {
		if s.Gap.Guide() {
			sum += s.Gap.Share
			count++
		}
	}
	return sum / max(1, count)
}

// largeGap is the part of the block beyond which "not explained" is warned of.
const largeGap = 0.1

func (s *Structure) gapWarnings(g Given) []string {
	var w []string
	switch gross := g.gross() || s.gross != 0; {
	case s.Valve != nil && (gross || s.Gap.Valve):
		w = append(w, s.valveWarning(g, gross))
	case !s.Gap.Known:
		w = append(w, "its lines cannot be held against its balance: what is not explained is as uncertain as anywhere")
	}
	if s.Gap.Paid && !g.gross() {
		w = append(w, "its balance grew by so much less than its lines say that payments may be in it, though no safety-valve agreement is listed: check")
	}
	if s.Gap.Sign && !s.Gap.Valve && !g.net() {
		w = append(w, "the sign of its balance at 31 March 2024 is inferred, and its lines fit the other sign better: check it against the statement of accounts")
	}
	if s.Gap.Known && math.Abs(s.Gap.Share) > largeGap {
		const percent = 100
		years := "the years to come are supposed to keep a part of it"
		if !s.Gap.Guide() {
			years = "it is no guide to the years to come, which are supposed to be as elsewhere"
		}
		says := "%.0f %% of the high needs block a year was not explained by its lines in 2022-23 and 2023-24; %s"
		if s.Gap.Share < 0 {
			says = "%.0f %% of the high needs block a year more stands in its lines in 2022-23 and 2023-24 than its balance says was spent; %s"
		}
		w = append(w, fmt.Sprintf(says, percent*math.Abs(s.Gap.Share), years))
	}
	return w
}

// Given is what a run is told beside what is published of an authority, of
// which a warning then has nothing to doubt.
type Given struct {
	Own      *Own // the council's own figures; nil: none
	Payments bool // the scenario says what a safety-valve agreement is still to pay
}

// net tells whether the balance from which the run starts is the council's.
func (g Given) net() bool { return g.Own != nil && g.Own.Net != nil }

// gross tells whether the council gave its balance before payments.
func (g Given) gross() bool { return g.Own != nil && g.Own.Gross != nil }

// valveWarning is what a safety-valve agreement leaves unknown: the payments in
// the balance, unless its gross is known, and those to come, unless the scenario
// says them.
func (s *Structure) valveWarning(g Given, gross bool) string {
	payments := "payments still to come are not counted unless the scenario says so"
	if g.Payments {
		payments = "payments still to come are counted as the scenario says"
	}
	says := "it has a safety-valve agreement: "
	switch {
	case gross:
		return says + payments
	case g.net():
		return says + "the council's balance is net of payments, and was not given before them, so the deficit before payments is not known; " + payments
	case s.back > 0:
		return says + "its balance is net of payments that are not published, and " + payments
	}
	return says + "its published balance is net of payments that are not published, so the deficit before payments is not known, and " + payments
}
