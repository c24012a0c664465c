package outputs

import (
	"bytes"
	"slices"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/trials"
	"sendsim/internal/golden"
)

// notUniform are the quantities whose ranks are known not to be uniform. The
// fit takes log new plans per plan to deviate about England's; the forecast
// takes half the variance off, so that the sum of the authorities keeps to
// England's path in the mean. Without that, all are uniform, and the sum is too
// high. Anything else here is a fault.
var notUniform = []string{"plans by S2, 3 ahead", "plans by S2, 5 ahead"}

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
	var missed []string
	for i := range c.Quantities {
		if q := &c.Quantities[i]; !c.Uniform(q) {
			missed = append(missed, q.Name)
		}
	}
	if !slices.Equal(missed, notUniform) {
		t.Errorf("not uniform are %q; known are %q", missed, notUniform)
	}
	var b bytes.Buffer
	if err := (SBC{c}).Page(&b); err != nil {
		t.Fatal(err)
	}
	golden.File(t, "../docs/evidence/sbc.md", b.Bytes())
}
