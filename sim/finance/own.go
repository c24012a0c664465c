package finance

import (
	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/internal/strict"
)

// Own is a council's own figures: each replaces the published one and nothing
// else. A range is P10 and P90 of what the council is unsure of.
type Own struct {
	// Prices is the financial year in whose prices UnitCost, NeedCost and the
	// Lines of services are; 0 is 2023-24.
	Prices   int
	UnitCost map[cohorts.Setting]strict.Range // pounds a year for a child, place funding apart
	// NeedCost is the same for the children of one primary need, where it
	// differs from that of the setting.
	NeedCost map[cohorts.Setting]map[cohorts.Need]strict.Range
	// Lines are pounds a year: services, and place funding as it was at the
	// census of the start. Others are not taken, as they follow the children.
	Lines map[Line]strict.Range
	// Net and Gross are the balance at the 31 March before the first year,
	// after and before payments received; positive is a deficit.
	Net, Gross *strict.Range
	// Blocks is the high needs block before deductions, by financial year;
	// after the last of them it grows as the published one would.
	Blocks map[int]strict.Range
	// Reserves are the council's usable reserves: the deficit above which a
	// chance is given where the run names none. Nil: not given.
	Reserves *Pounds
}

// Takes tells whether Lines may hold a line.
func (o *Own) Takes(l Line) bool {
	switch l {
	case Services, APServices, Hospital, Therapies, PlacesSpecial, PlacesResourced, PlacesAP:
		return true
	}
	return false
}

// Rows are a council's balance and blocks as rows of evidence, for what shows
// the past of a run that starts from the January census given.
func (o *Own) Rows(january int) (rows []evidence.Row) {
	if o == nil {
		return nil
	}
	row := func(s evidence.Series, year int, of string, r strict.Range) {
		rows = append(rows, evidence.Row{Series: s, Year: year, Ages: evidence.AllAges, Of: of, Value: r.At(0), Source: calibration.CouncilsFigure})
	}
	if o.Net != nil {
		row(evidence.DSGBalance, january-1, "", *o.Net)
	}
	for year, r := range o.Blocks {
		row(evidence.HighNeedsBlock, year, "before_deductions", r)
	}
	return rows
}

// The addresses of a council's own figures.
var (
	ownCostTag    = rng.Name("money: own unit cost")
	ownNeedTag    = rng.Name("money: own unit cost of a need")
	ownLineTag    = rng.Name("money: own line")
	ownBalanceTag = rng.Name("money: own balance")
	ownBlockTag   = rng.Name("money: own block")
)

// laying is one future's draw of a council's own figures.
type laying struct {
	*Own
	draw int
	luck *calibration.Luck
	area rng.Tag
}

// from draws a figure at its address.
func (o *laying) from(g calibration.Group, tag rng.Tag, which int, r strict.Range) float64 {
	return r.At(normal(o.luck[g].At(o.area), tag, o.draw, which))
}

// lay replaces what a council gave of its own, but for the block, which is
// laid where it grows.
func (o *laying) lay(start *Counts, t *Tariff) {
	for s, r := range o.UnitCost {
		t.unit[s] = max(0, o.from(calibration.UnitCost, ownCostTag, int(s), r)) / t.ownPrices(s)
	}
	t.byNeed = len(o.NeedCost) > 0
	t.beyond = [cohorts.NumSettings]cohorts.ByNeed{}
	for s, needs := range o.NeedCost {
		for n, r := range needs {
			each := max(0, o.from(calibration.UnitCost, ownNeedTag, int(s)*int(cohorts.NumNeeds)+int(n), r)) / t.ownPrices(s)
			if t.unit[s] > 0 {
				t.beyond[s][n] = each/t.unit[s] - 1
			}
		}
	}
	special, resourced := start.paid()
	for l, r := range o.Lines {
		pounds := max(min(0, r.Low), o.from(calibration.OtherLines, ownLineTag, int(l), r)) // income may exceed a line
		switch l {
		case PlacesSpecial:
			t.fixedPlaces[l] = pounds - special
		case PlacesResourced:
			t.fixedPlaces[l] = pounds - resourced
		case PlacesAP:
			t.fixedPlaces[l] = pounds
		default:
			t.fixed[l] = pounds / t.ownPay
		}
	}
	if o.Net != nil {
		payments := t.openingGross - t.openingNet
		t.openingNet = Round(o.from(calibration.Funding, ownBalanceTag, 0, *o.Net))
		t.openingGross = t.openingNet + payments
		t.flags &^= NotPublished
	}
	if o.Gross != nil {
		t.openingGross = Round(o.from(calibration.Funding, ownBalanceTag, 0, *o.Gross))
		t.flags &^= GrossUnknown
	}
}

// ownPrices is the level of prices that a council's own unit costs are in,
// relative to 2023-24.
func (t *Tariff) ownPrices(s cohorts.Setting) float64 {
	if onFees[s] {
		return t.ownFees
	}
	return t.ownPay
}
