package sim_test

import (
	"strings"
	"testing"

	"sendsim/sim"
)

// A council's small counts are told nowhere beside its file: not in the figures
// that table and manifest list, not in warnings, and not by how much they are
// apart from the published ones.
func TestSmallCountsOfACouncilAreNotTold(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	l, err := sim.ReadLocal(yaml("authority: stockton-on-tees\nnew-plans: {2023: 3}\n"), "own.yaml", world)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Figures) != 1 || len(l.Warnings) == 0 {
		t.Fatalf("%d figures, warnings %q", len(l.Figures), l.Warnings)
	}
	told := l.Figures[0].String() + "\n" + strings.Join(l.Warnings, "\n")
	if !strings.Contains(told, "fewer than 5") || strings.Contains(told, " 3 ") || strings.Contains(told, "% apart") {
		t.Errorf("%s", told)
	}
}
