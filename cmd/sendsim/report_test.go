package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sendsim/internal/golden"
	"sendsim/outputs"
	"sendsim/outputs/report"
)

// small is a run of few futures, in a folder of its own.
func small(t *testing.T, args ...string) string {
	t.Helper()
	at, _ := once(t, nil, func(at string) []string {
		return append([]string{"run", "--authority", "rutland", "--draws", "60", "--out", filepath.Join(at, "run"), "--quiet"}, args...)
	})
	return filepath.Join(at, "run")
}

var (
	fetches  = regexp.MustCompile(`(?i)<script|<link|<iframe|<img|<object|<embed|\bsrc=|href="[^#]|url\(|@import|\bon\w+=`)
	pictures = regexp.MustCompile(`(?s)<svg .*?</svg>`)
)

// A report needs nothing beside it, says each chart's finding, its words and its
// figures, is the same each time, and leaves the run's folder such that verify
// finds it whole.
func TestAReportStandsAlone(t *testing.T) {
	compared, _ := compared(t, []string{bolder})
	for name, folder := range map[string]string{"a run": small(t), "a comparison": compared} {
		does(t, "report", folder, "--html", "--md", "--brief")
		page := string(read(t, folder, "report.html"))
		if found := fetches.FindString(page); found != "" {
			t.Errorf("%s: the page has %q in it", name, found)
		}
		charts := pictures.FindAllString(page, -1)
		if least := 10; len(charts) < least {
			t.Errorf("%s: %d charts", name, len(charts))
		}
		if figures := strings.Count(page, "<summary>The figures of this chart"); figures != len(charts) {
			t.Errorf("%s: %d charts, and %d tables of theirs", name, len(charts), figures)
		}
		for _, chart := range charts {
			wellFormed(t, chart)
			if !strings.Contains(chart, `role="img"`) || !strings.Contains(chart, "<title>Rutland: ") || !strings.Contains(chart, "<desc>") {
				t.Errorf("%s: a chart does not say what it shows: %.200s", name, chart)
			}
		}
		text := string(read(t, folder, "report.md"))
		for _, title := range []string{
			"What was asked", "The answer", "The deficit", "When does it balance?", "How many plans", "For whom the plans are", "From request to plan",
			"Places", "How far to trust it", "To be read with the figures", "Assumptions", "Sources and licence", "How to make it again",
		} {
			if !strings.Contains(page, ">"+title+"</h2>") || !strings.Contains(text, "\n## "+title+"\n") {
				t.Errorf("%s: no part %q", name, title)
			}
		}
		for _, says := range []string{"Open Government Licence v3.0", "sendsim verify ", "law and funding as announced November 2026", "in 8 futures of 10"} {
			if !strings.Contains(page, says) || !strings.Contains(text, says) {
				t.Errorf("%s does not say %q", name, says)
			}
		}
		again := filepath.Join(t.TempDir(), "elsewhere")
		does(t, "report", folder, "--html", "--md", "--brief", "--out", again)
		for _, file := range []string{"report.html", "report.md", "brief.html"} {
			if !bytes.Equal(read(t, folder, file), read(t, again, file)) {
				t.Errorf("%s: %s differs from one time to the next", name, file)
			}
		}
		does(t, "verify", folder, "--quiet")
	}
}

// wellFormed says that a picture is XML.
func wellFormed(t *testing.T, svg string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in %.300s", err, svg)
		}
	}
}

// The charts of a run's page are those of its folder, to the byte.
func TestAReportHasTheChartsOfTheRun(t *testing.T) {
	folder := small(t)
	does(t, "report", folder)
	page := string(read(t, folder, "report.html"))
	for _, name := range []string{"deficit.svg", "plans.svg"} {
		chart := string(read(t, folder, name))
		if !strings.Contains(page, strings.TrimSpace(chart[strings.Index(chart, "<svg"):])) {
			t.Errorf("%s is not in the page", name)
		}
	}
}

// Each chart of the page is in the zip as SVG, the same to the byte, as PNG, and
// in words.
func TestChartsAreHandedOut(t *testing.T) {
	folder := small(t)
	does(t, "report", folder, "--html", "--charts")
	page, all := string(read(t, folder, "report.html")), read(t, folder, "report-charts.zip")
	z, err := zip.NewReader(bytes.NewReader(all), int64(len(all)))
	if err != nil {
		t.Fatal(err)
	}
	drawn := 0
	for _, f := range z.File {
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		switch filepath.Ext(f.Name) {
		case ".svg":
			drawn++
			if i := bytes.Index(b, []byte("<svg")); !strings.Contains(page, strings.TrimSpace(string(b[i:]))) {
				t.Errorf("%s is not the page's", f.Name)
			}
		case ".png":
			if img, err := png.Decode(bytes.NewReader(b)); err != nil || img.Bounds().Dx() != 1440 {
				t.Errorf("%s: %v", f.Name, err)
			}
		case ".txt":
			if !strings.Contains(string(b), "Rutland: ") || len(b) < 100 {
				t.Errorf("%s says %q", f.Name, b)
			}
		}
	}
	if drawn != strings.Count(page, "<svg ") || 3*drawn != len(z.File) {
		t.Errorf("%d of %d charts are in the zip of %d files", drawn, strings.Count(page, "<svg "), len(z.File))
	}
	does(t, "verify", folder, "--quiet")
}

// What drives the range is reported where it was worked out, with the picture of
// the folder, and what knowing it would be worth.
func TestWhatDrivesTheRangeIsReported(t *testing.T) {
	folder, _ := compared(t, []string{bolder}, "--drivers=1s", "--budget", "0s")
	does(t, "report", folder, "--html", "--md")
	page, text := string(read(t, folder, "report.html")), string(read(t, folder, "report.md"))
	chart := string(read(t, folder, "plan", "drivers.svg"))
	if !strings.Contains(page, strings.TrimSpace(chart[strings.Index(chart, "<svg"):])) {
		t.Error("the picture of what drives the range is not in the page")
	}
	for _, row := range []string{`\n\| national demand \| .* % \|`, `\n\| everything, chance too \| [0-9,]+ \|`} {
		if !regexp.MustCompile(row).MatchString(text) {
			t.Errorf("no row %s", row)
		}
	}
}

// Where there are no figures of money none is said, but why.
func TestWithoutMoneyNoneIsSaid(t *testing.T) {
	folder, _ := compared(t, []string{bolder}, "--budget", "0s")
	o, err := outputs.Open(os.DirFS(folder), Version)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range o.Runs {
		r.Summary.Areas[0].NoMoney = "no balance is known"
	}
	for detail := range o.Runs {
		p := &report.Paper{Opened: o, Detail: detail, Known: make([]report.Known, len(o.Runs)), Version: Version}
		for _, sentence := range report.Answer(p) {
			if strings.Contains(sentence, "£") || strings.Contains(sentence, "deficit") {
				t.Errorf("the answer is %q", sentence)
			}
		}
		for _, f := range formats[:3] {
			var b bytes.Buffer
			if err := f.write(&b, p); err != nil {
				t.Fatal(err)
			}
			if text := b.String(); strings.Contains(text, "in-year balance is") || strings.Contains(text, "DSG deficit between") || strings.Contains(text, "short by") {
				t.Errorf("%s speaks of money", f.file)
			}
		}
	}
}

// hostile is a scenario whose names are made to break a page.
const hostile = `name: '"><script>alert(1)</script>|*x*[y](javascript:z) & --> ]]>'
authority: rutland
years: 3
draws: 30
levers:
  - resourced-provision: {name: '</text></svg><img src=x onerror=alert(2)>', from: 2024-autumn, places: 12}
  - early-years-support: {from: 2024-autumn, effect: 30%, cost: {dsg: 20k/year}}
`

// Names that a user gives mean nothing to HTML, SVG or Markdown.
func TestHostileNamesAreText(t *testing.T) {
	folder, _ := compared(t, []string{hostile})
	does(t, "report", folder, "--html", "--md", "--brief")
	for _, name := range []string{"report.html", "brief.html"} {
		page := string(read(t, folder, name))
		if found := regexp.MustCompile(`(?i)<(script|img)`).FindString(page); found != "" {
			t.Errorf("%s has %q in it", name, found)
		}
		if !strings.Contains(page, "alert(1)") || strings.Count(page, "<svg ") != strings.Count(page, "</svg>") {
			t.Errorf("%s: the name is lost, or ends a picture", name)
		}
		for _, chart := range pictures.FindAllString(page, -1) {
			wellFormed(t, chart)
		}
	}
	for line := range strings.Lines(string(read(t, folder, "report.md"))) {
		if strings.Contains(line, "<script") || strings.Contains(line, "<img") || strings.Contains(line, "[y](") {
			t.Errorf("Markdown reads %s", line)
		}
		if strings.HasPrefix(line, "| ") && strings.Contains(line, "alert(1)") && !strings.Contains(line, `\|\*x\*`) {
			t.Errorf("the name divides a row: %s", line)
		}
	}
}

// What cannot be reported is refused, with the file and its digest, and nothing
// is written.
func TestWhatCannotBeReported(t *testing.T) {
	folder := small(t, "--years", "2")
	whole := map[string][]byte{}
	for _, name := range []string{outputs.ManifestName, outputs.SummaryName, "plans.png"} {
		whole[name] = read(t, folder, name)
	}
	var m outputs.Manifest
	if err := json.Unmarshal(whole[outputs.ManifestName], &m); err != nil {
		t.Fatal(err)
	}
	digest := ""
	for _, d := range m.Outputs {
		if d.Name == outputs.SummaryName {
			digest = d.SHA256
		}
	}
	newer := strings.Replace(string(whole[outputs.ManifestName]), `"version": "`+Version+`"`, `"version": "99.0.0", "what is new": {}`, 1)
	file := write(t, "x", t.TempDir(), "file")
	for _, c := range []struct {
		name   string
		change func()
		args   []string
		code   int
		says   []string
	}{
		{"a missing file", func() { remove(t, folder, "plans.png") }, nil, failed, []string{"plans.png is missing: the run wrote ", "SHA-256"}},
		{"a changed file", func() { write(t, "x", folder, outputs.SummaryName) }, nil, failed, []string{outputs.SummaryName + " was changed since the run", digest}},
		{"two faults", func() { remove(t, folder, "plans.png"); write(t, "x", folder, outputs.SummaryName) }, nil, failed, []string{"plans.png", outputs.SummaryName}},
		{"a newer version", func() { write(t, newer, folder, outputs.ManifestName) }, nil, wrongUse, []string{"made by sendsim 99.0.0, and this is " + Version}},
		{"no manifest", func() { remove(t, folder, outputs.ManifestName) }, nil, wrongUse, []string{"there is no manifest.json"}},
		{"a broken manifest", func() { write(t, "{", folder, outputs.ManifestName) }, nil, failed, []string{"manifest.json"}},
		{"a target that is a file", func() {}, []string{"--out", file}, failed, []string{file}},
		{"an authority that is not there", func() {}, []string{"--authority", "kent"}, wrongUse, []string{"allowed: Rutland"}},
		{"a scenario where none is compared", func() {}, []string{"--scenario", "plan"}, wrongUse, []string{"not of a comparison"}},
		{"no file of outturns", func() {}, []string{"--actuals", "nowhere.csv"}, wrongUse, []string{"nowhere.csv"}},
	} {
		c.change()
		code, stdout, stderr := command(t, append([]string{"report", folder}, c.args...)...)
		if code != c.code || stdout != "" {
			t.Errorf("%s: exit %d: %s", c.name, code, stderr)
		}
		for _, says := range c.says {
			if !strings.Contains(stderr, says) {
				t.Errorf("%s: it says %q, not %q", c.name, stderr, says)
			}
		}
		for name, b := range whole {
			write(t, string(b), folder, name)
		}
		names, err := namesIn(folder)
		if left := strings.Join(names, " "); err != nil || strings.Contains(left, "report") || strings.Contains(left, "unfinished") {
			t.Errorf("%s: the folder holds %s, %v", c.name, left, err)
		}
	}
	if code, _, stderr := command(t, "report", file); code != wrongUse || !strings.Contains(stderr, "is a file") {
		t.Errorf("a file: exit %d, %s", code, stderr)
	}
	does(t, "report", folder)
}

// A run on calibrations that ship no more is reported from its folder alone, and
// the report says what it does not show.
func TestARunOnOtherCalibrationsIsReported(t *testing.T) {
	folder := small(t, "--years", "2")
	changeManifest(t, folder, func(m *outputs.Manifest) {
		for i := range m.Inputs {
			m.Inputs[i].SHA256 = strings.Repeat("0", 64)
		}
	})
	does(t, "report", folder, "--md", "--brief")
	text := string(read(t, folder, "report.md"))
	for _, says := range []string{"are not shown: the calibrations that ship with this version are not those that the run was made with", "## The deficit", "a quarter of the high needs block"} {
		if !strings.Contains(text, says) {
			t.Errorf("it does not say %q", says)
		}
	}
	if strings.Contains(text, "## Assumptions") {
		t.Error("it shows the assumptions of another calibration")
	}
}

// Of several authorities one is reported, or their sum with a table of each; of
// several scenarios the one that is named.
func TestWhatIsReportedIsChosen(t *testing.T) {
	two := small(t, "--authority", "rutland,hartlepool", "--years", "2")
	table := does(t, "run", "--authority", "rutland,hartlepool", "--years", "2", "--draws", "30", "--quiet", "--out", filepath.Join(t.TempDir(), "again"))
	if !strings.Contains(table, "\nRutland and Hartlepool together\n") {
		t.Errorf("the sum has no name of its own:\n%s", table)
	}
	if n, m := strings.Count(table, "\nSources: "), strings.Count(table, "\nThreshold: "); n != 1 || m != 3 {
		t.Errorf("of three tables the sources are told %d times, thresholds %d times:\n%s", n, m, table)
	}
	does(t, "report", two, "--md")
	if text := string(read(t, two, "report.md")); !strings.HasPrefix(text, "# Rutland and Hartlepool together: ") || !strings.Contains(text, "\n| Hartlepool | ") {
		t.Errorf("the sum is reported as %.100s", text)
	}
	does(t, "report", two, "--md", "--authority", "hartlepool")
	if text := string(read(t, two, "report.md")); !strings.HasPrefix(text, "# Hartlepool: ") {
		t.Errorf("the one asked for is reported as %.100s", text)
	}
	three, _ := compared(t, []string{"name: nothing\nauthority: rutland\nyears: 2\ndraws: 30\n", bolder, "name: third\nauthority: rutland\nyears: 2\ndraws: 30\nlevers:\n  - special-places: {from: 2024-autumn, places: 4}\n"})
	does(t, "report", three, "--md", "--scenario", "third")
	text := string(read(t, three, "report.md"))
	for _, says := range []string{"“third” is compared with “nothing”", "Bolder against nothing:", "Third against nothing:"} {
		if !strings.Contains(text, says) {
			t.Errorf("it does not say %q", says)
		}
	}
	if code, _, stderr := command(t, "report", three, "--scenario", "fourth"); code != wrongUse || !strings.Contains(stderr, "allowed: bolder, third") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// Outturns stand on the fans with their place among the futures and in a table; a
// count of few children does not.
func TestOutturnsAreMarked(t *testing.T) {
	folder := small(t)
	actuals := write(t, "Year,Measure,Value\n2024-25,plans,9000\n2024-25,cumulative_deficit,-£1.5m\n2025-26,backlog,3\n", t.TempDir(), "came.csv")
	does(t, "report", folder, "--html", "--md", "--actuals", actuals)
	text := string(read(t, folder, "report.md"))
	for _, row := range []string{
		`\| 2024-25 \| EHC plans at the January census in the year \| plans \| 9,000 \|.*\| all \| above every future of 60 \|`,
		`\| 2024-25 \| cumulative DSG deficit at 31 March, after payments and stability grant \(positive = deficit\) \| £m \| -1\.5 \|.*\| none \| below every future of 60 \|`,
		`\| 2025-26 \| of being assessed: due and not finished \| [a-z]+ \| c \| .* \|  \|  \|`,
	} {
		if !regexp.MustCompile(row).MatchString(text) {
			t.Errorf("no row %s", row)
		}
	}
	if page := string(read(t, folder, "report.html")); !strings.Contains(page, "January 2025 9,000 (above every future of 60)") || !strings.Contains(page, ">above all</text>") {
		t.Error("what came is not on the chart of plans")
	}
	var said bytes.Buffer
	for _, text := range []string{
		"year,measure,value,note\n2044-25,plnas,1,\n2024-25,plans,c,\n2024-25,plans,\"1,234\",\n2024-25,plans,-3,\n2024-25,spend,1m,\n2024-25,spend,lots,\n2024-25,spend,£2m,\n" +
			"2025-26,occupancy_state_special,104,\n2024-25,plans\n",
		"year,measure,value\n",
		"",
		"year,mesure,value,value\n2024-25,plans,9\n",
		"year;measure;value\n2024-25;plans;9\n",
		utf16le("year,measure,value\n"),
		"year,measure,value\n2024-25,spend,\xa34m\n",
	} {
		bad := write(t, text, t.TempDir(), "came.csv")
		code, stdout, stderr := command(t, "report", folder, "--actuals", bad)
		fmt.Fprintf(&said, "%q\n%sexit %d\n\n", text, stderr, code)
		if stdout != "" {
			t.Errorf("it prints %q", stdout)
		}
	}
	golden.File(t, filepath.Join("testdata", "outturns.txt"), said.Bytes())
}
