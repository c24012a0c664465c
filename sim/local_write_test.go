package sim_test

import (
	"testing"

	"sendsim/sim"
)

// The command that is printed, and stands in the file, can be typed as it is.
func TestTheCommandForOwnFiguresCanBeTyped(t *testing.T) {
	for folder, want := range map[string]string{
		"":       "sendsim run --local 'our figures.yaml'",
		"my cal": "sendsim run --calibrations 'my cal' --local 'our figures.yaml'",
	} {
		if got := (&sim.World{Calibrations: folder}).RunsLocal("our figures.yaml"); got != want {
			t.Errorf("it is %s, want %s", got, want)
		}
	}
}
