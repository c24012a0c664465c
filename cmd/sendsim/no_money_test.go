package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sendsim/outputs"
)

// penniless is the folder of calibrations from a January at whose 31 March no
// balance is published, fitted to few authorities.
func penniless(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "known-2023")
	does(t, "calibrate", "--authority", "rutland", "--evidence", few(t), "--as-known", "2023", "--out", folder)
	return folder
}

// A run of whose money nothing is known says what it can, in every form: plans,
// pipeline and places, and in one sentence that there is no money, and why.
// What drives its range is that of plans; a goal is refused.
func TestWhatIsSaidWithoutMoney(t *testing.T) {
	at, past := t.TempDir(), penniless(t)
	newOfThePast(t, past)
	plan := write(t, `authority: rutland
start: 2023-01
years: 3
draws: 30
calibrations: `+past+`
levers:
  - resourced-provision: {from: 2024-autumn, places: 12}
  - early-years-support: {from: 2024-autumn, effect: 30%, cost: {dsg: 20k/year}}
`, at, "plan.yaml")
	folder := filepath.Join(at, "compared")
	said := does(t, "compare", plan, "--drivers=1ms", "--budget", "1s", "--out", folder)
	for _, words := range []string{"What drives the range of EHC plans at the census of January 2026", "is a matter of money"} {
		if !strings.Contains(strings.Join(strings.Fields(said), " "), words) {
			t.Errorf("compare does not say %q", words)
		}
	}
	if found := regexp.MustCompile(`(?m)^(prices|other spend|grant and balance) `).FindString(said); found != "" {
		t.Errorf("what moves money alone is told to drive plans: %q", found)
	}
	const why = "no balance of its dedicated schools grant at 31 March 2023 is known"
	does(t, "report", folder, "--html", "--md", "--brief", "--charts", "--xlsx")
	text := string(read(t, folder, "report.md"))
	for _, words := range []string{"There are no figures of money: " + why, "## Money", "## How many plans", "## From request to plan", "## Places", "January caseload to 2023, flows to 2022", "**Rutland: plan ", "fewer plans"} {
		if !strings.Contains(text, words) {
			t.Errorf("the report does not say %q", words)
		}
	}
	if found := regexp.MustCompile(`NaN|## The deficit|[Ii]n-year deficit|cumulative deficit, £m|threshold`).FindString(text + string(read(t, folder, "brief.html"))); found != "" {
		t.Errorf("it speaks of money: %q", found)
	}
	told := flowing(does(t, "explain", plan, "--near=p90", "--all"))
	if !strings.Contains(told, "nearest to P90 of plans") || !strings.Contains(told, "There are no figures of money: "+why) || strings.Contains(told, "Account of") || strings.Contains(told, "adjustment of top-ups") {
		t.Errorf("explain tells money, or not why there is none: %s", told)
	}
	if code, _, stderr := command(t, "explain", plan, "--near=p90", "--column", outputs.ColInYear); code != wrongUse || !strings.Contains(stderr, why) {
		t.Errorf("explain of a deficit: exit %d: %s", code, stderr)
	}
	brief := string(read(t, folder, "brief.html"))
	if !strings.Contains(brief, "What was short or in hand by the end of March 2023 is not known.") || !strings.Contains(brief, "fewer") {
		t.Error("the brief does not say that there is no money, or what the plan does")
	}
	for name, rows := range sheetsOf(t, workbookOf(t, folder)) {
		for r, row := range rows {
			for c, cell := range row {
				if cell == "NaN" {
					t.Errorf("%s: NaN in row %d, column %d", name, r+1, c+1)
				}
			}
		}
		if name == "Summary" || name == "DSG plan" || name == "Distribution" || name == "Effects" {
			if !strings.Contains(joined(rows), why) {
				t.Errorf("the sheet %s does not say why there is no money", name)
			}
		}
	}
	for _, to := range []string{"parquet", "csv", "xlsx"} {
		out := filepath.Join(at, to)
		does(t, "export", folder, "--to", to, "--out", out)
		if _, err := os.Stat(filepath.Join(out, outputs.ManifestName)); err == nil {
			t.Error("the manifest is exported")
		}
	}
	does(t, "verify", folder, "--quiet")
	if code, _, stderr := command(t, "goal", plan, "--budget", "1s"); code != wrongUse || !strings.Contains(stderr, why) {
		t.Errorf("goal: exit %d: %s", code, stderr)
	}
}

func joined(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, " | ") + "\n")
	}
	return b.String()
}
