package pipeline

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

// A folder whose path would be a pattern is itself, one that holds something
// else is left alone, and one that is not whole does not list its files.
func TestFoldersAreWhatTheyAreCalled(t *testing.T) {
	ctx, s := context.Background(), designed(t, 4, 2)
	out := filepath.Join(t.TempDir(), "a[b]*c?")
	if err := run(ctx, s, out); err != nil {
		t.Fatal(err)
	}
	same(t, os.DirFS(onOneMachine(t, s)), os.DirFS(out))
	f := &liveFn{Place: place{out, s.Digest()}}
	if err := f.Setup(ctx); err != nil {
		t.Fatal(err)
	}
	item := s.Design.Items()[0]
	if err := os.Remove(filepath.Join(out, outputs.SweepPartName(&s.Design, item))); err != nil {
		t.Fatal(err)
	}
	if err := f.ProcessElement(ctx, 0, func(int, []byte) {}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(out, outputs.PartsName)); err == nil {
		t.Error("the list of files stands while a part is made")
	}
	if err := f.Teardown(); err != nil {
		t.Error(err)
	}
	other := filepath.Join(t.TempDir(), "[mine]")
	if err := os.MkdirAll(filepath.Join(other, "notes"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := Begin(ctx, s, nil, other); err == nil {
		t.Error("a folder that holds something else is begun")
	}
	gone := &liveFn{Place: place{t.TempDir(), s.Digest()}}
	if err := gone.Setup(ctx); err == nil {
		t.Error("a folder without a sweep is set up")
	}
	if err := gone.Teardown(); err != nil {
		t.Error(err)
	}
}

// A council's own figures go with the sweep: workers find them in its folder, and
// refuse them where they were changed.
func TestWorkersFindACouncilsFigures(t *testing.T) {
	ctx, figures, out := context.Background(), t.TempDir(), t.TempDir()
	w, err := world()
	if err != nil {
		t.Fatal(err)
	}
	tables, err := sim.WriteLocal(w, "rutland", "rutland.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		text := bytes.Replace(table.Text, []byte("  net: "), []byte("  net: 1"), 1) // a pound or more where there were fewer
		if err := os.WriteFile(filepath.Join(figures, table.Name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	own, err := sim.ReadLocal(os.DirFS(figures), "rutland.yaml", w)
	if err != nil {
		t.Fatal(err)
	}
	files := sweep.Files{Beside: fstest.MapFS{"design.yaml": {Data: []byte("authorities: [rutland]\ndraws: 6\nblock: 2\nyears: 2\n")}}, Ships: scenarios.FS}
	s, copies, err := outputs.DesignSweep(files, "design.yaml", w.With(own), sweep.Over{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(copies) != len(tables) {
		t.Errorf("%d copies of %d files", len(copies), len(tables))
	}
	if err := runOn(ctx, s, copies, out); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(out, outputs.SweepPartName(&s.Design, s.Design.Items()[0])))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte("contains local data")) {
		t.Error("a part does not say that it contains local data")
	}
	worlds.world = nil // as in another process
	if err := os.WriteFile(filepath.Join(out, copies[0].Name), []byte("other"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := (&liveFn{Place: place{out, s.Digest()}}).Setup(ctx); err == nil {
		t.Error("figures that were changed are taken")
	}
}
