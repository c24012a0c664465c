package attribution

import (
	"context"
	"slices"

	"sendsim/internal/rng"
	"sendsim/sim"
)

// Redraws is the futures of a model, and the same with one driver at a time
// drawn anew: what tells how much of a range each driver makes. Series are
// numbered by area, then figure.
type Redraws struct {
	Drivers []sim.Driver
	Draws   int
	As      Series   // the futures as they are in the run
	Anew    Series   // with every driver drawn anew
	One     []Series // by driver: with that one as in Anew, all else as in As
}

// Figure is what is looked at in a future: of the last year, or summed over
// all.
type Figure struct {
	Of     Outcome
	Summed bool
}

var anew = rng.Name("anew")

// RedrawsFor is on how many draws to redraw so many drivers: as many whole
// blocks as can be afforded, at least one, and none that shares a row of the
// national layer with another. rows is 0 where no two draws share one.
func RedrawsFor(drivers, draws, rows int, afford float64) int {
	const ends = 2
	if rows > 0 {
		draws = min(draws, rows)
	}
	fits := int(afford/float64(drivers+ends)) / sim.BlockDraws * sim.BlockDraws
	return min(draws, max(fits, sim.BlockDraws))
}

// Redraw lives the futures. Drivers that the model has not change nothing and
// are not lived.
func Redraw(ctx context.Context, m *sim.Model, drivers []sim.Driver, draws int, figures []Figure, lives Lives) (*Redraws, error) {
	r := &Redraws{Drivers: drivers, Draws: draws}
	key := rng.Seed(m.Scenario.Seed).At(anew)
	has := m.Drivers()
	live := func(which ...sim.Driver) (Series, error) {
		of := make(Series, len(m.Areas)*len(figures))
		for i := range of {
			of[i] = make([]float64, draws)
		}
		last := m.Scenario.Start + m.Years - 1
		return of, lives(ctx, m.Redrawn(key, which...), draws, func(int) (sim.Sink, error) {
			return &looked{figures, last, of}, nil
		})
	}
	var err error
	if r.As, err = live(); err != nil {
		return nil, err
	}
	if r.Anew, err = live(has...); err != nil {
		return nil, err
	}
	for _, d := range drivers {
		of := r.As
		if slices.Contains(has, d) {
			if of, err = live(d); err != nil {
				return nil, err
			}
		}
		r.One = append(r.One, of)
	}
	return r, nil
}

// Lived is the number of futures that redrawing lives.
func Lived(m *sim.Model, drivers []sim.Driver, draws int) int {
	n := 2
	for _, d := range m.Drivers() {
		if slices.Contains(drivers, d) {
			n++
		}
	}
	return n * draws
}

// looked is the sink of a block: draws are written where they stand.
type looked struct {
	figures []Figure
	last    int
	of      Series
}

// Year takes one year-end.
func (l *looked) Year(y *sim.YearEnd) {
	for i, f := range l.figures {
		if f.Summed || y.Year == l.last {
			l.of[y.Area*len(l.figures)+i][y.Draw] += f.Of(y)
		}
	}
}

// Close does nothing: all is written.
func (l *looked) Close() error { return nil }
