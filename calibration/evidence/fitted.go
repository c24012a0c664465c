package evidence

import (
	"fmt"
	"math"
	"slices"

	"sendsim/cohorts"
)

// fitted fills a table that was not published. It starts from the table of the
// authority's region in the nearest year that has one, and fits it in turn to
// the authority's own placement shares and own age shares (iterative
// proportional fitting), each of the latest year up to this one in which they
// were published; the total is the published one.
func (s *Set) fitted(c *Caseload, f *File, series Series, year, total int) {
	c.Fitted = true
	table, from, where := s.seed(f, series, year)
	settings, settingsOf := placementShares(f, series, year)
	groups, groupsOf := ageShares(f, series, year)
	table.drop(groups)
	table.fill(tableOf(s.England, series, from), settings, groups)
	table.fill(lawful(), settings, groups)
	rake(&table, settings, groups)
	if tableSum(&table) == 0 {
		table = lawful()
	}
	round(&c.Plans, &table, total)
	what := fmt.Sprintf("new plans of %d", year)
	if series == Plans {
		what = fmt.Sprintf("plans of January %d", year)
	}
	c.warn("its %s were not published by age and placement: %s and %s are fitted to %s, and scaled to the %d that were published",
		what, yearOr("its placement shares", settingsOf), yearOr("its age shares", groupsOf), where, total)
}

func yearOr(what string, year int) string {
	if year == 0 {
		return what + " (never published: left as they are there)"
	}
	return fmt.Sprintf("%s of %d", what, year)
}

// seed is the table of the region's other authorities in the nearest year that
// has one (an earlier rather than a later), or England's; where no year has,
// every age that a setting takes counts alike.
func (s *Set) seed(f *File, series Series, year int) (table profile, from int, where string) {
	best := math.MaxInt
	years := tableYears(s.England, series)
	for _, other := range s.Region(f.Area.Region) {
		years = append(years, tableYears(other, series)...)
	}
	for _, y := range years {
		away := (year - y) * 2
		if away < 0 {
			away = 1 - away
		}
		if away < best {
			best, from = away, y
		}
	}
	var sum float64
	for _, other := range s.Region(f.Area.Region) {
		if other == f {
			continue
		}
		own := tableOf(other, series, from)
		for age := range own {
			for i, n := range own[age] {
				table[age][i] += n
				sum += n
			}
		}
	}
	if sum > 0 {
		return table, from, fmt.Sprintf("the ages by placement of %s in %d", f.Area.Region, from)
	}
	if best < math.MaxInt {
		return tableOf(s.England, series, from), from, fmt.Sprintf("the ages by placement of England in %d", from)
	}
	return lawful(), 0, "the ages that each setting takes, for want of any table"
}

// tableYears lists the years in which a series was published by single age and
// placement.
func tableYears(f *File, series Series) []int {
	var years []int
	for _, r := range f.Find(series) {
		if r.Ages.From != r.Ages.To || r.Value == 0 || slices.Contains(years, r.Year) {
			continue
		}
		if _, placed := SettingOf(r.Of); placed {
			years = append(years, r.Year)
		}
	}
	return years
}

// tableOf is the published table of an area, each age's unknown placements put
// where its known ones are.
func tableOf(f *File, series Series, year int) (table profile) {
	for _, ages := range singleAges(f, series, year) {
		split, _ := f.Split(series, year, ages)
		if split.Known() == 0 {
			continue
		}
		for i, n := range split.Settings {
			table[standsAt(ages)][i] += n * split.Total / split.Known()
		}
	}
	return table
}

// placementShares is the share of each setting in the latest year up to one in
// which most placements were known; the year is 0 and the shares are nil where
// there is none.
func placementShares(f *File, series Series, year int) ([]float64, int) {
	years := f.Years(series)
	for _, y := range slices.Backward(years) {
		if y > year {
			continue
		}
		split, _ := f.Split(series, y, AllAges)
		if known := split.Known(); known > 0 && known >= partlyKnown*split.Total {
			shares := make([]float64, cohorts.NumSettings)
			for i, n := range split.Settings {
				shares[i] = n / known
			}
			return shares, y
		}
	}
	return nil, 0
}

// ageShares is the share of each single age or else age band in the latest
// year up to one in which they were published.
func ageShares(f *File, series Series, year int) ([]ageGroup, int) {
	for _, y := range slices.Backward(f.Years(series)) {
		if y > year {
			continue
		}
		total, _ := f.Value(series, y, AllAges, "")
		singles := singleAges(f, series, y)
		if groups, known := groupsOf(f, series, y, singles, standing); known > 0 && known >= mostlyKnown*total {
			return groups, y
		}
		var bands []Ages
		for _, b := range cohorts.Bands() {
			if _, ok := f.Value(series, y, OfBand(b), ""); ok {
				bands = append(bands, OfBand(b))
			}
		}
		if groups, known := groupsOf(f, series, y, bands, spread); known > 0 && known >= mostlyKnown*total {
			return groups, y
		}
	}
	return nil, 0
}

// standing is a single age, or the one that a group beside single ages stands
// for; spread is all the ages of a band. The band of 20 to 25 has the ages of the
// group of 20 and over, and is not it.
func standing(a Ages) Ages { return At(standsAt(a)) }
func spread(a Ages) Ages   { return a }

func groupsOf(f *File, series Series, year int, all []Ages, of func(Ages) Ages) (groups []ageGroup, sum float64) {
	for _, ages := range all {
		n, _ := f.Value(series, year, ages, "")
		sum += n
		groups = append(groups, ageGroup{of(ages), n})
	}
	for i := range groups {
		groups[i].share /= sum
	}
	return groups, sum
}
