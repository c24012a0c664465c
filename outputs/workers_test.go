package outputs_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"sendsim/calibration"
	"sendsim/outputs"
	"sendsim/sim"
)

// filesOf is deficit.arrow, summary.arrow and cells.arrow of a real run.
func filesOf(t *testing.T, m *sim.Model, draws, workers int) [3][]byte {
	t.Helper()
	a := outputs.About{
		Areas: []outputs.Area{{Code: m.Areas[0].Code, Name: m.Areas[0].Name}}, FirstYear: m.Scenario.Start, Years: m.Years,
		Draws: draws, Regime: m.Regime.Title,
	}
	var files [3]bytes.Buffer
	w, err := outputs.NewWriter(&files[0], a)
	if err != nil {
		t.Fatal(err)
	}
	cells := outputs.NewCells(a)
	if err := sim.Run(context.Background(), m, draws, workers, outputs.Sinks(w.Open, cells.Open)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := outputs.Summarise(opened(t, files[0].Bytes()), outputs.DefaultThreshold)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.WriteArrow(&files[1]), cells.WriteArrow(&files[2])); err != nil {
		t.Fatal(err)
	}
	return [3][]byte{files[0].Bytes(), files[1].Bytes(), files[2].Bytes()}
}

// TestTheFilesAreTheSameForAnyWorkers says that a run lived by 1, 2 and 7
// workers writes the same bytes, and that each draw is in a file of few what it
// is in a file of many.
func TestTheFilesAreTheSameForAnyWorkers(t *testing.T) {
	lib, err := calibration.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	world, err := sim.NewWorld(lib)
	if err != nil {
		t.Fatal(err)
	}
	s := sim.Default()
	s.Areas, s.Years = []string{"rutland"}, 3
	m, err := sim.NewModel(world, s)
	if err != nil {
		t.Fatal(err)
	}
	const draws = 3*sim.BlockDraws + 1
	one := filesOf(t, m, draws, 1)
	for _, workers := range []int{2, 7} {
		for i, file := range filesOf(t, m, draws, workers) {
			if !bytes.Equal(file, one[i]) {
				t.Errorf("%d workers write another file %d than one", workers, i)
			}
		}
	}
	const few = 5
	many, alone := opened(t, one[0]), opened(t, filesOf(t, m, few, 2)[0])
	for _, c := range outputs.Columns {
		a, err1 := many.Column(c.Name, 0, 1, nil)
		b, err2 := alone.Column(c.Name, 0, 1, nil)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		for i, v := range b {
			if w := a[i/few*draws+i%few]; w != v && (w == w || v == v) {
				t.Fatalf("%s of draw %d is %v among %d and %v among %d", c.Name, i%few, w, draws, v, few)
			}
		}
	}
}
