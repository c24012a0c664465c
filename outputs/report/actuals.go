package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

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
	Below  float64 // share of the futures that lie below it
	Hidden bool    // a count of real children that is not shown
}

// The bounds of a file of outturns.
const (
	mostActuals = 1 << 16 // bytes
	mostValue   = 1e12
)

// actualsHead is the header of the file.
var actualsHead = []string{"year", "measure", "value"}

// ReadActuals reads a file of outturns: a line each with the financial year
// (2024-25), the measure (a column, as sendsim columns lists them) and the
// value (a count, a share, or pounds as 350000 or 4.2m; a deficit positive).
// Every fault is told with its line.
func ReadActuals(text []byte, s *outputs.Summary) ([]Actual, error) {
	if len(text) > mostActuals {
		return nil, fmt.Errorf("%d bytes are too many for a file of outturns; allowed: %d", len(text), mostActuals)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	r.FieldsPerRecord, r.TrimLeadingSpace, r.Comment = -1, true, '#'
	head, err := r.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if !slices.Equal(lower(head), actualsHead) {
		return nil, fmt.Errorf("line 1: the header is to be %s", strings.Join(actualsHead, ","))
	}
	var all []Actual
	var faults []error
	for {
		line, err := r.Read()
		if errors.Is(err, io.EOF) {
			return all, errors.Join(faults...)
		}
		if err != nil {
			return nil, errors.Join(append(faults, err)...)
		}
		at, _ := r.FieldPos(0)
		a, err := actualOf(line, s)
		if err == nil && slices.ContainsFunc(all, func(b Actual) bool { return a.Year == b.Year && a.Column == b.Column }) {
			err = fmt.Errorf("%s of %s stands there twice", a.Column, finance.FinancialYear(a.Year))
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("line %d: %w", at, err))
			continue
		}
		all = append(all, a)
	}
}

func lower(words []string) []string {
	var all []string
	for _, w := range words {
		all = append(all, strings.ToLower(strings.TrimSpace(w)))
	}
	return all
}

// actualOf reads one line.
func actualOf(line []string, s *outputs.Summary) (a Actual, err error) {
	if len(line) != len(actualsHead) {
		return a, fmt.Errorf("%d fields; expected are %s", len(line), strings.Join(actualsHead, ", "))
	}
	year := strings.TrimSpace(line[0])
	for y := range s.Years {
		if year == finYear(s, y) {
			a.Year = s.FirstYear + y
		}
	}
	if a.Year == 0 {
		return a, fmt.Errorf("year %q is not of the run; allowed: %s to %s", year, finYear(s, 0), finYear(s, s.Years-1))
	}
	a.Column = strings.TrimSpace(line[1])
	column, ok := outputs.ColumnNamed(a.Column)
	if !ok {
		var names []string
		for _, c := range outputs.Columns {
			names = append(names, c.Name)
		}
		return a, fmt.Errorf("measure %q is no column%s; see sendsim columns", a.Column, strict.Meant(a.Column, names))
	}
	value := strings.TrimSpace(line[2])
	if column.Unit == outputs.UnitPounds || column.Unit == outputs.UnitCost {
		a.Value, err = pounds(value)
	} else if a.Value, err = strconv.ParseFloat(strings.ReplaceAll(value, ",", ""), 64); err != nil {
		err = fmt.Errorf("%q is no number", value)
	}
	if err == nil && !(a.Value > -mostValue && a.Value < mostValue) {
		err = fmt.Errorf("%q is out of range", value)
	}
	return a, err
}

// pounds reads a sum that may be below 0.
func pounds(text string) (float64, error) {
	plain := strings.NewReplacer(",", "", "£", "", "\u2212", "-").Replace(text)
	rest, below := strings.CutPrefix(plain, "-")
	v, err := strict.Pounds.Parse(rest)
	if err != nil {
		return 0, fmt.Errorf("%q %w; allowed: pounds as 350000, 350k, 4.2m or -1.5m", text, err)
	}
	if below {
		v = -v
	}
	return v, nil
}

// Mark lays outturns on the paper: where each stands among the futures.
func (p *Paper) Mark(all []Actual) error {
	s := p.Summary()
	for i := range all {
		a := &all[i]
		var err error
		if a.Below, err = p.Below(p.Detail, p.Area, a.Year-s.FirstYear, a.Column, a.Value); err != nil {
			return err
		}
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
			all = append(all, outputs.Outturn{Point: outputs.Point{Year: a.Year + 1, Value: a.Value}, Below: a.Below})
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
	held, outside := 0, 0
	for i := range p.Actuals {
		a := &p.Actuals[i]
		low, middle, high := ends(s, p.Area, a.Year-s.FirstYear, a.Column)
		row := []string{finYear(s, a.Year-s.FirstYear), a.Column, unitOf(a.Column), disclosure.Mark, figure(a.Column, low), figure(a.Column, middle), figure(a.Column, high), "", ""}
		if !a.Hidden {
			row[3] = figure(a.Column, a.Value)
		}
		if !a.Hidden && low == low { // where there are futures of it
			held++
			row[7], row[8] = outputs.PerCent(a.Below), "within 8 futures of 10"
			if a.Value < low || a.Value > high {
				row[8] = "outside 8 futures of 10"
				outside++
			}
		}
		t.Rows = append(t.Rows, row)
	}
	var text string
	switch {
	case held == 0:
		text = "None of the outturns is held against the futures: they are counts of few children, or have no futures."
	case outside == 0:
		text = fmt.Sprintf("All %d outturns that are shown lie within 8 futures of 10: it goes as the futures let expect.", held)
	default:
		text = fmt.Sprintf("Of %d outturns that are shown %d lie outside 8 futures of 10; about 1 in 5 would by luck alone. Each is worth a question: has something changed that the run does not know of?", held, outside)
	}
	return []Block{{Text: text}, {Table: t}}
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
