package main

import (
	"sync"
	"testing"

	"go.uber.org/goleak"

	"sendsim/calibration"
)

// TestMain says that no test leaves a goroutine behind.
func TestMain(m *testing.M) {
	openShipped = calibration.Shipped // read once: the program as built reads them each time
	shippedEvidence = sync.OnceValues(calibration.ShippedEvidence)
	goleak.VerifyTestMain(m)
}
