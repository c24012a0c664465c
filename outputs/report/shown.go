package report

import (
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

// families are columns that add up to a total, by how their names begin.
var families = []struct{ parts, total string }{
	{"plans_phase_", outputs.ColPlans},
	{"plans_setting_", outputs.ColPlans},
	{"plans_age_", outputs.ColPlans},
	{"plans_need_", outputs.ColPlans},
	{"new_plans_setting_", "new_plans"},
	{"ended_", "ended"},
}

// hide marks the outturns that are not shown: small counts of real children,
// and those that would give one away together with the others of its year.
func hide(all []Actual) {
	for i := range all {
		if c, _ := outputs.ColumnNamed(all[i].Column); c.Whole() {
			all[i].Hidden = disclosure.Hidden(all[i].Value)
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
