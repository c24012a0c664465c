package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"sendsim/internal/golden"
)

// bad is what somebody asks for that cannot be: files by name, and a command
// line with words apart by blanks.
type bad struct {
	name, asks string
	files      map[string]string
}

// scenarioOf is a bad scenario, the first line given.
func scenarioOf(name string, lines ...string) bad {
	return bad{name, "run plan.yaml --draws 2 --out out", map[string]string{"plan.yaml": "authority: kent\n" + strings.Join(lines, "\n") + "\n"}}
}

// lever is a scenario with one lever of which a line is bad.
func lever(name string, lines ...string) bad {
	all := []string{"levers:", "  - resourced-provision:", "      from: 2024-autumn", "      places: 40"}
	for _, l := range lines {
		all = append(all, "      "+l)
	}
	return scenarioOf(name, all...)
}

// figuresOf is a council's figures that are bad, with a table.
func figuresOf(name, text, table string) bad {
	return bad{name, "run --local own.yaml --draws 2 --out out", map[string]string{"own.yaml": "form: 1\nauthority: rutland\n" + text + "\n", "t.csv": table}}
}

// children is a council's figures of which the table of children is bad.
func children(name, table string) bad {
	return figuresOf(name, "caseload: {census: 2024-01, tables: [t.csv]}", table)
}

// releaseOf is a release in which a table is bad.
func releaseOf(name string, files map[string]string) bad {
	return bad{name, "import release.zip --out out", map[string]string{"release.zip": zipped(files)}}
}

func zipped(files map[string]string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(files[name]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func utf16le(s string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

const caseloadHead = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,breakdown_topic,breakdown,ehcplans\n"

func caseload(rows ...string) map[string]string {
	return map[string]string{"data/caseload.csv": caseloadHead + strings.Join(rows, "\n") + "\n"}
}

// laughs is aliases thirty deep, each twice the one before.
func laughs() string {
	text := "a0: &a0 [kent, kent]\n"
	for i := 1; i < 30; i++ {
		text += fmt.Sprintf("a%d: &a%d [*a%d, *a%d]\n", i, i, i-1, i-1)
	}
	return text + "authority: *a29\n"
}

// badInputs are what people get wrong: at least one case of each kind that the
// terminal, scenarios, a council's figures, releases and calibrations know.
func badInputs() []bad {
	return []bad{
		{"command-mistyped", "ruin", nil},
		{"flag-mistyped", "run --drawz 4", nil},
		{"flag-wrong-type", "run --draws many", nil},
		{"flag-seed-negative", "run --seed -1", nil},
		{"word-too-many", "run a.yaml b.yaml", nil},
		{"word-missing", "check", nil},
		{"authority-unknown", "run --authority stokton-on-tees", nil},
		{"authority-empty", "run --authority=", nil},
		{"authority-left-out", "run --authority city-of-london", nil},
		{"region-unknown", "run --authority region:north-est", nil},
		{"rates-unknown", "run --with-rates-of knt", nil},
		{"all-compared", "compare plan.yaml --draws 2 --out out", map[string]string{"plan.yaml": "authority: all\nyears: 1\n"}},
		{"all-and-one", "run --authority all,kent --draws 2", nil},
		{"all-with-drivers", "run --authority all --draws 2 --drivers=1s", nil},
		{"peers-unknown", "authorities --compare knt,rutland,rutland --draws 2", nil},
		{"peers-without", "authorities --draws 20 --year 2025-26", nil},
		{"peers-and-rank", "authorities --compare kent --rank balance --calibrations x", nil},
		{"peers-left-out", "authorities --compare city-of-london", nil},
		{"peers-regime", "authorities --compare kent --regime announced", nil},
		{"peers-out-not-ours", "authorities --compare kent --out out", map[string]string{"out/own.txt": "a"}},
		{"split-of-two", "authorities --compare kent,rutland --with-rates-of newham --workers 0", nil},
		{"split-of-one", "authorities --compare kent --with-rates-of kent", nil},
		{"split-unknown", "authorities --compare kent --with-rates-of nwham", nil},
		{"split-without", "authorities --with-rates-of kent --years 3", nil},
		{"split-years", "authorities --compare kent --with-rates-of newham --years 90", nil},
		{"rank-unknown", "authorities --rank plans", nil},
		{"rank-year", "authorities --rank balance --year 2099-00", nil},
		{"regime-unknown", "run --regime announced-2026", nil},
		{"threshold-no-number", "run --threshold plenty", nil},
		{"threshold-negative", "run --threshold -20m", nil},
		{"draws-0", "run --draws 0", nil},
		{"draws-too-many", "run --draws 99999999", nil},
		{"years-0", "run --years 0", nil},
		{"years-too-many", "run --years 40", nil},
		{"no-workers", "run --workers 0 --draws 2", nil},
		{"several-at-once", "run --authority knt --draws 0 --years 99 --regime no", nil},
		{"explain-draw", "explain --draw -4", nil},
		{"explain-draw-and-near", "explain --draw 4 --near p90", nil},
		{"explain-column-alone", "explain --column spend", nil},
		{"explain-near", "explain --near p101", nil},
		{"explain-term", "explain --term 2027-autum", nil},
		{"local-whose", "local", nil},
		{"local-unknown", "local --authority knt", nil},
		{"new-lever-unknown", "new plan.yaml --authority kent --lever resorced-provision", nil},
		{"verify-nowhere", "verify nowhere", nil},
		{"verify-no-run", "verify folder", map[string]string{"folder/a.txt": "a"}},
		{"verify-manifest-broken", "verify folder", map[string]string{"folder/manifest.json": "{\"format\": 1,"}},
		{"calibrate-whom", "calibrate --out out", nil},
		{"out-is-a-file", "run --out letter", map[string]string{"letter": "dear"}},
		{"out-below-a-file", "run --out letter/run", map[string]string{"letter": "dear"}},
		{"out-not-empty", "run --out folder", map[string]string{"folder/mine.txt": "mine"}},

		{"out-is-here", "run --draws 2 --out .", nil},
		{"scenario-nowhere", "run nowhere.yaml", nil},
		{"scenario-a-folder", "run folder", map[string]string{"folder/a.yaml": ""}},
		{"scenario-empty", "run plan.yaml", map[string]string{"plan.yaml": ""}},
		{"scenario-not-yaml", "run plan.yaml", map[string]string{"plan.yaml": "authority: [kent\nyears: 3\n"}},
		{"scenario-not-text", "run plan.yaml", map[string]string{"plan.yaml": "\x00\x01\x02PK\x03\x04"}},
		{"scenario-utf-16", "run plan.yaml", map[string]string{"plan.yaml": utf16le("authority: kent\n")}},
		{"scenario-alias-bomb", "run plan.yaml", map[string]string{"plan.yaml": laughs()}},
		scenarioOf("key-mistyped", "yeers: 3"),
		scenarioOf("key-twice", "years: 3", "years: 4"),
		scenarioOf("wrong-type", "years: three", "draws: [1, 2]"),
		scenarioOf("start-before-the-data", "start: 2009-01"),
		scenarioOf("start-to-come", "start: 2031-01"),
		scenarioOf("start-no-date", "start: soon"),
		scenarioOf("threshold-commas", "threshold: 20,000,000"),
		scenarioOf("local-nowhere", "local: nowhere.yaml"),
		scenarioOf("calibrations-nowhere", "calibrations: nowhere"),
		scenarioOf("everything", "yeers: 3", "draws: 0", "regime: knwon-2024-03", "levers:", "  - resorced-provision: {from: 2024-autumn, places: 40}", "  - early-years-support: {from: soon, reach: 140%, effect: {low: 20%, high: 5%}}"),
		scenarioOf("lever-places-negative", "levers:", "  - resourced-provision: {from: 2024-autumn, places: -40}"),
		lever("lever-cost-negative", "cost: {dsg: -350k/year}"),
		lever("lever-cost-without-time", "cost: {council: 100k}"),
		scenarioOf("lever-year-out-of-range", "levers:", "  - resourced-provision: {from: 2099-autumn, places: 40}"),
		lever("lever-key-mistyped", "delievery: {late: 3}"),
		scenarioOf("lever-percentage", "levers:", "  - early-years-support: {from: 2024-autumn, reach: 140%, effect: 5%}"),
		scenarioOf("lever-twice-without-names", "levers:", "  - resourced-provision: {from: 2024-autumn, places: 40}", "  - resourced-provision: {from: 2025-autumn, places: 20}"),

		{"figures-nowhere", "run --local nowhere.yaml", nil},
		{"figures-a-folder", "run --local folder", map[string]string{"folder/a.yaml": ""}},
		figuresOf("figures-key-mistyped", "balanse: {at: 2024-03, net: 1m}", ""),
		figuresOf("figures-cost-negative", "unit-costs: {mainstream: -5k}", ""),
		figuresOf("figures-need-mistyped", "unit-costs: {mainstream: {needs: {autism: 5k}}}", ""),
		figuresOf("figures-block-out-of-range", "blocks: {2099-00: 1m}", ""),
		children("table-empty", ""),
		children("table-column-missing", "setting,age\nmainstream,7\n"),
		children("table-column-renamed", "seting,age,children\nmainstream,7,3\n"),
		children("table-column-doubled", "setting,age,age,children\nmainstream,7,8,3\n"),
		children("table-numbers", "setting,age,children\nmainstream,7,\"1,234\"\nmainstream,8,\nmainstream,9,-4\nmainstream,10,3.5\nmainstream,11,many\n"),
		children("table-suppressed", "setting,age,children\nmainstream,7,c\nmainstream,8,x\nmainstream,9,z\nmainstream,10,low\n"),
		children("table-ages", "setting,age,children\nmainstream,26,3\nmainstream,-1,3\nmainstream,seven,3\n"),
		children("table-setting-mistyped", "setting,age,children\nmainstraem,7,3\n"),
		children("table-total-differs", "setting,children\nmainstream,30\nstate-special,20\nall,60\n"),
		children("table-field-too-long", "setting,age,children\n"+strings.Repeat("x", 70_000)+",7,3\n"),
		children("table-bytes", "setting,age,children\nmain\xe9stream,7,3\n"),
		children("table-of-persons", "upn,name,date of birth,setting\nA123456789012,Jo Bloggs,2014-05-01,mainstream\n"),
		figuresOf("table-nowhere", "caseload: {census: 2024-01, tables: [lost.csv]}", ""),

		{"release-nowhere", "import nowhere.zip --out out", nil},
		{"release-empty-folder", "import release --out out", map[string]string{"release/a.txt": "a"}},
		{"compare-sums", "authorities --compare england,region:london,all", nil},
		{"compare-law-unknown", "authorities --compare rutland --regime nope", nil},
		{"completion-shell", "completion tcsh", nil},
		{"completion-of-none", "completion", nil},
		{"scenario-no-such", "run stockton-dbv", nil},
		{"release-no-zip", "import release.zip --out out", map[string]string{"release.zip": "this is no zip"}},
		{"release-truncated", "import release.zip --out out", map[string]string{"release.zip": zipped(caseload())[:120]}},
		releaseOf("release-zip-slip", map[string]string{"../../caseload.csv": caseloadHead}),
		releaseOf("release-zip-bomb", map[string]string{"data/caseload.csv": strings.Repeat("0", 150<<20)}),
		releaseOf("release-empty", map[string]string{"data/caseload.csv": ""}),
		releaseOf("release-without-tables", map[string]string{"readme.txt": "nothing"}),
		releaseOf("release-column-missing", map[string]string{"data/caseload.csv": "time_period,geographic_level\n202425,National\n"}),
		releaseOf("release-column-doubled", map[string]string{"data/caseload.csv": strings.Replace(caseloadHead, "ehcplans", "ehcplans,ehcplans", 1)}),
		releaseOf("release-column-renamed", map[string]string{"data/caseload.csv": strings.Replace(caseloadHead, "ehcplans", "ehc_plans", 1)}),
		releaseOf("release-columns-missing", map[string]string{"data/caseload.csv": "time_period,geographic_levl,breakdown_topic,ehcplans\n"}),
		releaseOf("release-utf-16", map[string]string{"data/caseload.csv": utf16le(caseloadHead)}),
		releaseOf("release-bytes", map[string]string{"data/caseload.csv": caseloadHead + "202425,Academic year,National,E92000001,Engl\xe9nd\n"}),
		releaseOf("release-semicolons", map[string]string{"data/caseload.csv": strings.ReplaceAll(caseloadHead, ",", ";")}),
		releaseOf("release-quotes", map[string]string{"data/caseload.csv": caseloadHead + "202425,\"Academic\"year\n"}),
		releaseOf("release-field-too-long", caseload(strings.Repeat("x", 70_000)+",Academic year,National,E92000001,England,,,,,,All EHC plans,All EHC plans,5")),
		releaseOf("release-areas", map[string]string{"data/caseload.csv": "\ufeff" + caseloadHead +
			"202425,Academic year,Locl authority,E92000001,England,,,E06000001,805,Hartlepool,All EHC plans,All EHC plans,5\n" +
			"202425,Academic year,Local authority,E92000001,England,,,E0600,,Hartlepool,All EHC plans,All EHC plans,5\n" +
			"2425,Academic year,National,E92000001,England,,,,,,All EHC plans,All EHC plans,5\n" +
			"202425,Academic year\n"}),
		releaseOf("release-many-faults", caseload(slices.Repeat([]string{"202425,Academic year,National,E92000001,England,,,,,,All EHC plans,All EHC plans,many"}, 40)...)),
		{"release-and-all-beside-it", "import release.zip --population people.csv --panel panel --out out", map[string]string{
			"release.zip":                 zipped(caseload("202425,Academic year,National,E92000001,England,,,,,,All EHC plans,All EHC plans,1.5")),
			"people.csv":                  "la_code,year,age,population\nE06000001,2024,91,5\nE06000001,soon,7,5\nE06000901,2024,7,\"1,2x4\"\n",
			"panel/need_shares_total.csv": "la_code,measure,asd\nE92000001,stok_january,0.5\n",
			"panel/safety_valve.csv":      "la_code,agreement_financial_year,total_bailout_gbp_m,verification\nE06000001,soon,1,\n",
		}},
		{"population-renamed", "import release.zip --population people.csv --out out", map[string]string{
			"release.zip": zipped(caseload("202425,Academic year,National,E92000001,England,,,,,,All EHC plans,All EHC plans,600000")),
			"people.csv":  "la_cod,year,ages,population\n",
		}},
		{"population-a-folder", "import release.zip --population people --out out", map[string]string{"release.zip": zipped(caseload()), "people/a.csv": "a"}},
		releaseOf("release-numbers", caseload(
			"202425,Academic year,National,E92000001,England,,,,,,All EHC plans,All EHC plans,many",
			"202425,Academic year,National,E92000001,England,,,,,,Child or young persons age,age 7,-5",
		)),

		{"calibrations-nowhere-flag", "run --calibrations nowhere", nil},
		{"calibrations-empty", "run --calibrations folder", map[string]string{"folder/a.txt": "a"}},
		{"calibrations-no-zip", "run --calibrations folder", map[string]string{"folder/kent.calib": "no zip"}},
		{"calibrations-newer", "run --calibrations folder", map[string]string{"folder/calibrations.zip": zipped(map[string]string{"about.txt": "sendsim calibrations 99\n"}), "folder/evidence.zip": zipped(caseload())}},
		{"calibration-newer", "run --calibrations folder", map[string]string{"folder/kent.calib": zipped(map[string]string{"meta.yaml": "schema: 99\n"})}},
		{"calibrations-truncated", "run --calibrations folder", map[string]string{"folder/calibrations.zip": "PK\x03\x04", "folder/evidence.zip": "PK\x03\x04"}},
	}
}

// Whatever is wrong is said at once, with its place and what is allowed; the
// exit code tells wrong use; and nothing is left behind.
func TestBadInput(t *testing.T) {
	home, err := filepath.Abs("testdata/bad")
	if err != nil {
		t.Fatal(err)
	}
	const least = 60
	all := badInputs()
	if len(all) < least {
		t.Fatalf("only %d cases", len(all))
	}
	for _, c := range all {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for name, text := range c.files {
				write(t, text, name)
			}
			before := tree(t)
			code, stdout, stderr := command(t, strings.Fields(c.asks)...)
			golden.File(t, filepath.Join(home, c.name+".txt"), fmt.Appendf(nil, "$ sendsim %s\n%sexit %d\n", c.asks, stderr, code))
			if code != wrongUse && code != failed {
				t.Errorf("exit %d", code)
			}
			if stdout != "" {
				t.Errorf("prints %q", stdout)
			}
			if after := tree(t); !slices.Equal(before, after) {
				t.Errorf("before: %v; after: %v", before, after)
			}
		})
	}
}

// tree is every file of the folder one is in, with its size.
func tree(t *testing.T) (all []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		text := ""
		if d.Type().IsRegular() {
			b, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text = fmt.Sprint(len(b))
		}
		all = append(all, name+" "+text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
