package evidence

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// root is the repository's folder.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// testdata is the data folder beside the repository, which the project reads
// and commits no copy of; the test is skipped where it is absent.
func testdata(t testing.TB) (release, panel fs.FS) {
	t.Helper()
	folder := filepath.Join(root(t), "..", "shared", "data")
	if _, err := os.Stat(filepath.Join(folder, "sen2")); err != nil {
		t.Skip("the data folder ../shared/data is not beside the repository: this claim about the published figures is not checked")
	}
	return os.DirFS(filepath.Join(folder, "sen2")), os.DirFS(filepath.Join(folder, "panel"))
}

// references is the text of the list of references.
func references(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), "docs", "references.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// imported is what one import of the data folder gives; it is read only.
type imported struct {
	set    *Set
	report *Report
}

var shared struct {
	once sync.Once
	got  imported
	err  error
}

// published is the evidence of the data folder, imported once for all tests.
func published(t testing.TB) imported {
	t.Helper()
	release, panel := testdata(t)
	shared.once.Do(func() { shared.got.set, shared.got.report, shared.err = Import(release, panel, nil) })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.got
}

// files is an input made in a test.
func files(contents map[string]string) fs.FS {
	fsys := fstest.MapFS{}
	for name, text := range contents {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// zipped is the same input as a zip.
func zipped(t testing.TB, contents map[string]string) fs.FS {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range contents {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	fsys, err := OpenZip(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// Three small authorities of one region, of which Newby succeeded, with
// Oldtown, to Oldshire in 2023.
const (
	ashby   = "E06000901"
	newby   = "E06000902"
	oldtown = "E06000903"
	oldsh   = "E10000904"
)

// smallPanel is a panel of these; England's row is their sum.
func smallPanel() map[string]string {
	return map[string]string{
		"la_lookup.csv": `la_code,la_name,old_la_code,region,first_year,last_year,succeeded_by,codes_seen_in_sources
E06000901,"Ashby, City of",901,Test Region,2010,2025,,E06000901;E06000900
E06000902,Newby,902,Test Region,2023,2025,,E06000902
E06000903,Oldtown,903,Test Region,2023,2025,,E06000903
E10000904,Oldshire,904,Test Region,2010,2022,E06000902;E06000903,E10000904
`,
		"ehcp_total.csv": `la_code,la_name,year,ehcp_total,of_which_statements,source
E92000001,England,2022,1500,0,sen2_2022
E92000001,England,2023,1600,0,sen2_2022
E06000901,Ashby,2022,500,0,sen2_2022
E06000901,Ashby,2023,600,0,sen2_2022
E10000904,Oldshire,2022,"1,000",0,sen2_2022
E06000902,Newby,2023,250,0,sen2_2022
E06000903,Oldtown,2023,750,0,sen2_2022
`,
		"statistical_neighbours.csv": "\ufeff\"Ashby, City of\",Newby,Oldtown\nNewby,Oldtown,Newby\nOldtown,\"Ashby, City of\",\n",
		"lait_sen_metrics.csv": `la_code,la_name,metric,period,value
E10000904,Oldshire,pct_pupils_sen_support_by_school_location,2022,13.5
`,
	}
}

// releaseRow is one row of a small table of caseload or new plans.
type releaseRow struct {
	period, level, code, topic, breakdown string
	figures                               []string // of the columns given
}

// smallTable writes a table of a release with the given figure columns.
func smallTable(columns string, rows ...releaseRow) string {
	var b strings.Builder
	b.WriteString("\ufefftime_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,breakdown_topic,breakdown," + columns + "\n")
	names := map[string]string{ashby: `"Ashby, City of"`, newby: "Newby", oldtown: "Oldtown", oldsh: "Oldshire"}
	for _, r := range rows {
		fmt.Fprintf(&b, "%s,year,%s,E92000001,England,E12000001,Test Region,%s,,%s,%s,%s,%s\n",
			r.period, r.level, r.code, names[r.code], r.topic, r.breakdown, strings.Join(r.figures, ","))
	}
	return b.String()
}

func national(period, topic, breakdown string, figures ...string) releaseRow {
	return releaseRow{period, "National", "", topic, breakdown, figures}
}

func authority(code, period, topic, breakdown string, figures ...string) releaseRow {
	return releaseRow{period, "Local authority", code, topic, breakdown, figures}
}

const (
	allPlans      = "All EHC plans"
	ageTopicWords = "Child or young persons age"
)

// smallCaseload is a caseload of January 2024 by age and placement: one of the
// authorities (Oldtown) without its ages.
func smallCaseload() string {
	return smallTable("ehcplans,mainstream_academy,special_academy_free,placement_unknown,mainstream_total",
		national("202324", allPlans, allPlans, "1700", "900", "700", "100", "900"),
		authority(ashby, "202324", allPlans, allPlans, "700", "400", "250", "50", "400"),
		authority(ashby, "202324", ageTopicWords, "under 3", "10", "10", "0", "0", "10"),
		authority(ashby, "202324", ageTopicWords, "age 7", "400", "290", "90", "20", "290"),
		authority(ashby, "202324", ageTopicWords, "age 14", "290", "100", "160", "30", "100"),
		authority(newby, "202324", allPlans, allPlans, "300", "150", "100", "50", "150"),
		authority(newby, "202324", ageTopicWords, "age 7", "200", "120", "50", "30", "120"),
		authority(newby, "202324", ageTopicWords, "age 14", "100", "30", "50", "20", "30"),
		authority(oldtown, "202324", allPlans, allPlans, "700", "350", "350", "0", "350"),
		authority(oldtown, "202324", ageTopicWords, "age 7", "x", "x", "x", "x", "x"),
	)
}

// small is the evidence of both.
func small(t testing.TB) (*Set, *Report) {
	t.Helper()
	set, report, err := Import(files(map[string]string{"caseload.csv": smallCaseload()}), files(smallPanel()), nil)
	if err != nil {
		t.Fatal(err)
	}
	return set, report
}
