package report

import (
	"fmt"
	"io/fs"
	"math"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/internal/disclosure"
	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim/finance"
)

// Actual is an outturn: what a column of a year came to.
type Actual struct {
	Year   int    // financial year, by the calendar year of its April
	Column string // one of outputs.Columns
	Value  float64
	Among  outputs.Among
	Hidden bool // a count of real children that is not shown
}

// The bounds of a table of outturns.
const (
	mostActuals = 1 << 16 // bytes
	mostPounds  = 1e12
	mostCounted = 100_000_000 // children, plans, places: more than there are
	mostShare   = 10          // of 1: a school may hold more children than it has places
)

// The columns of the table.
const (
	ofYear    = "year"
	ofMeasure = "measure"
	ofValue   = "value"
)

// netCount is the measure that is a count and may be below 0.
const netCount = "migration"

// ReadActuals reads a table of outturns: a row each with the financial year
// (2024-25), the measure (a column, as sendsim columns lists them) and the value
// (a count, a share as 0.4 or 40%, or pounds as 350000 or 4.2m; a deficit
// positive). Every fault has its place.
func ReadActuals(fsys fs.FS, name string, s *outputs.Summary) ([]Actual, error) {
	t, err := strict.OpenTable(fsys, name, mostActuals)
	if err != nil {
		return nil, err
	}
	if !t.Need(ofYear, ofMeasure, ofValue) {
		return nil, t.Err()
	}
	var all []Actual
	lines := map[Actual]int{}
	for row := range t.Rows() {
		a, ok := actualOf(row, s)
		if !ok {
			continue
		}
		of := Actual{Year: a.Year, Column: a.Column}
		if first, twice := lines[of]; twice {
			row.Field(ofMeasure).Fault("%s of %s stands in line %d already; a measure of a year has one outturn", a.Column, finance.FinancialYear(a.Year), first)
			continue
		}
		lines[of] = row.Field(ofMeasure).Line()
		all = append(all, a)
	}
	if err := t.Err(); err != nil {
		return nil, err
	}
	if len(all) == 0 {
		t.Lacks("there is no row below the header: a row is a year, a measure and its value, as %s,%s,4.2m", finYear(s, 0), outputs.ColCumulative)
	}
	return all, t.Err()
}

// actualOf reads one row; whether it is sound.
func actualOf(row strict.Row, s *outputs.Summary) (a Actual, ok bool) {
	year, measure := row.Field(ofYear), row.Field(ofMeasure)
	for y := range s.Years {
		if year.Text() == finYear(s, y) {
			a.Year, ok = s.FirstYear+y, true
		}
	}
	if !ok {
		year.Fault("%q is no financial year of the run; allowed: %s to %s", year.Text(), finYear(s, 0), finYear(s, s.Years-1))
	}
	column, known := outputs.ColumnNamed(measure.Text())
	if !known {
		var names []string
		for i := range outputs.Columns {
			names = append(names, outputs.Columns[i].Name)
		}
		measure.Fault("%q is no measure%s; allowed: a column that sendsim columns lists", measure.Text(), strict.Meant(measure.Text(), names))
		return a, false
	}
	a.Column = column.Name
	return a, came(row.Field(ofValue), column, &a.Value) && ok
}

// came reads what a column came to; false where there is no such figure.
func came(f strict.Field, c *outputs.Column, into *float64) bool {
	if why, marked := evidence.Missing(f.Text()); marked {
		f.Fault("%q says that the figure is missing (%s), and a missing figure is never zero: leave the row out", f.Text(), why)
		return false
	}
	if c.Whole() {
		n, least := 0, 0
		if c.Name == netCount {
			least = -mostCounted
		}
		ok := f.Count(&n, least, mostCounted)
		*into = float64(n)
		return ok
	}
	unit, most, allowed := strict.Share, float64(mostShare), "a share as 0.4 or 40%"
	if c.Unit == outputs.UnitPounds || c.Unit == outputs.UnitCost {
		unit, most, allowed = strict.Pounds, mostPounds, "pounds as 350000, 350k, 4.2m or -1.5m"
	}
	v, err := unit.Parse(strings.NewReplacer(",", "", "\u2212", "-").Replace(f.Text()))
	switch {
	case err != nil:
		f.Fault("%q %v; allowed: %s", f.Text(), err, allowed)
	case v < 0 && unit == strict.Share, math.Abs(v) > most:
		f.Fault("%q is out of range; allowed: %s", f.Text(), allowed)
	default:
		*into = v
		return true
	}
	return false
}

// Mark lays outturns on the paper: where each stands among the futures.
func (p *Paper) Mark(all []Actual) error {
	s := p.Summary()
	for i := range all {
		a := &all[i]
		var err error
		if a.Among.Below, err = p.Below(p.Detail, p.Area, a.Year-s.FirstYear, a.Column, a.Value); err != nil {
			return err
		}
		a.Among.Futures = s.Stats(p.Area, a.Year-s.FirstYear, a.Column).Draws
	}
	if !s.FullCounts {
		hide(all)
	}
	p.Actuals = all
	return nil
}

// outturns are those of a column, as a chart marks them.
func (p *Paper) outturns(column string) (all []outputs.Outturn) {
	for i := range p.Actuals {
		a := &p.Actuals[i]
		if a.Column == column && !a.Hidden {
			all = append(all, outputs.Outturn{Point: outputs.Point{Year: a.Year + 1, Value: a.Value}, Among: a.Among})
		}
	}
	return all
}

// track holds what came against the futures: is it going as expected?
func track(p *Paper) []Block {
	if len(p.Actuals) == 0 {
		return nil
	}
	s := p.Summary()
	t := &Table{Title: "What came, among the futures", Head: []string{"year", "measure", "unit", "came", "P10", "middle", "P90", "futures below it", ""}}
	held, outside, few := 0, 0, false
	for i := range p.Actuals {
		a := &p.Actuals[i]
		low, middle, high := ends(s, p.Area, a.Year-s.FirstYear, a.Column)
		c, _ := outputs.ColumnNamed(a.Column)
		row := []string{finYear(s, a.Year-s.FirstYear), measured(c), unitOf(a.Column), disclosure.Mark, figure(a.Column, low), figure(a.Column, middle), figure(a.Column, high), "", ""}
		if !a.Hidden {
			row[3] = figure(a.Column, a.Value)
		}
		if low != low {
			row[8] = "the futures have no such figure"
		}
		if a.Hidden {
			few = true
		}
		if !a.Hidden && low == low { // where there are futures of it
			held++
			row[7], row[8] = outputs.PerCent(a.Among.Below), "within 8 futures of 10"
			if a.Value < low || a.Value > high {
				row[8] = "outside 8 futures of 10"
				outside++
			}
			if beyond := a.Among.Beyond(); beyond != "" {
				row[7], row[8] = map[bool]string{true: "all", false: "none"}[a.Among.Below == 1], beyond
			}
		}
		t.Rows = append(t.Rows, row)
	}
	if few {
		t.Notes = append(t.Notes, disclosure.Mark+": not shown, because it is a count below 5 or would give one away.")
	}
	var text string
	switch {
	case held == 0:
		text = "None of the outturns is held against the futures: they are counts of few children, or have no futures."
	case outside == 0:
		text = fmt.Sprintf("Outturns that are shown: %d. All are within 8 futures of 10, where the futures let them be expected.", held)
	default:
		text = fmt.Sprintf("Outturns that are shown: %d. Outside 8 futures of 10: %d; about 1 in 5 would be by luck alone. Each is worth a question: has something changed that the run does not know of?", held, outside)
	}
	return []Block{{Text: text}, {Table: t}}
}

// measured is what a column is, with no name of a column in it.
func measured(c *outputs.Column) string {
	if of, rest, ok := strings.Cut(c.Says, ":"); ok && strings.HasPrefix(of, "of ") {
		return strings.ReplaceAll(of, "_", " ") + ":" + rest
	}
	return c.Says
}

// unitOf is the unit in which figure says a column.
func unitOf(column string) string {
	switch c, _ := outputs.ColumnNamed(column); c.Unit {
	case outputs.UnitPounds:
		return "£m"
	case outputs.UnitCost:
		return "£ a plan and year"
	default:
		return c.Unit
	}
}
