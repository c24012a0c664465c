package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// check knows a council's own figures, and says what is wrong with them; a file
// that is not there is said so in words.
func TestCheckFiguresOfACouncil(t *testing.T) {
	at := t.TempDir()
	sound := write(t, "form: 1\nauthority: rutland\nreserves: 5m\n", at, "sound.yaml")
	faulty := write(t, "authority: rutland\nreserves: -5m\nfilled-from: abc\n", at, "faulty.yaml")
	code, stdout, stderr := command(t, "check", sound, faulty)
	if code != wrongUse || !strings.Contains(strings.ReplaceAll(stdout, "\n  ", " "), "sound.yaml: sound, as the council's own figures") {
		t.Errorf("exit %d: %s", code, stdout)
	}
	for _, want := range []string{"form: is missing; allowed: 1", "reserves", "filled-from"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("it does not say %q: %s", want, stderr)
		}
	}
	none := filepath.Join(at, "none.yaml")
	if code, _, stderr := command(t, "run", "--local", none, "--draws", "20"); code != wrongUse || !strings.Contains(stderr, "there is no file "+none) {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// What is put aside of a council's figures is said where nothing of them is left.
func TestWhatIsPutAsideIsSaid(t *testing.T) {
	at := t.TempDir()
	own := write(t, "form: 1\nauthority: leeds\nprices: 2024-25\nunit-costs: {state-special: 15056}\n", at, "own.yaml")
	said := does(t, "run", "--local", own, "--draws", "4", "--years", "2", "--quiet", "--out", filepath.Join(at, "run"))
	const want = "are not taken for the council's: unit-costs. "
	if !strings.Contains(squeeze(said), want) {
		t.Error(said)
	}
	if said := does(t, "check", own); !strings.Contains(squeeze(said), want) {
		t.Errorf("check does not say it: %s", said)
	}
}

// Own figures that lack their first line are known for what they are, and so are
// those that are given as a scenario.
func TestFiguresAreKnownForWhatTheyAre(t *testing.T) {
	at := filepath.Join(t.TempDir(), "our figures")
	if err := os.Mkdir(at, folderMode); err != nil {
		t.Fatal(err)
	}
	bare := write(t, "authority: rutland\nunit-costs: {state-special: 30000}\nbalance: {at: 2024-03, net: 3m}\n", at, "bare.yaml")
	if _, _, stderr := command(t, "check", bare); strings.Count(stderr, "bare.yaml:") != 1 || !strings.Contains(stderr, "form: is missing; allowed: 1 (this looks like a council's own figures") {
		t.Errorf("check says %s", stderr)
	}
	own := write(t, "form: 1\nauthority: rutland\nreserves: 5m\n", at, "own.yaml")
	if code, _, stderr := command(t, "run", own); code != wrongUse || !strings.Contains(stderr, "holds a council's own figures, and is no scenario; allowed: --local '"+own+"'") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	plan := write(t, "authority: rutland\nbalance: 3m\nlevers: []\n", at, "plan.yaml")
	if _, _, stderr := command(t, "check", plan); !strings.Contains(stderr, "balance: is not a known key") {
		t.Errorf("of a scenario check says %s", stderr)
	}
}
