package finance

import (
	"math"
	"testing"

	"sendsim/internal/strict"
)

// Worked sums: town closed 2023-24 with a deficit of 4 million, and spends 15.7
// million a year on a block of 15. A year on, with nothing published, it opens
// with 4.7 million; with 3.2 where the block grew by a tenth, to 16.5; with
// 6.27 where England's lines grow by a tenth, and its own to 17.27.
func TestABalanceThatIsNotPublishedIsWorkedOut(t *testing.T) {
	growing := flat()
	growing.Grant[0].Range = strict.Exactly(0.1)
	for _, c := range []struct {
		nation Nation
		regime *Regime
		want   float64
	}{
		{Nation{}, nil, 4.7e6},
		{Nation{}, flat(), 4.7e6},
		{Nation{}, growing, 3.2e6},
		{Nation{pace: math.Log(1.1)}, flat(), 6.27e6},
	} {
		if o := c.nation.OpeningAt(town(), 2024, c.regime); o.Published || math.Abs(o.Net-c.want) > 1 {
			t.Errorf("opens with %.0f (published: %v), want %.0f", o.Net, o.Published, c.want)
		}
	}
	if o := (&Nation{}).OpeningAt(town(), 2023, flat()); !o.Published || o.Net != 4e6 {
		t.Errorf("the published balance is %+v", o)
	}
}
