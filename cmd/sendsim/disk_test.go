package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sendsim/calibration/local"
	"sendsim/outputs"
	"sendsim/outputs/disktest"
)

func TestTheDiskKeepsItsPromises(t *testing.T) {
	for name, change := range map[string]func(*disk){
		"exchanging names": func(*disk) {},
		"renaming twice":   func(d *disk) { d.exchange = cannotExchange },
	} {
		t.Run(name, func(t *testing.T) {
			disktest.Check(t, func(t *testing.T) (outputs.Disk, string) {
				d := newDisk(t.Output())
				change(d)
				return d, filepath.Join(t.TempDir(), "runs", "one")
			}, os.ReadFile)
		})
	}
}

func cannotExchange(_, _ string) error { return errors.ErrUnsupported }

// What an interrupted run left is taken away and named when the next run
// begins in the same folder, whatever its own target; what a living run holds,
// and what is not ours by its name, stays.
func TestLeftoversAreRemoved(t *testing.T) {
	runs := t.TempDir()
	living := newDisk(t.Output())
	alive, err := living.Draft(filepath.Join(runs, "living"))
	if err != nil {
		t.Fatal(err)
	}
	keep := []string{".sendsim-unfinished/x", "a.sendsim-unfinished/x", ".a.unfinished-12/x", ".file.sendsim-unfinished", "earlier/manifest.json"}
	gone := []string{".killed.sendsim-unfinished/deficit.arrow", ".empty.sendsim-unfinished/", ".earlier.sendsim-replaced/manifest.json"}
	put(t, runs, append(keep, gone...)...)
	var told bytes.Buffer
	d := newDisk(&told)
	draft, err := d.Draft(filepath.Join(runs, "next"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range gone {
		folder, _, _ := strings.Cut(name, "/")
		if _, err := os.Lstat(filepath.Join(runs, folder)); !os.IsNotExist(err) {
			t.Errorf("%s is still there: %v", folder, err)
		}
		if !strings.Contains(told.String(), filepath.Join(runs, folder)) {
			t.Errorf("%s is not named in %q", folder, told.String())
		}
	}
	for _, name := range append(keep, filepath.Base(alive), filepath.Base(draft)) {
		if _, err := os.Lstat(filepath.Join(runs, name)); err != nil {
			t.Errorf("%s is gone", name)
		}
	}
	if lines := strings.Count(told.String(), "\n"); lines != len(gone) {
		t.Errorf("%d lines for %d leftovers:\n%s", lines, len(gone), told.String())
	}
	told.Reset()
	if err := errors.Join(d.Discard(draft), living.Discard(alive)); err != nil || told.Len() > 0 {
		t.Errorf("%v, %s", err, told.String())
	}
}

// Where two names cannot be exchanged, a run that was killed between its two
// renames has left the earlier run under another name: it is put back.
func TestAnEarlierRunIsPutBack(t *testing.T) {
	runs := t.TempDir()
	put(t, runs, ".run.sendsim-replaced/manifest.json", ".run.sendsim-unfinished/manifest.json")
	var told bytes.Buffer
	d := newDisk(&told)
	draft, err := d.Draft(filepath.Join(runs, "run"))
	if err != nil {
		t.Fatal(err)
	}
	names, err := namesIn(filepath.Join(runs, "run"))
	if err != nil || len(names) != 1 || !strings.Contains(told.String(), "Put back") {
		t.Errorf("the earlier run holds %v, %v; told %q", names, err, told.String())
	}
	if err := d.Discard(draft); err != nil {
		t.Fatal(err)
	}
	if names, err := namesIn(runs); err != nil || len(names) != 1 {
		t.Errorf("left behind: %v, %v", names, err)
	}
	living := newDisk(t.Output())
	if _, err := living.Draft(filepath.Join(runs, "busy")); err != nil {
		t.Fatal(err)
	}
	put(t, runs, ".busy.sendsim-replaced/manifest.json")
	d.tidy(runs)
	if _, err := os.Stat(filepath.Join(runs, ".busy.sendsim-replaced")); err != nil {
		t.Error("a run was put back while the one that replaces it lives")
	}
}

// A second run into the same target is told so at once.
func TestATargetIsClaimed(t *testing.T) {
	target := filepath.Join(t.TempDir(), "run")
	one, two := newDisk(t.Output()), newDisk(io.Discard)
	draft, err := one.Draft(target)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := two.Draft(target); err == nil || !strings.Contains(err.Error(), "another run is writing to "+target) {
		t.Errorf("the second run: %v", err)
	}
	if err := one.Discard(draft); err != nil {
		t.Fatal(err)
	}
	if draft, err = two.Draft(target); err != nil {
		t.Fatalf("after the first: %v", err)
	}
	if err := two.Discard(draft); err != nil {
		t.Fatal(err)
	}
}

// put makes files below a folder, and folders where a name ends in a slash.
func put(t *testing.T, folder string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(folder, name)
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, folderMode); err != nil {
				t.Fatal(err)
			}
			continue
		}
		err := os.MkdirAll(filepath.Dir(path), folderMode)
		if err := errors.Join(err, os.WriteFile(path, []byte(name), fileMode)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFilesAreWrittenWhole says so of files that are written by themselves: what
// an interrupted command left of them is named and removed by the next, and of
// two that write the same one says so.
func TestFilesAreWrittenWhole(t *testing.T) {
	folder := t.TempDir()
	put(t, folder, ".plan.yaml.sendsim-unfinished/plan.yaml")
	var told bytes.Buffer
	files := []local.Table{{Name: "plan.yaml", Text: []byte("a")}, {Name: "plan-caseload.csv", Text: []byte("b")}}
	if err := writeFiles(&told, folder, files, false); err != nil {
		t.Fatal(err)
	}
	names, err := namesIn(folder)
	if want := []string{"plan-caseload.csv", "plan.yaml"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("the folder holds %v, %v", names, err)
	}
	if !strings.Contains(told.String(), "Removed "+filepath.Join(folder, ".plan.yaml.sendsim-unfinished")) {
		t.Errorf("it says %q", told.String())
	}
	d := newDisk(&told)
	draft, err := d.Draft(filepath.Join(folder, "plan.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := writeFiles(&told, folder, files, true); err == nil || !strings.Contains(err.Error(), "another run is writing") {
		t.Errorf("two write the same: %v", err)
	}
	if err := d.Discard(draft); err != nil {
		t.Fatal(err)
	}
	if text := read(t, folder, "plan.yaml"); string(text) != "a" {
		t.Errorf("the file holds %q", text)
	}
}
