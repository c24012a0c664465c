package finance

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sendsim/cohorts"
)

// What a council is shown adds up to the spend that was read.
func TestTheBaseAddsUpToTheSpendOf202324(t *testing.T) {
	n := published(t)
	for _, s := range n.structures {
		b := n.Base(s)
		var sum Pounds
		for l, pounds := range b.Lines {
			if pounds != 0 && Line(l).Purse() != HighNeeds {
				t.Errorf("%s: %s is in the base", s.Name, Line(l))
			}
			sum += pounds
		}
		if want := s.spend(); math.Abs(float64(sum)-want) > 0.001*want {
			t.Errorf("%s: the base adds up to %s, want %s", s.Name, sum, Round(want))
		}
	}
}

// Where a cost has no range it is said why: it is held at the cap, or is England's
// for lack of children; and wherever it is held, the structure names the setting.
func TestACostWithoutARangeSaysWhy(t *testing.T) {
	n := published(t)
	capped, lent := 0, 0
	for _, s := range n.structures {
		b := n.Base(s)
		for _, at := range s.AtCap() {
			if held := Round(dearest * b.England[at]); held == 0 || Round(b.MostCost[at]) != held {
				t.Errorf("%s, %s: named as held at the cap, and drawn up to %s", s.Name, at, Round(b.MostCost[at]))
			}
		}
		for at := range cohorts.NumSettings {
			least, most := Round(b.LeastCost[at]), Round(b.MostCost[at])
			says := b.costSaid(at)
			held := strings.HasPrefix(says, "held at a cap")
			switch {
			case held:
				capped++
				if most != Round(dearest*b.England[at]) || !slices.Contains(s.AtCap(), at) {
					t.Errorf("%s, %s: %s, at %s", s.Name, at, says, most)
				}
			case strings.HasPrefix(says, "England's"):
				lent++
				if s.children[at] != 0 || most != Round(b.England[at]) {
					t.Errorf("%s, %s: %s, with %.0f children at %s", s.Name, at, says, s.children[at], most)
				}
			case least == most && most > 100: // pounds: below, a range may round to nothing
				t.Errorf("%s, %s: no width: %s", s.Name, at, says)
			}
		}
	}
	if capped < 30 || lent == 0 {
		t.Errorf("%d costs are held at the cap, %d are England's", capped, lent)
	}
}
