package finance

import (
	"fmt"
	"testing"

	"sendsim/calibration/local"
	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// What a council is shown, read back, replaces nothing; a figure that it
// changes is named with the one it replaces.
func TestWhatIsShownReplacesNothing(t *testing.T) {
	n := published(t)
	for _, s := range n.structures {
		base := n.Base(s)
		f := &local.Page{}
		base.Write(f, evidenceOf(t, s.Code), 2024)
		doc := strict.Parse("own.yaml", []byte(f.String()))
		own, figures, _ := ReadOwn(doc.Value, local.ReadHead(doc.Value, 2024), &base)
		if err := doc.Err(); err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		if own != nil || len(figures) != 0 {
			t.Errorf("%s: %v is said to be the council's", s.Name, figures)
		}
		for at := range base.UnitCost {
			if c := base.UnitCost[at]; c < base.LeastCost[at] || c > base.MostCost[at] {
				t.Errorf("%s: %s costs %.0f, out of %.0f to %.0f", s.Name, cohorts.Setting(at), c, base.LeastCost[at], base.MostCost[at])
			}
		}
	}
}

func TestFiguresAreNamedWithWhatTheyReplace(t *testing.T) {
	base := Base{Blocks: map[int]Pounds{2023: 40e6}, Opening: Opening{Net: 4e6, Published: true}, Gross: 4e6}
	base.UnitCost[cohorts.StateSpecial] = 12000
	doc := strict.Parse("own.yaml", []byte("unit-costs: {state-special: {low: 14k, high: 18k}}\nbalance: {at: 2024-03, net: 4.5m}\nblocks: {2024-25: 40m}\n"))
	own, figures, _ := ReadOwn(doc.Value, local.ReadHead(doc.Value, 2024), &base)
	if err := doc.Err(); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a year in state special school: P10 £14,000, P90 £18,000 in prices of 2023-24 (published: £12,000)",
		"DSG balance at 31 March 2024, net of payments received (a deficit positive): £4,500,000 (published: £4,000,000)",
		"high needs block of 2024-25 before deductions: £40,000,000 (published: £40,000,000 in 2023-24)",
	}
	for i := range want {
		if got := figures[i].String(); got != want[i] {
			t.Errorf("said %q, want %q", got, want[i])
		}
	}
	// 16,000 in the middle is a third above 12,000, and more than a quarter is
	// warned of; half a million is less than 2 % of the block.
	if figures[0].Warning() == "" || figures[1].Warning() != "" {
		t.Errorf("warnings %q and %q", figures[0].Warning(), figures[1].Warning())
	}
	if fmt.Sprint(own.Blocks) != "map[2024:{4e+07 0 4e+07 false}]" {
		t.Errorf("blocks are %v", own.Blocks)
	}
}
