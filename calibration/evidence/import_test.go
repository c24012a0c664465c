package evidence

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"sendsim/internal/strict"
)

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
	var faults strict.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	for _, want := range []string{
		`caseload.csv:2:125: ehcplans: "many" is not a figure`,
		`caseload.csv:3:1: time_period: "20232" is neither`,
		`caseload.csv:4:69: new_la_code: "E0600" is not an ONS code`,
		`caseload.csv:5:116: mainstream_academy: -2 is below nought`,
		`caseload.csv:6:116: mainstream_academy: 0.5 is not a whole number`,
		`caseload.csv:6:114: ehcplans: 8 for plans 2024 of E06000902, which has 7 in another row`,
		`caseload.csv:7:13: geographic_level: "Parish" is none of`,
		`caseload.csv:8:1: is cut into 1, and the header into 14`,
		`population_by_age.csv:2:16: age: "26" is not an age`,
		`population_by_age.csv:3:1: la_code: "E99999999" is not a code`,
		`need_shares_total.csv:1:1: need_unknown, asd, hi, mld, msi, oth, pd, pmld, semh, slcn, sld, spld, vi: these columns are missing`,
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
