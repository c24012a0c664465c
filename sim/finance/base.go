package finance

import (
	"math"
	"slices"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/rng"
)

// Base is an authority's money of 2023-24 in the middle of every range: what a
// council is shown to overwrite with figures of its own.
type Base struct {
	UnitCost cohorts.BySetting // pounds a year for a child, place funding apart
	// LeastCost and MostCost are the P10 and the P90 of UnitCost.
	LeastCost, MostCost cohorts.BySetting
	// England is what a child costs in England, in a setting whose cost is none
	// relative to another's; else 0.
	England cohorts.BySetting
	Lines   [NumLines]Pounds // a year, with the children of 2023-24; memo lines and "not explained" apart
	Opening Opening          // balance at 31 March 2024
	Gross   Pounds           // the same before payments received; net where none is known
	Blocks  map[int]Pounds   // high needs block before deductions, by financial year
	Schools Pounds           // schools block of 2023-24
	Valve   bool             // it has a safety-valve agreement
}

// Base is the money of 2023-24 of an authority.
func (n *Nation) Base(s *Structure) Base {
	list := Parameters()
	for i := range list {
		list[i].Post.SD = 0
	}
	start := Counts{}
	for at := range start.Plans {
		start.Plans[at] = int32(math.Round(s.january[at]))
	}
	start.Places = start.Plans
	var t Tariff
	var luck calibration.Luck
	NewMoney(n, s, still, nil, list, baseYear, 1).Settle(0, &luck, &start, &t)

	b := Base{
		UnitCost: t.unit, Opening: n.OpeningAt(s, baseYear, nil), Blocks: map[int]Pounds{},
		Schools: Round(s.schools), Valve: s.Valve != nil,
	}
	b.Gross = Round(b.Opening.Net)
	if s.gross != 0 {
		b.Gross = Round(s.gross)
	}
	for year, block := range s.blocks {
		b.Blocks[year] = Round(block)
	}
	for at, each := range t.unit {
		b.Lines[lineOf[at]] += Round(each * s.children[at])
	}
	for l := range NumLines {
		b.Lines[l] += Round(t.fixed[l] + s.places[l])
	}
	b.Lines[pots[independentPot].rest] += Round(t.fixedFees)
	b.Lines[PlacesPost16] += Round(element2 * (s.children[cohorts.FurtherEducation] + s.children[cohorts.SpecialistPost16]))
	for p := range pots {
		for _, at := range pots[p].settings {
			if relative[at] == none {
				b.England[at] = s.england[p]
			}
		}
	}
	b.spread(NewMoney(n, s, still, nil, Parameters(), baseYear, 1), &start)
	return b
}

// still is law and funding in which nothing grows.
var still = &Regime{Grant: []Growth{{Year: baseYear}}}

// spread finds how uncertain the unit costs are, from draws of them.
func (b *Base) spread(m *Money, start *Counts) {
	const draws, tenth = 400, 10
	var t Tariff
	var each [cohorts.NumSettings][]float64
	luck := calibration.LuckOf(rng.Seed(0))
	for draw := range draws {
		m.Settle(draw, &luck, start, &t)
		for at, cost := range t.unit {
			each[at] = append(each[at], cost)
		}
	}
	for at := range each {
		slices.Sort(each[at])
		b.LeastCost[at], b.MostCost[at] = each[at][draws/tenth], each[at][draws-draws/tenth-1]
	}
}
