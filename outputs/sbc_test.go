package outputs

import (
	"bytes"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/trials"
	"sendsim/internal/golden"
)

// The page of the simulation-based calibration is what the program makes.
func TestSBCPage(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it fits a thousand areas; go test ./... without -short runs it")
	}
	set, err := calibration.ShippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	const areas, draws, seed = 500, 1000, 1
	c, err := trials.Calibrate(set, trials.LastCensus(set), areas, draws, seed)
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Quantities {
		if q := &c.Quantities[i]; !c.Uniform(q) {
			t.Errorf("%s is not uniform: fit and forecast are two laws", q.Name)
		}
	}
	var b bytes.Buffer
	if err := (SBC{c}).Page(&b); err != nil {
		t.Fatal(err)
	}
	golden.File(t, "../docs/evidence/sbc.md", b.Bytes())
}
