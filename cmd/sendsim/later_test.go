package main

import (
	"archive/zip"
	"cmp"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"sendsim/calibration/evidence"
)

// laterTable is one table of a release that no one has published: its name,
// what its rows of all ages and of each age are called, how its figures grow in
// a year, and which series stands in which column.
type laterTable struct {
	name, all, byAge string
	growth           float64
	columns          []laterColumn
}

type laterColumn struct {
	series evidence.Series
	of     string // "*" is every placement, each in the column of its name
	column string
}

const age = "Child or young persons age"

var laterTables = []laterTable{
	{"caseload", "All EHC plans", age, 1.10, []laterColumn{{evidence.Plans, "", "ehcplans"}, {evidence.Plans, "*", ""}}},
	{"newplans", "New EHC plans", "Age when plan started", 1.05, []laterColumn{{evidence.NewPlans, "", "new_ehc_plans"}, {evidence.NewPlans, "*", ""}}},
	{"requests", "All requests", age, 1.05, []laterColumn{
		{evidence.Requests, "", "requests_received_in_year"},
		{evidence.Agreed, "", "requests_decided_to_assess"},
		{evidence.Refused, "", "requests_decided_not_to_assess"},
		{evidence.RequestsOutstanding, "", "requests_decision_not_made"},
		{evidence.RequestsWithdrawn, "", "requests_withdrawn"},
	}},
	{"assessments", "All assessments", age, 1.05, []laterColumn{
		{evidence.Assessments, "", "assess_in_year"},
		{evidence.Issued, "", "assess_issued"},
		{evidence.NotIssued, "", "assess_not_issued"},
		{evidence.AssessmentsOutstanding, "", "assess_not_made"},
		{evidence.AssessmentsWithdrawn, "", "assess_withdrawn"},
	}},
	{"timeliness_20_week", "All EHC plans issued", age, 1.05, []laterColumn{
		{evidence.IssuedForTimeliness, "", "plans_issued_den"}, {evidence.IssuedIn20Weeks, "", "plans_issued_within_20_weeks"},
	}},
	{"ceased_plans", "All ceased EHC plans", "Age plan ceased", 1.05, []laterColumn{
		{evidence.Ceased, "", "total_ceased"},
		{evidence.Ceased, "max_age", "max_age"},
		{evidence.Ceased, "needs_met", "needs_met"},
		{evidence.Ceased, "higher_education", "he"},
		{evidence.Ceased, "employment", "employ"},
		{evidence.Ceased, "transfer", "transfer"},
		{evidence.Ceased, "no_longer_engaging", "no_engage"},
		{evidence.Ceased, "moved_outside_england", "moved_outside_eng"},
		{evidence.Ceased, "deceased", "deceased"},
		{evidence.Ceased, "other", "other"},
	}},
}

// later is a release of January 2025 that no one has published: the figures of
// the evidence that ships, a year on and grown, in the layout of a release, but
// for one authority.
func later(t *testing.T) string {
	t.Helper()
	ships, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "release.zip")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(file)
	for i := range laterTables {
		out, err := z.Create("data/" + laterTables[i].name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		if err := csv.NewWriter(out).WriteAll(laterTables[i].records(ships)); err != nil {
			t.Fatal(err)
		}
	}
	if err := cmp.Or(z.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	return name
}

func (l *laterTable) records(ships *evidence.Set) [][]string {
	placements := map[string]bool{}
	header := []string{"time_period", "geographic_level", "region_name", "new_la_code", "la_name", "breakdown_topic", "breakdown"}
	var columns []laterColumn
	for _, c := range l.columns {
		if c.of != "*" {
			columns, header = append(columns, c), append(header, c.column)
			continue
		}
		for _, r := range ships.England.Find(c.series) {
			if r.Of != "" && r.Year >= 2023 && !placements[r.Of] {
				placements[r.Of] = true
				columns, header = append(columns, laterColumn{c.series, r.Of, r.Of}), append(header, r.Of)
			}
		}
	}
	records := [][]string{header}
	for _, f := range append([]*evidence.File{ships.England}, ships.Authorities...) {
		if f.Area.Key == "hartlepool" {
			continue
		}
		records = append(records, l.rowsOf(f, columns)...)
	}
	return records
}

// rowsOf are the rows of an area: its last year, a year on.
func (l *laterTable) rowsOf(f *evidence.File, columns []laterColumn) (rows [][]string) {
	years := f.Years(columns[0].series)
	if len(years) == 0 {
		return nil
	}
	last := years[len(years)-1]
	period := fmt.Sprint(last + 1)
	if columns[0].series == evidence.Plans {
		period = fmt.Sprintf("%d%02d", last, (last+1)%100)
	}
	level, code, region := "Local authority", f.Area.Code, f.Area.Region
	if f.Area.Region == "" {
		level, code = "National", ""
	}
	var all []evidence.Ages
	for _, r := range f.FindYear(columns[0].series, last) {
		if !slices.Contains(all, r.Ages) {
			all = append(all, r.Ages)
		}
	}
	for _, ages := range all {
		topic, breakdown := l.byAge, "age "+ages.String()
		switch {
		case ages == evidence.AllAges:
			topic, breakdown = l.all, l.all
		case ages == evidence.AgeUnknown:
			breakdown = "unknown"
		case ages == evidence.UpTo2:
			breakdown = "under 3"
		case ages == evidence.From20 && !slices.Contains(all, evidence.At(21)):
			breakdown = "age 20 and over"
		case ages.From != ages.To:
			continue // a band repeats its ages
		}
		row := []string{period, level, region, code, f.Area.Name, topic, breakdown}
		for _, c := range columns {
			cell := "x"
			if v, ok := f.Value(c.series, last, ages, c.of); ok {
				cell = fmt.Sprint(math.Round(v * l.growth))
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return rows
}
