package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sendsim/calibration"
	"sendsim/outputs"
)

// squeeze puts one space for any.
func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// edit makes the replacements of a diff in a file: each line with a - becomes
// the one with a + after it, and below one without a sign comes one with a +.
func edit(t *testing.T, file, diff string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, old, above := string(b), "", ""
	for _, line := range strings.Split(strings.TrimSpace(diff), "\n") {
		switch now := line[1:]; line[0] {
		case '-':
			old, above = now, ""
		case ' ':
			old, above = now, now+"\n"
		case '+':
			now = above + now
			if strings.Count(text, old) != 1 {
				t.Fatalf("%s holds %q %d times", file, old, strings.Count(text, old))
			}
			text = strings.Replace(text, old, now, 1)
		}
	}
	if err := os.WriteFile(file, []byte(text), fileMode); err != nil {
		t.Fatal(err)
	}
}

var fenced = regexp.MustCompile("(?s)(?:<!-- ([^\n]*) -->\n)?```([a-z]*)\n(.*?)```")

// A finance lead follows the README: the opening balance, a unit cost and the
// caseload are changed in the files that were written, and the table shows it.
func TestAFinanceLeadFollowsTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "## Your own figures\n")
	section, _, _ = strings.Cut(section, "\n## ")
	t.Chdir(t.TempDir())
	printed, ran, edits, shown := "", 0, 0, 0
	for _, block := range fenced.FindAllStringSubmatch(section, -1) {
		says, kind, text := block[1], block[2], block[3]
		switch file, is := strings.CutPrefix(says, "edit: "); {
		case is:
			edit(t, file, text)
			edits++
		case kind == "sh":
			args := strings.Fields(strings.TrimPrefix(strings.TrimSpace(text), "go run ./cmd/sendsim "))
			if args[0] == "run" {
				args = append(args, "--draws", "50", "--out", "made", "--quiet")
			}
			code, stdout, stderr := command(t, args...)
			if code != done {
				t.Fatalf("%s: exit %d: %s", text, code, stderr)
			}
			printed = stdout
			ran++
		case says == "shown by the run":
			if !strings.Contains(squeeze(printed), squeeze(text)) {
				t.Errorf("the run does not show\n%s\nbut\n%s", text, printed)
			}
			shown++
		}
	}
	if ran != 2 || edits != 2 || shown != 1 {
		t.Fatalf("the README has %d commands, %d edits and %d things shown", ran, edits, shown)
	}
	for _, want := range []string{"; contains local data\n", "Opening balance at 31 March 2024: a deficit of £4.4m.", "Contains local data."} {
		if !strings.Contains(printed, want) {
			t.Errorf("the table does not say %q", want)
		}
	}
	marked(t, "made")
}

// marked fails the test unless a run's manifest names the council's figures,
// and the files they were read from.
func marked(t *testing.T, folder string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, outputs.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	var m outputs.Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	var replaced, inputs []string
	for _, p := range m.Parameters {
		if p.From == calibration.CouncilsFigure {
			replaced = append(replaced, p.Key+" "+p.InsteadOf)
		}
	}
	for _, d := range m.Inputs {
		inputs = append(inputs, filepath.Base(d.Name))
	}
	slices.Sort(inputs)
	if want := []string{"local.caseload 2,080 in January 2024", "local.unit-costs.state-special £12,370", "local.balance.net £3,797,620"}; !m.Local || !slices.Equal(replaced, want) {
		t.Errorf("contains local data: %v; replaced: %q, want %q", m.Local, replaced, want)
	}
	if want := []string{"calibrations.zip", "evidence.zip", "stockton-on-tees-figures-caseload.csv", "stockton-on-tees-figures-population.csv", "stockton-on-tees-figures.yaml"}; !slices.Equal(inputs, want) {
		t.Errorf("the inputs are %q", inputs)
	}
	if code, _, stderr := command(t, "verify", folder, "--quiet"); code != done {
		t.Errorf("made again from its folder: exit %d: %s", code, stderr)
	}
	copied := filepath.Join(folder, outputs.InputsName, localInputs, "stockton-on-tees-figures.yaml")
	if err := os.WriteFile(copied, append(read(t, copied), '#'), fileMode); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := command(t, "verify", folder, "--quiet"); code != failed || !strings.Contains(stderr, "inputs/local/stockton-on-tees-figures.yaml was changed") {
		t.Errorf("with a figure changed since: exit %d: %s", code, stderr)
	}
}

// A file whose figures stand as they were written makes the same run, to the
// byte.
func TestARunWithNothingChangedIsTheSameToTheByte(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, args := range [][]string{
		{"local", "--authority", "rutland", "--out", "own.yaml"},
		{"run", "--authority", "rutland", "--draws", "40", "--out", "without"},
		{"run", "--local", "own.yaml", "--draws", "40", "--out", "with"},
	} {
		if code, _, stderr := command(t, args...); code != done {
			t.Fatalf("%v: exit %d: %s", args, code, stderr)
		}
	}
	for _, name := range []string{outputs.DrawsName, outputs.SummaryName, outputs.CellsName, outputs.ScenarioName, "deficit.svg", "plans.svg"} {
		if string(read(t, "with", name)) != string(read(t, "without", name)) {
			t.Errorf("%s differs", name)
		}
	}
}

func TestFilesThatMayHoldFiguresAreNotOverwritten(t *testing.T) {
	t.Chdir(t.TempDir())
	args := []string{"local", "--authority", "rutland"}
	if code, _, stderr := command(t, args...); code != done {
		t.Fatal(stderr)
	}
	edit(t, "rutland-figures.yaml", "-form: 1\n+form: 1 # mine")
	for _, gone := range []string{"rutland-figures.yaml", "rutland-figures-population.csv"} {
		code, _, stderr := command(t, args...)
		if code != wrongUse || !strings.Contains(stderr, gone) || !strings.Contains(stderr, "--force") {
			t.Errorf("a second time: exit %d: %s", code, stderr)
		}
		if gone == "rutland-figures.yaml" {
			if !strings.Contains(string(read(t, gone)), "# mine") {
				t.Error("it was overwritten")
			}
			os.Remove(gone)
			os.Remove("rutland-figures-caseload.csv")
		}
	}
	if code, _, stderr := command(t, append(args, "--force")...); code != done {
		t.Errorf("forced: exit %d: %s", code, stderr)
	}
	names, err := os.ReadDir(".")
	if err != nil || len(names) != 3 {
		t.Errorf("left %v", names)
	}
}

func TestAScenarioNamesACouncilsFigures(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), fileMode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("figures", folderMode); err != nil {
		t.Fatal(err)
	}
	write("figures/own.yaml", "form: 1\nauthority: rutland\ncaseload: {census: 2026-01, total: 330}\nbalance: {at: 2026-03, net: 1.5m}\nreserves: 3m\n")
	write("plan.yaml", "authority: rutland\nlocal: figures/own.yaml\nyears: 3\ndraws: 40\n")
	code, stdout, stderr := command(t, "run", "plan.yaml", "--out", "made", "--quiet")
	if code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	for _, want := range []string{"2026-27", "contains local data", "Threshold: a cumulative deficit of £3m, the council's usable reserves."} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the table does not say %q:\n%s", want, stdout)
		}
	}
	if code, _, stderr = command(t, "run", "made/scenario.yaml", "--out", "again", "--quiet"); code != done {
		t.Fatalf("from the run's folder: exit %d: %s", code, stderr)
	}
	for _, name := range []string{outputs.DrawsName, outputs.ScenarioName} {
		if string(read(t, "made", name)) != string(read(t, "again", name)) {
			t.Errorf("%s differs when it is made again from the run's folder", name)
		}
	}
	if code, _, stderr = command(t, "check", "plan.yaml"); code != done {
		t.Errorf("check: exit %d: %s", code, stderr)
	}
	write("figures/own.yaml", "form: 1\nauthority: rutland\nreserve: 3m\n")
	write("plan.yaml", "authority: rutland\nlocal: figures/own.yaml\nyear: 3\n")
	code, _, stderr = command(t, "check", "plan.yaml")
	if code != wrongUse || !strings.Contains(stderr, "did you mean reserves?") || !strings.Contains(stderr, "did you mean years?") {
		t.Errorf("check: exit %d: %s", code, stderr)
	}
}
