package local

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/internal/disclosure"
	"sendsim/internal/strict"
)

// Children are a council's own figures of children: what differs from the
// published ones.
type Children struct {
	Own     calibration.Own
	Figures []Figure
	Remarks []string      // how tables were filled in, and what was left open
	Files   []string      // tables that were read
	Faults  strict.Faults // of the tables
}

// Read reads the children of a council's own figures from its file, whose head
// is read, and the tables that the file names from the folder it stands in.
// What is wrong with the file is reported there.
func Read(doc strict.Value, head *Head, fsys fs.FS, file string, a *calibration.Authority) *Children {
	r := &reading{Head: head, fsys: fsys, folder: path.Dir(file), authority: a}
	r.caseload(doc.Key("caseload"))
	r.newPlans(doc.Key("new-plans"))
	r.requests(doc.Key("requests"))
	r.waiting(doc.Key("waiting"))
	r.population(doc.Key("population"))
	r.places(doc.Key("places"))
	return &r.Children
}

// reading is a council's children while they are read.
type reading struct {
	Children
	*Head
	fsys      fs.FS
	folder    string
	authority *calibration.Authority
}

// replace notes a figure that is replaced.
func (r *reading) replace(f Figure) { r.Figures = append(r.Figures, f) }

// published is a published figure for all ages.
func (r *reading) published(s evidence.Series, year int) (int, bool) {
	return published(r.authority, s, year)
}

func published(a *calibration.Authority, s evidence.Series, year int) (int, bool) {
	v, ok := a.Evidence.Value(s, year, evidence.AllAges, "")
	return int(v + 0.5), ok
}

// name reads the name of a table beside the file; "" where there is none.
func (r *reading) name(v strict.Value) string {
	name := ""
	v.Text(&name)
	if name != "" && !fs.ValidPath(name) {
		v.Fault("%q is not the name of a file; allowed: a file beside this one or in a folder below, with slashes", name)
		return ""
	}
	return name
}

// opened tells whether a table could be opened, and notes that it was.
func (r *reading) opened(v strict.Value, name string, err error) bool {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		v.Fault("there is no file %q; allowed: a table beside this file", name)
	case err != nil:
		v.Fault("%q cannot be read (%v); allowed: a table beside this file", name, err)
	default:
		if file := path.Join(r.folder, name); !slices.Contains(r.Files, file) {
			r.Files = append(r.Files, file)
		}
		return true
	}
	return false
}

// How far a council's counts may be from the published ones before a warning
// names both. [JUDGEMENT]
var (
	plansSize      = Size{Share: 0.05, Least: 20}
	settingSize    = Size{Share: 0.25, Least: 20}
	newPlansSize   = Size{Share: 0.10, Least: 20}
	requestsSize   = Size{Share: 0.10, Least: 20}
	waitingSize    = Size{Share: 0.50, Least: 20}
	populationSize = Size{Share: 0.03}
	placesSize     = Size{Share: 0.20, Least: 20}
)

// newPlans reads the plans issued in calendar years.
func (r *reading) newPlans(v strict.Value) {
	const window = 8 // years that the level of new plans is fitted to
	first, last := r.Published-window, r.January-1
	v.Each(func(name string, key, value strict.Value) {
		year, err := strconv.Atoi(name)
		if err != nil || year < first || year > last && !r.Faulty {
			key.Fault("%q is no year that is taken; allowed: calendar years from %d to %d, the last before the census of the start", name, first, last)
			return
		}
		n, ok := r.whole(value, evidence.NewPlans, year, Figure{
			Key: "new-plans." + name, Says: fmt.Sprintf("new plans of %d", year),
		}, newPlansSize)
		if ok {
			if r.Own.NewPlans == nil {
				r.Own.NewPlans = map[int]float64{}
			}
			r.Own.NewPlans[year] = float64(n)
		}
	})
	var missing []string
	for year := r.Published; year <= last; year++ {
		if _, given := r.Own.NewPlans[year]; !given {
			missing = append(missing, strconv.Itoa(year))
		}
	}
	if len(missing) > 0 {
		r.Remarks = append(r.Remarks, fmt.Sprintf("the council gives no new plans of %s: their level is that of the years before, walked on", strings.Join(missing, ", ")))
	}
}

// whole reads a count of a year; false where it is faulty or as published.
func (r *reading) whole(v strict.Value, s evidence.Series, year int, f Figure, size Size) (n int, ok bool) {
	was, known := r.published(s, year)
	n = was
	before := v.Faulty()
	v.Int(&n, 1, mostChildren)
	if !v.Here() || v.Faulty() > before || known && n == was {
		return n, false
	}
	f.Own = counted(n)
	if known {
		f.Published = counted(was)
		f.Apart = size.apart(float64(n), was)
	}
	r.replace(f)
	return n, true
}

// requests reads the requests of the calendar year before the census.
func (r *reading) requests(v strict.Value) {
	year := r.January - 1
	v.Each(func(name string, key, value strict.Value) {
		if name != strconv.Itoa(year) {
			if was, ok := r.published(evidence.Requests, r.Published-1); r.Faulty || ok && r.Later() && r.asShown(value, was) {
				return // as it was written
			}
			key.Fault("%q is no year that is taken; allowed: %d, the calendar year before the census of the start", name, year)
			return
		}
		n, ok := r.whole(value, evidence.Requests, year, Figure{
			Key: "requests." + name, Says: fmt.Sprintf("requests of %d", year),
		}, requestsSize)
		if !ok {
			return
		}
		if _, known := r.Own.NewPlans[year]; r.Later() && !known {
			key.Fault("the requests of %d say how many are made for a plan, and the new plans of %d are not given; allowed: both", year, year)
		}
		r.Own.Requests = float64(n)
	})
	if r.Later() && r.Own.Requests == 0 {
		r.Remarks = append(r.Remarks, fmt.Sprintf("the council gives no requests of %d: as many are made for a plan as before", year))
	}
}

// asShown tells whether a value is the number that was written out.
func (r *reading) asShown(v strict.Value, shown int) bool {
	n := 0
	v.Int(&n, 0, mostChildren)
	return n == shown
}

// waiting reads the requests that await a decision at the census.
func (r *reading) waiting(v strict.Value) {
	was := waitingAt(r.authority)
	n, before := was, v.Faulty()
	v.Int(&n, 0, mostChildren)
	if !v.Here() || v.Faulty() > before || n == was && !r.Counts("waiting", r.Later()) {
		return
	}
	r.replace(Figure{
		Key: "waiting", Says: fmt.Sprintf("requests undecided in January %d", r.January),
		Own: counted(n), Published: counted(was), Apart: waitingSize.apart(float64(n), was),
	})
	r.Own.Waiting = &n
}

func waitingAt(a *calibration.Authority) (n int) {
	for _, waiting := range a.Structure.Requested {
		n += int(waiting)
	}
	return n
}

// counted says a number of children, a small one no nearer than that it is
// (docs/decisions/0013).
func counted(n int) string {
	if disclosure.Hidden(float64(n)) {
		return fmt.Sprintf("fewer than %d", disclosure.Least)
	}
	return grouped(n)
}

// grouped is a number with commas.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	const group = 3
	for i := len(digits) - group; i > 0 && digits[i-1] != '-'; i -= group {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
