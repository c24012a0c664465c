package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"sendsim/cohorts"
)

// Month is a month of a year, the finest date of publication that is known.
// The zero Month stands for a timeless profile, of use at any time.
type Month struct{ Year, Month int }

// String is, for example, "2024-06"; "" for the zero Month.
func (m Month) String() string {
	if m == (Month{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year, m.Month)
}

// Compare orders months in time.
func (m Month) Compare(o Month) int {
	return cmp.Or(cmp.Compare(m.Year, o.Year), cmp.Compare(m.Month, o.Month))
}

// KnownIn is the month by whose end everything counts as known that is known
// with the January census of the given year: June, when its release appears.
func KnownIn(january int) Month { return Month{january, 6} }

// Ages is a range of ages on 31 August, both ends included.
type Ages struct{ From, To cohorts.Age }

// AllAges is every age; AgeUnknown the count of those whose age is not
// recorded; UpTo2 what is published as "under 3" or "2 and under"; From20 what
// is published as "20 and over", in endings as "20".
var (
	AllAges    = Ages{0, cohorts.MaxAge}
	AgeUnknown = Ages{1, 0}
	UpTo2      = Ages{0, 2}
	From20     = Ages{20, cohorts.MaxAge}
)

// At is the single age a.
func At(a cohorts.Age) Ages { return Ages{a, a} }

// OfBand is the range of a published age band.
func OfBand(b cohorts.Band) Ages {
	return [cohorts.NumBands]Ages{{0, 4}, {5, 10}, {11, 15}, {16, 19}, {20, 25}}[b]
}

// String is "all", "7", "0-2" or "unknown".
func (a Ages) String() string {
	switch {
	case a == AllAges:
		return "all"
	case a == AgeUnknown:
		return "unknown"
	case a.From == a.To:
		return strconv.Itoa(int(a.From))
	default:
		return fmt.Sprintf("%d-%d", a.From, a.To)
	}
}

// Compare orders all ages first, then by first and last age, unknown last.
func (a Ages) Compare(o Ages) int { return cmp.Compare(a.rank(), o.rank()) }

func (a Ages) rank() int {
	switch a {
	case AllAges:
		return 0
	case AgeUnknown:
		return 1 << 16
	default:
		return 1 + int(a.From)<<8 + int(a.To)
	}
}

// Row is one published figure.
type Row struct {
	Series    Series
	Year      int    // January census for stocks, calendar year for flows, first year for financial years
	Published Month  // first publication; zero for a timeless profile
	Ages      Ages   // AllAges where the figure is not split by age
	Of        string // placement column, reason, line or need key; "" is the total
	Value     float64
	Source    string // tag resolved in docs/references.md, as "SEN2-24"
	Note      string // "" or how far to trust it: "derived: ...", "low-medium: ..."
}

// compare orders rows by what they count; two rows of one file never tie.
func (r Row) compare(o Row) int {
	switch { // rows are compared by the million: no more of them than is needed
	case r.Series != o.Series:
		return strings.Compare(string(r.Series), string(o.Series))
	case r.Year != o.Year:
		return cmp.Compare(r.Year, o.Year)
	case r.Ages != o.Ages:
		return r.Ages.Compare(o.Ages)
	default:
		return strings.Compare(r.Of, o.Of)
	}
}

// Area is one authority, or England.
type Area struct {
	Code         string // ONS code, "E06000004"; "E92000001" for England
	OldCode      string // three-digit DfE code
	Name         string
	Key          string   // name as a slug: "stockton-on-tees"
	Region       string   // "" for England
	Aliases      []string // other keys by which it is known
	Codes        []string // other ONS codes under which it was published
	Predecessors []Share
	Neighbours   []string // keys of the statistical neighbours, nearest first
	SafetyValve  *SafetyValve
}

// Share is the part of an abolished authority that went to a successor, by
// plans at the successor's first census.
type Share struct {
	Code, Name string
	Part       float64 // in (0, 1]
	First      int     // first January census of the successor
}

// SafetyValve is an agreement with DfE to repay an authority's deficit.
type SafetyValve struct {
	Year     int     // first year of the financial year of the agreement
	Payments float64 // GBP in all; 0 where not known, which is most
	Note     string  // how it was verified
}

// File is what is known about one area.
type File struct {
	Area     Area
	Rows     []Row // sorted, unique
	Warnings []string

	by Month // of a view as known, the month; zero for what is whole
}

// Value is a published figure; false where none was published: missing is
// never zero.
func (f *File) Value(s Series, year int, ages Ages, of string) (float64, bool) {
	r, ok := f.Row(s, year, ages, of)
	return r.Value, ok
}

// Row is the whole row of a published figure.
func (f *File) Row(s Series, year int, ages Ages, of string) (Row, bool) {
	i, ok := slices.BinarySearchFunc(f.Rows, Row{Series: s, Year: year, Ages: ages, Of: of}, Row.compare)
	if !ok {
		f.mayRead(s, year)
		return Row{}, false
	}
	return f.Rows[i], true
}

// Find is every row of a series: a view, not to be written to.
func (f *File) Find(s Series) []Row {
	return within(f.Rows, func(r Row) int { return cmp.Compare(r.Series, s) })
}

// FindYear is every row of a series in a year: a view, not to be written to.
func (f *File) FindYear(s Series, year int) []Row {
	rows := within(f.Rows, func(r Row) int { return cmp.Or(cmp.Compare(r.Series, s), cmp.Compare(r.Year, year)) })
	if len(rows) == 0 {
		f.mayRead(s, year)
	}
	return rows
}

// Table is every row of a series in a year for a range of ages: the total and
// its split by placement, reason, line or need. A view, not to be written to.
func (f *File) Table(s Series, year int, ages Ages) []Row {
	rows := within(f.Rows, func(r Row) int {
		return cmp.Or(cmp.Compare(r.Series, s), cmp.Compare(r.Year, year), r.Ages.Compare(ages))
	})
	if len(rows) == 0 {
		f.mayRead(s, year)
	}
	return rows
}

// within is the run of sorted rows for which side is 0: it is below 0 for the
// rows before and above 0 for those after.
func within(rows []Row, side func(Row) int) []Row {
	from := sort.Search(len(rows), func(i int) bool { return side(rows[i]) >= 0 })
	to := from + sort.Search(len(rows)-from, func(i int) bool { return side(rows[from+i]) > 0 })
	return rows[from:to:to]
}

// Years lists the years in which the total of a series was published for all
// ages, in order.
func (f *File) Years(s Series) []int { return f.YearsOf(s, AllAges, "") }

// YearsOf lists the years in which one figure was published, in order.
func (f *File) YearsOf(s Series, ages Ages, of string) []int {
	var years []int
	for _, r := range f.Find(s) {
		if r.Ages == ages && r.Of == of {
			years = append(years, r.Year)
		}
	}
	return years
}

// With is the file with rows in the place of those of the same figure, or
// beside them.
func (f *File) With(rows ...Row) *File {
	all := slices.Concat(f.Rows, rows)
	slices.SortStableFunc(all, Row.compare)
	with := all[:0]
	for i, r := range all {
		if i+1 == len(all) || all[i+1].cell() != r.cell() { // of a cell the last row stays
			with = append(with, r)
		}
	}
	return &File{Area: f.Area, Rows: with, Warnings: f.Warnings}
}

// Reason says why an authority is left out.
type Reason struct{ Code, Name, Why string }

// Set is the evidence of every authority.
type Set struct {
	England     *File
	Authorities []*File // by code
	LeftOut     []Reason
}

// Region lists the authorities of a region, by its name or slug.
func (s *Set) Region(region string) []*File {
	var files []*File
	for _, f := range s.Authorities {
		if slug(f.Area.Region) == slug(region) {
			files = append(files, f)
		}
	}
	return files
}
