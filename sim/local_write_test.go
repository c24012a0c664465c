package sim_test

import (
	"testing"
	"testing/fstest"

	"sendsim/sim"
)

// The command that is printed, and stands in the file, can be typed as it is.
func TestTheCommandForOwnFiguresCanBeTyped(t *testing.T) {
	for folder, want := range map[string]string{
		"":       "sendsim run --local 'our figures.yaml'",
		"my cal": "sendsim run --calibrations 'my cal' --local 'our figures.yaml'",
	} {
		if got := (&sim.World{Calibrations: folder}).RunsLocal("our figures.yaml"); got != want {
			t.Errorf("it is %s, want %s", got, want)
		}
	}
}

// Whatever its file is named, it is read back with its tables.
func TestFiguresAreReadBackUnderAnyName(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"rutland.yaml", "rutland, #2026.yaml", "it's [ours]: \"1\".yaml"} {
		files, err := sim.WriteLocal(world, "rutland", name)
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for _, f := range files {
			fsys[f.Name] = &fstest.MapFile{Data: f.Text}
		}
		if l, err := sim.ReadLocal(fsys, name, world); err != nil || len(l.Files) != 3 || len(l.Warnings) > 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
