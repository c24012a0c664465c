package evidence

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sendsim/cohorts"
)

// some is England with a few authorities of every kind.
func some(t *testing.T) *Set {
	t.Helper()
	all := published(t).set
	set := &Set{England: all.England}
	for _, name := range []string{"Kent", "Rutland", "Leeds", "Bournemouth, Christchurch and Poole", "Newham", "Leicester"} {
		f, err := all.Authority(name)
		if err != nil {
			t.Fatal(err)
		}
		set.Authorities = append(set.Authorities, f)
	}
	slices.SortFunc(set.Authorities, func(a, b *File) int { return strings.Compare(a.Area.Code, b.Area.Code) })
	return set
}

// later is a set whose figures of after a census are changed.
func later(s *Set, january int, change func(f *File, r *Row)) *Set {
	other := &Set{LeftOut: s.LeftOut}
	for _, f := range s.files() {
		c := &File{Area: f.Area, Rows: slices.Clone(f.Rows), Warnings: f.Warnings}
		for i := range c.Rows {
			if c.Rows[i].Published.Compare(KnownIn(january)) > 0 {
				change(c, &c.Rows[i])
			}
		}
		if f == s.England {
			other.England = c
		} else {
			other.Authorities = append(other.Authorities, c)
		}
	}
	return other
}

// What comes through the door is national and a shape: no figure of an
// authority that was published later changes a row, nor do England's when they
// are all twice as large.
func TestBorrowingTakesShapesOfEnglandAlone(t *testing.T) {
	set := some(t)
	for _, january := range []int{2020, 2022} {
		rows := func(s *Set) (all [][]Row) {
			known, _ := s.Borrow(january)
			for _, f := range known.files() {
				all = append(all, f.Rows)
			}
			return all
		}
		want := rows(set)
		if got := rows(later(set, january, func(f *File, r *Row) {
			if f.Area.Code != englandCode {
				r.Value = 17
			}
		})); !reflect.DeepEqual(got, want) {
			t.Errorf("January %d: a later figure of an authority comes through", january)
		}
		if got := rows(later(set, january, func(_ *File, r *Row) { r.Value *= 2 })); !reflect.DeepEqual(got, want) {
			t.Errorf("January %d: the level of a later figure comes through", january)
		}
		if got := rows(later(set, january, func(_ *File, r *Row) {
			if r.Ages == At(7) {
				r.Value *= 2
			}
		})); reflect.DeepEqual(got, want) {
			t.Errorf("January %d: no shape comes through", january)
		}
	}
}

// Every area's borrowed table has the total that was published then, and its
// ages and settings as far as they were.
func TestBorrowedTablesAreFittedToWhatWasKnown(t *testing.T) {
	const january = 2021
	set := some(t)
	known, list := set.Borrow(january)
	for _, f := range known.files() {
		c, err := known.Caseload(f.Area.Code, january)
		if err != nil || c.Fitted {
			t.Fatalf("%s has no table: %v", f.Area.Name, err)
		}
		total := value(t, f, Plans, january, AllAges, "")
		if float64(c.Plans.Total()) != math.Round(total) {
			t.Errorf("%s has %d children in the table, of %v", f.Area.Name, c.Plans.Total(), total)
		}
		var bands [cohorts.NumBands]float64
		var settings [cohorts.NumSettings]float64
		for a, row := range c.Plans {
			for s, n := range row {
				bands[cohorts.BandOf(cohorts.Age(a))] += float64(n)
				settings[s] += float64(n)
			}
		}
		const rounding = .02 // of all, or a few children
		near := func(what string, got, want float64) {
			if math.Abs(got-want) > max(4, rounding*total) {
				t.Errorf("%s has %v children %s; published are %v", f.Area.Name, got, what, want)
			}
		}
		for _, b := range cohorts.Bands() {
			near("in "+b.String(), bands[b], value(t, f, Plans, january, OfBand(b), ""))
		}
		split, _ := f.Split(Plans, january, AllAges)
		for s, n := range split.Settings {
			near("in "+cohorts.Setting(s).String(), settings[s], n*total/split.Known())
		}
	}
	for _, b := range list {
		if b.From <= b.For || b.From < january {
			t.Errorf("%v: was known then, or is not later", b)
		}
	}
	if len(list) == 0 {
		t.Error("nothing is listed")
	}
}

// Worked sum: of 100 requests 20 were refused; of England's later 70 agreed, 10
// withdrawn and 20 undecided the other 80 are 56, 8 and 16.
func TestRequestsAreSplitAsLater(t *testing.T) {
	row := func(s Series, year int, ages Ages, n float64) Row {
		return Row{Series: s, Year: year, Published: Published(s, year), Ages: ages, Value: n}
	}
	england := &File{Area: Area{Code: englandCode}}
	set := &Set{England: england.With(
		row(Requests, 2020, AllAges, 100), row(Refused, 2020, AllAges, 20),
		row(Agreed, 2023, AllAges, 70), row(Agreed, 2023, At(5), 60), row(Agreed, 2023, At(6), 10),
		row(RequestsWithdrawn, 2023, AllAges, 10), row(RequestsOutstanding, 2023, AllAges, 20),
	)}
	known, _ := set.Borrow(2021)
	for s, want := range map[Series]float64{Agreed: 56, RequestsWithdrawn: 8, RequestsOutstanding: 16, Refused: 20} {
		if got := value(t, known.England, s, 2020, AllAges, ""); got != want {
			t.Errorf("%s are %v, expected %v", s, got, want)
		}
	}
	if got := value(t, known.England, Agreed, 2020, At(5), ""); math.Abs(got-48) > 1e-9 {
		t.Errorf("%v are agreed at age 5, expected 48", got)
	}
}

// With the last census nothing is borrowed.
func TestNothingIsBorrowedWhereAllIsKnown(t *testing.T) {
	set := some(t)
	known, list := set.Borrow(2024)
	if len(list) > 0 {
		t.Errorf("borrowed: %v", list)
	}
	for i, f := range known.Authorities {
		if !reflect.DeepEqual(f.Rows, set.Authorities[i].Known(KnownIn(2024)).Rows) {
			t.Errorf("%s has rows that were not known", f.Area.Name)
		}
	}
}

// Flat ages leave every band what it had, and what was known alone.
func TestFlatAgesSayNothingWithinABand(t *testing.T) {
	const january = 2022
	set := some(t)
	flat := set.FlatAges(january)
	bands := func(f *File) (n [cohorts.NumBands]float64) {
		for _, r := range f.FindYear(Plans, 2024) {
			if r.Of == "" && singly(r) {
				n[cohorts.BandOf(r.Ages.From)] += r.Value
			}
		}
		return n
	}
	was, is := bands(set.England), bands(flat.England)
	for b, n := range was {
		if n == 0 || math.Abs(is[b]-n) > 1e-6*n {
			t.Errorf("%v: %v plans, were %v", cohorts.Band(b), is[b], n)
		}
	}
	if value(t, flat.England, Plans, 2024, At(6), "") != value(t, flat.England, Plans, 2024, At(9), "") {
		t.Error("ages of a band differ")
	}
	if !reflect.DeepEqual(set.AsKnown(january).England.Rows, flat.AsKnown(january).England.Rows) {
		t.Error("what was known is not as it was")
	}
}
