package main

import (
	"path/filepath"
	"strings"
	"testing"

	"sendsim/scenarios"
)

// Every scenario that ships is checked, run and compared by its name, from any
// folder, and what a run of one wrote can be made again.
func TestScenariosThatShipAreKnownByName(t *testing.T) {
	all, err := scenarios.All()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, s := range all {
		does(t, "check", s.Name)
		does(t, "run", s.Name, "--draws", "2", "--quiet", "--out", s.Name)
		does(t, "verify", s.Name, "--quiet")
	}
	does(t, "compare", "wiltshire-stable-2024", "wiltshire-safety-valve-2024", "--draws", "2", "--budget", "0s", "--quiet", "--out", "compared")
	does(t, "verify", "compared", "--quiet")
}

// A file of one's own comes before what ships by the same name.
func TestAFileComesBeforeAScenarioThatShips(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "authority: rutland\n", "unmitigated")
	if said := does(t, "run", "unmitigated", "--draws", "2", "--years", "1", "--quiet"); !strings.HasPrefix(said, "Rutland") {
		t.Errorf("it runs %.40s", said)
	}
	if found, err := filepath.Glob("runs/rutland-*"); err != nil || len(found) != 1 {
		t.Errorf("%v: %v", found, err)
	}
}
