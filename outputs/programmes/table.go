// Package programmes holds the scenarios of five published programmes against
// the papers that they are made from: every figure and mechanism of a paper is
// a row of programmes.yaml, with what the model says of it, the test that shows
// it, or why neither can be. docs/programmes.md is written from it.
package programmes

import (
	"embed"
	"slices"
	"strings"

	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim"
)

//go:embed programmes.yaml
var table embed.FS

// tableFile is where the rows stand.
const tableFile = "programmes.yaml"

// Table is the papers, and the runs that are held against them.
type Table struct {
	Runs   []Run
	Papers []Paper
}

// Run is a scenario that ships as it is run here, or an authority alone as it
// was known in the past.
type Run struct {
	Name     string // as rows call it
	Scenario string // the name of one that ships; "": an authority alone
	Bare     bool   // without its levers: what is expected if nothing is done

	Authority string // of a run without a scenario
	AsKnown   int    // its January
	Years     int    // its financial years
	Regime    string // its law and funding
}

// Paper is one document, or the table of mechanisms of all.
type Paper struct {
	Title, Says string
	Rows        []Row
}

// Row is a figure or mechanism of a paper, and what answers to it: a figure of
// the model, tests, or the reason why there is neither.
type Row struct {
	Says   string
	Where  string   // in the paper
	Of     *Figure  // nil: none
	Tested []string // names of tests
	Silent string   // why the model does not speak to it; "": it does
	Note   string   // why a published figure falls where it does, or how to read the row
}

// Figure is a column of a run in a year, or the chance of several conditions at
// once.
type Figure struct {
	Run       string
	Column    string        // "": Chance instead
	Per       string        // the column is divided by this one; "": it is not
	Year      int           // financial year by its April; a January census belongs to that in which it lies
	Published *strict.Range // the paper's own figure, or the range that it states; nil: none
	Chance    []Condition
}

// Condition is that a column of a year is at most so much.
type Condition struct {
	Column string
	Year   int
	Most   float64
}

// ReadTable reads the rows. The error is strict.Faults: everything wrong with
// them, a row that nothing answers to among it.
func ReadTable() (*Table, error) {
	doc, err := strict.Open(table, tableFile)
	if err != nil {
		return nil, err
	}
	t := &Table{}
	doc.Need("runs").Each(func(name string, _, v strict.Value) {
		r := Run{Name: name}
		if at := v.Key("scenario"); at.Here() {
			at.Text(&r.Scenario)
			v.Key("bare").Bool(&r.Bare)
		} else {
			v.Need("authority").Text(&r.Authority)
			v.Need("as-known").Int(&r.AsKnown, 2000, 2100)
			v.Need("years").Int(&r.Years, 1, sim.MaxYears)
			v.Need("regime").Text(&r.Regime)
		}
		t.Runs = append(t.Runs, r)
	})
	for _, v := range doc.Need("papers").Items() {
		var p Paper
		v.Need("title").Text(&p.Title)
		v.Need("says").Text(&p.Says)
		for _, row := range v.Need("rows").Items() {
			p.Rows = append(p.Rows, t.row(row))
		}
		t.Papers = append(t.Papers, p)
	}
	return t, doc.Err()
}

// row reads a row.
func (t *Table) row(v strict.Value) (r Row) {
	v.Need("says").Text(&r.Says)
	v.Need("where").Text(&r.Where)
	v.Key("note").Text(&r.Note)
	v.Key("silent").Text(&r.Silent)
	for _, name := range v.Key("tested").Items() {
		var test string
		name.Text(&test)
		r.Tested = append(r.Tested, test)
	}
	if of := v.Key("of"); of.Here() {
		r.Of = t.figure(of)
	}
	if r.Of == nil && len(r.Tested) == 0 && r.Silent == "" {
		v.Fault("has nothing that answers to it; allowed: of, a figure of a run; tested, names of tests; or silent, the reason why the model does not speak to it")
	}
	return r
}

// mostFigure is far above any figure of a paper.
const mostFigure = 1e10

// figure reads a figure of a run.
func (t *Table) figure(v strict.Value) *Figure {
	f := &Figure{}
	v.Need("run").Text(&f.Run)
	if !slices.ContainsFunc(t.Runs, func(r Run) bool { return r.Name == f.Run }) {
		v.Key("run").Fault("%q is none of the runs", f.Run)
	}
	for _, c := range v.Key("chance").Items() {
		var one Condition
		column(c.Need("column"), &one.Column)
		c.Need("year").Int(&one.Year, 2000, 2100)
		c.Need("most").Amount(&one.Most, strict.Pounds, -mostFigure, mostFigure)
		f.Chance = append(f.Chance, one)
	}
	if len(f.Chance) > 0 {
		return f
	}
	column(v.Need("column"), &f.Column)
	column(v.Key("per"), &f.Per)
	v.Need("year").Int(&f.Year, 2000, 2100)
	if at := v.Key("published"); at.Here() {
		f.Published = &strict.Range{}
		at.Range(f.Published, unitOf(f), -mostFigure, mostFigure)
	}
	return f
}

// column reads the name of a column.
func column(v strict.Value, into *string) {
	v.Text(into)
	if _, ok := outputs.ColumnNamed(*into); v.Here() && !ok {
		v.Fault("%q is no column", *into)
	}
}

// unitOf is how a figure is written in the table.
func unitOf(f *Figure) strict.Unit {
	c, ok := outputs.ColumnNamed(f.Column)
	switch {
	case f.Per != "" || ok && c.Unit == outputs.UnitShare:
		return strict.Share
	case ok && strings.HasPrefix(c.Unit, outputs.UnitPounds):
		return strict.Pounds
	default:
		return strict.Number
	}
}
