package finance

import (
	"fmt"
	"strings"

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
// must know of the others. The run
// starts from the January census given; later says that the calibrations start
// from one before it.
func ReadOwn(v strict.Value, base *Base, january int, later bool) (own *Own, figures []local.Figure, remarks []string) {
	r := &ownReading{base: base, january: january, later: later, own: &Own{}}
	r.prices(v.Key("prices"))
	r.unitCosts(v.Key("unit-costs"))
	r.lines(v.Key("lines"))
	r.balance(v)
	r.blocks(v.Key("blocks"))
	r.reserves(v.Key("reserves"))
	if len(r.left) > 0 && r.own.Prices != baseYear {
		remarks = append(remarks, fmt.Sprintf("the costs of a child that stand as they were written out (%s) are in prices of %s, and drawn from their published range: prices: %s is of those that the council changed", strings.Join(r.left, ", "), FinancialYear(baseYear), FinancialYear(r.own.Prices)))
	}
	if len(r.figures) == 0 {
		return nil, nil, remarks
	}
	return r.own, r.figures, remarks
}

// ownReading is the money of a council while it is read.
type ownReading struct {
	base    *Base
	january int
	later   bool
	own     *Own
	figures []local.Figure
	left    []string // settings whose costs stand as they were shown
}

// figure is one figure that may be replaced.
type figure struct {
	key, says string
	published Pounds
	shown     bool   // it stands so in the file that is written to be overwritten
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
	if !v.Here() || v.Faulty() > before || f.shown && given == shown {
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
	if r.Fixed() {
		return Round(r.Low).String()
	}
	return fmt.Sprintf("P10 %s, P90 %s", Round(r.Low), Round(r.High))
}

// middle is the median of a range.
func middle(r strict.Range) float64 { return r.At(0) }

// prices reads the financial year in whose prices the costs are.
func (r *ownReading) prices(v strict.Value) {
	var allowed []string
	for year := baseYear; year <= r.january; year++ {
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
		if r.own.Prices != baseYear {
			f.in, f.beside = " in prices of "+FinancialYear(r.own.Prices), " in those of "+FinancialYear(baseYear)
		}
		needs := strict.Value{}
		if at.IsMapping() {
			needs = at.Key("needs")
		}
		if !needs.Here() {
			r.unitCost(s, at, f)
			continue
		}
		f.key += ".all"
		all := r.unitCost(s, at.Key("all"), f)
		for n := range cohorts.NumNeeds {
			r.needCost(s, n, needs.Key(n.Key()), all)
		}
	}
}

// unitCost reads the cost of a child in a setting; what holds in the middle is
// the answer.
func (r *ownReading) unitCost(s cohorts.Setting, v strict.Value, f figure) Pounds {
	before := v.Faulty()
	given, replaced := r.read(v, f)
	if !replaced {
		if v.Here() && v.Faulty() == before {
			r.left = append(r.left, s.Key())
		}
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
		published: all, beside: " for every need there", high: mostCost, size: local.Size{Share: 2},
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
		given, replaced := r.read(v.Key(Lines[l].Key), figure{
			key: "lines." + Lines[l].Key, says: Lines[l].Name + ", a year", published: r.base.Lines[l], shown: true,
			low: min(0, 2*float64(r.base.Lines[l])), high: mostMoney, size: lineSize,
		})
		if replaced {
			if r.own.Lines == nil {
				r.own.Lines = map[Line]strict.Range{}
			}
			r.own.Lines[l] = given
		}
	}
}

// balance reads the balance at the 31 March after the census. Of a later census
// than that of the calibrations it is needed: no other figure tells it.
func (r *ownReading) balance(doc strict.Value) {
	published := r.january == baseYear+1
	v := doc.Key("balance")
	if r.later && !v.Here() {
		v.Fault("is missing: a run from the census of January %d opens with the balance at 31 March %d; allowed: {at: %04d-%02d, net: 1.2m}", r.january, r.january, r.january, march)
		return
	}
	year, month := r.january, march
	v.Need("at").Month(&year, &month)
	if at := v.Key("at"); year != r.january || month != march {
		at.Fault("the run starts from the census of January %d, so the balance is that of %04d-%02d; allowed: %04d-%02d", r.january, r.january, march, r.january, march)
	}
	size := local.Size{Least: balanceSize * float64(r.base.Blocks[baseYear])}
	of := func(key, says string, pounds Pounds) (given strict.Range, stands, replaced bool) {
		one := v.Key(key)
		if key == "net" && r.later {
			one = v.Need(key)
		}
		f := figure{
			key: "balance." + key, says: fmt.Sprintf("DSG balance at 31 March %d, %s (a deficit positive)", r.january, says),
			low: -mostMoney, high: mostMoney, size: size,
		}
		if published {
			f.published, f.shown = pounds, true
		}
		if published && !r.base.Opening.Published {
			f.beside = ", worked out"
		}
		given, replaced = r.read(one, f)
		return given, one.Here(), replaced
	}
	net, _, netReplaced := of("net", "net of payments received", Round(r.base.Opening.Net))
	gross, stands, grossReplaced := of("gross", "before payments received", r.base.Gross)
	if (netReplaced || grossReplaced) && stands && middle(gross) < middle(net) {
		v.Key("gross").Fault("a balance of %s before payments is below that of %s net of them, and payments lower a deficit; allowed: at least the net one, or no such line", told(gross), told(net))
	}
	if netReplaced {
		r.own.Net = &net
	}
	if grossReplaced || netReplaced && stands {
		r.own.Gross = &gross
	}
}

const march = 3

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
