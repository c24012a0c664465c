package evidence

import (
	"fmt"
	"math"
	"slices"

	"sendsim/cohorts"
)

// profile is a table of age by setting in fractions of children.
type profile [cohorts.NumAges][cohorts.NumSettings]float64

// ageGroup is a range of ages and the share of children in it.
type ageGroup struct {
	ages  Ages
	share float64
}

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

// lawful is a table in which every age that a setting takes counts alike.
func lawful() (table profile) {
	for age := range cohorts.Age(cohorts.NumAges) {
		for _, s := range cohorts.Settings() {
			if s != cohorts.Enhanced && s.Admits(age) {
				table[age][s] = 1
			}
		}
	}
	return table
}

// drop empties the ages that are in no group: where single ages were
// published, they have no children.
func (table *profile) drop(groups []ageGroup) {
	for age := range table {
		in := func(g ageGroup) bool { return g.ages.From <= cohorts.Age(age) && cohorts.Age(age) <= g.ages.To }
		if len(groups) > 0 && !slices.ContainsFunc(groups, in) {
			table[age] = [cohorts.NumSettings]float64{}
		}
	}
}

// fill takes over from another table the settings and the age groups that have
// children of the authority, and none in this table.
func (table *profile) fill(from profile, settings []float64, groups []ageGroup) {
	from.drop(groups)
	for i, share := range settings {
		if share > 0 && columnSum(table, i) == 0 {
			for age := range table {
				table[age][i] = from[age][i]
			}
		}
	}
	for _, g := range groups {
		if g.share > 0 && groupSum(table, g) == 0 {
			copy(table[g.ages.From:g.ages.To+1], from[g.ages.From:g.ages.To+1])
		}
	}
}

func groupSum(table *profile, g ageGroup) float64 {
	var sum float64
	for age := g.ages.From; age <= g.ages.To; age++ {
		for _, n := range table[age] {
			sum += n
		}
	}
	return sum
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
		if groups, known := groupsOf(f, series, y, singles); known > 0 && known >= mostlyKnown*total {
			return groups, y
		}
		var bands []Ages
		for _, b := range cohorts.Bands() {
			if _, ok := f.Value(series, y, OfBand(b), ""); ok {
				bands = append(bands, OfBand(b))
			}
		}
		if groups, known := groupsOf(f, series, y, bands); known > 0 && known >= mostlyKnown*total {
			return groups, y
		}
	}
	return nil, 0
}

func groupsOf(f *File, series Series, year int, all []Ages) (groups []ageGroup, sum float64) {
	for _, ages := range all {
		n, _ := f.Value(series, year, ages, "")
		sum += n
		if ages == UpTo2 || ages == From20 {
			ages = At(standsAt(ages))
		}
		groups = append(groups, ageGroup{ages, n})
	}
	for i := range groups {
		groups[i].share /= sum
	}
	return groups, sum
}

// rake fits a table in turn to the shares of age groups and of settings until
// it moves no more, ending with the settings. A margin that is nil is left as
// it is in the table.
func rake(table *profile, settings []float64, groups []ageGroup) {
	const rounds, still = 500, 1e-10
	for range rounds {
		moved := 0.0
		all := tableSum(table)
		for _, g := range groups {
			have := groupSum(table, g)
			if have == 0 {
				continue
			}
			factor := g.share * all / have
			moved = max(moved, math.Abs(factor-1))
			for age := g.ages.From; age <= g.ages.To; age++ {
				for i := range table[age] {
					table[age][i] *= factor
				}
			}
		}
		all = tableSum(table)
		for i, share := range settings {
			have := columnSum(table, i)
			if have == 0 {
				continue
			}
			factor := share * all / have
			if share > 0 {
				moved = max(moved, math.Abs(factor-1))
			}
			for age := range table {
				table[age][i] *= factor
			}
		}
		if moved < still {
			return
		}
	}
}

func columnSum(table *profile, setting int) float64 {
	var sum float64
	for age := range table {
		sum += table[age][setting]
	}
	return sum
}

func tableSum(table *profile) float64 {
	var sum float64
	for i := range table[0] {
		sum += columnSum(table, i)
	}
	return sum
}

// round makes whole children of a table: the settings by largest remainder,
// then the ages of each setting, so that no setting gains or loses by rounding.
func round(whole *Counts, table *profile, total int) {
	columns := make([]float64, cohorts.NumSettings)
	for i := range columns {
		columns[i] = columnSum(table, i)
	}
	for i, n := range apportion(total, columns) {
		weights := make([]float64, cohorts.NumAges)
		for age := range weights {
			weights[age] = table[age][i]
		}
		for age, children := range apportion(n, weights) {
			whole[age][i] += children
		}
	}
}
