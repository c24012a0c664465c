package evidence

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func value(t *testing.T, f *File, s Series, year int, ages Ages, of string) float64 {
	t.Helper()
	v, ok := f.Value(s, year, ages, of)
	if !ok {
		t.Errorf("%s has no %s", f.Area.Name, cell{s, year, ages, of})
	}
	return v
}

// The control totals that are published with the figures hold on England's row.
func TestEnglandHasThePublishedTotals(t *testing.T) {
	england := published(t).set.England
	for series, years := range map[Series]map[int]float64{
		Plans: {
			2010: 228221, 2014: 237111, 2015: 240183, 2016: 256315, 2017: 287290, 2018: 319819, 2019: 353995,
			2020: 390109, 2021: 430697, 2022: 473255, 2023: 517048, 2024: 576474,
		},
		NewPlans:            {2019: 53899, 2020: 60097, 2021: 62180, 2022: 66706, 2023: 84428},
		Requests:            {2019: 82329, 2021: 93302, 2022: 114482, 2023: 138242},
		Ceased:              {2022: 34724, 2023: 39419},
		Issued:              {2023: 85924},
		IssuedForTimeliness: {2023: 80945},
	} {
		for year, want := range years {
			if got := value(t, england, series, year, AllAges, ""); got != want {
				t.Errorf("%s of %d are %v, published are %v", series, year, got, want)
			}
		}
	}
	for i, millions := range []float64{6279.1, 7063.2, 7906.3, 8988.3, 9954.0} {
		got := value(t, england, HighNeedsBlock, 2019+i, AllAges, "before_deductions") / 1e6
		if got < millions-0.05 || got > millions+0.05 {
			t.Errorf("the high needs block of %d-%d is GBP %.1f m, published are %.1f", 2019+i, 20+i, got, millions)
		}
	}
}

// The authorities' sums reach England's figure, or the report says what lacks.
func TestGapsAreNamed(t *testing.T) {
	report := published(t).report
	gap := func(s Series, year int) Control {
		for _, c := range report.Controls {
			if c.Series == s && c.Year == year && c.Of == "" {
				return c
			}
		}
		t.Fatalf("no control of %s %d", s, year)
		return Control{}
	}
	for year := 2010; year <= 2024; year++ {
		if c := gap(Plans, year); !c.Closes() {
			t.Errorf("plans of %d: England %v, sum %v", year, c.England, c.Sum)
		}
	}
	if c := gap(Requests, 2023); c.Sum != 137307 || !slices.Equal(c.Without, []string{"Hackney", "Isle of Wight", "Leicester"}) {
		t.Errorf("requests of 2023 sum to %v without %v, published are 137,307 of 138,242", c.Sum, c.Without)
	}
	if c := gap(NewPlans, 2022); c.Gap() != 350 {
		t.Errorf("new plans of 2022 are %v apart, known are 350", c.Gap())
	}
	if c := gap(NewPlans, 2023); !slices.Contains(c.Without, "Leicester") || !slices.Contains(c.Without, "Isle of Wight") {
		t.Errorf("new plans of 2023 lack Leicester and Isle of Wight, not %v", c.Without)
	}
}

// A total that is its region's is put right from its ages, in fifteen
// authorities, and nowhere else.
func TestRegionsTotalIsMended(t *testing.T) {
	got := published(t)
	if len(got.report.Mended) != 15 {
		t.Errorf("%d totals were mended, 15 authorities carry the total of Yorkshire and The Humber", len(got.report.Mended))
	}
	sum := 0.0
	for _, f := range got.set.Region("yorkshire-and-the-humber") {
		sum += value(t, f, NewPlans, 2022, AllAges, "")
		if !slices.ContainsFunc(f.Warnings, func(w string) bool { return strings.Contains(w, "6078") }) {
			t.Errorf("%s does not warn of its mended total", f.Area.Name)
		}
	}
	if sum != 6078-350 {
		t.Errorf("Yorkshire and The Humber sums to %v, known are 5,728", sum)
	}
}

func TestMissingIsNeverZero(t *testing.T) {
	set := published(t).set
	for name, missing := range map[string][]cell{
		"Leicester":     {{NewPlans, 2023, AllAges, ""}, {Requests, 2023, AllAges, ""}},
		"Isle of Wight": {{NewPlans, 2023, AllAges, ""}},
		"Hackney":       {{Plans, 2024, At(7), ""}, {Plans, 2024, AllAges, "mainstream_academy"}},
		"Kent":          {{Plans, 2023, At(7), ""}, {DSGBalance, 2022, AllAges, ""}},
	} {
		f, err := set.Authority(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range missing {
			if v, ok := f.Value(c.series, c.year, c.ages, c.of); ok {
				t.Errorf("%s: %s were not published, evidence has %v", name, c, v)
			}
		}
	}
}

func TestAuthoritiesOfToday(t *testing.T) {
	set := published(t).set
	if len(set.Authorities) != 151 {
		t.Errorf("%d authorities, there are 153 less the City of London and the Isles of Scilly", len(set.Authorities))
	}
	var out []string
	for _, r := range set.LeftOut {
		out = append(out, r.Code)
		if r.Why == "" {
			t.Errorf("%s is left out without a reason", r.Name)
		}
	}
	for _, code := range []string{"E09000001", "E06000053", "E10000006", "E10000021", "E10000009", "E06000028", "E06000029"} {
		if !slices.Contains(out, code) {
			t.Errorf("%s is not left out", code)
		}
	}
	for _, f := range set.Authorities {
		if len(f.Area.Neighbours) < 8 || f.Area.Region == "" || f.Area.OldCode == "" {
			t.Errorf("%s: neighbours %v, region %q, old code %q", f.Area.Name, f.Area.Neighbours, f.Area.Region, f.Area.OldCode)
		}
	}
}

// Every successor has plans of every year, and with what it was made of they
// sum to England's.
func TestSuccessorsHaveAPast(t *testing.T) {
	set := published(t).set
	for year := 2010; year <= 2024; year++ {
		sum := 0.0
		for _, f := range set.Authorities {
			sum += value(t, f, Plans, year, AllAges, "")
		}
		england := value(t, set.England, Plans, year, AllAges, "")
		if apart := england - sum; apart < 10 || apart > 60 { // the City of London and the Isles of Scilly
			t.Errorf("%d: the authorities have %v of England's %v plans", year, sum, england)
		}
	}
	bcp, err := set.Authority("BCP")
	if err != nil {
		t.Fatal(err)
	}
	// 1,045 of Bournemouth, 846 of Poole, and of Dorset's 2,392 as many as
	// make BCP's part 2,448/4,982, as in 2020: 213.5.
	if got := value(t, bcp, Plans, 2019, AllAges, ""); got < 2104 || got > 2105 {
		t.Errorf("BCP has %v plans in January 2019, worked out are 2,104.6", got)
	}
}

func TestEveryRowIsDatedAndSourced(t *testing.T) {
	got := published(t)
	for _, f := range got.set.files() {
		if !slices.IsSortedFunc(f.Rows, Row.compare) {
			t.Errorf("%s: rows are not sorted", f.Area.Name)
		}
		for _, r := range f.Rows {
			if r.Source == "" || r.Published == (Month{}) && r.Note != timeless && r.Series != PlaceRate {
				t.Fatalf("%s: %+v has no source or date", f.Area.Name, r)
			}
			if r.Of != "" && (r.Series == Plans || r.Series == NewPlans) {
				if _, known := placementByColumn[r.Of]; !known {
					t.Fatalf("%s: %q is in no setting", f.Area.Name, r.Of)
				}
			}
		}
	}
	for _, f := range got.report.Files {
		if f.Table == "" || len(f.Unread) > 0 {
			t.Errorf("not read: %s", f)
		}
	}
}

// Percentages and sums of other columns are not figures of their own.
func TestPanelAndReleaseAgree(t *testing.T) {
	for _, d := range published(t).report.Differences {
		if d.Area == "England" && d.From == "the panel" && !strings.Contains(d.What, "not-placed") && !strings.Contains(d.What, "other-arrangements") {
			t.Errorf("%+v", d) // those permanently excluded stand apart in the release, with others in the panel
		}
	}
}

// Oldshire's 1,000 plans go to Newby and Oldtown as their 250 and 750 at the
// first census; a rate is handed on.
func TestPastIsApportionedByPlans(t *testing.T) {
	set, _ := small(t)
	for name, want := range map[string]float64{"Newby": 250, "Oldtown": 750} {
		f, err := set.Authority(name)
		if err != nil {
			t.Fatal(err)
		}
		r, _ := f.Row(Plans, 2022, AllAges, "")
		if r.Value != want || !strings.HasPrefix(r.Note, "derived: share 0.") {
			t.Errorf("%s in 2022: %+v", name, r)
		}
		if rate := value(t, f, SupportPct, 2022, AllAges, ""); rate != 13.5 {
			t.Errorf("%s: rate %v", name, rate)
		}
	}
	if _, err := set.Authority("Oldshire"); err == nil || !strings.Contains(err.Error(), "Newby and Oldtown") {
		t.Errorf("Oldshire: %v", err)
	}
}

func TestReleaseComesBeforeThePanel(t *testing.T) {
	panel := smallPanel()
	panel["ehcp_total.csv"] += "E06000901,Ashby,2024,690,0,sen2_2022\n"
	set, report, err := Import(files(map[string]string{"caseload.csv": smallCaseload()}), files(panel), nil)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := set.Authority("ashby")
	if r, _ := f.Row(Plans, 2024, AllAges, ""); r.Value != 700 || r.Source != "SEN2-24" {
		t.Errorf("%+v", r)
	}
	want := Difference{Area: "Ashby, City of", What: "plans 2024", Kept: 700, Other: 690, From: "the panel"}
	if !slices.Contains(report.Differences, want) {
		t.Errorf("%+v", report.Differences)
	}
}

func TestTotalApartFromItsAgesIsMended(t *testing.T) {
	table := func(total string, last string) string {
		return smallTable("new_ehc_plans,mainstream_academy",
			national("2023", "New EHC plans", "New EHC plans", "30", "30"),
			releaseRow{"2023", "Regional", "", "New EHC plans", "New EHC plans", []string{"900", "30"}},
			authority(ashby, "2023", "New EHC plans", "New EHC plans", total, "30"),
			authority(ashby, "2023", "Age when plan started", "age 2 and under", "10", "10"),
			authority(ashby, "2023", "Age when plan started", "age 4", last, "20"))
	}
	for _, c := range []struct {
		total, last string
		want        float64
		mended      bool
	}{
		{"900", "20", 30, true},
		{"31", "20", 31, false},  // within 5 %
		{"900", "x", 900, false}, // an age is not published: no contradiction
	} {
		set, _, err := Import(files(map[string]string{"newplans.csv": table(c.total, c.last)}), files(smallPanel()), nil)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := set.Authority("ashby")
		r, _ := f.Row(NewPlans, 2023, AllAges, "")
		if r.Value != c.want || strings.Contains(r.Note, "it is the total of Test Region") != c.mended {
			t.Errorf("total %s, last age %s: %+v", c.total, c.last, r)
		}
	}
}

func TestFaultsComeAllAtOnce(t *testing.T) {
	caseload := smallTable("ehcplans,mainstream_academy",
		authority(ashby, "202324", allPlans, allPlans, "many", "1"),
		authority(newby, "20232", allPlans, allPlans, "1", "1"),
		authority("E0600", "202324", allPlans, allPlans, "1", "1"),
		authority(newby, "202324", allPlans, allPlans, "7", "-2"),
		authority(newby, "202324", allPlans, allPlans, "8", "0.5"),
		releaseRow{"202324", "Parish", ashby, allPlans, allPlans, []string{"1", "1"}}) + "short\n"
	panel := smallPanel()
	panel["population_by_age.csv"] = "la_code,year,age,population\nE06000901,2023,26,5\nE99999999,2023,5,5\n"
	panel["need_shares_total.csv"] = "la_code,measure\n"
	set, report, err := Import(files(map[string]string{"caseload.csv": caseload, "notes.txt": "?"}), files(panel), nil)
	if set != nil || report != nil {
		t.Error("a faulty input gave a result")
	}
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	for _, want := range []string{
		`caseload.csv:2: ehcplans: "many" is not a figure`,
		`caseload.csv:3: time_period: "20232" is neither`,
		`caseload.csv:4: new_la_code: "E0600" is not an ONS code`,
		`caseload.csv:5: mainstream_academy: -2 is below nought`,
		`caseload.csv:6: mainstream_academy: 0.5 is not a whole number`,
		`caseload.csv:6: ehcplans: 8 for plans 2024 of E06000902, which has 7 in another row`,
		`caseload.csv:7: geographic_level: "Parish" is none of`,
		`caseload.csv:8: has not the 14 fields`,
		`population_by_age.csv:2: age: "26" is not an age`,
		`population_by_age.csv:3: la_code: "E99999999" is not a code`,
		`need_shares_total.csv:1: column asd is missing`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no fault %q in\n%v", want, err)
		}
	}
}

func TestNothingToImportIsAFault(t *testing.T) {
	for name, run := range map[string]func() error{
		"nothing": func() error { _, _, err := Import(nil, nil, nil); return err },
		"no lists": func() error {
			_, _, err := Import(files(map[string]string{"caseload.csv": smallCaseload()}), nil, nil)
			return err
		},
		"no table": func() error {
			_, _, err := Import(files(map[string]string{"a.csv": "x,y\n1,2\n"}), files(smallPanel()), nil)
			return err
		},
		"the same twice": func() error {
			_, _, err := Import(files(map[string]string{"caseload.csv": smallCaseload(), "old/caseload.csv": smallCaseload()}), files(smallPanel()), nil)
			return err
		},
		"an empty panel": func() error { _, _, err := Import(nil, files(nil), nil); return err },
		"not text": func() error {
			_, _, err := Import(files(map[string]string{"caseload.csv": "PK\x03\x04\xff\xfe"}), files(smallPanel()), nil)
			return err
		},
		"a broken quote": func() error {
			_, _, err := Import(files(map[string]string{"caseload.csv": smallCaseload() + "\"a\nb"}), files(smallPanel()), nil)
			return err
		},
		"an absent column": func() error {
			_, _, err := Import(files(map[string]string{"caseload.csv": "ehcplans,breakdown_topic\n1,a\n"}), files(smallPanel()), nil)
			return err
		},
	} {
		if err := run(); err == nil {
			t.Errorf("%s: no fault", name)
		} else if testing.Verbose() {
			t.Logf("%s: %v", name, err)
		}
	}
}
