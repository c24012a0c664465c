package outputs

import (
	"math"
	"testing"
)

// Where there is no money, none is shared out among levers, and no picture of
// it is drawn.
func TestMoneyThatIsNotThereIsNotSharedOut(t *testing.T) {
	none := Steps{Column: ColCumulative, From: math.NaN(), To: math.NaN(), Parts: []Part{{Name: "a"}, {Name: "b"}}}
	none.round()
	e := Effect{Attribution: &Attribution{Steps: make([][len(attributed)]Steps, 1)}}
	for i := range attributed {
		e.Attribution.Steps[0][i] = none
	}
	if e.WaterfallOf(0, ColCumulative) != nil {
		t.Error("there is a waterfall of no money")
	}
}
