// Package golden compares what a test made with a file kept beside it, so that
// a change of a result is read in the diff of a commit.
//
// To renew the files, run the tests with UPDATE_GOLDEN=1 and read the diff:
//
//	UPDATE_GOLDEN=1 go test ./outputs/ -run TestSummary
package golden

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Equal fails the test unless got is what testdata/NAME holds.
func Equal(t testing.TB, name string, got []byte) {
	t.Helper()
	File(t, filepath.Join("testdata", filepath.FromSlash(name)), got)
}

// File fails the test unless got is what the file at path, taken from the
// package's folder, holds. It is for generated documents: a test that calls it
// keeps the page true, and go generate runs that test with UPDATE_GOLDEN=1.
func File(t testing.TB, path string, got []byte) {
	t.Helper()
	path = filepath.FromSlash(path)
	if os.Getenv("UPDATE_GOLDEN") == "1" {
		if err := renew(path, got); err != nil {
			t.Fatalf("golden: %v", err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("golden: %v\n%s", err, remedy(t))
	}
	if d := difference(want, got); d != "" {
		t.Errorf("%s is not what the test made:\n%s\n%s", filepath.ToSlash(path), d, remedy(t))
	}
}

func remedy(t testing.TB) string {
	return fmt.Sprintf("If the change is meant: UPDATE_GOLDEN=1 go test -run '^%s$', then read the diff.", t.Name())
}

func renew(path string, got []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, got) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, got, 0o644)
}

// difference shows the first line that differs, or "" if none does.
func difference(want, got []byte) string {
	if bytes.Equal(want, got) {
		return ""
	}
	w, g := bytes.Split(want, []byte("\n")), bytes.Split(got, []byte("\n"))
	line := 0
	for line < min(len(w), len(g))-1 && bytes.Equal(w[line], g[line]) {
		line++
	}
	return fmt.Sprintf("line %d of %d (was %d)\n  kept: %s\n  made: %s",
		line+1, len(g), len(w), shorten(w[line]), shorten(g[line]))
}

func shorten(line []byte) string {
	const widest = 200
	if len(line) > widest {
		return fmt.Sprintf("%q...", line[:widest])
	}
	return fmt.Sprintf("%q", line)
}
