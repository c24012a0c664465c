package finance

import (
	"math"
	"testing"
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
