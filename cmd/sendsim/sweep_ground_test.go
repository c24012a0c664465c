package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sendsim/outputs"
)

// onEveryGround fails unless a sweep on some flags is the same from shards as on
// one machine, and verifies.
func onEveryGround(t *testing.T, design string, flags ...string) (folder string) {
	t.Helper()
	whole := swept(t, design, flags...)
	var shards []string
	for _, shard := range []string{"0/3", "1/3", "2/3"} {
		shards = append(shards, swept(t, design, append(flags, "--shard", shard)...))
	}
	sameFolder(t, whole, merged(t, shards...))
	if code, says, _, stderr := verdicts(t, whole); code != done || len(says) > 0 {
		t.Errorf("verify: exit %d, %v %s", code, says, stderr)
	}
	return whole
}

// A sweep lives on a council's own figures as a run does: they are copied into
// its folder, the table says so, and a combination of it runs from there.
func TestASweepOnACouncilsFigures(t *testing.T) {
	at := t.TempDir()
	figures := filepath.Join(at, "warrington-figures.yaml")
	does(t, "local", "--authority", "warrington", "--out", figures)
	rewrite(t, at, "warrington-figures.yaml", func(b []byte) []byte {
		return bytes.Replace(b, []byte("state-special: 464"), []byte("state-special: 500"), 1)
	})
	folder := onEveryGround(t, pricedFile(t), "--draws", "10", "--local", figures)
	if said := does(t, "sweep", pricedFile(t), "--draws", "10", "--local", figures, "--out", filepath.Join(at, "again")); !strings.Contains(said, "contains local data") {
		t.Errorf("the table does not say that there is local data:\n%s", said)
	}
	if said := does(t, "run", filepath.Join(folder, "frontier-warrington-1.yaml"), "--out", filepath.Join(at, "run")); !strings.Contains(said, "contains local data") {
		t.Errorf("what is on the frontier does not run on the figures:\n%s", said)
	}
	if code, _, stderr := command(t, "sweep", designFile(t), "--draws", "10", "--local", figures); code != wrongUse || !strings.Contains(stderr, "rutland is not warrington, whose council gave figures of its own") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	rewrite(t, folder, "inputs/local/warrington-figures.yaml", func(b []byte) []byte { return append(b, '\n') })
	if code, _, stderr := command(t, "verify", folder, "--quiet"); code == done || !strings.Contains(stderr, "inputs/local/warrington-figures.yaml was changed") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// A sweep on calibrations of a past without balances tells of no money, and on
// the rates of another says whose.
func TestASweepOnOtherCalibrationsAndRates(t *testing.T) {
	at := t.TempDir()
	design := write(t, "authorities: [rutland]\ndraws: 9\nblock: 4\nyears: 2\n", at, "design.yaml")
	past := penniless(t)
	folder := onEveryGround(t, design, "--calibrations", past)
	if _, err := os.Stat(filepath.Join(folder, "inputs", "calibrations")); err != nil {
		t.Error(err)
	}
	if said := does(t, "sweep", design, "--calibrations", past, "--out", folder); !strings.Contains(said, "no money") || !strings.Contains(flowing(said), "on calibrations that do not ship") {
		t.Errorf("%s", said)
	}
	folder = onEveryGround(t, design, "--with-rates-of", "Newham")
	if said := does(t, "sweep", design, "--with-rates-of", "Newham", "--out", folder); !strings.Contains(said, "on the rates of newham") {
		t.Errorf("%s", said)
	}
	if code, _, stderr := command(t, "sweep", design, "--calibrations", "as-known-2022"); code != wrongUse || !strings.Contains(stderr, "a sweep is of what is known now") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// verify finds a part that was changed, one that is missing and one too many;
// a sweep that is not whole has nothing to be held against.
func TestVerifyASweep(t *testing.T) {
	folder := swept(t, designFile(t), "--draws", "3")
	part := "authority=rutland/scenario=plan/part-000001-0000.arrow"
	rewrite(t, folder, part, func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	remove(t, folder, "frontier-rutland.svg")
	write(t, "mine", folder, "notes.txt")
	code, says, _, stderr := verdicts(t, folder)
	if code != failed || len(says) != 3 || !strings.HasPrefix(says[part], string(outputs.Differs)) || !strings.HasPrefix(says["frontier-rutland.svg"], string(outputs.Missing)) || !strings.HasPrefix(says["notes.txt"], string(outputs.Extra)) {
		t.Errorf("exit %d: %v %s", code, says, stderr)
	}
	if said := does(t, "verify", swept(t, designFile(t), "--draws", "3"), "--quiet"); !strings.HasSuffix(said, "files, all the same\n") {
		t.Errorf("%s", said)
	}
	shard := swept(t, designFile(t), "--draws", "3", "--shard", "0/2")
	if code, _, stderr := command(t, "verify", shard); code != wrongUse || !strings.Contains(stderr, "so not all of the sweep is there") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if code, _, stderr := command(t, "report", folder); code != wrongUse || !strings.Contains(stderr, "is a sweep's folder") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// The table of a sweep is exported in every format, as --json has it, and refused
// where it was changed.
func TestExportASweep(t *testing.T) {
	folder := swept(t, pricedFile(t), "--draws", "12")
	for _, format := range []string{"csv", "parquet", "xlsx"} {
		out := filepath.Join(t.TempDir(), format)
		does(t, "export", folder, "--to", format, "--out", out)
		if names, err := namesIn(out); err != nil || !slices.Contains(names, "combinations."+format) {
			t.Errorf("%v, %v", names, err)
		}
		if format == "csv" {
			rows, err := csv.NewReader(bytes.NewReader(read(t, out, "combinations.csv"))).ReadAll()
			if err != nil || len(rows) != 1+4 || rows[1][1] != "none" || rows[4][0] != "warrington" {
				t.Errorf("%v, %v", rows, err)
			}
		}
	}
	rewrite(t, folder, outputs.SweptName, func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	if code, _, stderr := command(t, "export", folder, "--to", "csv", "--out", filepath.Join(t.TempDir(), "csv")); code != wrongUse || !strings.Contains(stderr, "combinations.arrow was changed") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

// check says every fault of a design, and of its scenarios, at once; what dials
// are of no lever of theirs, only once the scenarios can be read.
func TestCheckADesign(t *testing.T) {
	at := t.TempDir()
	write(t, "authority: rutland\nyeers: 3\n", at, "bad.yaml")
	design := write(t, "authorities: [rutland, nowhere]\nscenarios: [bad.yaml]\nbase: other\ncosts: {sen-support: 120%}\ndials: {grid: {sen-support.schools: [1]}}\n", at, "design.yaml")
	code, stdout, _ := command(t, "check", design, designFile(t), "--json")
	var told []checked
	if err := json.Unmarshal([]byte(stdout), &told); err != nil {
		t.Fatal(err)
	}
	if code != wrongUse || len(told) != 2 || told[0].Sound || !told[1].Sound {
		t.Fatalf("exit %d: %s", code, stdout)
	}
	var keys []string
	for _, f := range told[0].Faults {
		keys = append(keys, f.Key)
	}
	if strings.Contains(strings.Join(keys, " "), "dials") {
		t.Errorf("dials of a scenario that cannot be read are at fault: %v", keys)
	}
	for _, key := range []string{"authorities", "yeers", "base", "costs.sen-support"} {
		if !strings.Contains(strings.Join(keys, " ")+" ", key+" ") {
			t.Errorf("no fault of %s: %v", key, keys)
		}
	}
}

// A table is at most as wide as is asked, and ends with what is next; a shard
// is told as JSON, too.
func TestWhatASweepPrints(t *testing.T) {
	t.Setenv("COLUMNS", "80")
	example := filepath.Join("..", "..", "sweeps", "warrington-example.yaml")
	said := does(t, "sweep", example, "--draws", "30", "--out", filepath.Join(t.TempDir(), "swept"))
	for _, line := range strings.Split(said, "\n") {
		if n := utf8.RuneCountInString(line); n > 80 && !strings.Contains(line, "sendsim ") && !strings.HasPrefix(line, "Written to ") {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if _, after, ok := strings.Cut(said, "\nNext:\n"); !ok || !strings.Contains(after, "sendsim compare ") || !strings.Contains(after, "sendsim verify ") {
		t.Errorf("it does not end with what is next:\n%s", said)
	}
	for command, want := range map[string]livedShard{
		"run":   {Shard: "1/2", First: new(int), Draws: 15},
		"sweep": {Shard: "1/2", Parts: 15, Of: 30},
	} {
		out, file := filepath.Join(t.TempDir(), "shard"), planFile(t)
		if command == "sweep" {
			file = designFile(t)
		}
		var told []livedShard
		if err := json.Unmarshal([]byte(does(t, command, file, "--shard", "1/2", "--quiet", "--json", "--out", out)), &told); err != nil {
			t.Fatal(err)
		}
		if want.First != nil {
			*want.First = 15
			if told[0].First == nil || *told[0].First != 15 {
				t.Errorf("%s: the first draw is %v", command, told[0].First)
			}
		}
		if told[0].Folder != out || told[0].Shard != want.Shard || told[0].Draws != want.Draws || told[0].Parts != want.Parts || told[0].Of != want.Of {
			t.Errorf("%s: %+v, want %+v", command, told[0], want)
		}
		if said := does(t, command, file, "--shard", "0/2", "--quiet", "--out", out+"-0"); strings.Contains(said, "Next:") {
			t.Errorf("%s: quiet, and says what is next", command)
		}
	}
}
