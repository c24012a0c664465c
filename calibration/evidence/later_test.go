package evidence

import (
	"fmt"
	"strings"
	"testing"
)

// laterRelease is a release a year on: other file names, a folder, columns in
// another order, a placement more, a topic more, marks of missing figures, an
// age that is not an age, and an authority that no list has.
func laterRelease(code, name string) map[string]string {
	row := func(period, level, code, name, topic, breakdown string, figures ...string) string {
		return fmt.Sprintf("%s,%s,%s,%s,%s,%s,%s\n", strings.Join(figures, ","), breakdown, topic, name, code, level, period)
	}
	head := "mainstream_academy,virtual_school,special_academy_free,placement_unknown,mainstream_pc,EHCPlans,breakdown,breakdown_topic,la_name,new_la_code,geographic_level,time_period\n"
	all := []string{allPlans, allPlans}
	caseload := head +
		row("202425", "National", "", "", all[0], all[1], `"600,000"`, "0", "0", "0", "x", `"640,000"`) +
		row("202425", "Local authority", code, name, all[0], all[1], "600", "40", "300", "60", "60", "1000") +
		row("202425", "Local authority", code, name, ageTopicWords, "Age 7", "350", "30", "100", "20", "x", "500") +
		row("202425", "Local authority", code, name, ageTopicWords, "Age 14", "250", "[low]", "200", "50", "low", "500") +
		row("202425", "Local authority", code, name, ageTopicWords, "Age 14 and over", "c", "z", "0", "0", "c", "x") +
		row("202425", "Local authority", code, name, ageTopicWords, "Age 31", "1", "0", "0", "0", "c", "1") +
		row("202425", "Local authority", code, name, "Ethnic minority", "White", "many", "1", "1", "1", "4", "4") +
		row("202425", "Local authority", "E06000999", "Greater Place", all[0], all[1], "10", "0", "0", "0", "1", "10")
	requests := "time_period,geographic_level,new_la_code,la_name,breakdown_topic,breakdown,requests_received_in_year,requests_new_thing\n" +
		"2024,National,,,All requests,All requests,150000,1\n" +
		"2024,Local authority," + code + "," + name + ",All requests,All requests,321,1\n"
	return map[string]string{
		"data/CASELOAD_202425.CSV":     "\ufeff" + caseload,
		"data/requests (1).csv":        requests,
		"supporting-files/about.csv":   "file,says\ncaseload,plans\n",
		"data/data-guidance.txt":       "words",
		"__MACOSX/data/._caseload.csv": "\x00",
	}
}

// A later release of the same layout is laid on evidence without the panel and
// without a change of code.
func TestLaterReleaseIsLaidOnTheEvidence(t *testing.T) {
	base, _ := small(t)
	checkLater(t, base, ashby, `"Ashby, City of"`)
}

func TestLaterReleaseIsLaidOnThePublishedEvidence(t *testing.T) {
	checkLater(t, published(t).set, "E06000004", "Stockton-on-Tees")
}

func checkLater(t *testing.T, base *Set, code, name string) {
	was, err := base.Authority(code)
	if err != nil {
		t.Fatal(err)
	}
	rows := len(was.Rows)
	set, report, err := Import(zipped(t, laterRelease(code, name)), nil, base)
	if err != nil {
		t.Fatal(err)
	}
	f, err := set.Authority(code)
	if err != nil {
		t.Fatal(err)
	}
	for c, want := range map[cell]float64{
		{Plans, 2025, AllAges, ""}:                 1000,
		{Plans, 2025, AllAges, "virtual_school"}:   40,
		{Plans, 2025, At(7), "mainstream_academy"}: 350,
		{Plans, 2024, AllAges, ""}:                 value(t, was, Plans, 2024, AllAges, ""),
		{Requests, 2024, AllAges, ""}:              321,
	} {
		if got := value(t, f, c.series, c.year, c.ages, c.of); got != want {
			t.Errorf("%s: %v, not %v", c, got, want)
		}
	}
	if r, _ := f.Row(Plans, 2025, AllAges, ""); r.Source != "SEN2-25" || r.Published != (Month{2025, 6}) {
		t.Errorf("%+v", r)
	}
	if value(t, set.England, Plans, 2025, AllAges, "") != 640000 {
		t.Error("a figure with separators was not read")
	}
	if len(was.Rows) != rows || was.Years(Plans)[len(was.Years(Plans))-1] != 2024 {
		t.Error("the evidence beneath was changed")
	}
	if len(f.Area.Neighbours) == 0 || len(set.LeftOut) != len(base.LeftOut) {
		t.Error("lists of the evidence beneath were lost")
	}
	c, err := set.Caseload(code, 2025)
	if err != nil {
		t.Fatal(err)
	}
	if c.Plans.Total() != 1000 || c.Unknown() != 100 || len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0], "virtual_school") {
		t.Errorf("caseload: %d plans, %d apportioned, %v", c.Plans.Total(), c.Unknown(), c.Warnings)
	}
	if !strings.Contains(strings.Join(f.Warnings, "\n"), "virtual_school") {
		t.Errorf("no warning of the new placement: %v", f.Warnings)
	}
	fresh, err := set.Authority("Greater Place")
	if err != nil || value(t, fresh, Plans, 2025, AllAges, "") != 10 {
		t.Errorf("the new authority: %v", err)
	}
	var b strings.Builder
	if _, err := report.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"column virtual_school taken as a placement", `topic "Ethnic minority"`, `1 "c"`, "column requests_new_thing",
		`breakdown "Age 31"`, "about.csv: not a table that is known", "Greater Place is in no list", "the release has no table newplans", `1 "low"`, `1 "z"`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report does not say %q:\n%s", want, b.String())
		}
	}
}

// A revised figure takes the place of the one before, and is named.
func TestRevisionIsReported(t *testing.T) {
	base, _ := small(t)
	revised := smallTable("ehcplans", authority(ashby, "202223", allPlans, allPlans, "610"))
	set, report, err := Import(files(map[string]string{"caseload.csv": revised}), nil, base)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := set.Authority(ashby)
	if value(t, f, Plans, 2023, AllAges, "") != 610 {
		t.Error("the revision was not taken")
	}
	if len(report.Differences) != 1 || report.Differences[0].Other != 600 || report.Differences[0].Area != "Ashby, City of" {
		t.Errorf("%+v", report.Differences)
	}
}

// Figures of an abolished authority that a later release still has go to its
// successors, by the shares that ship.
func TestLaterFiguresOfAnAbolishedAuthority(t *testing.T) {
	base, _ := small(t)
	older := smallTable("ehcplans", authority(oldsh, "202122", allPlans, allPlans, "1200"))
	set, _, err := Import(files(map[string]string{"caseload.csv": older}), nil, base)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := set.Authority("oldtown")
	if got := value(t, f, Plans, 2022, AllAges, ""); got != 900 {
		t.Errorf("Oldtown has %v of Oldshire's 1,200, its share is three quarters", got)
	}
}

// One table of a panel, a projection of population, is laid on evidence by
// itself.
func TestOneTableIsLaidOnTheEvidence(t *testing.T) {
	base, _ := small(t)
	projection := "la_code,year,age,population\nE06000901,2030,7,123.5\n"
	set, _, err := Import(nil, files(map[string]string{"Population_by_age.csv": projection}), base)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := set.Authority(ashby)
	if value(t, f, Population, 2030, At(7), "") != 123.5 || value(t, f, Plans, 2024, AllAges, "") != 700 {
		t.Error("the projection or the evidence beneath is missing")
	}
}

func TestPanelAloneIsEvidence(t *testing.T) {
	set, _, err := Import(nil, files(smallPanel()), nil)
	if err != nil {
		t.Fatal(err)
	}
	c, err := set.Caseload("newby", 2023)
	if err != nil || c.Plans.Total() != 250 || !c.Fitted {
		t.Errorf("%+v, %v", c, err)
	}
}
