package evidence

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// Import makes evidence of a release of DfE's "Education, health and care
// plans" (a folder or an opened zip of its CSV files, at the root or in
// folders; see OpenZip), of a panel (older series, population and money in
// tables of their own, and the lists of authorities), and of the evidence it
// is laid on. Any one of the three may be nil: a release alone is laid on the
// shipped evidence, base; a panel without base needs the table la_lookup.
//
// Where two have the same figure the release comes before the panel, and both
// before base; differences beyond rounding are reported. Every fault of every
// input is returned at once, as Faults; there is no partial result.
func Import(release, panel fs.FS, base *Set) (*Set, *Report, error) {
	var faults list
	report := &Report{}
	if release == nil && panel == nil {
		faults.add("input", "there is neither a release nor a panel to import")
		return nil, nil, faults.err()
	}
	files := panelFiles(panel, &faults, report)
	d := readLists(panel, files, base, &faults)
	if d == nil {
		return nil, nil, faults.err()
	}
	rows := sheets{}
	if panel != nil {
		rows = readPanel(panel, files, d, &faults, report)
	}
	if release != nil {
		in := readRelease(release, d, &faults, report)
		in.mend()
		rows = layAllOn(in.into, rows, "the panel", report)
	}
	if err := faults.err(); err != nil {
		return nil, nil, err
	}
	for _, name := range d.fresh {
		report.Warnings = append(report.Warnings, name+" is in no list of authorities: taken as new, without a past")
	}
	report.controls(rows, d)
	if files["la_lookup"] != "" {
		d.shares(rows)
	}
	set := assemble(rows, d, base, report)
	set.warn()
	report.name(set)
	return set, report, nil
}

// panelFiles finds the tables of a panel by name, in lower case and without
// suffix; what is not known is reported.
func panelFiles(panel fs.FS, faults *list, report *Report) map[string]string {
	files := map[string]string{}
	if panel == nil {
		return files
	}
	known := []string{"la_lookup", "statistical_neighbours", "safety_valve", "need_shares_total", "need_shares_by_age", "need_shares_by_placement", "unit_costs", "england_series"}
	for _, t := range panelTables {
		known = append(known, t.name)
	}
	for _, file := range csvFiles(panel, faults) {
		name := stem(file)
		switch first, twice := files[name]; {
		case !slices.Contains(known, name):
			report.Files = append(report.Files, FileReport{Name: file})
		case twice:
			faults.add(file, "is the table %s, as %s is: leave one of them", name, first)
		default:
			files[name] = file
		}
	}
	if len(files) == 0 && len(faults.all()) == 0 {
		faults.add("panel", "holds no table that is known: known are %s", strings.Join(known, ", "))
	}
	return files
}

// assemble makes a file of every authority that stands today, with the past of
// those it succeeded, and lays it on base.
func assemble(rows sheets, d *directory, base *Set, report *Report) *Set {
	set := &Set{England: &File{Area: Area{Code: englandCode, Name: "England", Key: "england"}}}
	before := map[string]*File{}
	if base != nil {
		for _, f := range base.files() {
			before[f.Area.Code] = f
		}
	}
	finish := func(f *File, own sheet) {
		if old := before[f.Area.Code]; old != nil {
			var apart []Difference
			own, apart = layOn(own, sheetOf(old), f.Area.Code, "the evidence before")
			report.Differences = append(report.Differences, apart...)
			delete(before, f.Area.Code)
			if f.Area.Neighbours == nil {
				f.Area.Neighbours = old.Area.Neighbours
			}
			if f.Area.SafetyValve == nil {
				f.Area.SafetyValve = old.Area.SafetyValve
			}
		}
		f.Rows = own.rows()
	}
	for i := range d.areas {
		a := &d.areas[i]
		if reason, out := d.leftOut(a); out {
			set.LeftOut = append(set.LeftOut, Reason{a.Code, a.Name, reason})
			continue
		}
		f := &File{Area: *a}
		own := rows[a.Code]
		if len(a.Predecessors) > 0 {
			own = inherit(a, rows)
		}
		if len(own) > len(rows[a.Code]) {
			report.Derived = append(report.Derived, fmt.Sprintf("%s has the past of %s, where it has none of its own", a.Name, a.inheritance()))
		}
		finish(f, own)
		set.Authorities = append(set.Authorities, f)
	}
	finish(set.England, rows[englandCode])
	for _, code := range slices.Sorted(maps.Keys(before)) {
		set.Authorities = append(set.Authorities, before[code])
	}
	slices.SortFunc(set.Authorities, func(a, b *File) int { return strings.Compare(a.Area.Code, b.Area.Code) })
	slices.SortFunc(set.LeftOut, func(a, b Reason) int { return strings.Compare(a.Code, b.Code) })
	return set
}

// leftOut says why an authority has no file of its own.
func (d *directory) leftOut(a *Area) (string, bool) {
	if reason, small := tooSmall[a.Code]; small {
		return reason, true
	}
	next, gone := d.successors[a.Code]
	if !gone {
		return "", false
	}
	var names []string
	for _, code := range next {
		if s := d.area(code); s != nil {
			names = append(names, s.Name)
		}
	}
	return fmt.Sprintf("abolished: its figures are in those of %s", strings.Join(names, " and ")), true
}

// files lists England and the authorities.
func (s *Set) files() []*File {
	files := slices.Clone(s.Authorities)
	if s.England != nil {
		files = append([]*File{s.England}, files...)
	}
	return files
}
