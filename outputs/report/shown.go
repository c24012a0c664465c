package report

import (
	"slices"
	"strings"

	"sendsim/internal/disclosure"
	"sendsim/outputs"
)

// shown is a count of real children as it may be shown: not a small one, unless
// the run was made in full.
func shown(n float64, full bool) string {
	if !full && disclosure.Hidden(n) {
		return disclosure.Mark
	}
	return number(n, 0)
}

// family is columns that begin alike, and their total.
type family struct{ parts, total string }

// families are columns that add up to a total, by how their names begin.
var families = []family{
	{"plans_phase_", outputs.ColPlans},
	{"plans_setting_", outputs.ColPlans},
	{"plans_age_", outputs.ColPlans},
	{"plans_need_", outputs.ColPlans},
	{"new_plans_setting_", "new_plans"},
	{"ended_", "ended"},
}

// hide marks the outturns that are not shown: small counts of real children,
// and what would give one away together with the others of its year. Columns are
// bound to each other in more ways than by adding up (what is decided is issued
// or not; places times occupancy are children): beside a small count nothing of
// its year stands but pounds and the totals of families.
func hide(all []Actual) {
	few := map[int]bool{} // years with a small count
	for i := range all {
		if c, _ := outputs.ColumnNamed(all[i].Column); c.Whole() && disclosure.Hidden(all[i].Value) {
			all[i].Hidden, few[all[i].Year] = true, true
		}
	}
	for i := range all {
		if few[all[i].Year] && tells(all[i].Column) {
			all[i].Hidden = true
		}
	}
	for i := range all {
		for _, f := range families {
			if all[i].Hidden && strings.HasPrefix(all[i].Column, f.parts) {
				hideFamily(all, all[i].Year, f.parts, f.total)
			}
		}
	}
}

// tells tells whether a column may say a small count beside it.
func tells(column string) bool {
	c, _ := outputs.ColumnNamed(column)
	total := slices.ContainsFunc(families, func(f family) bool { return f.total == column })
	return c.Unit != outputs.UnitPounds && !total
}

// hideFamily hides what must be beside a small count of a family in a year, as
// if its parts that are given were all there are: then nobody takes it from the
// total.
func hideFamily(all []Actual, year int, parts, total string) {
	var counts []int
	var of []*Actual
	for i := range all {
		if a := &all[i]; a.Year == year && strings.HasPrefix(a.Column, parts) {
			counts, of = append(counts, max(0, int(a.Value))), append(of, a)
		}
	}
	hidden := disclosure.Sum(counts)
	for i, a := range of {
		a.Hidden = a.Hidden || hidden[i]
	}
	for i := range all {
		if a := &all[i]; a.Year == year && a.Column == total {
			a.Hidden = a.Hidden || hidden[len(of)]
		}
	}
}
