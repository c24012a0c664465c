package finance

import (
	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/internal/strict"
)

// Own is a council's own figures: each replaces the published one and nothing
// else. A range is P10 and P90 of what the council is unsure of. Prices are of
// 2023-24.
type Own struct {
	UnitCost map[cohorts.Setting]strict.Range // pounds a year for a child, place funding apart
	// Lines are pounds a year: services, and place funding as it was at the
	// census of the start. Others are not taken, as they follow the children.
	Lines map[Line]strict.Range
	// Net and Gross are the balance at the 31 March before the first year,
	// after and before payments received; positive is a deficit.
	Net, Gross *strict.Range
	// Blocks is the high needs block before deductions, by financial year.
	Blocks map[int]strict.Range
}

// Takes tells whether Lines may hold a line.
func (o *Own) Takes(l Line) bool {
	switch l {
	case Services, APServices, Hospital, Therapies, PlacesSpecial, PlacesResourced, PlacesAP:
		return true
	}
	return false
}

// The addresses of a council's own figures.
var (
	ownCostTag    = rng.Name("money: own unit cost")
	ownLineTag    = rng.Name("money: own line")
	ownBalanceTag = rng.Name("money: own balance")
	ownBlockTag   = rng.Name("money: own block")
)

// lay replaces what a council gave of its own.
func (o *Own) lay(draw int, luck *calibration.Luck, area rng.Tag, start *Counts, t *Tariff) {
	from := func(g calibration.Group, tag rng.Tag, which int, r strict.Range) float64 {
		return at(r, normal(luck[g].At(area), tag, draw, which))
	}
	for s, r := range o.UnitCost {
		t.unit[s] = from(calibration.UnitCost, ownCostTag, int(s), r)
	}
	special, resourced := start.paid()
	for l, r := range o.Lines {
		pounds := from(calibration.OtherLines, ownLineTag, int(l), r)
		switch l {
		case PlacesSpecial:
			t.fixedPlaces[l] = pounds - special
		case PlacesResourced:
			t.fixedPlaces[l] = pounds - resourced
		case PlacesAP:
			t.fixedPlaces[l] = pounds
		default:
			t.fixed[l] = pounds
		}
	}
	for i := range t.years {
		if r, ok := o.Blocks[t.first+i]; ok {
			t.years[i].grant = Round(from(calibration.Funding, ownBlockTag, t.first+i, r))
		}
	}
	net, gross := o.Net, o.Gross
	if net != nil {
		t.openingNet = Round(from(calibration.Funding, ownBalanceTag, 0, *net))
		t.openingGross = t.openingNet
		t.flags &^= NotPublished
	}
	if gross != nil {
		t.openingGross = Round(from(calibration.Funding, ownBalanceTag, 0, *gross))
		t.flags &^= GrossUnknown
	}
}
