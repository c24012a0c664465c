package evidence

import (
	"fmt"
	"slices"

	"sendsim/cohorts"
)

// Borrowed is a national profile that was published only after the census of a
// start and is used all the same, because no earlier one exists.
type Borrowed struct {
	Series Series
	What   string // "by single age and placement"
	From   int    // the year of the profile
	For    int    // the year that it stands in for
}

// String is one line for a file and for people.
func (b Borrowed) String() string {
	return fmt.Sprintf("borrowed from %d for %d: %s of England, %s", b.From, b.For, b.Series, b.What)
}

// Borrow is the set as known with the census of January, and beside it the
// national profiles without which no children can be put at ages and places,
// where they were published only later. This is the one door through which a
// later figure comes into a view: as the shape of England's row of the first
// year in which it was published, scaled and fitted to what each authority and
// England had published by then; never as an authority's own later figure. What
// came through it is listed.
func (s *Set) Borrow(january int) (*Set, []Borrowed) {
	d := &door{lends: s.England, known: s.AsKnown(january), by: KnownIn(january)}
	if s.England == nil {
		return d.known, nil
	}
	d.tables(Plans, january)
	for _, year := range []int{january - 2, january - 1} {
		d.tables(NewPlans, year)
	}
	d.requests(january - 1)
	d.assessments(january - 1)
	d.endings(january - 1)
	return d.known, d.list
}

// door is where later figures come in.
type door struct {
	lends *File // England's, whole
	known *Set
	by    Month
	list  []Borrowed
}

// from is the first year after one in which England's figures of a series have
// a row that will do; 0 for none, or where the year itself has one.
func (d *door) from(s Series, year int, will func(Row) bool) int {
	if slices.ContainsFunc(d.known.England.FindYear(s, year), will) {
		return 0
	}
	for _, r := range d.lends.Find(s) { // by year
		if r.Year > year && will(r) {
			return r.Year
		}
	}
	return 0
}

// singly tells whether a row of a flow is of one published age.
func singly(r Row) bool {
	return r.Ages.From == r.Ages.To || r.Ages == UpTo2 || r.Ages == From20
}

func (d *door) borrowed(s Series, what string, from, year int) {
	d.list = append(d.list, Borrowed{s, what, from, year})
}

// add lays rows on a file of the view.
func (d *door) add(f *File, rows []Row) {
	if len(rows) == 0 {
		return
	}
	with := f.With(rows...)
	f.Rows = with.Rows
}

// row is a borrowed row.
func (d *door) row(s Series, year int, ages Ages, of string, value float64, from int) Row {
	return Row{
		Series: s, Year: year, Published: d.by, Ages: ages, Of: of, Value: value, Source: "SEN2-25",
		Note: fmt.Sprintf("derived: the shape of England in %d, published later, on what was known", from),
	}
}

// tables gives every area a table by single age and placement: England's later
// one, fitted to the area's own ages and placements of the year (iterative
// proportional fitting; see fitted).
func (d *door) tables(s Series, year int) {
	from := d.from(s, year, func(r Row) bool {
		_, placed := SettingOf(r.Of)
		return r.Of != "" && placed && r.Ages.From == r.Ages.To
	})
	if from == 0 {
		return
	}
	d.borrowed(s, "by single age and placement, fitted to each area's own ages and placements", from, year)
	seeded := &Set{England: unbarred(d.known.England)}
	var shape []Row
	for _, r := range d.lends.FindYear(s, from) {
		if singly(r) {
			shape = append(shape, r)
		}
	}
	seeded.England = seeded.England.With(shape...)
	for _, f := range d.known.Authorities {
		seeded.Authorities = append(seeded.Authorities, unbarred(f))
	}
	for _, f := range d.known.files() {
		load, err := seeded.caseload(f.Area.Code, s, year)
		if err != nil {
			continue // no total: nothing to fit to
		}
		d.add(f, d.tableRows(load, s, from))
	}
}

// unbarred is a view of what is known that may be asked for anything, and has
// no more than the view.
func unbarred(f *File) *File { return &File{Area: f.Area, Rows: f.Rows, Warnings: f.Warnings} }

// tableRows is a fitted table as published rows: each setting stands in the
// first of its columns.
func (d *door) tableRows(load *Caseload, s Series, from int) []Row {
	var rows []Row
	for a, settings := range load.Plans {
		ages, n := At(cohorts.Age(a)), 0
		switch {
		case ages == At(UpTo2.To):
			ages = UpTo2
		case s == NewPlans && ages == At(From20.From):
			ages = From20
		}
		for at, children := range settings {
			if children > 0 {
				rows = append(rows, d.row(s, load.Year, ages, columnOf(cohorts.Setting(at)), float64(children), from))
				n += children
			}
		}
		if n > 0 {
			rows = append(rows, d.row(s, load.Year, ages, "", float64(n), from))
		}
	}
	return rows
}

// columnOf is the first published column of a setting.
func columnOf(s cohorts.Setting) string {
	i := slices.IndexFunc(placements, func(p struct {
		column, words string
		setting       cohorts.Setting
	},
	) bool {
		return p.setting == s
	})
	return placements[i].column
}

// requests gives every area its decisions on requests by age. Before they were
// published whole only requests and refusals were: what is left of them is
// agreed, withdrawn or not yet decided in England's later proportions.
func (d *door) requests(year int) {
	from := d.from(Agreed, year, singly)
	if from == 0 {
		return
	}
	d.borrowed(Agreed, "with withdrawn and undecided requests as shares of those not refused, and refusals, by age", from, year)
	rest := []Series{Agreed, RequestsWithdrawn, RequestsOutstanding}
	var later [3]float64
	var all float64
	for i, s := range rest {
		later[i], _ = d.lends.Value(s, from, AllAges, "")
		all += later[i]
	}
	for _, f := range d.known.files() {
		requests, ok1 := f.Value(Requests, year, AllAges, "")
		refused, ok2 := f.Value(Refused, year, AllAges, "")
		if !ok1 || !ok2 || all == 0 || refused > requests {
			continue
		}
		rows := d.byAge(Refused, year, from, refused)
		for i, s := range rest {
			n := (requests - refused) * later[i] / all
			rows = append(rows, d.row(s, year, AllAges, "", n, from))
			rows = append(rows, d.byAge(s, year, from, n)...)
		}
		d.add(f, rows)
	}
}

// assessments gives every area its finished assessments by age, and England
// the plans that took more than a year.
func (d *door) assessments(year int) {
	if from := d.from(Issued, year, singly); from != 0 {
		d.borrowed(Issued, "and assessments without a plan, by age", from, year)
		for _, f := range d.known.files() {
			for _, s := range []Series{Issued, NotIssued} {
				if n, ok := f.Value(s, year, AllAges, ""); ok {
					d.add(f, d.byAge(s, year, from, n))
				}
			}
		}
	}
	from := d.from(IssuedOverYear, year, func(r Row) bool { return r.Ages == AllAges })
	over, ok1 := d.lends.Value(IssuedOverYear, from, AllAges, "")
	all, ok2 := d.lends.Value(IssuedForTimeliness, from, AllAges, "")
	now, ok3 := d.known.England.Value(IssuedForTimeliness, year, AllAges, "")
	if from != 0 && ok1 && ok2 && ok3 && all > 0 {
		d.borrowed(IssuedOverYear, "as a share of the plans issued", from, year)
		d.add(d.known.England, []Row{d.row(IssuedOverYear, year, AllAges, "", over*now/all, from)})
	}
}

// byAge is a total at England's later ages.
func (d *door) byAge(s Series, year, from int, total float64) []Row {
	var rows []Row
	var all float64
	for _, r := range d.lends.FindYear(s, from) {
		if r.Of == "" && singly(r) {
			rows = append(rows, d.row(s, year, r.Ages, "", r.Value, from))
			all += r.Value
		}
	}
	for i := range rows {
		rows[i].Value *= total / all
	}
	return rows
}

// endings gives England its plans that ended, by age, reason and placement: as
// many a plan as later, or where the year's total is known, that.
func (d *door) endings(year int) {
	from := d.from(Ceased, year, singly)
	if from == 0 {
		return
	}
	england := d.known.England
	then, ok1 := d.lends.Value(Plans, from, AllAges, "")
	now, ok2 := england.Value(Plans, year, AllAges, "")
	if !ok1 || !ok2 {
		return
	}
	scale, how := now/then, "by age, reason and placement, as many a plan"
	later, _ := d.lends.Value(Ceased, from, AllAges, "")
	if own, ok := england.Value(Ceased, year, AllAges, ""); ok && later > 0 {
		scale, how = own/later, "by age, reason and placement, on the year's own total"
	}
	d.borrowed(Ceased, how, from, year)
	var rows []Row
	for _, s := range []Series{Ceased, CeasedByPlacement} {
		for _, r := range d.lends.FindYear(s, from) {
			if _, known := england.Value(s, year, r.Ages, r.Of); !known {
				rows = append(rows, d.row(s, year, r.Ages, r.Of, r.Value*scale, from))
			}
		}
	}
	d.add(england, rows)
}
