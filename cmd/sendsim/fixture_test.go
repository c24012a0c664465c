package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// A fixture is a folder in which a command wrote, and what it printed.
type fixture struct {
	at             string
	code           int
	stdout, stderr string
	err            error
}

var (
	fixtures   sync.Map // func() *fixture, by files and arguments
	fixturesAt = sync.OnceValues(func() (string, error) { return os.MkdirTemp(temporary, "sendsim-fixtures-") })
	temporary  = os.TempDir() // of all tests: one of them may have TMPDIR for itself
)

// removeFixtures is for the end of all tests.
func removeFixtures() error {
	at, err := fixturesAt()
	if err != nil {
		return err
	}
	return os.RemoveAll(at)
}

// built is the program, built once as its users build it.
var built = sync.OnceValues(func() (path string, err error) {
	at, err := fixturesAt()
	if err != nil {
		return "", err
	}
	path = filepath.Join(at, "bin", "sendsim")
	if said, err := exec.Command("go", "build", "-ldflags=-s", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, said)
	}
	return path, nil
})

// once is a folder with files, in which a command has run that does what it is
// asked, and what it printed. The command runs once for all tests that ask for
// the same; each has a copy of the folder, which it may change. Arguments are
// given where the folder is.
func once(t *testing.T, files map[string]string, args func(at string) []string) (at, stdout string) {
	t.Helper()
	ran, _ := fixtures.LoadOrStore(fmt.Sprint(files, args("")), sync.OnceValue(func() *fixture { return fixtureOf(files, args) }))
	f := ran.(func() *fixture)()
	if f.err != nil || f.code != done {
		t.Fatalf("%v: exit %d: %v%s", args(f.at), f.code, f.err, f.stderr)
	}
	at = t.TempDir()
	if err := os.CopyFS(at, os.DirFS(f.at)); err != nil {
		t.Fatal(err)
	}
	return at, f.stdout
}

func fixtureOf(files map[string]string, args func(at string) []string) *fixture {
	f := &fixture{}
	var all string
	if all, f.err = fixturesAt(); f.err != nil {
		return f
	}
	if f.at, f.err = os.MkdirTemp(all, ""); f.err != nil {
		return f
	}
	for name, text := range files {
		if f.err = os.WriteFile(filepath.Join(f.at, name), []byte(text), fileMode); f.err != nil {
			return f
		}
	}
	var stdout, stderr bytes.Buffer
	f.code = execute(context.Background(), args(f.at), &stdout, &stderr)
	f.stdout, f.stderr = stdout.String(), stderr.String()
	return f
}
