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

// A small published count is not told where the council's is far from it either.
func TestSmallPublishedCountsAreNotToldBesideACouncils(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	l, err := sim.ReadLocal(yaml("authority: rutland\ncaseload: {census: 2024-01, tables: [1.csv]}\n",
		"setting,children\nearly-years,31\nmainstream,78\nresourced-provision,63\nfurther-education,56\nstate-special,52\nother-arrangements,23\nindependent-special,22\nspecialist-post16,7\nindependent-mainstream,6\nalternative-provision,1\nnot-placed,1\n"), "own.yaml", world)
	if err != nil {
		t.Fatal(err)
	}
	if told := strings.Join(l.Warnings, "\n"); !strings.Contains(told, "31 in early years setting, published fewer than 5;") {
		t.Error(told)
	}
}
