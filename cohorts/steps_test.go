package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
)

func TestEveryStepKeepsThePromisesOfAll(t *testing.T) {
	for _, s := range cohorts.Steps {
		t.Run(s.Name, func(t *testing.T) { steptest.Check(t, s.Name) })
	}
}

func TestEveryNumberBelongsToAStep(t *testing.T) { steptest.CheckTable(t) }
