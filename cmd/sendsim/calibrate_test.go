package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sendsim/calibration"
)

// One authority is written as a calibration file, beside the national layer and
// the evidence that it stands on; none is written over unasked.
func TestOneAuthorityIsCalibrated(t *testing.T) {
	folder := t.TempDir()
	args := []string{"calibrate", "--authority", "rutland", "--evidence", few(t), "--out", folder}
	t.Setenv("COLUMNS", "")
	fits(t, "calibrate", strings.ReplaceAll(does(t, args...), folder, "out"))
	names, err := namesIn(folder)
	if want := []string{"england.calib", "evidence.zip", "rutland.calib"}; err != nil || !slices.Equal(names, want) {
		t.Fatalf("written: %v, %v; expected are %v", names, err, want)
	}
	if code, _, stderr := command(t, args...); code != wrongUse || !strings.Contains(stderr, "--force") {
		t.Errorf("a second time: exit %d, %s", code, stderr)
	}
	does(t, append(args, "--force")...)
}

// All authorities, fitted to the evidence that ships, give what ships to the
// byte; what ships may be made again without being forced.
func TestWhatShipsIsMadeAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it fits all authorities, and compresses them; go test ./... without -short runs it")
	}
	folder := t.TempDir()
	for _, name := range []string{calibration.EvidenceZip, calibration.CalibrationsZip} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("of last year"), fileMode); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, stderr := command(t, "calibrate", "--all", "--out", folder); code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	ships := os.DirFS("../../calibration/shipped")
	for _, name := range []string{calibration.EvidenceZip, calibration.CalibrationsZip} {
		want, err := fs.ReadFile(ships, name)
		if err != nil {
			t.Fatal(err)
		}
		have, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(have) != string(want) {
			t.Errorf("%s is not what ships\n\tremedy: make calibrations DATA="+"FOLDER", name)
		}
	}
}

func TestCalibrateSaysWhatIsMissing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"calibrate", "--all"}, "--out"},
		{[]string{"calibrate", "--out", out}, "--authority NAME or --all"},
		{[]string{"calibrate", "--out", out, "--all", "--authority", "kent"}, "--authority NAME or --all"},
		{[]string{"calibrate", "--out", out, "--compact", "--authority", "kent"}, "--all"},
		{[]string{"calibrate", "--out", out, "--all", "--evidence", out}, "out"},
	} {
		if code, _, stderr := command(t, c.args...); code != wrongUse || !strings.Contains(stderr, c.want) {
			t.Errorf("%v: exit %d, %s; expected %q", c.args, code, stderr, c.want)
		}
	}
}
