package evidence

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"sendsim/internal/strict"
)

// tooSmall are the authorities that are left out, with the reason.
var tooSmall = map[string]string{
	"E09000001": "too small to be calibrated or simulated alone: its plans are in England's figures only",
	"E06000053": "too small to be calibrated or simulated alone: its plans are in England's figures only",
}

// directory says which authorities there are and were, and under which names
// and codes they are published.
type directory struct {
	areas      []Area
	successors map[string][]string // of an abolished authority's code; the main one first
	first      map[string]int      // first January census of a code
	fresh      []string            // names met in a release and in no list
	known      map[[3]string]string
}

// resolve is the code of the authority that a row's code, old code or name
// means, in this order.
func (d *directory) resolve(code, old, name string) (string, bool) {
	asked := [3]string{code, old, name}
	if found, ok := d.known[asked]; ok {
		return found, true
	}
	for _, want := range asked {
		if i := match(d.areas, want); i >= 0 {
			if d.known == nil {
				d.known = map[[3]string]string{}
			}
			d.known[asked] = d.areas[i].Code
			return d.areas[i].Code, true
		}
	}
	return "", false
}

// learn adds an authority that a later release has and no list.
func (d *directory) learn(code, old, name, region string) string {
	d.areas = append(d.areas, Area{Code: code, OldCode: old, Name: name, Key: keyOf(name), Aliases: aliases[keyOf(name)], Region: region})
	d.fresh = append(d.fresh, name)
	return code
}

// directoryOf is the directory of evidence that ships.
func directoryOf(base *Set) *directory {
	d := &directory{successors: map[string][]string{}, first: map[string]int{}}
	for _, f := range base.Authorities {
		d.areas = append(d.areas, f.Area)
		for _, p := range f.Area.Predecessors {
			d.first[f.Area.Code] = p.First
			if len(d.successors[p.Code]) == 0 {
				d.areas = append(d.areas, Area{Code: p.Code, Name: p.Name})
			}
			d.successors[p.Code] = append(d.successors[p.Code], f.Area.Code)
		}
	}
	for _, r := range base.LeftOut {
		if _, gone := d.successors[r.Code]; !gone {
			d.areas = append(d.areas, Area{Code: r.Code, Name: r.Name, Key: keyOf(r.Name)})
		}
	}
	return d
}

var onsCode = regexp.MustCompile(`^[EWSN][0-9]{8}$`)

var anyCode = regexp.MustCompile(`E[0-9]{8}`)

// readDirectory reads the list of authorities.
func readDirectory(t *table) *directory {
	d := &directory{successors: map[string][]string{}, first: map[string]int{}}
	if !t.Need("la_code", "la_name", "old_la_code", "region", "first_year", "succeeded_by", "codes_seen_in_sources") {
		return d
	}
	seen := map[string]int{}
	for _, r := range t.records {
		code := r.text("la_code")
		if !onsCode.MatchString(code) {
			r.fault("la_code", "%q is not an ONS code such as E06000004", code)
			continue
		}
		if at, twice := seen[code]; twice {
			r.fault("la_code", "%s stands already in line %d", code, at)
			continue
		}
		seen[code] = r.Field("la_code").Line()
		name := r.text("la_name")
		if name == "" {
			r.fault("la_name", "is blank: the name of %s is needed", code)
			continue
		}
		a := Area{Code: code, OldCode: r.text("old_la_code"), Name: name, Key: keyOf(name), Region: r.text("region")}
		for _, other := range anyCode.FindAllString(r.text("codes_seen_in_sources"), -1) {
			if other != code {
				a.Codes = append(a.Codes, other)
			}
		}
		if first, ok := r.whole("first_year", 1990, 2200); ok {
			d.first[code] = first
		}
		if next := anyCode.FindAllString(r.text("succeeded_by"), -1); len(next) > 0 {
			d.successors[code] = next
			a.Key = "" // found by its code alone: its name may live on, as Dorset's does
		} else {
			a.Aliases = aliases[a.Key]
		}
		d.areas = append(d.areas, a)
	}
	for _, r := range t.records {
		for _, next := range d.successors[r.text("la_code")] {
			if _, known := seen[next]; !known {
				r.fault("succeeded_by", "%s stands in no line", next)
			}
		}
	}
	return d
}

// names are the names of all areas.
func (d *directory) names() []string {
	names := make([]string, len(d.areas))
	for i, a := range d.areas {
		names[i] = a.Name
	}
	return names
}

// area is the area with a code.
func (d *directory) area(code string) *Area {
	i := slices.IndexFunc(d.areas, func(a Area) bool { return a.Code == code })
	if i < 0 {
		return nil
	}
	return &d.areas[i]
}

// readNeighbours reads the statistical neighbours: a column for each
// authority, by name, the nearest in the first row.
func (d *directory) readNeighbours(t *table) {
	for _, column := range t.Columns() {
		of, ok := d.resolve("", "", column)
		if !ok {
			t.Misnames(column, "is not an authority of la_lookup%s", strict.Meant(column, d.names()))
			continue
		}
		a := d.area(of)
		a.Neighbours = nil
		for _, r := range t.records {
			name := r.text(column)
			if name == "" {
				continue
			}
			near, ok := d.resolve("", "", name)
			if !ok {
				r.fault(column, "%q is not an authority of la_lookup%s", name, strict.Meant(name, d.names()))
				continue
			}
			if _, small := tooSmall[near]; !small {
				a.Neighbours = append(a.Neighbours, d.area(near).Key)
			}
		}
	}
}

// readSafetyValve reads the agreements with DfE.
func (d *directory) readSafetyValve(t *table) {
	if !t.Need("la_code", "agreement_financial_year", "total_bailout_gbp_m", "verification") {
		return
	}
	for _, r := range t.records {
		code, ok := d.resolve(r.text("la_code"), "", "")
		if !ok {
			r.fault("la_code", "%q is not a code of la_lookup", r.text("la_code"))
			continue
		}
		year, ok := financialYear(r.text("agreement_financial_year"))
		if !ok {
			r.fault("agreement_financial_year", "%q is not a financial year such as 2022-23", r.text("agreement_financial_year"))
			continue
		}
		millions, _ := r.number("total_bailout_gbp_m")
		d.area(code).SafetyValve = &SafetyValve{Year: year, Payments: millions * 1e6, Note: strings.ReplaceAll(r.text("verification"), "\n", " ")}
	}
}

// readLists reads the lists of authorities of a panel, or takes those that
// ship.
func readLists(panel fs.FS, files map[string]string, base *Set, faults *list) *directory {
	var d *directory
	switch {
	case files["la_lookup"] != "":
		t := readTable(panel, files["la_lookup"], faults)
		if t == nil {
			return nil
		}
		if d = readDirectory(t); len(d.areas) == 0 {
			faults.add(files["la_lookup"], "names no authority")
			return nil
		}
	case base != nil:
		d = directoryOf(base)
	default:
		faults.add("panel", "la_lookup.csv is missing, the list of authorities: give it, or evidence to lay the release on")
		return nil
	}
	if file := files["statistical_neighbours"]; file != "" {
		if t := readTable(panel, file, faults); t != nil {
			d.readNeighbours(t)
		}
	}
	if file := files["safety_valve"]; file != "" {
		if t := readTable(panel, file, faults); t != nil {
			d.readSafetyValve(t)
		}
	}
	return d
}
