package outputs_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"sendsim/cohorts"
	"sendsim/outputs"
)

// historyTable is how the number of plans in a setting grew over three years
// in authorities of a size, to January 2021 and to January 2024 together; and
// whether those that grew fast in the first three did in the last.
func historyTable(all looks) string {
	t := head("plans in", "of at least", "n", "P10, % a year", "P50", "P90", "fell in one year", "first three years with last three")
	for _, c := range []struct {
		name        string
		in          []cohorts.Setting
		least, most float64
	}{
		{"state special", []cohorts.Setting{cohorts.StateSpecial}, 150, 500},
		{"state special", []cohorts.Setting{cohorts.StateSpecial}, 500, math.Inf(1)},
		{"independent special", []cohorts.Setting{cohorts.IndependentSpecial}, 40, 150},
		{"independent special", []cohorts.Setting{cohorts.IndependentSpecial}, 150, math.Inf(1)},
	} {
		var grew, first, last []float64
		years, fell := 0, 0
		for _, l := range all.Every {
			before := l.growth(c.in, 2018, 2021, c.least, c.most)
			after := l.growth(c.in, 2021, 2024, c.least, c.most)
			for _, g := range []float64{before, after} {
				if !math.IsNaN(g) {
					grew = append(grew, g)
				}
			}
			if !math.IsNaN(before) && !math.IsNaN(after) {
				first, last = append(first, before), append(last, after)
			}
			for january := 2018; january < lookFirst; january++ {
				if g := l.growth(c.in, january, january+1, c.least, c.most); !math.IsNaN(g) {
					years++
					if g < 0 {
						fell++
					}
				}
			}
		}
		slices.Sort(grew)
		row := []string{c.name, fmt.Sprintf("%.0f", c.least), fmt.Sprint(len(grew))}
		for _, level := range []outputs.Level{10, outputs.Median, 90} {
			row = append(row, fmt.Sprintf("%.1f", 100*math.Expm1(grew[level.Rank(len(grew))-1])))
		}
		t += cells(append(row, fmt.Sprintf("%.0f %%", 100*float64(fell)/float64(years)),
			fmt.Sprintf("r = %.2f (n %d)", stat.Correlation(first, last, nil), len(first)))...)
	}
	return t
}

// growth is the yearly growth in logs between two Januaries; NaN where the
// first is not of the size asked for, or either is not published.
func (l *look) growth(in []cohorts.Setting, from, to int, least, most float64) float64 {
	then, now := l.publishedIn(in, from), l.publishedIn(in, to)
	if then < least || then >= most || now <= 0 {
		return math.NaN()
	}
	return math.Log(now/then) / float64(to-from)
}

// fewTells says how independent special schools grew over three years where
// they were few beside state special schools, and where they were many.
func fewTells(all looks) string {
	type standing struct{ ratio, growth float64 }
	var cases []standing
	const least = 40
	independent, state := []cohorts.Setting{cohorts.IndependentSpecial}, []cohorts.Setting{cohorts.StateSpecial}
	for _, l := range all.Every {
		for _, from := range []int{2018, 2021} {
			if g := l.growth(independent, from, from+3, least, math.Inf(1)); !math.IsNaN(g) {
				cases = append(cases, standing{l.publishedIn(independent, from) / l.publishedIn(state, from), g})
			}
		}
	}
	slices.SortFunc(cases, func(a, b standing) int { return cmp.Compare(a.ratio, b.ratio) })
	third := len(cases) / 3
	middle := func(part []standing) string {
		slices.SortFunc(part, func(a, b standing) int { return cmp.Compare(a.growth, b.growth) })
		return fmt.Sprintf("%.1f", 100*math.Expm1(part[len(part)/2].growth))
	}
	return fmt.Sprintf("median %s %% a year in the third with the fewest beside state special schools, %s %% in that with the most",
		middle(cases[:third]), middle(cases[len(cases)-third:]))
}
