package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"sendsim/calibration"
	"sendsim/sim"
)

// fittedOnce fits the calibrations of a past January once, to few authorities
// and those of the scenarios that ship; make scenarios fits them to all.
func fittedOnce(january int) (*calibration.Library, error) {
	once, _ := fitted.LoadOrStore(january, sync.OnceValues(func() (*calibration.Library, error) {
		ships, err := shippedEvidence()
		if err != nil {
			return nil, err
		}
		return calibration.Calibrate(someOf(ships, 20, "solihull", "leicestershire"), january)
	}))
	return once.(func() (*calibration.Library, error))()
}

var fitted sync.Map // by January

// shippedWorld is the world of what ships, read once: each command has a copy, in
// which it says what it allows.
var shippedWorld = sync.OnceValues(func() (*sim.World, error) {
	lib, err := calibration.Shipped()
	if err != nil {
		return nil, err
	}
	return sim.NewWorld(lib)
})

func worldOnce(lib *calibration.Library) (*sim.World, error) {
	if ships, err := calibration.Shipped(); err != nil || lib != ships {
		return sim.NewWorld(lib)
	}
	w, err := shippedWorld()
	if err != nil {
		return nil, err
	}
	own := *w
	return &own, nil
}

// TestMain says that no test leaves a goroutine behind.
func TestMain(m *testing.M) {
	openShipped = calibration.Shipped // read once: the program as built reads them each time
	newWorld = worldOnce
	readyToLive = func() {}
	openAsKnown = fittedOnce
	shippedEvidence = sync.OnceValues(calibration.ShippedEvidence)
	debug.SetGCPercent(300) // what is kept is walked less often
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		if err := removeFixtures(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
		os.Exit(code)
	}))
}
