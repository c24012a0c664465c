package finance

import (
	"math"

	"sendsim/calibration"
	"sendsim/cohorts"
)

// Base is an authority's money of 2023-24 in the middle of every range: what a
// council is shown to overwrite with figures of its own.
type Base struct {
	UnitCost cohorts.BySetting // pounds a year for a child, place funding apart
	Lines    [NumLines]Pounds  // a year, with the children of 2023-24; memo lines and "not explained" apart
	Opening  Opening           // balance at 31 March 2024
	Blocks   map[int]Pounds    // high needs block before deductions, by financial year
	Schools  Pounds            // schools block of 2023-24
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
	still := &Regime{Grant: []Growth{{Year: baseYear}}}
	var t Tariff
	var luck calibration.Luck
	NewMoney(n, s, still, nil, list, baseYear, 1).Settle(0, &luck, &start, &t)

	b := Base{UnitCost: t.unit, Opening: n.OpeningAt(s, baseYear, nil), Blocks: map[int]Pounds{}, Schools: Round(s.schools)}
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
	return b
}
