package main

import (
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
	if !strings.Contains(strings.ReplaceAll(said, "\n  ", " "), "stand as they were written out (state-special)") {
		t.Error(said)
	}
}
