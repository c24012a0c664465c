package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sendsim/outputs"
)

// wicked is planned with names that a spreadsheet would reckon with, were they
// formulas.
var wicked = strings.Replace(planned, "{from", `{name: "=1+1", from`, 1) + `  - early-years-support: {name: "@SUM(A1:A9)", from: 2024-autumn, effect: 30%, cost: {dsg: 20k/year}}
`

// sheetsOf is the cells of every sheet, as figures and words.
func sheetsOf(t *testing.T, f *excelize.File) map[string][][]string {
	t.Helper()
	all := map[string][][]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		all[name] = rows
	}
	return all
}

// workbookOf is the workbook of a folder.
func workbookOf(t *testing.T, folder string) *excelize.File {
	t.Helper()
	out := t.TempDir()
	does(t, "report", folder, "--xlsx", "--out", out)
	f, err := excelize.OpenFile(filepath.Join(out, "report.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// figureIn is a cell that is a number.
func figureIn(t *testing.T, row []string, column int) float64 {
	t.Helper()
	if column >= len(row) {
		t.Fatalf("the row ends before column %d: %v", column, row)
	}
	v, err := strconv.ParseFloat(row[column], 64)
	if err != nil {
		t.Fatalf("column %d of %v: %v", column, row[:1], err)
	}
	return v
}

// The lines of the management plan are the figures of the folder: unmitigated,
// the difference future by future, each lever's part, mitigated. The means of
// lines add up to the mean of their total, which its percentiles do not.
func TestTheManagementPlanIsThatOfTheFolder(t *testing.T) {
	folder, _ := compared(t, []string{wicked})
	o, err := outputs.Open(os.DirFS(folder), Version)
	if err != nil {
		t.Fatal(err)
	}
	rows := sheetsOf(t, workbookOf(t, folder))["DSG plan"]
	e := o.Effects[0]
	at := 0
	next := func(says string) []string { // the next row of that name
		t.Helper()
		for at++; at < len(rows); at++ {
			if len(rows[at]) > 0 && rows[at][0] == says {
				return rows[at]
			}
		}
		t.Fatalf("no row %q follows", says)
		return nil
	}
	total := next("Total expenditure of the high needs block")
	sum := make([]float64, len(total))
	for _, row := range rows[:at] {
		if len(row) < len(total) || !slices.Contains(headings, row[0]) {
			continue
		}
		for c := 1; c < len(total); c++ {
			sum[c] += figureIn(t, row, c)
		}
	}
	for c := 4; c < len(total); c += 4 {
		if mean := figureIn(t, total, c); math.Abs(sum[c]-mean) > 1e-6*math.Abs(mean) {
			t.Errorf("column %d: the means of the lines come to %v, the total's is %v", c, sum[c], mean)
		}
		if p90 := figureIn(t, total, c-1); math.Abs(sum[c-1]-p90) < 1 {
			t.Errorf("column %d: the P90s add up: what is said of them is not true", c-1)
		}
	}
	hold := func(says, column string, of func(int, int, string) *outputs.Stats) {
		t.Helper()
		row := next(says)
		for y := range o.Runs[0].Summary.Years {
			st := of(0, y, column)
			for i, want := range []float64{st.At(10).Value, st.At(50).Value, st.At(90).Value, st.Mean.Value} {
				if got := figureIn(t, row, 1+4*y+i); !holds(column, got, want) {
					t.Errorf("%s, year %d, figure %d: %v, want %v", says, y, i, got, want)
				}
			}
		}
	}
	for _, part := range []struct {
		says string
		of   func(int, int, string) *outputs.Stats
	}{
		{"Unmitigated (without levers)", e.Base.Stats},
		{"Mitigation (plan): the difference, future by future", e.Stats},
		{"Mitigated (plan)", e.Scenario.Stats},
	} {
		next(part.says)
		hold("Spend of the high needs block", outputs.ColSpend, part.of)
		hold("In-year position", outputs.ColInYear, part.of)
		hold("Reserve carried forward, net", outputs.ColCumulative, part.of)
		if strings.HasPrefix(part.says, "Mitigation") {
			for _, of := range []struct{ says, column string }{{"In-year position", outputs.ColInYear}, {"Reserve carried forward, net", outputs.ColCumulative}} {
				next("Mitigation by lever (plan): " + of.says)
				leversAddUp(t, e, of.column, next)
			}
		}
	}
	hold("Reserve brought forward, 1 April", "opening_deficit", e.Scenario.Stats)
	hold("Reserve carried forward, 31 March: gross, before them", outputs.ColGross, e.Scenario.Stats)
	hold("autistic spectrum disorder", "plans_need_asd", e.Scenario.Stats)
	hold("state special school", "plans_setting_state_special", e.Scenario.Stats)
	hold("state special school", "average_cost_state_special", e.Scenario.Stats)
}

// leversAddUp says that in every year the rows of levers are their parts, and
// that their means come to the row of all together, which is the difference of
// the two runs.
func leversAddUp(t *testing.T, e *outputs.Effect, column string, next func(string) []string) {
	t.Helper()
	names := e.Attribution.Names(0)
	if len(names) < 2 {
		t.Fatalf("levers are %v", names)
	}
	sums := make([]float64, e.Years)
	for _, name := range names {
		row := next(name)
		for y := range e.Years {
			mean := figureIn(t, row, 4+4*y)
			if want := e.Attribution.Steps(0, y, column).Part(name).Mean.Value; !holds(column, mean, want) {
				t.Errorf("%s of %s, year %d: %v, want %v", column, name, y, mean, want)
			}
			sums[y] += mean
		}
	}
	all := next("All levers together")
	for y, sum := range sums {
		if got := figureIn(t, all, 4+4*y); math.Abs(got-sum) > 0.01*float64(len(names)) || math.Abs(got-e.Stats(0, y, column).Mean.Value) > 0.01 {
			t.Errorf("%s, year %d: all together %v, the levers come to %v, the difference is %v", column, y, got, sum, e.Stats(0, y, column).Mean.Value)
		}
	}
}

// holds tells whether a cell holds a figure of a column: money to the penny, and
// plans to a tenth.
func holds(column string, got, want float64) bool {
	finest := 0.01
	if strings.HasPrefix(column, "plans") {
		finest = 0.1
	}
	return math.Abs(got-want) <= finest/2*(1+1e-6)
}

// headings are those whose lines add up to the total expenditure.
var headings = []string{
	"Mainstream schools and academies", "Resourced provision or SEN units", "Maintained special schools, special academies and free schools",
	"Non-maintained special schools or independent schools", "Hospital schools or alternative provision", "Post-16 and further education", "Other placements",
	"SEN support and inclusion services, therapies", "Programmes of levers", "Not explained by published lines (may be below 0)",
}

// A spreadsheet that reckons the workbook anew comes to the same figures, with
// the sign that is chosen in the one cell, and takes no name for a formula.
func TestASpreadsheetReckonsTheWorkbookAnew(t *testing.T) {
	if testing.Short() {
		t.Skip("NOT TESTED: starts LibreOffice; go test ./cmd/sendsim -run TestASpreadsheet")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("NOT TESTED: soffice is not here; make tools installs it")
	}
	folder, _ := compared(t, []string{wicked})
	f := workbookOf(t, folder)
	kept := sheetsOf(t, f)
	signed := map[string]bool{} // sheet and cell, of what is multiplied by the sign
	for name, rows := range kept {
		for r := range rows {
			for c := range rows[r] {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, err := f.GetCellFormula(name, cell); err != nil {
					t.Fatal(err)
				} else if strings.HasSuffix(formula, "*Deficit_sign") {
					signed[name+cell] = true
				}
			}
		}
	}
	if len(signed) < 100 {
		t.Fatalf("%d cells follow the sign", len(signed))
	}
	for _, choice := range []struct {
		says string
		sign float64
	}{{"a deficit is positive", 1}, {"a deficit is negative (the council's accounts)", -1}} {
		if err := f.SetCellStr("Summary", "B5", choice.says); err != nil {
			t.Fatal(err)
		}
		if err := f.UpdateLinkedValue(); err != nil { // takes away what formulas came to
			t.Fatal(err)
		}
		reckoned := reckon(t, soffice, f)
		same := 0
		for name, rows := range kept {
			for r := range rows {
				for c, want := range rows[r] {
					cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
					same += equalCell(t, name+" "+cell, want, reckoned[name], r, c, signed[name+cell], choice.sign)
				}
			}
		}
		if same < 5_000 {
			t.Errorf("%s: %d figures were compared", choice.says, same)
		}
		if !slices.ContainsFunc(reckoned["DSG plan"], func(row []string) bool { return row[0] == "=1+1" }) {
			t.Error("the lever named =1+1 is not there under its name")
		}
	}
}

// shownDigits is how far a figure in 15 digits, which is what spreadsheets and
// their readers show, may be from itself.
const shownDigits = 2e-14

// equalCell compares a cell as kept with what a spreadsheet makes of it, and
// counts it where it is a figure.
func equalCell(t *testing.T, at, want string, rows [][]string, r, c int, signed bool, sign float64) int {
	t.Helper()
	got := ""
	if r < len(rows) && c < len(rows[r]) {
		got = rows[r][c]
	}
	w, err := strconv.ParseFloat(want, 64)
	if err != nil || strings.HasPrefix(at, "Manifest") {
		if strings.TrimSpace(got) != strings.TrimSpace(want) && !strings.Contains(want, "a deficit is") {
			t.Errorf("%s reads %q, want %q", at, got, want)
		}
		return 0
	}
	if at == "Summary E5" || signed {
		w *= sign
	}
	got, inHundreds := strings.CutSuffix(got, "%")
	g, err := strconv.ParseFloat(got, 64)
	if inHundreds {
		g /= 100
	}
	if err != nil || math.Abs(g-w) > shownDigits*math.Abs(w) {
		t.Errorf("%s is %q, want %v", at, got, w)
	}
	return 1
}

// reckon has LibreOffice open a workbook, reckon it, and write every sheet.
func reckon(t *testing.T, soffice string, f *excelize.File) map[string][][]string {
	t.Helper()
	at := t.TempDir()
	book := filepath.Join(at, "book.xlsx")
	if err := f.SaveAs(book); err != nil {
		t.Fatal(err)
	}
	const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1" // every sheet, figures unrounded
	c := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.Join(at, "profile"), "--headless", "--convert-to", filter, "--outdir", at, book)
	c.Env = append(os.Environ(), "HOME="+at)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, out)
	}
	all := map[string][][]string{}
	for _, name := range f.GetSheetList() {
		file, err := os.Open(filepath.Join(at, fmt.Sprintf("book-%s.csv", name)))
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(file)
		r.FieldsPerRecord = -1
		if all[name], err = r.ReadAll(); err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	return all
}

// wordsIn is all words of the workbook of a folder, and of what stands beside
// the tables of its export.
func wordsIn(t *testing.T, folder string) string {
	t.Helper()
	var b strings.Builder
	for _, rows := range sheetsOf(t, workbookOf(t, folder)) {
		for _, row := range rows {
			b.WriteString(strings.Join(row, " | ") + "\n")
		}
	}
	b.Write(read(t, exported(t, folder, "csv"), "about.csv"))
	return b.String()
}

// A workbook and an export tell no small count of a council, say that they
// contain local data, and carry the mark of a run in full.
func TestWorkbookAndExportKeepSmallCounts(t *testing.T) {
	own := write(t, "form: 1\nauthority: rutland\nnew-plans: {2023: 3}\n", t.TempDir(), "own.yaml")
	told := wordsIn(t, small(t, "--local", own, "--years", "2"))
	if !strings.Contains(told, "fewer than 5") || !strings.Contains(told, "ontains local data") {
		t.Error("the council's figure is not told as fewer than 5")
	}
	for line := range strings.Lines(told) {
		if strings.Contains(line, "fewer than 5") && strings.Contains(line, " 3 ") {
			t.Errorf("a small count is told: %s", line)
		}
	}
	if strings.Contains(told, outputs.InFull) {
		t.Error("a run that hides small counts is marked")
	}
	if told := wordsIn(t, small(t, "--full-counts", "--years", "1")); strings.Count(told, outputs.InFull) < 3 {
		t.Error("a run in full is not marked in the workbook and in the export")
	}
}
