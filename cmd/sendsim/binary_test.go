//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"sendsim/outputs"
)

// binary is the program, built as its users build it, and calibrations of few
// authorities that it opens sooner than those that ship: it is begun some sixty
// times.
type binary struct{ path, calibrations string }

// What becomes of a run's folder, whatever happens to the program.
func TestTheProgramAsBuilt(t *testing.T) {
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	b := binary{path, filepath.Join(t.TempDir(), "calibrations")}
	does(t, "calibrate", "--all", "--evidence", few(t), "--out", b.calibrations)
	t.Run("interrupted at any moment", b.interruptedAtAnyMoment)
	t.Run("two runs into one target", b.twoRunsIntoOneTarget)
	t.Run("a full disk", b.aFullDisk)
	t.Run("where nothing can be written", b.whereNothingCanBeWritten)
	t.Run("a broken pipe", b.aBrokenPipe)
}

// running is a run under way.
type running struct {
	*exec.Cmd
	stdout, stderr bytes.Buffer
}

// start begins a small run into a folder.
func (b binary) start(t *testing.T, target string, more ...string) *running {
	t.Helper()
	r := b.run(target, more...)
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	return r
}

func (b binary) run(target string, more ...string) *running {
	args := append([]string{"run", "--authority", "rutland", "--calibrations", b.calibrations, "--draws", "40", "--years", "3", "--out", target}, more...)
	r := &running{Cmd: exec.Command(b.path, args...)}
	r.Stdout, r.Stderr = &r.stdout, &r.stderr
	return r
}

// code waits for the end: the exit code, or -1 where a signal ended it.
func (r *running) code(t *testing.T) int {
	t.Helper()
	err := r.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return r.ProcessState.ExitCode()
}

// isWhole says what is wrong with a folder that should be a whole run or not
// there; seed is that of its manifest.
func isWhole(target string) (here bool, seed uint64, err error) {
	folder := os.DirFS(target)
	if _, err := os.Stat(target); errors.Is(err, fs.ErrNotExist) {
		return false, 0, nil
	}
	m, err := readManifest(folder, target)
	if err != nil {
		return true, 0, err
	}
	found, err := digestsIn(folder)
	if err != nil {
		return true, 0, err
	}
	for _, v := range outputs.Verdicts(m, found, slices.Concat(outputs.Copied(m.Inputs), m.Outputs)) {
		if v.Says != outputs.Same && v.Name != outputs.ManifestName {
			err = errors.Join(err, fmt.Errorf("%s %s: %s", v.Name, v.Says, v.Why))
		}
	}
	return true, m.Seed, err
}

// hidden lists what is under way in a folder, or left.
func hidden(t *testing.T, folder string) []string {
	t.Helper()
	names, err := namesIn(folder)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(names, func(name string) bool { return !strings.HasPrefix(name, ".") })
}

// Two runs into the same target at once: one wins, the other says so.
func (b binary) twoRunsIntoOneTarget(t *testing.T) {
	for _, flags := range [][]string{nil, {"--force"}} {
		runs := t.TempDir()
		target := filepath.Join(runs, "run")
		one := b.start(t, target, append(flags, "--seed", "1", "--draws", "2000")...)
		const patience = 10_000
		for i := 0; len(hidden(t, runs)) == 0 && i < patience; i++ {
			time.Sleep(time.Millisecond)
		}
		two := b.start(t, target, append(flags, "--seed", "2")...)
		if code := two.code(t); code != failed || !strings.Contains(two.stderr.String(), "another run is writing to "+target) {
			t.Errorf("the second: exit %d, %s", code, two.stderr.String())
		}
		if code := one.code(t); code != done {
			t.Errorf("the first: exit %d, %s", code, one.stderr.String())
		}
		if _, seed, err := isWhole(target); seed != 1 || err != nil {
			t.Errorf("the folder is that of seed %d: %v", seed, err)
		}
		together := []*running{b.start(t, target, "--force", "--seed", "3"), b.start(t, target, "--force", "--seed", "4")}
		var wins []int
		for i, r := range together {
			switch code := r.code(t); {
			case code == done:
				wins = append(wins, i)
			case code != failed || !strings.Contains(r.stderr.String(), "another run is writing"):
				t.Errorf("exit %d: %s", code, r.stderr.String())
			}
		}
		_, seed, err := isWhole(target)
		if len(wins) == 0 || err != nil || seed != uint64(3+wins[len(wins)-1]) && len(wins) == 1 {
			t.Errorf("winners %v, and the folder is that of seed %d: %v", wins, seed, err)
		}
		if left := hidden(t, runs); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// A disk that is full stops a run, leaves nothing on it, and an earlier run as
// it was.
func (b binary) aFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=3m"); err != nil {
		t.Skipf("NOT TESTED: a small disk cannot be mounted here (%v); run as root to test it", err)
	}
	defer func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	}()
	fails := func(target string, flags ...string) {
		t.Helper()
		r := b.start(t, target, flags...)
		if code := r.code(t); code != failed || !strings.Contains(r.stderr.String(), "no space left on device") || r.stdout.Len() > 0 {
			t.Errorf("exit %d: %s%s", code, r.stderr.String(), r.stdout.String())
		}
		if left := hidden(t, disk); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	fails(filepath.Join(disk, "large"), "--draws", "2000")
	target := filepath.Join(disk, "run")
	if r := b.start(t, target); r.code(t) != done {
		t.Fatal(r.stderr.String())
	}
	fails(target, "--force", "--seed", "1", "--draws", "2000")
	if _, seed, err := isWhole(target); seed == 1 || err != nil {
		t.Errorf("the earlier run is damaged: seed %d, %v", seed, err)
	}
	whole := filepath.Join(t.TempDir(), "whole")
	if r := b.start(t, whole, "--draws", "600"); r.code(t) != done {
		t.Fatal(r.stderr.String())
	}
	full := filepath.Join(disk, "full")
	if err := os.WriteFile(full, make([]byte, 3<<20), fileMode); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	for _, args := range [][]string{
		{"export", whole, "--to", "parquet"}, {"export", whole, "--to", "csv"}, {"export", whole, "--to", "xlsx"}, {"report", whole, "--xlsx"},
	} {
		out, err := exec.Command(b.path, append(args, "--out", filepath.Join(disk, "out"))...).CombinedOutput()
		if err == nil || !strings.Contains(string(out), "no space left on device") {
			t.Errorf("%v: %v: %s", args[:3], err, out)
		}
		if left := hidden(t, disk); len(left) > 0 {
			t.Errorf("%v: left behind: %v", args[:3], left)
		}
	}
	if err := os.Remove(full); err != nil {
		t.Error(err)
	}
	if names, err := namesIn(disk); err != nil || len(names) != 1 {
		t.Errorf("the disk holds %v, %v", names, err)
	}
	b.noRoomForAReport(t, disk, target)
}

// Where there is no room for a report, none is left half written.
func (b binary) noRoomForAReport(t *testing.T, disk, run string) {
	before, err := namesIn(run)
	if err != nil {
		t.Fatal(err)
	}
	filler, err := os.Create(filepath.Join(disk, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 1<<12)
	for err == nil {
		_, err = filler.Write(block)
	}
	if err := filler.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(b.path, "report", run).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "no space left on device") {
		t.Errorf("a report on a full disk: %v, %s", err, out)
	}
	if after, err := namesIn(run); err != nil || !slices.Equal(before, after) {
		t.Errorf("the run's folder held %v and holds %v, %v", before, after, err)
	}
}

// Where a run cannot be written at all, it says so before it begins.
func (b binary) whereNothingCanBeWritten(t *testing.T) {
	t.Run("a file", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "letter")
		put(t, filepath.Dir(file), "letter")
		for _, target := range []string{file, filepath.Join(file, "run")} {
			r := b.start(t, target, "--force")
			if code := r.code(t); code != wrongUse || !strings.Contains(r.stderr.String(), "is a file") {
				t.Errorf("%s: exit %d, %s", target, code, r.stderr.String())
			}
		}
		if text, err := os.ReadFile(file); err != nil || string(text) != "letter" {
			t.Errorf("the file reads %q, %v", text, err)
		}
	})
	t.Run("an unwritable folder", func(t *testing.T) {
		folder := t.TempDir()
		r := b.run(filepath.Join(folder, "run"))
		if os.Geteuid() == 0 { // who may write anywhere: be nobody
			const nobody = 65534
			r.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
			for _, name := range []string{filepath.Dir(filepath.Dir(b.path)), filepath.Dir(filepath.Dir(b.calibrations)), filepath.Dir(filepath.Dir(folder))} {
				if err := os.Chmod(name, 0o755); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := os.Chmod(folder, 0o555); err != nil {
			t.Fatal(err)
		}
		if err := r.Start(); err != nil {
			t.Fatal(err)
		}
		if code := r.code(t); code != failed || !strings.Contains(r.stderr.String(), "permission denied") {
			t.Errorf("exit %d: %s", code, r.stderr.String())
		}
	})
}

// Who reads no further ends nothing: the program is quiet, and the folder is
// whole. A screen that cannot be written to is an error.
func (b binary) aBrokenPipe(t *testing.T) {
	target := filepath.Join(t.TempDir(), "run")
	for _, flags := range [][]string{nil, {"--json"}} {
		read, write, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		read.Close()
		r := b.run(target, append(flags, "--force", "--quiet")...)
		r.Stdout = write
		if err := r.Start(); err != nil {
			t.Fatal(err)
		}
		write.Close()
		if code := r.code(t); code != done || r.stderr.Len() > 0 {
			t.Errorf("%v: exit %d, %s", flags, code, r.stderr.String())
		}
		if here, _, err := isWhole(target); !here || err != nil {
			t.Errorf("the folder is not whole: %v", err)
		}
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		r = b.run(target, append(flags, "--force", "--quiet")...)
		r.Stdout = full
		if err := r.Start(); err != nil {
			t.Fatal(err)
		}
		full.Close()
		if code := r.code(t); code != failed || !strings.Contains(r.stderr.String(), "no space left") {
			t.Errorf("%v, to a full disk: exit %d, %s", flags, code, r.stderr.String())
		}
	}
	if out, err := exec.Command("sh", "-c", b.path+" levers | head -1").CombinedOutput(); err != nil || strings.Count(string(out), "\n") != 1 {
		t.Errorf("%v: %s", err, out)
	}
}
