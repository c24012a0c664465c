package outputs

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/trials"
	"sendsim/internal/golden"
)

// shippedEvidence is read once, and shared: not to be written to.
var shippedEvidence = sync.OnceValues(calibration.ShippedEvidence)

// The page of the simulation-based calibration is what the program makes.
func TestSBCPage(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it fits a thousand areas; go test ./... without -short runs it")
	}
	set, err := shippedEvidence()
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

const deficitPage = "../docs/evidence/sbc-deficit.md"

// The deficit of made-up areas ranks uniformly: of a few here, of SBC_AREAS with
// the page written anew (make sbc). The page that is kept is of this evidence and model.
func TestDeficitsRankUniformly(t *testing.T) {
	areas, draws, whole := trials.Few, 99, false
	if asked := os.Getenv("SBC_AREAS"); asked != "" {
		var err error
		if areas, err = strconv.Atoi(asked); err != nil {
			t.Fatal(err)
		}
		whole = true
	}
	set, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	lib, err := calibration.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	c, err := trials.CalibrateDeficits(set, lib, areas, draws, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Quantities {
		if q := &c.Quantities[i]; !c.Uniform(q) {
			t.Errorf("%s is not uniform: chi-square %.1f, distance %.2f", q.Name, q.Chi2, q.Distance)
		}
	}
	if !whole {
		page, err := os.ReadFile(deficitPage)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), c.Data) || !strings.Contains(string(page), c.Model) {
			t.Errorf("%s is of other evidence than %s, or of another model than %s: make sbc", deficitPage, c.Data, c.Model)
		}
		return
	}
	var b bytes.Buffer
	if err := (SBC{c}).DeficitPage(&b); err != nil {
		t.Fatal(err)
	}
	golden.File(t, deficitPage, b.Bytes())
}
