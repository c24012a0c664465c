package evidence

import (
	"io/fs"
	"slices"
	"strings"
)

// target says to which series, and to which part of it, a column goes.
type target struct {
	column string
	series Series
	of     string
}

// panelTable says how one table of the panel is read: a year, a code, and
// columns with figures. Tables are found by name and columns by name.
type panelTable struct {
	name    string
	year    string                              // column with the year
	period  func(string) (int, bool)            // how the year is written; calendarYear unless said
	ages    string                              // column with the ages; "": all ages
	low     bool                                // in ages, 2 stands for "under 3"
	high    bool                                // in ages, 20 stands for "20 and over"
	of      string                              // column with the part
	part    func(string) (string, bool)         // how the part is written; as it stands unless said
	choose  func(string) (Series, string, bool) // series and part from the column "of"
	columns []target
	each    Series   // every column that is in no other place is a part of this series
	skip    []string // columns that are not read: sums and percentages of others
	source  string   // tag; a column "source" is looked up first
	note    string   // column with a note
}

// sources are the tags of what the panel's "source" columns name, by how the
// text begins; docs/references.md resolves the tags.
var sources = []struct{ begins, tag, note string }{
	{"sen2_2022", "SEN2-22", ""},
	{"sen2_2023", "SEN2-23", ""},
	{"sen2_2025", "SEN2-25", ""},
	{"ONS MYE 2019", "ONS-MYE", "medium: before the census of 2021, no trend to later years"},
	{"ONS MYE 2020", "ONS-MYE", "medium: before the census of 2021, no trend to later years"},
	{"ONS MYE", "ONS-MYE", ""},
	{"DfE SEND & AP dashboard", "DSGDEF", ""},
	{"Kali89", "DSGDEF-24", ""},
}

// reading is a panel being read.
type reading struct {
	directory *directory
	into      sheets
	faults    *list
	report    *Report
	once      bool // a figure that stands twice and differs is a fault
}

// readPanel reads every table of a panel that is known; others are named in
// the report.
func readPanel(panel fs.FS, files map[string]string, d *directory, faults *list, report *Report) sheets {
	in := &reading{directory: d, into: sheets{}, faults: faults, report: report}
	for _, spec := range panelTables {
		file, ok := files[spec.name]
		if !ok {
			continue
		}
		if t := readTable(panel, file, faults); t != nil {
			in.table(t, spec)
			report.Files = append(report.Files, FileReport{Name: file, Table: spec.name, Rows: len(t.records), Missing: t.missing})
		}
	}
	if file := files["need_shares_total"]; file != "" {
		in.special(panel, file, in.needSharesTotal)
	}
	for _, name := range []string{"need_shares_by_age", "need_shares_by_placement"} {
		if file := files[name]; file != "" {
			in.special(panel, file, in.needShares)
		}
	}
	if file := files["unit_costs"]; file != "" {
		in.special(panel, file, in.unitCosts)
	}
	if file := files["england_series"]; file != "" {
		in.special(panel, file, in.englandSeries)
	}
	return in.into
}

func (in *reading) special(panel fs.FS, file string, read func(*table)) {
	if t := readTable(panel, file, in.faults); t != nil {
		read(t)
		in.report.Files = append(in.report.Files, FileReport{Name: file, Table: stem(file), Rows: len(t.records), Missing: t.missing})
	}
}

// table reads one table by its description.
func (in *reading) table(t *table, spec panelTable) {
	needed := []string{"la_code", spec.year}
	for _, c := range []string{spec.ages, spec.of} {
		if c != "" {
			needed = append(needed, c)
		}
	}
	for _, c := range spec.columns {
		needed = append(needed, c.column)
	}
	if !t.Need(needed...) {
		return
	}
	columns := slices.Clone(spec.columns)
	if spec.each != "" {
		known := append([]string{"la_name", "old_la_code", "region", "source"}, append(needed, spec.skip...)...)
		for _, c := range t.Columns() {
			if !slices.Contains(known, c) {
				columns = append(columns, target{c, spec.each, c})
			}
		}
	}
	for _, r := range t.records {
		in.record(r, spec, columns)
	}
}

func (in *reading) record(r record, spec panelTable, columns []target) {
	code, ok := in.area(r)
	if !ok {
		return
	}
	period := spec.period
	if period == nil {
		period = calendarYear
	}
	row := Row{Ages: AllAges, Source: spec.source}
	if row.Year, ok = period(r.text(spec.year)); !ok {
		r.fault(spec.year, "%q is not a year that is allowed (%d to %d)", r.text(spec.year), earliestYear, latestYear)
		return
	}
	if spec.ages != "" {
		if row.Ages, ok = ParseAges(r.text(spec.ages)); !ok {
			r.fault(spec.ages, "%q is not an age from 0 to 25 or an age band", r.text(spec.ages))
			return
		}
		if spec.low && row.Ages == At(UpTo2.To) {
			row.Ages = UpTo2
		}
		if spec.high && row.Ages == At(From20.From) {
			row.Ages = From20
		}
	}
	for _, s := range sources {
		if strings.HasPrefix(r.text("source"), s.begins) {
			row.Source, row.Note = s.tag, s.note
			break
		}
	}
	if spec.note != "" {
		row.Note = r.text(spec.note)
	}
	part := r.text(spec.of)
	if spec.part != nil {
		if part, ok = spec.part(part); !ok {
			return // a sum of other rows
		}
	}
	for _, c := range columns {
		row.Series, row.Of = c.series, c.of
		if spec.of != "" {
			row.Of = part
		}
		if spec.choose != nil {
			if row.Series, row.Of, ok = spec.choose(part); !ok {
				r.fault(spec.of, "%q is not known", part)
				continue
			}
		}
		if value, ok := r.number(c.column); ok {
			row.Value = value
			in.put(r, code, c.column, row)
		}
	}
}

// area is the code of a row's area, as the directory has it.
func (in *reading) area(r record) (string, bool) {
	code := r.text("la_code")
	if code == englandCode {
		return code, true
	}
	known, ok := in.directory.resolve(code, "", "")
	if !ok {
		r.fault("la_code", "%q is not a code of la_lookup", code)
	}
	return known, ok
}

// put adds a figure with its date, after the checks that hold for every one.
func (in *reading) put(r record, code, column string, row Row) {
	if row.Value < 0 && !row.Series.signed() {
		r.fault(column, "%v is below nought, which a count cannot be", row.Value)
		return
	}
	row.Published = publishedOf(row)
	switch {
	case in.into.put(code, row):
	case in.once:
		r.fault(column, "%v for %s of %s, which has %v in another row", row.Value, row.cell(), code, in.into[code][row.cell()].Value)
	default:
		in.report.Differences = append(in.report.Differences, Difference{
			Area: code, What: row.cell().String(), Kept: in.into[code][row.cell()].Value, Other: row.Value, From: r.file,
		})
	}
}

// publishedOf is Published, but for rows that are dated by their source.
func publishedOf(r Row) Month {
	switch {
	case r.Source == "UNIT21":
		return Published(S251Line, r.Year)
	case (r.Series == NeedShare || r.Series == NewNeedShare) && r.Note == timeless:
		return Month{}
	case r.Series == NeedShare:
		return Published(Plans, r.Year)
	}
	return Published(r.Series, r.Year)
}

// stem is a file's name without folder and suffix, in lower case.
func stem(path string) string {
	path = path[strings.LastIndexByte(path, '/')+1:]
	return strings.ToLower(strings.TrimSuffix(path, suffix(path)))
}
