package trials

import (
	"sendsim/calibration"
)

// A Question is asked of every forecaster alike.
type Question struct {
	Panel    *calibration.Panel // as known at the origin, at constant geography
	Horizons int                // years ahead, from 1
	Draws    int
	Seed     uint64
}

// A Forecaster draws the years after an origin from what was known at it.
type Forecaster interface {
	Name() string
	// Says is the forecaster in words.
	Says() string
	// Answer has draws of the targets that the forecaster speaks of. Draws with
	// the same number belong together: their sum is a draw of the sum.
	Answer(q Question) (Answer, error)
}

// Futures are the draws of one target by authority (in the order of
// the panel), horizon less 1, and draw; nil for an authority of which nothing
// is said.
type Futures [][][]float64

// Answer is a forecaster's futures by target; nil for one of which it does not
// speak.
type Answer [NumTargets]Futures

// NewFutures makes room for the answer to a question.
func NewFutures(q Question) Futures {
	f := make(Futures, len(q.Panel.Areas))
	for i := range f {
		f[i] = make([][]float64, q.Horizons)
		for h := range f[i] {
			f[i][h] = make([]float64, q.Draws)
		}
	}
	return f
}
