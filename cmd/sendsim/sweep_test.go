package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sendsim/internal/shelf"
	"sendsim/outputs"
)

// sweptDesign is a small design: two authorities, five combinations each, of
// three parts.
const sweptDesign = `authorities: [rutland, hartlepool]
scenarios: [none, plan.yaml]
draws: 25
block: 10
years: 2
dials:
  grid:
    resourced-provision.places: [5, 10]
    resourced-provision.delivery.realised: [50%, 100%]
`

// designFile is a folder with a design, and its file.
func designFile(t *testing.T) string {
	at := t.TempDir()
	write(t, planned, at, "plan.yaml")
	return write(t, sweptDesign, at, "design.yaml")
}

// swept lives a design into a folder.
func swept(t *testing.T, design string, more ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "swept")
	if code, _, stderr := command(t, append([]string{"sweep", design, "--quiet", "--out", out}, more...)...); code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	return out
}

// The table, the set by authority and scenario, and the pictures are there, and
// the table says what the draws do.
func TestASweepIsASetByAuthorityAndScenario(t *testing.T) {
	out := filepath.Join(t.TempDir(), "swept")
	code, stdout, stderr := command(t, "sweep", designFile(t), "--quiet", "--json", "--out", out)
	if code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	var rows []map[string]any
	if err := json.Unmarshal([]byte(stdout), &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 10 || rows[9]["code"] != "E06000001" || rows[9]["name"] != "Hartlepool" || rows[9]["draws"] != 25.0 {
		t.Errorf("%d rows, the last %v", len(rows), rows[len(rows)-1])
	}
	if dials := rows[9]["dials"].(map[string]any); dials["resourced-provision.places"] != 10.0 || dials["resourced-provision.delivery.realised"] != 1.0 {
		t.Errorf("the last combination is %v", dials)
	}
	parts, err := filepath.Glob(filepath.Join(out, "authority=*", "scenario=*", "part-*.arrow"))
	if err != nil || len(parts) != 10*3 {
		t.Errorf("%d parts, %v", len(parts), err)
	}
	for _, name := range []string{outputs.SweptName, outputs.PartsName, outputs.SweepName, "frontier-rutland.svg", "frontier-hartlepool.png"} {
		if _, err := os.Stat(filepath.Join(out, name)); err != nil {
			t.Error(err)
		}
	}
	// The same futures as a run's: one without levers is in both.
	run := filepath.Join(t.TempDir(), "run")
	code, _, stderr = command(t, "run", "--authority", "hartlepool", "--draws", "25", "--years", "2", "--quiet", "--json", "--out", run)
	if code != done {
		t.Fatal(stderr)
	}
	opened, err := outputs.Open(os.DirFS(run), Version)
	if err != nil {
		t.Fatal(err)
	}
	want := opened.Runs[0].Summary.Stats(0, 1, outputs.ColCumulative).At(outputs.Median).Value
	row := rows[slices.IndexFunc(rows, func(r map[string]any) bool { return r["name"] == "Hartlepool" && r["scenario"] == "none" })]
	if have, width := row["deficit_p50"].(float64), row["deficit_resolution"].(float64); have < want-width || have > want+width {
		t.Errorf("the median deficit is %v, to %v; a run's is %v", have, width, want)
	}
}

// What the figures cannot support, their sources and the law are said once, in the
// table and in pictures, as a run says them.
func TestASweepSaysWhatItRestsOn(t *testing.T) {
	out := filepath.Join(t.TempDir(), "swept")
	design := write(t, "authorities: [kent, rutland]\nscenarios: [none, unmitigated]\ndraws: 4\nyears: 1\n", t.TempDir(), "design.yaml")
	said := strings.Join(strings.Fields(does(t, "sweep", design, "--quiet", "--out", out)), " ")
	drawn := string(read(t, filepath.Join(out, "frontier-kent.svg")))
	for _, of := range []struct {
		says         string
		table, drawn int
	}{
		{"Warning: Kent: it has a safety-valve agreement", 1, 0},
		{"Sources: DfE", 1, 1},
		{"law and funding as announced", 1, 1},
		{"4 draws, simulated", 0, 1},
	} {
		if n := strings.Count(said, of.says); n != of.table {
			t.Errorf("the table says %q %d times, not %d:\n%s", of.says, n, of.table, said)
		}
		if shown := strings.Contains(drawn, of.says); shown != (of.drawn > 0) {
			t.Errorf("the picture says %q: %v", of.says, shown)
		}
	}
}

// Any number of workers, machines and stops makes the same bytes; under -short
// there are few machines.
func TestASweepIsTheSameHoweverItIsLived(t *testing.T) {
	design := designFile(t)
	whole := swept(t, design)
	t.Run("workers", func(t *testing.T) { sameFolder(t, whole, swept(t, design, "--workers", "7")) })
	for _, n := range []int{1, 3, 16, 64} {
		if testing.Short() && n > 3 {
			continue
		}
		t.Run(fmt.Sprint(n, " machines"), func(t *testing.T) {
			var shards []string
			for i := range n {
				shards = append(shards, swept(t, design, "--shard", fmt.Sprintf("%d/%d", i, n)))
			}
			slices.Reverse(shards)
			sameFolder(t, whole, merged(t, shards...))
		})
	}
	t.Run("one folder for all", func(t *testing.T) {
		out := filepath.Join(t.TempDir(), "swept")
		for _, shard := range []string{"1/2", "0/2"} {
			if code, _, stderr := command(t, "sweep", design, "--quiet", "--out", out, "--shard", shard); code != done {
				t.Fatal(stderr)
			}
		}
		if code, _, stderr := command(t, "sweep", design, "--out", out); code != done || !strings.Contains(stderr, "30 of 30 parts are there already") {
			t.Fatalf("exit %d: %s", code, stderr)
		}
		sameFolder(t, whole, out)
	})
	t.Run("stopped", func(t *testing.T) {
		out := filepath.Join(t.TempDir(), "swept")
		ctx, cancel := context.WithCancel(context.Background())
		go func() {
			for ctx.Err() == nil {
				if parts, _ := filepath.Glob(filepath.Join(out, "authority=rutland", "*", "part-*")); len(parts) > 3 {
					cancel()
				}
				time.Sleep(time.Millisecond)
			}
		}()
		var stdout, stderr bytes.Buffer
		code := execute(ctx, []string{"sweep", design, "--quiet", "--out", out}, &stdout, &stderr)
		cancel()
		if code != failed || !strings.Contains(stderr.String(), "the same command goes on from there") {
			t.Fatalf("exit %d: %s", code, stderr.String())
		}
		cut := filepath.Join(out, "authority=rutland", "scenario=none", "part-000000-0001.arrow")
		if err := os.Truncate(cut, 900); err != nil {
			t.Fatal(err)
		}
		code, _, said := command(t, "sweep", design, "--out", out)
		if code != done || !strings.Contains(said, "not written to its end: it is made again") {
			t.Fatalf("exit %d: %s", code, said)
		}
		sameFolder(t, whole, out)
	})
}

// What keeps folders from being one sweep is named, all at once.
func TestMergeOfASweepNamesWhatIsWrong(t *testing.T) {
	design := designFile(t)
	shards := []string{swept(t, design, "--shard", "0/3"), swept(t, design, "--shard", "1/3"), swept(t, design, "--shard", "2/3")}
	other := swept(t, design, "--shard", "1/3", "--draws", "24")
	for _, c := range []struct {
		name string
		give func() []string
		says []string
	}{
		{"missing", func() []string { return []string{shards[0], shards[2]} }, []string{"10 of 30 parts are missing: give the shards of authority=rutland/scenario=plan/part-000002-0001.arrow"}},
		{"doubled", func() []string { return append([]string{shards[1]}, shards...) }, []string{"is there 2 times: in " + shards[1]}},
		{"another design", func() []string { return []string{shards[0], other, shards[2]} }, []string{other + " is of another sweep than " + shards[0] + ": its design differs in: draws, scenarios"}},
		{"no folder, and the first", func() []string { return append([]string{"nothing"}, shards...) }, []string{"nothing: open sweep.json"}},
		{"a run's shard", func() []string { return append([]string{shardsOf(t, planFile(t), 2, "--draws", "2")[0]}, shards...) }, []string{": open sweep.json"}},
		{"cut short, and one missing", func() []string {
			if err := os.Truncate(filepath.Join(shards[0], "authority=rutland", "scenario=none", "part-000000-0002.arrow"), 500); err != nil {
				t.Fatal(err)
			}
			return shards[:2]
		}, []string{"part-000000-0002.arrow: not an Arrow file, or one that was not written to its end", "11 of 30 parts are missing"}},
		{"another version", func() []string {
			rewrite(t, shards[1], outputs.SweepName, func(b []byte) []byte {
				return bytes.Replace(b, []byte(`"version": "`+Version), []byte(`"version": "0.0.9`), 1)
			})
			return shards
		}, []string{shards[1] + ": sweep.json: the sweep is of sendsim 0.0.9, and this is " + Version}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "merged")
			code, _, stderr := command(t, append([]string{"merge", "--quiet", "--out", out}, c.give()...)...)
			if code != wrongUse {
				t.Errorf("exit %d: %s", code, stderr)
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

// A folder that holds something else is left alone.
func TestASweepLeavesOtherFoldersAlone(t *testing.T) {
	design := designFile(t)
	other := t.TempDir()
	write(t, "mine", other, "notes.txt")
	if code, _, stderr := command(t, "sweep", design, "--out", other); code != wrongUse || !strings.Contains(stderr, "is not empty and has no sweep.json") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	out := swept(t, design, "--draws", "3")
	if code, _, stderr := command(t, "sweep", design, "--out", out); code != wrongUse || !strings.Contains(stderr, "holds another sweep") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// A draft of sweep.json that another machine is at, or was killed over, does not
// keep a sweep from beginning.
func TestASweepBeginsBesideADraft(t *testing.T) {
	out := t.TempDir()
	write(t, "{", out, ".unfinished-123")
	if code, _, stderr := command(t, "sweep", designFile(t), "--quiet", "--draws", "2", "--out", out); code != done {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// Machines that begin one folder at once all find it begun.
func TestManyBeginASweepAtOnce(t *testing.T) {
	s, _, _, err := (&sweepFlags{}).design(designFile(t))
	if err != nil {
		t.Fatal(err)
	}
	const folders, machines = 20, 8
	for range folders {
		to, began := shelf.Folder(filepath.Join(t.TempDir(), "swept")), make(chan error, machines)
		for range machines {
			go func() { began <- beginSweep(to, s, nil) }()
		}
		for range machines {
			if err := <-began; err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A part with a changed byte, wherever, is made again, and the list of files is
// away until all are there.
func TestAChangedPartIsMadeAgain(t *testing.T) {
	design := designFile(t)
	whole, out := swept(t, design, "--draws", "3"), swept(t, design, "--draws", "3")
	part := filepath.Join(out, "authority=rutland", "scenario=none", "part-000000-0000.arrow")
	text, err := os.ReadFile(part)
	if err != nil {
		t.Fatal(err)
	}
	said := "it was changed since it was written: it is made again"
	for at := 0; at < len(text); at += len(text)/12 + 1 {
		changed := slices.Clone(text)
		changed[at] ^= 1
		if err := os.WriteFile(part, changed, fileMode); err != nil {
			t.Fatal(err)
		}
		code, _, stderr := command(t, "sweep", design, "--draws", "3", "--out", out)
		if code != done || !strings.Contains(stderr, "it is made again") {
			t.Errorf("byte %d: exit %d: %s", at, code, stderr)
		}
		if strings.Contains(stderr, said) {
			said = ""
		}
		sameFolder(t, whole, out)
	}
	if said != "" {
		t.Errorf("%q was never said", said)
	}
	if err := os.Remove(part); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := command(t, "sweep", design, "--draws", "3", "--out", out, "--shard", "0/2"); code != done {
		t.Fatal(stderr)
	}
	if _, err := os.Stat(filepath.Join(out, outputs.PartsName)); err == nil {
		t.Error("the list of files stood while a part was made")
	}
}

// Numbers that cannot be are refused, and a flag that a sweep does not have.
func TestFlagsOfASweepAreInRange(t *testing.T) {
	design := designFile(t)
	for args, says := range map[string]string{
		"--workers 0":     "--workers 0 is out of range",
		"--draws 0":       "--draws 0 is out of range",
		"--draws 2000000": "--draws 2000000 is out of range",
	} {
		if code, _, stderr := command(t, append([]string{"sweep", design}, strings.Fields(args)...)...); code != wrongUse || !strings.Contains(stderr, says) {
			t.Errorf("%s: exit %d: %s", args, code, stderr)
		}
	}
	out := swept(t, design, "--draws", "1", "--shard", "0/1")
	if code, _, stderr := command(t, "merge", out, "--force", "--out", filepath.Join(t.TempDir(), "merged")); code != wrongUse || !strings.Contains(stderr, "--force is for the shards of a run") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}
