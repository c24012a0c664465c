//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"sendsim/outputs"
)

// moment waits for a moment to interrupt a run that would end at about whole:
// any, or one in which the folder is about to get its name.
func moment(luck *rand.Rand, draft string, whole time.Duration) {
	if luck.IntN(2) == 0 {
		time.Sleep(time.Duration(luck.Int64N(int64(whole))))
		return
	}
	last := filepath.Join(draft, outputs.ScenarioName) // but for the manifest
	seen := false
	for end := time.Now().Add(2 * whole); time.Now().Before(end); {
		if _, err := os.Stat(last); err == nil {
			break
		}
		_, err := os.Stat(draft)
		if seen && err != nil {
			break // it has its name already
		}
		seen = err == nil
		time.Sleep(50 * time.Microsecond) // a moment is not missed by it, and the run has the processor
	}
	time.Sleep(time.Duration(luck.Int64N(int64(500 * time.Microsecond))))
}

// The program, killed or stopped at many moments: the folder is whole or not
// there, an earlier run is untouched, and what is left is found, named and
// removed by the next run.
func (b binary) interruptedAtAnyMoment(t *testing.T) {
	begun := time.Now()
	const earlierSeed = 1000
	earlier := filepath.Join(t.TempDir(), "run")
	if r := b.start(t, earlier, "--seed", fmt.Sprint(earlierSeed)); r.code(t) != done {
		t.Fatal(r.stderr.String())
	}
	whole := time.Since(begun)
	times := 10 // of each of four
	if testing.Short() {
		times = 3
	}
	for _, c := range []struct {
		name   string
		signal os.Signal
		over   bool // an earlier run
	}{
		{"kill -9", syscall.SIGKILL, false},
		{"kill -9 while it replaces a run", syscall.SIGKILL, true},
		{"Ctrl-C", os.Interrupt, false},
		{"Ctrl-C while it replaces a run", os.Interrupt, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			luck := rand.New(rand.NewPCG(2024, uint64(len(c.name))))
			runs := t.TempDir()
			target := filepath.Join(runs, "run")
			draft := filepath.Join(runs, unfinished("run"))
			ended := map[string]int{}
			for i := range times {
				var before uint64
				if c.over {
					before = earlierSeed
					if err := os.CopyFS(target, os.DirFS(earlier)); err != nil {
						t.Fatal(err)
					}
				}
				r := b.start(t, target, "--force", "--seed", fmt.Sprint(i))
				moment(luck, draft, whole)
				if err := r.Process.Signal(c.signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
					t.Fatal(err)
				}
				code := r.code(t)
				ended[interrupted(t, c.signal, r, code, target, before, uint64(i))]++
				nextRunTidies(t, runs)
				if err := os.RemoveAll(target); err != nil {
					t.Fatal(err)
				}
			}
			t.Logf("of %d: %v", times, ended)
		})
	}
}

// interrupted checks what a run that was interrupted left, and says how it
// ended.
func interrupted(t *testing.T, signal os.Signal, r *running, code int, target string, earlier, own uint64) string {
	t.Helper()
	here, seed, err := isWhole(target)
	if err != nil {
		t.Errorf("the folder is neither whole nor gone: %v", err)
	}
	if !here && earlier > 0 {
		t.Error("the earlier run is gone")
	}
	if here && seed != own && seed != earlier {
		t.Errorf("the folder is that of seed %d", seed)
	}
	if published := here && seed == own; code == done && !published {
		t.Error("exit 0, and no folder")
	}
	left := hidden(t, filepath.Dir(target))
	ended := fmt.Sprintf("exit %d, published %t, %d left", code, here && seed == own, len(left))
	switch {
	case signal != os.Interrupt: // a kill leaves what it leaves
	case len(left) > 0:
		t.Errorf("Ctrl-C left %v: exit %d, %s", left, code, r.stderr.String())
	case code == failed && !strings.Contains(r.stderr.String(), "stopped; nothing was left behind"):
		t.Errorf("exit %d: %s", code, r.stderr.String())
	case code > failed:
		t.Errorf("exit %d", code)
	}
	return ended
}

// nextRunTidies says that the next run into the same folder names whatever is
// left, and removes it.
func nextRunTidies(t *testing.T, runs string) {
	t.Helper()
	left := hidden(t, runs)
	var told bytes.Buffer
	d := newDisk(&told)
	draft, err := d.Draft(filepath.Join(runs, "next"))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Discard(draft); err != nil {
		t.Fatal(err)
	}
	for _, name := range left {
		if !strings.Contains(told.String(), name) {
			t.Errorf("%s is not named: %q", name, told.String())
		}
	}
	if still := hidden(t, runs); len(still) > 0 {
		t.Errorf("left behind still: %v; told %q", still, told.String())
	}
}
