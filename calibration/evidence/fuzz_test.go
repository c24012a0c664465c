package evidence

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/fuzztest"
	"sendsim/internal/strict"
)

// perByte is the bytes that an import may allocate for each of its input: a
// figure becomes a row, a place in a table and often a remark.
const perByte = 4000

// placed fails unless an error is faults with a file, a line within the text
// and words of their own.
func placed(t *testing.T, err error, text string) {
	t.Helper()
	var faults strict.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("an error without faults: %v", err)
	}
	for _, f := range faults {
		if lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 1; f.File == "" || f.Says == "" || f.Line < 0 || f.Line > lines || f.Line > 0 && f.Column < 1 {
			t.Fatalf("a fault without a place in %d lines: %+v", lines, f)
		}
	}
}

// whole fails unless a set has figures within their bounds, each year's plans
// add up to their total, and it comes back from its zip.
func whole(t *testing.T, set *Set) {
	t.Helper()
	for _, file := range set.files() {
		for _, r := range file.Rows {
			if r.Value < 0 && !r.Series.signed() || r.Value > maxFigure || r.Value < -maxFigure || !plausible(r.Year) {
				t.Fatalf("%+v", r)
			}
		}
		for _, year := range file.Years(Plans) {
			total, _ := file.Value(Plans, year, AllAges, "")
			if c, err := set.Caseload(file.Area.Code, year); err != nil || total < 1e6 && c.Plans.Total() != int(total+0.5) {
				t.Fatalf("%s %d: %v plans, %v", file.Area.Name, year, total, err)
			}
		}
	}
	var once, twice bytes.Buffer
	if err := set.WriteZip(&once); err != nil {
		t.Fatal(err)
	}
	zipped, err := OpenZip(bytes.NewReader(once.Bytes()), int64(once.Len()))
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadSet(zipped)
	if err != nil {
		t.Fatalf("what was imported is not read again: %v", err)
	}
	if err := back.WriteZip(&twice); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(once.Bytes(), twice.Bytes()) {
		t.Fatal("what was imported and read again is not the same")
	}
}

// FuzzReadFile says that whatever is read as evidence is written and read
// again as it was, and that faults have their line.
func FuzzReadFile(f *testing.F) {
	head := textForm + "\n# code: E06000901\n# name: Ashby\n# key: ashby\n# predecessor: E10000904 0.25 2023 Oldshire\n# safety valve: 2022 0 x\n# warning: w\n" + textHeader + "\n"
	f.Add(head + "plans,2024,2024-06,0-2,mainstream,12.5,SEN2-24,\"a, b\"\nplans,2024,,unknown,,0,S,\n")
	f.Add(head + "\"\n")
	f.Add("# ")
	set, _ := small(f)
	for _, file := range set.files() {
		var b bytes.Buffer
		if err := file.Write(&b); err != nil {
			f.Fatal(err)
		}
		f.Add(b.String())
	}
	f.Fuzz(func(t *testing.T, text string) {
		var file *File
		var err error
		fuzztest.Frugal(t, len(text), perByte, func() { file, err = ReadFile(strings.NewReader(text), "fuzz.csv") })
		if err != nil {
			placed(t, err, text)
			return
		}
		var once, twice bytes.Buffer
		if err := file.Write(&once); err != nil {
			t.Fatal(err)
		}
		back, err := ReadFile(bytes.NewReader(once.Bytes()), "again.csv")
		if err != nil {
			t.Fatalf("%v\n%q", err, text)
		}
		if err := back.Write(&twice); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(back.Rows, file.Rows) || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatalf("%s\nis not\n%s", twice.Bytes(), once.Bytes())
		}
	})
}

// FuzzImport says that no table of a release makes the import fall, and no
// figure that is out of bounds comes through.
func FuzzImport(f *testing.F) {
	for _, spec := range releaseTables {
		f.Add(releaseSeed(spec))
	}
	f.Add(smallCaseload())
	f.Add("ehcplans,breakdown_topic\n")
	f.Add(strings.ReplaceAll(smallCaseload(), "700", "1e3"))
	base, _ := small(f)
	f.Fuzz(func(t *testing.T, text string) {
		imports(t, text, base, func() (*Set, *Report, error) {
			return Import(files(map[string]string{"table.csv": text}), nil, base)
		})
	})
}

// FuzzPanel says the same of the tables of a panel, each by its name.
func FuzzPanel(f *testing.F) {
	seeds := panelSeeds()
	names := slices.Sorted(maps.Keys(seeds))
	for i, name := range names {
		f.Add(uint8(i), seeds[name])
	}
	base, _ := small(f)
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		name := names[int(which)%len(names)]
		imports(t, text, base, func() (*Set, *Report, error) {
			return Import(nil, files(map[string]string{name + ".csv": text}), base)
		})
	})
}

// FuzzZip says that no archive makes the readers of releases and of evidence
// fall, or take more memory than it unpacks to.
func FuzzZip(f *testing.F) {
	base, _ := small(f)
	var evidence bytes.Buffer
	if err := base.WriteZip(&evidence); err != nil {
		f.Fatal(err)
	}
	f.Add(evidence.Bytes())
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		out, err := w.CreateHeader(&zip.FileHeader{Name: "data/caseload.csv", Method: method})
		if err != nil {
			f.Fatal(err)
		}
		fmt.Fprint(out, smallCaseload())
		if err := w.Close(); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	const unpacked = 1032 // times as large as its bytes: the most that deflate packs
	f.Fuzz(func(t *testing.T, archive []byte) {
		var zipped fs.FS
		var err error
		fuzztest.Frugal(t, len(archive), perByte, func() { zipped, err = OpenZip(bytes.NewReader(archive), int64(len(archive))) })
		if err != nil {
			return
		}
		fuzztest.Frugal(t, unpacked*len(archive), perByte, func() {
			if set, _, err := Import(zipped, nil, base); err == nil {
				whole(t, set)
			}
			if set, err := ReadSet(zipped); err == nil && set.England == nil {
				t.Fatal("evidence without England")
			}
		})
	})
}

func imports(t *testing.T, text string, base *Set, run func() (*Set, *Report, error)) {
	t.Helper()
	var set *Set
	var report *Report
	var err error
	fuzztest.Frugal(t, len(text), perByte, func() { set, report, err = run() })
	if err != nil {
		placed(t, err, text)
		return
	}
	if len(set.Authorities) < len(base.Authorities) {
		t.Fatal("authorities are lost")
	}
	var b bytes.Buffer
	if _, err := report.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	whole(t, set)
}

// releaseSeed is a small table of a release that has every column.
func releaseSeed(spec releaseTable) string {
	columns, figures := []string{spec.total.column}, []string{"40"}
	for _, c := range spec.columns {
		columns, figures = append(columns, c.column), append(figures, "40")
	}
	rows := []releaseRow{
		national("2023", allPlans, allPlans, figures...),
		authority(ashby, "2023", allPlans, allPlans, figures...),
		{"202324", "Regional", "", allPlans, allPlans, figures},
	}
	for _, of := range [][2]string{
		{ageTopicWords, "age 7"},
		{"Age plan ceased", "20 and over"},
		{"Years plan held", "12 years or more"},
		{"Type of placement", "mainstream_academy"},
		{"Age when plan started", "under 3"},
	} {
		rows = append(rows, authority(ashby, "2023", of[0], of[1], figures...), national("2023", of[0], of[1], figures...))
	}
	return smallTable(strings.Join(columns, ","), rows...)
}

// panelSeeds is a small table of a panel for every name that is known.
func panelSeeds() map[string]string {
	seeds := smallPanel()
	all := map[string]string{
		"safety_valve":   "la_code,agreement_financial_year,total_bailout_gbp_m,verification\nE06000901,2022-23,1.5,x\nE06000902,2021-22,,\n",
		"unit_costs":     "item,year,england_pooled_gbp,la_p10,la_p25,la_median,la_p75,la_p90,source,kind\nspecial,2021-22,20000,1,2,3,4,5,x,derived\nplace,rate,10000,,,,,,y,given\n",
		"england_series": "series,period,unit,value,quality,source\nplans_gbp_m,2023-24 (planned),gbp_m,1.7,high,NAO\nplans,2024,number,1700,low,x\n",
	}
	for name, text := range seeds {
		all[strings.TrimSuffix(name, ".csv")] = text
	}
	var needs, shares []string
	for _, n := range cohorts.Needs() {
		needs, shares = append(needs, n.Key()), append(shares, "0.08")
	}
	for name, by := range map[string][2]string{"total": {"measure", "stock_january"}, "by_age": {"age", "7"}, "by_placement": {"placement", "mainstream_academy"}} {
		all["need_shares_"+name] = fmt.Sprintf("la_code,%s,need_unknown,%s\nE92000001,%s,0.04,%s\nE06000901,%[3]s,x,%[4]s\n", by[0], strings.Join(needs, ","), by[1], strings.Join(shares, ","))
	}
	for _, spec := range panelTables {
		if all[spec.name] == "" {
			all[spec.name] = panelSeed(spec)
		}
	}
	return all
}

// panelSeed is a small table that a panelTable describes.
func panelSeed(spec panelTable) string {
	columns, values := []string{"la_code", spec.year}, []string{ashby, "2021-22"}
	if spec.period == nil {
		values[1] = "2021"
	}
	for _, pair := range [][2]string{{spec.ages, "7"}, {spec.of, "mainstream_academy"}, {spec.note, "low"}} {
		if pair[0] != "" {
			columns, values = append(columns, pair[0]), append(values, pair[1])
		}
	}
	for i, c := range spec.columns {
		columns, values = append(columns, c.column), append(values, fmt.Sprintf("%d.5", i*7))
	}
	if spec.each != "" {
		columns, values = append(columns, "mainstream_academy", "other"), append(values, "12", "c")
	}
	return strings.Join(columns, ",") + "\n" + strings.Join(values, ",") + "\n" + strings.Replace(strings.Join(values, ","), ashby, englandCode, 1) + "\n"
}
