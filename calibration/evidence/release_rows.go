package evidence

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sendsim/internal/strict"
)

// read reads one table of a release by its description.
func (in *release) read(t *table, spec releaseTable) {
	if !t.Need("time_period", "geographic_level", "new_la_code", "la_name", "breakdown_topic", "breakdown", spec.total.column) {
		return
	}
	columns := []target{spec.total}
	for _, c := range spec.columns {
		if t.Has(c.column) {
			columns = append(columns, c)
		}
	}
	unread := notes{}
	for _, c := range t.Columns() {
		switch {
		case slices.Contains(places, c) || summed(c) || slices.ContainsFunc(columns, func(known target) bool { return known.column == c }):
		case spec.placed && placementLike(t, c):
			if _, known := placementByColumn[c]; !known {
				unread.add("column %s taken as a placement that is not known", c)
			}
			columns = append(columns, target{c, spec.total.series, c})
		default:
			unread.add("column %s", c)
		}
	}
	for _, r := range t.records {
		in.record(r, spec, columns, &unread)
	}
	in.report.Files = append(in.report.Files, FileReport{Name: t.file, Table: spec.name, Rows: len(t.records), Missing: t.missing, Unread: unread})
}

// notes are remarks, each kept once.
type notes []string

func (n *notes) add(format string, a ...any) {
	if note := fmt.Sprintf(format, a...); !slices.Contains(*n, note) {
		*n = append(*n, note)
	}
}

// placementLike tells whether a column can be a placement: one that is in the
// table, or one that holds counts and nothing else.
func placementLike(t *table, column string) bool {
	if _, known := placementByColumn[column]; known {
		return true
	}
	for _, r := range t.records {
		text := strings.ToLower(strings.Trim(r.text(column), "[]"))
		if _, missing := missingMarks[text]; missing {
			continue
		}
		if v, ok := figure(text); !ok || v < 0 || v != float64(int64(v)) {
			return false
		}
	}
	return true
}

// record reads one row of a release.
func (in *release) record(r record, spec releaseTable, columns []target, unread *notes) {
	row := Row{Ages: AllAges}
	var ok bool
	if row.Year, ok = timePeriod(r.text("time_period")); !ok {
		r.fault("time_period", "%q is neither a year, as 2023, nor an academic year, as 202324", r.text("time_period"))
		return
	}
	how, total := byAge, plain(r.text("breakdown_topic")) == plain(r.text("breakdown"))
	if !total {
		if how, ok = spec.topics[plain(r.text("breakdown_topic"))]; !ok {
			unread.add("topic %q", r.text("breakdown_topic"))
			return
		}
	}
	code, region, ok := in.place(r)
	if !ok {
		return
	}
	if region != "" {
		if v, ok := r.number(spec.total.column); ok && total {
			if in.regions[region] == nil {
				in.regions[region] = map[span]float64{}
			}
			in.regions[region][span{spec.total.series, row.Year}] = v
		}
		return
	}
	if spec.name == "caseload" {
		in.latest = max(in.latest, row.Year)
	} else {
		in.latest = max(in.latest, row.Year+1)
	}
	if total {
		in.figures(r, code, row, columns)
		return
	}
	in.split(r, code, row, spec, how, columns, unread)
}

// split reads a row that is a part of a total.
func (in *release) split(r record, code string, row Row, spec releaseTable, how topic, columns []target, unread *notes) {
	breakdown := r.text("breakdown")
	ok := false
	switch how {
	case byAge:
		if row.Ages, ok = ParseAges(breakdown); ok {
			in.figures(r, code, row, columns)
		}
	case byStartAge:
		if row.Ages, ok = ParseAges(breakdown); ok {
			in.figures(r, code, row, []target{{spec.total.column, PlansByStartAge, ""}})
		}
	case byYearsHeld, byYearsAtEnd:
		series := map[topic]Series{byYearsHeld: PlansByYearsHeld, byYearsAtEnd: CeasedByYearsHeld}[how]
		var held string
		if held, ok = parseYearsHeld(breakdown); ok {
			in.figures(r, code, row, []target{{spec.total.column, series, held}})
		}
	case byPlacement:
		placement, known := placementOf(breakdown)
		ok = true
		if !known {
			return // a sum of other rows
		}
		parts := []target{{spec.total.column, CeasedByPlacement, placement}}
		if code == englandCode {
			for _, c := range columns[1:] {
				parts = append(parts, target{c.column, CeasedByPlacement, placement + ":" + c.of})
			}
		}
		in.figures(r, code, row, parts)
	}
	if !ok {
		unread.add("breakdown %q of %q", breakdown, r.text("breakdown_topic"))
	}
}

// figures keeps the figures of a row; ages without a figure are counted.
func (in *release) figures(r record, code string, row Row, columns []target) {
	for i, c := range columns {
		value, ok := r.number(c.column)
		row.Series, row.Of, row.Value = c.series, c.of, value
		if ok && value != math.Trunc(value) {
			r.fault(c.column, "%v is not a whole number, which a count must be", value)
		} else if ok {
			in.rows = append(in.rows, released{r, code, c.column, row})
		} else if i == 0 && row.Ages != AllAges {
			if in.partial[code] == nil {
				in.partial[code] = map[span]int{}
			}
			in.partial[code][span{c.series, row.Year}]++
		}
	}
}

// place is the code of the area of a row, or the name of its region.
func (in *release) place(r record) (code, region string, ok bool) {
	switch level := r.text("geographic_level"); plain(level) {
	case "national":
		return englandCode, "", true
	case "regional":
		return "", r.text("region_name"), true
	case "localauthority":
	default:
		r.fault("geographic_level", "%q is none of National, Regional and Local authority%s", level, strict.Meant(level, []string{"National", "Regional", "Local authority"}))
		return "", "", false
	}
	code, name := r.text("new_la_code"), r.text("la_name")
	if !onsCode.MatchString(code) {
		r.fault("new_la_code", "%q is not an ONS code such as E06000004", code)
		return "", "", false
	}
	if known, ok := in.directory.resolve(code, r.text("old_la_code"), name); ok {
		return known, "", true
	}
	if name == "" {
		r.fault("la_name", "is blank, and %s is not a code that is known", code)
		return "", "", false
	}
	return in.directory.learn(code, r.text("old_la_code"), name, r.text("region_name")), "", true
}
