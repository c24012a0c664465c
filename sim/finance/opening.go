package finance

import (
	"strings"

	"sendsim/calibration"
	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// grossBalances are cumulative deficits at 31 March 2024 before safety-valve
// payments, in pounds, where an authority with an agreement published one:
// Wiltshire, 56.247 million, to which the 28.25 million planned for 2024-25
// makes 84.5 million [WILTS24].
var grossBalances = map[string]float64{"E06000054": 56_247_000}

// Opening is the balance from which a run starts: positive is a deficit.
type Opening struct {
	Net       float64 // pounds, net of payments received
	Published bool    // else worked out from the last balance and the lines
	Note      string  // how far to trust it
}

// OpeningAt is the balance at the 31 March that closes a financial year. Where
// none is published it is the last published one, and what the lines less the
// block, and England's mean of what is not explained, add to it. After 2023-24
// the lines grow at England's pace, and a block that is not published by the
// middle of what a regime expects; nil: it stays.
func (n *Nation) OpeningAt(s *Structure, year int, r *Regime) Opening {
	if s.opening != nil {
		return *s.opening
	}
	if b, ok := s.balances[year]; ok {
		return Opening{b.Pounds, true, b.Note}
	}
	o := Opening{Note: "not published"}
	last := 0
	for y := range s.balances {
		if y > last && y < year {
			last = y
		}
	}
	if last > 0 {
		o.Net = s.balances[last].Pounds
	}
	block, _ := s.lastBlock(max(last+1, linesYear+1))
	for y := max(last+1, linesYear+1); y <= year; y++ {
		if known, ok := s.blocks[y]; ok {
			block = known
		} else if r != nil {
			block *= 1 + r.growth(y).Range.At(0)
		}
		if block == 0 {
			continue
		}
		// Spend is known, or worked out, for 2021-22 and 2023-24.
		spend := s.spend()
		switch {
		case y > baseYear:
			spend *= portable.Exp(n.pace * float64(y-baseYear))
		case s.Closing.Spend > 0:
			years := float64(y-linesYear) / float64(baseYear-linesYear)
			spend = s.Closing.Spend * portable.Pow(spend/s.Closing.Spend, years)
		}
		o.Net += spend + float64((n.gap-1)*block)
	}
	return o
}

// open settles the opening balance, and whether and on what stability grant is
// paid.
func (m *Money) open(draw int, luck *calibration.Luck, t *Tariff) {
	s, d := m.Structure, t.drawn
	o := m.nation.OpeningAt(s, m.first-1, m.Regime)
	block, _ := s.lastBlock(m.first)
	t.flags = FirstYear
	switch {
	case s.Unknown != "":
		t.flags |= NoMoney
	case !o.Published:
		t.flags |= NotPublished
		o.Net += float64(d[openingUnknown] * block)
	case strings.Contains(o.Note, "low"):
		o.Net += float64(d[openingError] * block)
	}
	t.openingNet = Round(o.Net)
	t.openingGross = t.openingNet
	switch b, ok := s.balances[baseYear]; {
	case ok && s.gross != 0 && m.first == baseYear+1:
		t.openingGross = Round(o.Net + s.gross - b.Pounds)
	case s.Valve != nil && s.Valve.Year < m.first && s.Unknown == "":
		t.flags |= GrossUnknown
	}
	k := luck[calibration.Funding].At(m.area).At(approvalTag)
	t.approved = rng.Uniform(k.Word(uint64(draw))) < m.Regime.Stability.Approval
	t.eligible = d[highNeedsPart]
}
