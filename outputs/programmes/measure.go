package programmes

import (
	"context"
	"fmt"
	"slices"

	"sendsim/calibration"
	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim"
)

// Measured is what the futures of the runs say: by run, column and year.
type Measured struct {
	Draws  int
	Models map[string]*sim.Model
	values map[cell][]float64 // by draw
}

// cell is a column of a run in a financial year.
type cell struct {
	run, column string
	year        int
}

// Libraries opens calibrations by their name: "" is what ships.
type Libraries func(calibrations string) (*calibration.Library, error)

// Lay is the model of a run.
func (r *Run) Lay(libraries Libraries) (*sim.Model, error) {
	if r.Scenario == "" {
		return r.layAlone(libraries)
	}
	var world *sim.World
	file := r.Scenario + ".yaml"
	s, err := sim.LoadScenario(scenarios.FS, file, func(named string) (sim.Known, error) {
		lib, err := libraries(named)
		if err != nil {
			return nil, err
		}
		if world, err = sim.NewWorld(lib); err != nil {
			return nil, err
		}
		if own := sim.LocalOf(scenarios.FS, file); own != "" {
			local, err := sim.ReadLocal(scenarios.FS, own, world)
			if err != nil {
				return nil, err
			}
			world = world.With(local)
		}
		return world.Known(), nil
	})
	if err != nil {
		return nil, err
	}
	if r.Bare {
		s.Levers = nil
	}
	return sim.NewModel(world, s)
}

// layAlone is the model of an authority alone, without levers.
func (r *Run) layAlone(libraries Libraries) (*sim.Model, error) {
	lib, err := libraries(fmt.Sprintf("as-known-%d", r.AsKnown))
	if err != nil {
		return nil, err
	}
	world, err := sim.NewWorld(lib)
	if err != nil {
		return nil, err
	}
	s := sim.Default()
	s.Areas, s.Start, s.Years, s.Regime = []string{r.Authority}, r.AsKnown, r.Years, r.Regime
	if err := s.Check(world.Known()); err != nil {
		return nil, fmt.Errorf("%s: %w", r.Name, err)
	}
	return sim.NewModel(world, s)
}

// Measure lives the runs of a table, so many futures of each.
func (t *Table) Measure(ctx context.Context, libraries Libraries, draws, workers int) (*Measured, error) {
	m := &Measured{Draws: draws, Models: map[string]*sim.Model{}, values: map[cell][]float64{}}
	for i := range t.Runs {
		r := &t.Runs[i]
		model, err := r.Lay(libraries)
		if err != nil {
			return nil, err
		}
		m.Models[r.Name] = model
		cells := t.cells(r.Name)
		for _, c := range cells {
			if last := model.Scenario.Last().Financial(); c.year <= model.Scenario.First().Financial() || c.year > last {
				return nil, fmt.Errorf("%s: %d is not a year of the run", c.run, c.year)
			}
			m.values[c] = make([]float64, draws)
		}
		sink := &sink{cells, m.values}
		if err := sim.Run(ctx, model, draws, workers, func(int) (sim.Sink, error) { return sink, nil }); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// cells are what the rows ask of a run.
func (t *Table) cells(run string) (all []cell) {
	add := func(column string, year int) {
		if c := (cell{run, column, year}); column != "" && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	for _, p := range t.Papers {
		for _, r := range p.Rows {
			if r.Of == nil || r.Of.Run != run {
				continue
			}
			add(r.Of.Column, r.Of.Year)
			add(r.Of.Per, r.Of.Year)
			for _, c := range r.Of.Chance {
				add(c.Column, c.Year)
			}
		}
	}
	return all
}

// sink keeps what is asked of the year-ends, each draw at its place: blocks
// that are filled side by side share nothing.
type sink struct {
	cells  []cell
	values map[cell][]float64
}

// Year keeps the cells of a year.
func (s *sink) Year(y *sim.YearEnd) {
	for _, c := range s.cells {
		if c.year != y.Year {
			continue
		}
		column, _ := outputs.ColumnNamed(c.column)
		s.values[c][y.Draw] = column.Of(y)
	}
}

// Close has nothing to do.
func (s *sink) Close() error { return nil }

// Values are a figure in every future.
func (m *Measured) Values(f *Figure) []float64 {
	all := slices.Clone(m.values[cell{f.Run, f.Column, f.Year}])
	if f.Per != "" {
		for i, by := range m.values[cell{f.Run, f.Per, f.Year}] {
			all[i] /= by
		}
	}
	return all
}

// Chance counts the futures that meet every condition of a figure.
func (m *Measured) Chance(f *Figure) outputs.Chance {
	c := outputs.Chance{Draws: m.Draws}
	for draw := range m.Draws {
		met := true
		for _, one := range f.Chance {
			met = met && m.values[cell{f.Run, one.Column, one.Year}][draw] <= one.Most
		}
		if met {
			c.Hits++
		}
	}
	return c
}
