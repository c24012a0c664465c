package main

import (
	"bytes"
	"html"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"sendsim/sim"
	"sendsim/sim/finance"
)

// A shell is offered all authorities where all can be run, and only there; the
// help says so alike.
func TestAllIsOfferedWhereItIsRun(t *testing.T) {
	for _, cmd := range newRoot().Commands() {
		f := cmd.Flags().Lookup("authority")
		complete, ok := cmd.GetFlagCompletionFunc("authority")
		if f == nil || !ok || cmd.Name() == "report" || cmd.Name() == "backtest" { // of which all is the default
			continue
		}
		offered, _ := complete(cmd, nil, "al")
		is := slices.ContainsFunc(offered, func(c cobra.Completion) bool { return strings.HasPrefix(c, "all\t") })
		if may := cmd.Name() == "run"; is != may || strings.Contains(f.Usage, "all") != may {
			t.Errorf("%s: offered is %q, help is %q", cmd.Name(), offered, f.Usage)
		}
	}
}

// A future beyond the draws of a run is told, and that it is the same in a
// longer one.
func TestAFutureBeyondTheDrawsIsTold(t *testing.T) {
	ask := []string{"explain", "--authority", "rutland", "--years", "2", "--term", "2024-autumn", "--draw", "7", "--draws"}
	short, long := does(t, append(ask, "4")...), does(t, append(ask, "40")...)
	note, rest, _ := strings.Cut(short, "\n\n")
	if !strings.Contains(flowing(note), "has the futures 0 to 3. Future 7 is that of any run of 8 draws or more") || rest != long {
		t.Errorf("it says %q, and then another future", note)
	}
}

// What comes next after a run of a start in the past goes on from that start, on
// its calibrations and with its draws.
func TestNextKeepsTheStart(t *testing.T) {
	s := sim.Default()
	s.Areas, s.Calibrations, s.Start, s.Years, s.Draws, s.Local = []string{"kent"}, "known 2021", 2021, 5, 400, "own.yaml"
	s.Regime = finance.RegimeOf(s.Start)
	threshold := finance.Pounds(2_000_000)
	s.Threshold = &threshold
	cmd := newRun()
	if err := cmd.ParseFlags([]string{"--years=5"}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := writeNext(&b, afterRun(cmd, []string{"past.yaml"}, s, "runs/kent")); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"sendsim new plan.yaml --authority=kent '--calibrations=known 2021' --lever=",
		"sendsim compare plan.yaml --years=5 --draws=400 --local=own.yaml --threshold=2m\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	b.Reset()
	if err := writeNext(&b, afterRun(newRun(), nil, sim.Default(), "runs/one")); err != nil || strings.Contains(b.String(), calibrationsFlag) || !strings.Contains(b.String(), "compare plan.yaml\n") {
		t.Errorf("after a run as usual:\n%s", b.String())
	}
}

// newOfThePast says that a scenario that new writes for calibrations names them
// as seen from its own folder, starts where they do, and is sound; and that a
// threshold is refused where there is no money.
func newOfThePast(t *testing.T, calibrations string) {
	t.Helper()
	at := filepath.Dir(calibrations)
	plan := filepath.Join(at, "new", "plan.yaml")
	write(t, "", at, "new", "empty")
	does(t, "new", plan, "--authority", "rutland", "--calibrations", calibrations)
	does(t, "check", plan)
	if text := string(read(t, plan)); !strings.Contains(text, "\nstart: 2023-01\n") {
		t.Errorf("it says\n%s", text)
	}
	if code, _, stderr := command(t, "run", plan, "--threshold", "20m"); code != wrongUse || !strings.Contains(stderr, "--threshold: there is no deficit of Rutland") {
		t.Errorf("a threshold without money: exit %d: %s", code, stderr)
	}
	for named, want := range map[string]string{"": "", "as-known-2021": "as-known-2021", "past": "../past", "/past": "/past"} {
		if got := fromFile("plans/", named); got != want {
			t.Errorf("from plans/ %q is %q, want %q", named, got, want)
		}
	}
}

// What is the council's own is not called published, in the brief or on its
// chart, nor where a future is explained.
func TestACouncilsStartIsItsOwn(t *testing.T) {
	at := t.TempDir()
	own := write(t, "form: 1\nauthority: rutland\ncaseload: {census: 2024-01, total: 400}\n", at, "own.yaml")
	folder := filepath.Join(at, "run")
	does(t, "run", "--local", own, "--draws", "20", "--years", "3", "--quiet", "--out", folder)
	does(t, "report", folder, "--brief", "--md")
	brief := flowing(html.UnescapeString(string(read(t, folder, "brief.html"))))
	for _, says := range []string{"there were 400 plans, by the council's own count.", "Some of the figures we start from are the council's own"} {
		if !strings.Contains(brief, says) {
			t.Errorf("the brief does not say %q", says)
		}
	}
	if text := string(read(t, folder, "report.md")); !strings.Contains(text, "400 EHC plans in January 2024 (the council's own count)") {
		t.Error("the report calls the council's count published")
	}
	if svg := string(read(t, folder, "plans.svg")); !strings.Contains(svg, "published figures and the council") {
		t.Error("the chart calls the council's count published")
	}
	told := does(t, "explain", "--local", own, "--years", "1", "--draws", "4")
	if !strings.Contains(told, "Where it starts: published figures and the council's own figures") || !strings.Contains(told, "[council's figure]") {
		t.Errorf("explain says\n%.600s", told)
	}
}

// check says as what it read a file; with -q it, and export, say only what is
// wrong.
func TestCheckSaysAsWhatItReads(t *testing.T) {
	at := t.TempDir()
	plan := write(t, "authority: rutland\n", at, "plan.yaml")
	design := write(t, "authorities: [rutland]\nscenarios: [none]\n", at, "design.yaml")
	said := strings.ReplaceAll(does(t, "check", plan, design), "\n  ", " ")
	for _, want := range []string{"plan.yaml: sound, as a scenario\n", "design.yaml: sound, as a sweep\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in %q", want, said)
		}
	}
	run := filepath.Join(at, "run")
	does(t, "run", plan, "--draws", "4", "--years", "2", "--quiet", "--out", run)
	if said := does(t, "check", "-q", plan) + does(t, "export", run, "--to", "csv", "-q"); said != "" {
		t.Errorf("quiet is %q", said)
	}
}

// What is meant as millions and says pounds is refused, and nought is said as it
// is.
func TestAThresholdIsWhatItSays(t *testing.T) {
	if code, _, stderr := command(t, "run", "-a", "rutland", "--draws", "4", "--threshold", "20"); code != wrongUse || !strings.Contains(stderr, "threshold: £20 is out of range") || !strings.Contains(stderr, "20m") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if said := does(t, "run", "-a", "rutland", "--draws", "4", "--years", "2", "-q", "--threshold", "20000", "--out", filepath.Join(t.TempDir(), "run")); !strings.Contains(said, "Threshold: a cumulative deficit of £20,000.") {
		t.Errorf("it says\n%s", said)
	}
}

// A goal that is met without the levers that are turned is said so.
func TestAGoalThatIsMetCostsNothing(t *testing.T) {
	plan := write(t, "authority: warrington\nlevers:\n  - resourced-provision: {from: 2024-autumn, places: 12, cost: {council: 100k/year}}\n", t.TempDir(), "plan.yaml")
	said := does(t, "goal", plan, "--by", "2024-25", "--probability", "1%", "--draws", "100", "--budget", "10m", "-q")
	if !strings.Contains(said, "It is met without any of these levers") || !strings.Contains(said, "What levers cost, mean, 2024-25, £m") {
		t.Errorf("it says\n%s", said)
	}
}

// Every count of a future has its commas, and every figure of its opening stands
// in the column of figures.
func TestCountsOfAFutureHaveCommas(t *testing.T) {
	said := does(t, "explain", "-a", "leeds", "--term", "2025-autumn", "--near", "p50", "--draws", "1000")
	if !strings.Contains(said, "Of 1,000 futures") {
		t.Errorf("it begins %.60q", said)
	}
	_, term, _ := strings.Cut(said, "(4 months)")
	if many := regexp.MustCompile(`(^|[^\d,.-])[0-9]{4,}`).FindString(term); many != "" {
		t.Errorf("%q has no comma in\n%s", many, term)
	}
	opening := does(t, "explain", "-a", "leeds", "--years", "2")
	_, opening, _ = strings.Cut(opening, "Where it starts: ")
	opening, _, _ = strings.Cut(opening, "plans by setting")
	figures := regexp.MustCompile(`^  .{52} {0,12}[0-9,c-]+(  |$)`)
	for _, line := range strings.Split(opening, "\n")[1:] {
		if strings.HasPrefix(line, "  ") && !strings.HasPrefix(line, "   ") && strings.TrimSpace(line) != "" && !figures.MatchString(line) {
			t.Errorf("out of its column: %q", line)
		}
	}
}
