package outputs

import (
	"math"
	"testing"

	"sendsim/sim/attribution"
)

// Where there is no money, none is shared out among levers, and no picture of
// it is drawn.
func TestMoneyThatIsNotThereIsNotSharedOut(t *testing.T) {
	none := Steps{Column: ColCumulative, From: math.NaN(), To: math.NaN(), Parts: []Part{{Name: "a"}, {Name: "b"}}}
	none.round()
	e := Effect{Attribution: newAttribution(attribution.Plan{}, &About{Areas: make([]Area, 1), Years: 2})}
	for i := range e.Attribution.steps {
		e.Attribution.steps[i] = none
	}
	if e.WaterfallOf(0, ColCumulative) != nil {
		t.Error("there is a waterfall of no money")
	}
}
