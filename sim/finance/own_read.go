package finance

import (
	"fmt"

	"sendsim/calibration"
	"sendsim/calibration/local"
	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// How far a council's figure may be from the published one before a warning
// names both. A balance may be apart by a share of the block. [JUDGEMENT]
var (
	costSize    = local.Size{Share: 0.25, Least: 1000}
	lineSize    = local.Size{Share: 0.25, Least: 100_000}
	blockSize   = local.Size{Share: 0.03, Least: 1000}
	balanceSize = 0.02
)

// What a council's figures may be at most, in pounds: far above any.
const (
	mostCost  = 1e6
	mostMoney = 1e10
)

// ReadOwn reads the money of a council's own figures: what differs from the
// base that it was shown, what each of these figures replaces, and what a reader
// must know of them. The head of the file is read.
func ReadOwn(v strict.Value, head *local.Head, base *Base) (own *Own, figures []local.Figure, remarks []string) {
	r := &ownReading{Head: head, base: base, own: &Own{}}
	r.prices(v.Key("prices"))
	r.unitCosts(v.Key("unit-costs"))
	r.lines(v.Key("lines"))
	r.balance(v)
	r.blocks(v.Key("blocks"))
	r.reserves(v.Key("reserves"))
	if len(r.figures) == 0 {
		return nil, nil, r.remarks
	}
	return r.own, r.figures, r.remarks
}

// ownReading is the money of a council while it is read.
type ownReading struct {
	*local.Head
	base    *Base
	own     *Own
	figures []local.Figure
	remarks []string
}

// figure is one figure that may be replaced.
type figure struct {
	key, says string
	published Pounds
	shown     bool   // it stands so in the file that is written to be overwritten
	aged      bool   // as shown it is of another census, or in other prices
	in        string // said after the council's
	beside    string // said after the published one
	low, high float64
	size      local.Size
}

// read reads a figure; false where it is not there, faulty or as it was shown.
func (r *ownReading) read(v strict.Value, f figure) (strict.Range, bool) {
	shown := strict.Exactly(float64(f.published))
	given, before := shown, v.Faulty()
	v.Range(&given, strict.Pounds, f.low, f.high)
	if !v.Here() || v.Faulty() > before || f.shown && given == shown && !r.Counts(f.key, f.aged) {
		return given, false
	}
	one := local.Figure{Key: f.key, Says: f.says, Own: told(given) + f.in}
	if f.published != 0 || f.shown {
		one.Published = f.published.String() + f.beside
		one.Apart = f.size.Apart(middle(given), float64(f.published))
	}
	r.figures = append(r.figures, one)
	return given, true
}

// told says a range of pounds to people.
func told(r strict.Range) string {
	switch {
	case r.Fixed():
		return Round(r.Low).String()
	case r.Split:
		return fmt.Sprintf("P10 %s, P50 %s, P90 %s", Round(r.Low), Round(r.Mid), Round(r.High))
	}
	return fmt.Sprintf("P10 %s, P90 %s", Round(r.Low), Round(r.High))
}

// middle is the median of a range.
func middle(r strict.Range) float64 { return r.At(0) }

// prices reads the financial year in whose prices the costs are.
func (r *ownReading) prices(v strict.Value) {
	var allowed []string
	last := r.January
	if r.Faulty {
		last += calibration.MostAhead
	}
	for year := baseYear; year <= last; year++ {
		allowed = append(allowed, FinancialYear(year))
	}
	in := FinancialYear(baseYear)
	v.OneOf(&in, allowed...)
	r.own.Prices = yearOf(in)
}

// yearOf is the calendar year of the April of a financial year as
// FinancialYear writes it; 0 where it is none.
func yearOf(name string) (year int) {
	if _, err := fmt.Sscanf(name, "%d-", &year); err != nil || FinancialYear(year) != name {
		return 0
	}
	return year
}

func (r *ownReading) unitCosts(v strict.Value) {
	for s := range cohorts.NumSettings {
		at := v.Key(s.Key())
		f := figure{
			key: "unit-costs." + s.Key(), says: "a year in " + s.String(), published: Round(r.base.UnitCost[s]), shown: true,
			high: mostCost, size: costSize,
		}
		f = r.priced(f)
		all, needs := at, strict.Value{}
		if at.IsMapping() {
			if all, needs = at.Key("all"), at.Key("needs"); !all.Here() && !needs.Here() {
				all = at
			}
		}
		if needs.Here() {
			f.key += ".all"
		}
		pounds := r.unitCost(s, all, f)
		for n := range cohorts.NumNeeds {
			if needs.Here() {
				r.needCost(s, n, needs.Key(n.Key()), pounds)
			}
		}
	}
}

// priced is a figure in the prices of the file.
func (r *ownReading) priced(f figure) figure {
	f.in, f.aged = " in prices of "+FinancialYear(r.own.Prices), r.Later()
	if r.own.Prices != baseYear {
		f.beside, f.aged = " in those of "+FinancialYear(baseYear), true
	}
	return f
}

// unitCost reads the cost of a child in a setting; what holds in the middle is
// the answer.
func (r *ownReading) unitCost(s cohorts.Setting, v strict.Value, f figure) Pounds {
	given, replaced := r.read(v, f)
	if !replaced {
		return f.published
	}
	if r.own.UnitCost == nil {
		r.own.UnitCost = map[cohorts.Setting]strict.Range{}
	}
	r.own.UnitCost[s] = given
	return Round(middle(given))
}

// needCost reads what a child of a need costs in a setting where the others
// cost all.
func (r *ownReading) needCost(s cohorts.Setting, n cohorts.Need, v strict.Value, all Pounds) {
	given, replaced := r.read(v, figure{
		key: "unit-costs." + s.Key() + ".needs." + n.Key(), says: fmt.Sprintf("a year in %s, %s", s, n),
		in: " in prices of " + FinancialYear(r.own.Prices), published: all, beside: " for every need there", high: mostCost, size: local.Size{Share: 2},
	})
	switch {
	case !replaced:
	case all == 0:
		v.Fault("the children of every need there cost £0: give all a cost above 0")
	default:
		if r.own.NeedCost == nil {
			r.own.NeedCost = map[cohorts.Setting]map[cohorts.Need]strict.Range{}
		}
		if r.own.NeedCost[s] == nil {
			r.own.NeedCost[s] = map[cohorts.Need]strict.Range{}
		}
		r.own.NeedCost[s][n] = given
	}
}

func (r *ownReading) lines(v strict.Value) {
	for l := range NumLines {
		if !r.own.Takes(l) {
			continue
		}
		f := figure{
			key: "lines." + Lines[l].Key, says: Lines[l].Name + ", a year", published: r.base.Lines[l], shown: true, aged: r.Later(),
			low: min(0, 2*float64(r.base.Lines[l])), high: mostMoney, size: lineSize,
		}
		switch l {
		case PlacesSpecial, PlacesResourced, PlacesAP: // as at the census, in its prices
		default:
			f = r.priced(f)
		}
		if given, replaced := r.read(v.Key(Lines[l].Key), f); replaced {
			if r.own.Lines == nil {
				r.own.Lines = map[Line]strict.Range{}
			}
			r.own.Lines[l] = given
		}
	}
}

func (r *ownReading) reserves(v strict.Value) {
	before, pounds := v.Faulty(), 0.0
	v.Amount(&pounds, strict.Pounds, 0, mostMoney)
	if !v.Here() || v.Faulty() > before {
		return
	}
	reserves := Round(pounds)
	r.own.Reserves = &reserves
	r.figures = append(r.figures, local.Figure{Key: "reserves", Says: "usable reserves", Own: reserves.String()})
}
