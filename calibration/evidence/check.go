package evidence

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"sendsim/internal/portable"
)

// controls compares each of England's figures with the sum of the authorities,
// those left out and those abolished among them.
func (r *Report) controls(rows sheets, d *directory) {
	england := rows[englandCode]
	for _, row := range england.rows() {
		if row.Ages != AllAges || row.rate() || row.Series == NeedShareByPlacement || row.Of != "" && !row.Series.controlled() {
			continue
		}
		c := Control{Series: row.Series, Year: row.Year, Of: row.Of, England: row.Value}
		published := 0
		for _, a := range d.areas {
			v, ok := rows[a.Code].value(row.Series, row.Year, AllAges, row.Of)
			switch {
			case ok:
				c.Sum += v
				published++
			case d.stood(a.Code, row.Series, row.Year, rows):
				c.Without = append(c.Without, a.Name)
			}
		}
		if published > 0 {
			slices.Sort(c.Without)
			r.Controls = append(r.Controls, c)
		}
	}
}

// controlled tells whether the parts of a series are compared with England's,
// too.
func (s Series) controlled() bool { return s == HighNeedsBlock || s == DSG || s == Moves }

// stood tells whether an authority stood in a year: whether it had plans at
// the census that closes it.
func (d *directory) stood(code string, s Series, year int, rows sheets) bool {
	if Published(s, year).Year > year {
		year++
	}
	_, ok := rows[code].value(Plans, year, AllAges, "")
	return ok
}

// name puts names for codes.
func (r *Report) name(s *Set) {
	names := map[string]string{}
	for _, f := range s.files() {
		names[f.Area.Code] = f.Area.Name
	}
	for _, out := range s.LeftOut {
		names[out.Code] = out.Name
	}
	for i, m := range r.Mended {
		r.Mended[i].Area = names[m.Area]
	}
	for i, d := range r.Differences {
		if name, ok := names[d.Area]; ok {
			r.Differences[i].Area = name
		}
	}
}

// warn writes, for each authority, what a reader of its figures should know.
// It looks at the rows alone, so that warnings are the same whether evidence
// was imported at once or laid on.
func (s *Set) warn() {
	doubts := s.doubts()
	latest := s.latestCensus()
	for _, f := range s.files() {
		f.Warnings = nil
		for _, r := range f.Rows {
			if said, ok := r.mending(); ok {
				f.Warnings = append(f.Warnings, said)
			}
		}
		if f == s.England {
			continue
		}
		f.warnMissing(latest)
		f.Warnings = append(f.Warnings, doubts[f.Area.Code]...)
		if len(f.Area.Predecessors) > 0 {
			f.warnf("its past up to January %d is made of %s", f.Area.Predecessors[0].First-1, f.Area.inheritance())
		}
	}
}

func (f *File) warnf(format string, a ...any) {
	f.Warnings = append(f.Warnings, fmt.Sprintf(format, a...))
}

// latestCensus is the last January with plans.
func (s *Set) latestCensus() int {
	latest := 0
	for _, f := range s.files() {
		for _, year := range f.Years(Plans) {
			latest = max(latest, year)
		}
	}
	return latest
}

// warnMissing names the figures of the latest census and year that were not
// published.
func (f *File) warnMissing(latest int) {
	var missing []string
	for _, s := range []Series{NewPlans, Requests, Issued, Ceased} {
		if _, ok := f.Value(s, latest-1, AllAges, ""); !ok {
			missing = append(missing, string(s))
		}
	}
	if len(missing) > 0 {
		f.warnf("not published for %d: %s", latest-1, strings.Join(missing, ", "))
	}
	if total, ok := f.Value(Plans, latest, AllAges, ""); !ok {
		f.warnf("plans of January %d were not published", latest)
	} else if known, _ := f.tableKnown(Plans, latest); known < mostlyKnown*total {
		f.warnf("of its %.0f plans of January %d only %.0f are published by age", total, latest, known)
	}
	foreign := map[string]bool{}
	for _, year := range []int{latest - 1, latest} {
		split, _ := f.Split(Plans, year, AllAges)
		for _, c := range split.Foreign {
			foreign[c] = true
		}
	}
	if len(foreign) > 0 {
		f.warnf("placements that are not known, counted as not recorded: %s", strings.Join(slices.Sorted(maps.Keys(foreign)), ", "))
	}
}

// farOff is how many robust standard deviations from the authorities' median a
// figure is doubted at, as an innovation of a fit would be.
const farOff = 4.0

// doubtsFrom is the first year whose flows are looked at: before it, statements
// became plans.
const doubtsFrom = 2019

// doubts finds flows that cannot be trusted: for each year and each of three
// ratios, the authorities that are far off the others.
func (s *Set) doubts() map[string][]string {
	doubts := map[string][]string{}
	ratios := []struct {
		words string
		floor float64 // the least spread: authorities that agree leave room for small numbers
		of    func(*File, int) (float64, bool)
	}{
		{"new plans do not fit the plans before and after", 0.02, func(f *File, y int) (float64, bool) {
			a, ok1 := f.Value(Plans, y, AllAges, "")
			b, ok2 := f.Value(Plans, y+1, AllAges, "")
			e, ok3 := f.Value(NewPlans, y, AllAges, "")
			return (a + e - b) / a, ok1 && ok2 && ok3 && a > 0
		}},
		{"requests do not fit new plans", 0.05, func(f *File, y int) (float64, bool) { return f.logRatio(Requests, NewPlans, y) }},
		{"plans issued do not fit new plans", 0.05, func(f *File, y int) (float64, bool) { return f.logRatio(Issued, NewPlans, y) }},
	}
	for year := doubtsFrom; year < s.latestCensus(); year++ {
		for _, ratio := range ratios {
			found := map[string]float64{}
			for _, f := range s.Authorities {
				if v, ok := ratio.of(f, year); ok {
					found[f.Area.Code] = v
				}
			}
			middle, spread := robust(slices.Collect(maps.Values(found)))
			for code, v := range found {
				if math.Abs(v-middle) > farOff*max(spread, ratio.floor) {
					doubts[code] = append(doubts[code], fmt.Sprintf("doubtful: of %d the %s", year, ratio.words))
				}
			}
		}
	}
	return doubts
}

func (f *File) logRatio(over, under Series, year int) (float64, bool) {
	a, ok1 := f.Value(over, year, AllAges, "")
	b, ok2 := f.Value(under, year, AllAges, "")
	return portable.Log((a + 1) / (b + 1)), ok1 && ok2
}

// robust is the median and a standard deviation from the quartiles.
func robust(values []float64) (middle, spread float64) {
	if len(values) < 4 {
		return 0, math.Inf(1)
	}
	slices.SortFunc(values, cmp.Compare[float64])
	const quartilesApart = 1.349 // of the normal distribution, in standard deviations
	quartile := func(q int) float64 { return values[(len(values)-1)*q/4] }
	return quartile(2), (quartile(3) - quartile(1)) / quartilesApart
}
