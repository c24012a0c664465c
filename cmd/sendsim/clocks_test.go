package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// inYear calls a function while the clock of its machine shows that year; the
// clocks of synctest begin in 2000.
func inYear(t *testing.T, year int, do func(*testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(year, time.July, 1, 0, 0, 0, 0, time.UTC)))
		if is := time.Now().Year(); is != year {
			t.Fatalf("it is %d, want %d", is, year)
		}
		do(t)
	})
}

// years are those that the clocks of machines show: long before, long after, and
// between.
var years = []int{2000, 2075, 2031}

// shuffled says of every file of a folder that it was changed long ago or in years
// to come, and is when.
func shuffled(t *testing.T, folder string) map[string]time.Time {
	t.Helper()
	all, err := digestsIn(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	since := map[string]time.Time{}
	for i, d := range all {
		then := time.Date(1971+i*37%140, time.March, 1, 0, 0, 0, 0, time.UTC)
		if err := os.Chtimes(filepath.Join(folder, d.Name), then, then); err != nil {
			t.Fatal(err)
		}
		since[d.Name] = then
	}
	return since
}

// Shards of a run that were made by clocks decades apart, whenever their files say
// that they were changed, merge into the run on one machine, whose clock is right.
func TestShardsByClocksApart(t *testing.T) {
	plan, more := planFile(t), []string{"--draws", "7", "--years", "1", "--authority", "rutland"}
	whole, at := wholeOf(t, plan, more...), t.TempDir()
	args := []string{"merge", "--quiet", "--out", filepath.Join(at, "merged")}
	for i, year := range years {
		shard := filepath.Join(at, fmt.Sprint(i))
		inYear(t, year, func(t *testing.T) {
			if code, _, stderr := command(t, append([]string{"run", plan, "--quiet", "--shard", fmt.Sprintf("%d/3", i), "--out", shard}, more...)...); code != done {
				t.Fatalf("exit %d: %s", code, stderr)
			}
		})
		shuffled(t, shard)
		args = append(args, shard)
	}
	inYear(t, 2060, func(t *testing.T) {
		if code, _, stderr := command(t, args...); code != done {
			t.Fatalf("exit %d: %s", code, stderr)
		}
	})
	sameFolder(t, whole, filepath.Join(at, "merged"))
}

// A sweep into which machines live whose clocks are decades apart is gone on with
// from what is there, whenever that says that it was changed: only what is
// missing or cut short is made again, and the bytes are those of one machine. So
// it is where each has a folder of its own, and they are merged.
func TestASweepByClocksApart(t *testing.T) {
	folder := t.TempDir()
	write(t, planned, folder, "plan.yaml")
	design := write(t, "authorities: [rutland]\nscenarios: [none, plan.yaml]\ndraws: 6\nblock: 2\nyears: 1\n", folder, "design.yaml")
	whole, shared := swept(t, design), filepath.Join(t.TempDir(), "shared")
	merge := []string{"merge", "--quiet", "--out", filepath.Join(t.TempDir(), "merged")}
	for i, year := range years {
		own := filepath.Join(t.TempDir(), "own")
		for _, out := range []string{shared, own} {
			inYear(t, year, func(t *testing.T) {
				if code, _, stderr := command(t, "sweep", design, "--quiet", "--shard", fmt.Sprintf("%d/3", i), "--out", out); code != done {
					t.Fatalf("exit %d: %s", code, stderr)
				}
			})
		}
		shuffled(t, own)
		merge = append(merge, own)
	}
	cut := "authority=rutland/scenario=plan/part-000000-0001.arrow"
	if err := os.Truncate(filepath.Join(shared, cut), 900); err != nil {
		t.Fatal(err)
	}
	since := shuffled(t, shared)
	inYear(t, years[0], func(t *testing.T) {
		if code, _, stderr := command(t, "sweep", design, "--out", shared); code != done || !strings.Contains(stderr, "5 of 6 parts are there already") {
			t.Fatalf("exit %d: %s", code, stderr)
		}
	})
	sameFolder(t, whole, shared)
	for name, then := range since {
		info, err := os.Stat(filepath.Join(shared, name))
		if err != nil {
			t.Fatal(err)
		}
		if kept := info.ModTime().Equal(then); kept == (name == cut) {
			t.Errorf("%s was left alone: %t", name, kept)
		}
	}
	inYear(t, years[1], func(t *testing.T) {
		if code, _, stderr := command(t, merge...); code != done {
			t.Fatalf("exit %d: %s", code, stderr)
		}
	})
	sameFolder(t, whole, merge[3])
}
