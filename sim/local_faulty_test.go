package sim_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sendsim/internal/golden"
	"sendsim/internal/strict"
	"sendsim/sim"
)

// Each faulty file of a council's own figures, with its tables, is held
// against what is said of it.
func TestFaultyFiguresOfACouncilSayEverythingThatIsWrong(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/local/*.yaml")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d faulty files: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			_, err := sim.ReadLocal(os.DirFS("testdata/local"), filepath.Base(file), world)
			var faults strict.Faults
			if !errors.As(err, &faults) {
				t.Fatalf("got %v, want faults", err)
			}
			golden.File(t, strings.TrimSuffix(file, ".yaml")+".txt", []byte(err.Error()+"\n"))
		})
	}
}

// A file that looks like records of children is refused, and no line of it is
// shown.
func TestRecordsOfSingleChildrenAreRefused(t *testing.T) {
	files, err := filepath.Glob("testdata/local/person-*.txt")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, file := range files {
		said, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(said), "looks like records of single children") || strings.Contains(string(said), "A1234") || strings.Count(string(said), "\n") != 1 {
			t.Errorf("%s: %s", file, said)
		}
	}
}
