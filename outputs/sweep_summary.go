package outputs

import (
	"encoding/json"
	"io"
	"math"
	"strconv"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/sim/finance"
)

// SweptName is the file that holds them.
const SweptName = "combinations.arrow"

// sweptLevels are the quantiles of the deficit that are told.
var sweptLevels = [...]Level{10, Median, 90}

// year is that of balance, in words.
func (s *Swept) year() string { return finance.FinancialYear(s.Sweep.Design.By) }

// numberOr is a number by a divisor with so many decimals, that a column stands
// under one another; else a text.
func numberOr(x *float64, by float64, decimals int, none string) string {
	if x == nil || *x != *x {
		return none
	}
	return decimal(*x/by, decimals)
}

// JSON prints the combinations as an array of objects. What holds for all stands
// in the first, for there may be 100,000.
func (s *Swept) JSON(w io.Writer) error {
	all := []map[string]any{}
	for i := range s.rows {
		r := &s.rows[i]
		text, err := json.Marshal(r)
		if err != nil {
			return err
		}
		one := map[string]any{}
		if err := json.Unmarshal(text, &one); err != nil {
			return err
		}
		dials := map[string]any{}
		for i, x := range r.Dials {
			if x != nil {
				dials[s.Sweep.Design.Dials[i]] = *x
			}
		}
		one["dials"] = dials
		for i, l := range sweptLevels {
			one["deficit_p"+strconv.Itoa(int(l))] = r.Deficit[i]
			one["effect_p"+strconv.Itoa(int(l))] = r.Effect[i]
		}
		if i == 0 {
			one["regimes"] = s.basis.Regimes
			one["notes"] = append(s.notes(sweptLayouts[0]), s.basis.notes(len(s.basis.Warnings))...)
		}
		all = append(all, one)
	}
	encode := json.NewEncoder(w)
	encode.SetEscapeHTML(false)
	encode.SetIndent("", "  ")
	return encode.Encode(all)
}

// WriteArrow writes combinations.arrow.
func (s *Swept) WriteArrow(w io.Writer) error {
	rows := s.rows
	d := &s.Sweep.Design
	var names []string
	for _, of := range d.Scenarios {
		names = append(names, of.Name)
	}
	var authority, scenario []int16
	var point, draws []int32
	var width, fine []float64
	columns := map[string][]float64{}
	add := func(name string, x *float64) {
		v := math.NaN()
		if x != nil {
			v = *x
		}
		columns[name] = append(columns[name], v)
	}
	for _, r := range rows {
		authority, scenario, point = append(authority, int16(r.of.Authority)), append(scenario, int16(r.of.Scenario)), append(point, int32(r.Point))
		draws, width, fine = append(draws, int32(r.Draws)), append(width, float64(r.Width)), append(fine, float64(r.Fine))
		for i, x := range r.Dials {
			add(s.Sweep.Design.Dials[i], x)
		}
		add("balance", r.Chance)
		add("balance_low", r.Low)
		add("balance_high", r.High)
		for i, l := range sweptLevels {
			add("deficit_p"+strconv.Itoa(int(l)), r.Deficit[i])
			add("effect_p"+strconv.Itoa(int(l)), r.Effect[i])
		}
		add("cost", &r.Cost)
	}
	says := []Column{
		{"authority", "", "key of the authority", "", nil},
		{"scenario", "", "scenario, by its name in the design", "", nil},
		{"point", "", "which setting of the dials, by its number among those of the scenario", "", nil},
		{"draws", "draws", "futures", "", nil},
		{"deficit_resolution", UnitPounds, "width of the bins in which deficits were counted", "", nil},
		{"effect_resolution", UnitPounds, "width of the bins in which effects were counted", "", nil},
	}
	arrays := []arrow.Array{texts(authority, d.Authorities), texts(scenario, names), ints(point), ints(draws), numbers(width), numbers(fine)}
	for _, c := range s.numbers() {
		says, arrays = append(says, c), append(arrays, numbers(columns[c.Name]))
	}
	meta := s.Sweep.metadata("sendsim combinations 2", s.Sweep.Design.Name)
	return writeColumns(w, says, meta, len(rows), arrays)
}

// numbers are the columns of combinations.arrow that are fractions.
func (s *Swept) numbers() (all []Column) {
	for _, name := range s.Sweep.Design.Dials {
		all = append(all, Column{name, "", "dial of a lever; empty: as the scenario has it, or none", "", nil})
	}
	all = append(all,
		Column{"balance", UnitShare, "share of the draws in which the in-year deficit of " + s.year() + " is 0 or less", "", nil},
		Column{"balance_low", UnitShare, "lower end of its 95 % interval (Wilson)", "", nil},
		Column{"balance_high", UnitShare, "upper end", "", nil})
	for _, l := range sweptLevels {
		all = append(all, Column{"deficit_p" + strconv.Itoa(int(l)), UnitPounds, "P" + strconv.Itoa(int(l)) + " of the cumulative deficit at the end of " + s.year() + " (positive = deficit)", "", nil})
		all = append(all, Column{"effect_p" + strconv.Itoa(int(l)), UnitPounds, "P" + strconv.Itoa(int(l)) + " of that deficit less the deficit of " + s.base() + " in the same draw; empty of that itself", "", nil})
	}
	return append(all, Column{"cost", UnitPounds, "what levers cost all purses but grants from outside, mean, to the end of " + s.year(), "", nil})
}
