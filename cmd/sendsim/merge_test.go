package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"sendsim/outputs"
	"sendsim/sim"
)

// shardedDraws are more than two blocks, and no multiple of any number of
// shards.
const shardedDraws = "530"

// planFile is a file of planned.
func planFile(t *testing.T) string { return write(t, planned, t.TempDir(), "plan.yaml") }

// shardsOf makes the shards of a run of a plan, and is their folders.
func shardsOf(t *testing.T, plan string, n int, more ...string) []string {
	t.Helper()
	at := t.TempDir()
	var all []string
	for i := range n {
		folder := filepath.Join(at, fmt.Sprint("shard-", i))
		args := []string{"run", plan, "--shard", fmt.Sprintf("%d/%d", i, n), "--out", folder, "--quiet"}
		if code, _, stderr := command(t, append(args, more...)...); code != done {
			t.Fatalf("shard %d: exit %d: %s", i, code, stderr)
		}
		all = append(all, folder)
	}
	return all
}

// wholeOf is the folder of the same run on one machine.
func wholeOf(t *testing.T, plan string, more ...string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "whole")
	if code, _, stderr := command(t, append([]string{"run", plan, "--out", folder, "--quiet"}, more...)...); code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	return folder
}

// merged merges shards into a folder, which it returns.
func merged(t *testing.T, shards ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "merged")
	if code, _, stderr := command(t, append([]string{"merge", "--quiet", "--out", out}, shards...)...); code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	return out
}

// sameFolder fails unless two folders hold the same files, byte for byte.
func sameFolder(t *testing.T, want, have string) {
	t.Helper()
	was, err := digestsIn(os.DirFS(want))
	if err != nil {
		t.Fatal(err)
	}
	is, err := digestsIn(os.DirFS(have))
	if err != nil {
		t.Fatal(err)
	}
	if len(was) != len(is) {
		t.Fatalf("%d files, want %d", len(is), len(was))
	}
	for i := range was {
		if was[i] != is[i] {
			t.Errorf("%s is %+v, want %+v", was[i].Name, is[i], was[i])
		}
	}
}

// A run on any number of machines is the run on one, its manifest too, in
// whatever order the shards are given and whenever they were made; and it
// verifies.
func TestMergedShardsAreTheRunOnOneMachine(t *testing.T) {
	plan, more := planFile(t), []string{"--draws", shardedDraws, "--years", "1", "--authority", "rutland,hartlepool"}
	whole := wholeOf(t, plan, more...)
	for _, n := range []int{1, 3, 16, 64} {
		if testing.Short() && n > 3 {
			continue
		}
		shards := shardsOf(t, plan, n, append(more, "--workers", fmt.Sprint(1+n%2))...)
		for i, s := range shards {
			then := time.Date(1990+i, 1, 1, 0, 0, 0, 0, time.UTC)
			if err := os.Chtimes(filepath.Join(s, outputs.DrawsName), then, then); err != nil {
				t.Fatal(err)
			}
		}
		shards[0], shards[n-1] = shards[n-1], shards[0]
		run := merged(t, shards...)
		sameFolder(t, whole, run)
		if n == 3 {
			if code, says, _, stderr := verdicts(t, run); code != done || len(says) > 0 {
				t.Errorf("verify of the merged run: exit %d, %v %s", code, says, stderr)
			}
			if code, says, _, stderr := verdicts(t, shards[1]); code != done || len(says) > 0 {
				t.Errorf("verify of a shard: exit %d, %v %s", code, says, stderr)
			}
		}
	}
}

// More shards than draws: some hold none, and nothing is lost.
func TestMoreShardsThanDraws(t *testing.T) {
	plan := planFile(t)
	sameFolder(t, wholeOf(t, plan, "--draws", "2"), merged(t, shardsOf(t, plan, 5, "--draws", "2")...))
}

// Shards of a run of which there is no money are the run on one machine, too.
func TestShardsWithoutMoney(t *testing.T) {
	plan, past := planFile(t), []string{"--draws", "9", "--years", "2", "--calibrations", penniless(t)}
	sameFolder(t, wholeOf(t, plan, past...), merged(t, shardsOf(t, plan, 4, past...)...))
}

// What keeps shards from being one run is named, all at once, and nothing is
// written.
func TestMergeNamesWhatIsWrong(t *testing.T) {
	plan := planFile(t)
	shards := shardsOf(t, plan, 4, "--draws", "40")
	seed := shardsOf(t, plan, 4, "--draws", "40", "--seed", "9")
	for _, c := range []struct {
		name string
		give func() []string
		says []string
	}{
		{"two missing", func() []string { return []string{shards[0], shards[3]} }, []string{"2 of 4 shards are missing", "--shard 1/4, --shard 2/4"}},
		{"one twice", func() []string { return append([]string{shards[2]}, shards...) }, []string{"shard 2/4 is given 2 times: " + shards[2]}},
		{"another seed", func() []string { return []string{shards[0], shards[1], seed[2], shards[3]} }, []string{seed[2] + " is of another run than " + shards[0], "parameters, seed"}},
		{"another number of shards", func() []string { return append(shardsOf(t, plan, 3, "--draws", "40")[:1], shards...) }, []string{"is shard 0/4, and"}},
		{"a whole run", func() []string { return append([]string{ranOnce(t)}, shards...) }, []string{"is a whole run, no shard"}},
		{"no folder", func() []string { return append([]string{"nothing"}, shards...) }, []string{"nothing is not a run's folder"}},
		{"cut short", func() []string {
			rewrite(t, shards[1], outputs.DrawsName, func(b []byte) []byte { return b[:len(b)/2] })
			return shards
		}, []string{shards[1] + ": deficit.arrow was changed since the run", "(it is cut short, at"}},
		{"cut short and one missing", func() []string { return shards[:3] }, []string{"cut short", "1 of 4 shards are missing"}},
		{"another version", func() []string {
			changeManifest(t, shards[1], func(m *outputs.Manifest) { m.Version = "0.0.9" })
			return shards
		}, []string{shards[1] + " was made by sendsim 0.0.9, and this is " + Version}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "merged")
			code, _, stderr := command(t, append([]string{"merge", "--quiet", "--out", out}, c.give()...)...)
			if code != wrongUse {
				t.Errorf("exit %d, want %d: %s", code, wrongUse, stderr)
			}
			for _, says := range c.says {
				if !strings.Contains(stderr, says) {
					t.Errorf("%q is not said:\n%s", says, stderr)
				}
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("a folder was written")
			}
		})
	}
}

// A shard is no run: what reads one says what to do, and what cannot be cut into
// shards is refused.
func TestAShardIsNoRun(t *testing.T) {
	shard := shardsOf(t, planFile(t), 2, "--draws", "20")[0]
	if code, _, stderr := command(t, "report", shard); code != wrongUse || !strings.Contains(stderr, "is shard 0/2 of a run: bring all 2 together with sendsim merge") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	for args, says := range map[string]string{
		"--shard 2/2":                  `"2/2" is no shard; allowed: i/n`,
		"--shard one":                  `"one" is no shard`,
		"--shard 0/2 --drivers":        "--drivers draws all futures anew",
		"--shard 0/2 --authority all":  "there is sendsim sweep",
		"--shard 0/0 --drivers=1s":     `"0/0" is no shard`,
		"--shard -1/4 --authority all": `"-1/4" is no shard`,
	} {
		if code, _, stderr := command(t, append([]string{"run"}, strings.Fields(args)...)...); code != wrongUse || !strings.Contains(stderr, says) {
			t.Errorf("%s: exit %d: %s", args, code, stderr)
		}
	}
}

// shardText is the shard in the text of a manifest.
var shardText = regexp.MustCompile(`"number": *-?[0-9]+,\s*"of": *[0-9]+`)

// A manifest whose shard cannot be is named, and nothing is divided by it.
func TestAShardThatCannotBe(t *testing.T) {
	shard := shardsOf(t, planFile(t), 2, "--draws", "4")[0]
	for _, s := range []sim.Shard{{Number: 0, Of: 0}, {Number: 2, Of: 2}, {Number: -1, Of: 2}, {Number: 0, Of: 1 << 40}} {
		rewrite(t, shard, outputs.ManifestName, func(b []byte) []byte {
			return shardText.ReplaceAll(b, fmt.Appendf(nil, `"number": %d, "of": %d`, s.Number, s.Of))
		})
		for _, args := range [][]string{{"merge", shard, "--out", filepath.Join(t.TempDir(), "merged")}, {"verify", shard}} {
			if code, _, stderr := command(t, args...); code == done || !strings.Contains(stderr, fmt.Sprintf("shard: %q is no shard", s)) {
				t.Errorf("%v: exit %d: %s", args, code, stderr)
			}
		}
	}
}

// Of many missing shards the first are named.
func TestManyMissingShardsAreCounted(t *testing.T) {
	shard := filepath.Join(t.TempDir(), "shard")
	if code, _, stderr := command(t, "run", planFile(t), "--shard", "0/64", "--draws", "4", "--quiet", "--out", shard); code != done {
		t.Fatal(stderr)
	}
	_, _, stderr := command(t, "merge", shard, "--out", filepath.Join(t.TempDir(), "merged"))
	if says := "63 of 64 shards are missing: make them with --shard 1/64, --shard 2/64, --shard 3/64, --shard 4/64, --shard 5/64 and 58 more"; !strings.Contains(stderr, says) {
		t.Errorf("%q is not said: %s", says, stderr)
	}
}
