package main

import (
	"os"
	"strings"
	"testing"

	"sendsim/internal/golden"
	"sendsim/sim/levers"
)

// TestANewScenarioIsSoundAndRuns writes a scenario with every lever, one of
// them twice: it passes check, runs, and is read as what it says are defaults.
func TestANewScenarioIsSoundAndRuns(t *testing.T) {
	golds, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	args := []string{"new", "plan.yaml", "--authority", "Stockton-on-Tees", "--lever", strings.Join(levers.Keys(), ","), "--lever", levers.Keys()[0]}
	if out := does(t, args...); !strings.Contains(out, "sendsim check plan.yaml\n") || !strings.Contains(out, "sendsim run plan.yaml\n") {
		t.Errorf("what is next is not said: %s", out)
	}
	text := read(t, "plan.yaml")
	golden.File(t, golds+"/testdata/new.yaml", text)
	for line := range strings.Lines(string(text)) {
		if len([]rune(line)) > 81 {
			t.Errorf("a long line: %s", line)
		}
	}
	_, valve, _ := strings.Cut(string(text), "- safety-valve:")
	valve, _, _ = strings.Cut(valve, "\n  - ")
	_, late, _ := strings.Cut(valve, "# late: ")
	if _, late, _ = strings.Cut(squeeze(strings.ReplaceAll(late, "#", "")), "Default: "); !strings.HasPrefix(late, "0 ") {
		t.Errorf("late: 0 stands under a default of %.20s", late)
	}
	does(t, "check", "plan.yaml")
	does(t, "run", "plan.yaml", "--draws", "4", "--years", "2", "--out", "run", "--quiet")
	resolved := string(read(t, "run", "scenario.yaml"))
	for _, k := range levers.Catalogue {
		card := k.Card()
		for _, d := range card.Dials {
			if want := d.Name + ": " + d.Format(d.Default) + "\n"; !strings.Contains(resolved, want) {
				t.Errorf("%s is not run with %q", card.Key, want)
			}
			if comment := "# " + d.Name + ": "; !strings.Contains(string(text), comment) {
				t.Errorf("%s: nothing says what %s is", card.Key, d.Name)
			}
		}
	}

	does(t, "new", "none.yaml", "--authority", "kent", "--regime", "known-2024-03")
	does(t, "check", "none.yaml")
	if text := string(read(t, "none.yaml")); !strings.Contains(text, "authority: kent\n") || !strings.Contains(text, "regime: known-2024-03\n") || !strings.Contains(text, levers.Keys()[0]) {
		t.Errorf("without levers it says\n%s", text)
	}
}

// TestNewKeepsWhatIsThere says that a file that somebody may have changed is
// not written over, and that every fault is said at once.
func TestNewKeepsWhatIsThere(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "mine", "plan.yaml")
	code, _, stderr := command(t, "new", "plan.yaml", "--authority", "kent")
	if code != wrongUse || !strings.Contains(stderr, "--force") || string(read(t, "plan.yaml")) != "mine" {
		t.Errorf("exit %d: %s; the file holds %q", code, stderr, read(t, "plan.yaml"))
	}
	does(t, "new", "plan.yaml", "--authority", "kent", "--force")
	if strings.Contains(string(read(t, "plan.yaml")), "mine") {
		t.Error("the file was not replaced")
	}
	code, _, stderr = command(t, "new", "other.yaml", "--authority", "kentt", "--lever", "reserved-provision", "--regime", "none")
	for _, want := range []string{`"kentt"`, "Kent", `"reserved-provision" is no lever (did you mean resourced-provision?)`, `"none" is no regime`} {
		if code != wrongUse || !strings.Contains(stderr, want) {
			t.Errorf("exit %d: %s; it does not say %q", code, stderr, want)
		}
	}
	if code, _, stderr = command(t, "new", "other.yaml"); code != wrongUse || !strings.Contains(stderr, "--authority NAME") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	does(t, "new", "deeper/plan.yaml", "--authority", "kent")
	left, err := os.ReadDir(".")
	if err != nil || len(left) != 2 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
