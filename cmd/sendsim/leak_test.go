package main

import (
	"testing"

	"go.uber.org/goleak"

	"sendsim/calibration"
)

// TestMain says that no test leaves a goroutine behind.
func TestMain(m *testing.M) {
	openShipped = calibration.Shipped // read once: the program as built reads them each time
	goleak.VerifyTestMain(m)
}
