package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/text"

	"sendsim/outputs"
)

// TestListingsFitTheTerminal says that what ships is listed in 80 columns and
// in 120, and that what a narrow table leaves out is named.
func TestListingsFitTheTerminal(t *testing.T) {
	for _, columns := range []string{"80", "120"} {
		t.Setenv("COLUMNS", columns)
		for _, name := range []string{"authorities", "levers", "columns", "regimes", "scenarios"} {
			var out, errs bytes.Buffer
			if code := execute(context.Background(), []string{name}, &out, &errs); code != done {
				t.Fatalf("%s: exit %d: %s", name, code, errs.String())
			}
			fits(t, name, out.String())
			said := strings.Contains(out.String(), "Not shown in 80 columns: name, code.")
			if want := name == "authorities" && columns == "80"; said != want {
				t.Errorf("%s in %s columns: columns left out are named: %v", name, columns, said)
			}
		}
	}
}

// fits says that nothing printed is wider than what COLUMNS says.
func fits(t *testing.T, name, text string) {
	t.Helper()
	width := widthOf(nil)
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if n := utf8.RuneCountInString(line); n > width || strings.HasSuffix(line, " ") {
			t.Errorf("%s: %d columns of %d: %q", name, n, width, line)
		}
	}
}

// TestHelpFitsTheTerminal says so of every command.
func TestHelpFitsTheTerminal(t *testing.T) {
	t.Setenv("COLUMNS", "")
	for _, cmd := range newRoot().Commands() {
		fits(t, cmd.Name(), does(t, cmd.Name(), "--help"))
	}
	fits(t, "sendsim", does(t))
}

// TestAFutureFitsTheTerminal says so of what explain tells, and that what is
// broken into lines loses no word.
func TestAFutureFitsTheTerminal(t *testing.T) {
	told := map[string]string{}
	for _, columns := range []string{"80", "120"} {
		t.Setenv("COLUMNS", columns)
		told[columns] = does(t, "explain", "--years", "2", "--all")
		fits(t, "explain in "+columns, told[columns])
	}
	narrow, wide := strings.Fields(told["80"]), strings.Fields(told["120"])
	if !slices.Equal(narrow, wide) || len(narrow) < 1000 {
		t.Errorf("%d words in 80 columns, %d in 120", len(narrow), len(wide))
	}
}

// TestResultsFitTheTerminal says so of all that a run and a comparison print.
func TestResultsFitTheTerminal(t *testing.T) {
	plan, err := filepath.Abs("../../scenarios/stockton-example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(read(t, plan))
	t.Chdir(t.TempDir())
	write(t, text, "plan.yaml")
	for _, columns := range []string{"80", "120"} {
		t.Setenv("COLUMNS", columns)
		for _, args := range [][]string{{"run", "--authority", "rutland,kent"}, {"compare", "plan.yaml"}} {
			out := does(t, append(args, "--draws", "20", "--quiet", "--force", "--out", args[0])...)
			fits(t, args[0]+" in "+columns, out)
		}
	}
}

// TestWhatIsCheckedFitsTheTerminal says so of scenarios on calibrations of their
// own, and of faults on a terminal: the line of a file stays as it stands, over
// its mark.
func TestWhatIsCheckedFitsTheTerminal(t *testing.T) {
	t.Setenv("COLUMNS", "80")
	out := does(t, "check", "solihull-improvement-2021", "solihull-recovery-2020")
	fits(t, "check", out)
	if !strings.Contains(strings.ReplaceAll(out, "\n  ", " "), "solihull-recovery-2020: sound, as a scenario; calibrations as known in June 2020, on the national layer ") {
		t.Errorf("it says\n%s", out)
	}
	source := "    - resorced-provision: {from: 2024-autumn, places: 40, revenue: 0, capital: {low: 30k, high: 75k}}"
	fault := "plan.yaml:6:5: levers.resorced-provision: is no lever; allowed: early-years-support, sen-support, inclusion-fund\n" + source + "\n      ^\n"
	want := "plan.yaml:6:5: levers.resorced-provision: is no lever; allowed:\n  early-years-support, sen-support, inclusion-fund\n" + source + "\n      ^\n"
	if got := readable(fault, 80); got != want {
		t.Errorf("it says\n%s", got)
	}
}

// TestOneDrawSaysWhatItCannotSupport says so of the fewest draws there may be.
func TestOneDrawSaysWhatItCannotSupport(t *testing.T) {
	out := does(t, "run", "--authority", "rutland", "--draws", "1", "--years", "1", "--quiet", "--out", filepath.Join(t.TempDir(), "run"))
	for _, want := range []string{"; 1 draw\n", "Warning: 1 draw cannot support a P5-P95 band; 200 would."} {
		if !strings.Contains(out, want) {
			t.Errorf("does not say %q:\n%s", want, out)
		}
	}
}

func TestNoTableIsNarrowerThanFitsAll(t *testing.T) {
	for columns, want := range map[string]int{"": outputs.TableWidth, "40": outputs.TableWidth, "132": 132, "wide": outputs.TableWidth} {
		t.Setenv("COLUMNS", columns)
		if got := widthOf(&bytes.Buffer{}); got != want {
			t.Errorf("COLUMNS=%s: %d columns, want %d", columns, got, want)
		}
	}
}

// TestColourIsNeverTheOnlySign says that a table has the same words with
// colour and without, and none where nobody looks.
func TestColourIsNeverTheOnlySign(t *testing.T) {
	text.EnableColors()
	const table = "Kent\nlaw\n\n      plans\nyear    P10\n\nThreshold: a sum\n  of it.\nWarning: look\n  here.\nSources: none.\n"
	const want = "\x1b[1mKent\x1b[0m\nlaw\n\n      plans\nyear    P10\n\nThreshold: a sum\n  of it.\n\x1b[33mWarning: look\x1b[0m\n\x1b[33m  here.\x1b[0m\nSources: none.\n"
	if got := painted(table); got != want {
		t.Errorf("painted %q", got)
	}
	if got := text.StripEscape(painted(table)); got != table {
		t.Errorf("without colour it says %q", got)
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if isTerminal(null) || isTerminal(&bytes.Buffer{}) {
		t.Error("what is thrown away is taken for a terminal")
	}
}
