package evidence

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"sendsim/cohorts"
)

// group is one table by placement: its columns come from one source only, for
// two sources may cut the placements differently.
type group struct {
	series Series
	year   int
	ages   Ages
}

// tally is a table by placement summed by setting, unknown placements last.
type tally [cohorts.NumSettings + 1]float64

// layOn lays newer rows on older ones of the same area: where both have a
// figure the newer stays. Differences beyond rounding are returned, a table by
// placement being compared by setting.
func layOn(newer, older sheet, area, from string) (sheet, []Difference) {
	joined := maps.Clone(newer)
	if joined == nil {
		joined = sheet{}
	}
	var apart []Difference
	now := tallies(newer)
	was := map[group]*tally{}
	for c, r := range older {
		if g := (group{c.series, c.year, c.ages}); c.of != "" && c.series.placed() && now[g] != nil {
			was[g] = was[g].add(r)
			continue
		}
		same, both := newer[c]
		switch {
		case !both:
			joined[c] = r
		case !near(same.Value, r.Value):
			apart = append(apart, Difference{Area: area, What: c.String(), Kept: same.Value, Other: r.Value, From: from})
		}
	}
	for g, older := range was {
		for _, s := range cohorts.Settings() {
			if kept, other := now[g][s], older[s]; !near(kept, other) {
				what := fmt.Sprintf("%s in %s", cell{g.series, g.year, g.ages, ""}, s.Key())
				apart = append(apart, Difference{Area: area, What: what, Kept: kept, Other: other, From: from})
			}
		}
	}
	slices.SortFunc(apart, func(a, b Difference) int { return cmp.Or(cmp.Compare(a.Area, b.Area), cmp.Compare(a.What, b.What)) })
	return joined, apart
}

// tallies sums the tables by placement of a sheet by setting.
func tallies(s sheet) map[group]*tally {
	tables := map[group]*tally{}
	for c, r := range s {
		if c.of != "" && c.series.placed() {
			g := group{c.series, c.year, c.ages}
			tables[g] = tables[g].add(r)
		}
	}
	return tables
}

func (t *tally) add(r Row) *tally {
	if t == nil {
		t = new(tally)
	}
	t[settingOrUnknown(r.Of)] += r.Value
	return t
}

func settingOrUnknown(column string) cohorts.Setting {
	if s, ok := SettingOf(column); ok {
		return s
	}
	return unknownPlacement
}

// layAllOn lays newer sheets on older ones, area by area.
func layAllOn(newer, older sheets, from string, report *Report) sheets {
	joined := sheets{}
	all := maps.Clone(older)
	if all == nil {
		all = sheets{}
	}
	maps.Copy(all, newer)
	for _, code := range all.codes() {
		var apart []Difference
		joined[code], apart = layOn(newer[code], older[code], code, from)
		report.Differences = append(report.Differences, apart...)
	}
	return joined
}

// sheetOf is the rows of a file as a sheet.
func sheetOf(f *File) sheet {
	s := make(sheet, len(f.Rows))
	for _, r := range f.Rows {
		s[r.cell()] = r
	}
	return s
}
