package calibration_test

import (
	"testing"

	"sendsim/calibration"
	"sendsim/internal/golden"
	"sendsim/sim/finance"
)

// TestAssumptionsPage keeps docs/assumptions.md what the tables say, those of
// money among them.
func TestAssumptionsPage(t *testing.T) {
	golden.File(t, "../docs/assumptions.md", []byte(calibration.AssumptionsPage(finance.Parameters())))
}
