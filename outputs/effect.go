package outputs

import (
	"fmt"
	"math"
	"slices"
)

// Effect is what a scenario does against its base, draw by draw: the scenario
// less the base in the same future, with the same luck.
type Effect struct {
	About            // of the base
	Name, BaseName   string
	Base, Scenario   *Summary
	Paybacks         [][]Payback // by area
	Attribution      *Attribution
	Differences      []string // the inputs that differ, in words
	stats            []Stats  // by area, year, column
	lower, higher    []Chance
	savings          []float64
	baseDraws, draws *Draws
}

// WithoutLevers is the name of a base that is the scenario without its levers.
const WithoutLevers = "without levers"

// EffectOf compares the draws of two runs on the same luck, a column at a
// time.
func EffectOf(base, scenario *Draws, of, with *Summary) (*Effect, error) {
	if base.Draws != scenario.Draws || base.Years != scenario.Years || base.FirstYear != scenario.FirstYear || !slices.Equal(base.Areas, scenario.Areas) {
		return nil, fmt.Errorf("the runs compared differ in draws, years or authorities")
	}
	size := len(base.Areas) * base.Years * len(Columns)
	e := &Effect{
		About: of.About, Base: of, Scenario: with, baseDraws: base, draws: scenario,
		stats: make([]Stats, size), lower: make([]Chance, size), higher: make([]Chance, size), savings: make([]float64, size),
	}
	if err := e.read(); err != nil {
		return nil, err
	}
	return e, e.paybacks()
}

// pair is room for some series of two runs.
type pair struct{ was, is []float64 }

// lay reads some series of a column, numbered by area, then year, of both runs.
func (e *Effect) lay(room *pair, column string, first, before int) (err error) {
	if room.was, err = e.baseDraws.stretch(column, first, before, room.was); err != nil {
		return err
	}
	room.is, err = e.draws.stretch(column, first, before, room.is)
	return err
}

// read compares every column.
func (e *Effect) read() error {
	c := counter{sharing: sharing(e.Rows)}
	var room pair
	return e.draws.stretches(func(first, before int) error {
		for i := range Columns {
			if err := e.lay(&room, Columns[i].Name, first, before); err != nil {
				return err
			}
			for n := first; n < before; n++ {
				was, v := e.draws.nth(room.was, n-first), e.draws.nth(room.is, n-first)
				at := e.at(n/e.Years, n%e.Years, i)
				e.savings[at] = saved(was, v)
				for d := range v {
					v[d] -= was[d]
				}
				e.lower[at] = c.sharing.chance(len(v), func(d int) bool { return v[d] < 0 })
				e.higher[at] = c.sharing.chance(len(v), func(d int) bool { return v[d] > 0 })
				e.stats[at] = c.stats(v)
			}
		}
		return nil
	})
}

func (e *Effect) at(area, year, column int) int {
	return (area*e.Years+year)*len(Columns) + column
}

func (e *Effect) of(area, year int, column string) int {
	i := slices.IndexFunc(Columns, func(c Column) bool { return c.Name == column })
	if i < 0 {
		panic("outputs: no column is named " + column)
	}
	return e.at(area, year, i)
}

// Stats is what the draws say of the effect on a column: the area by its place
// in Areas, the year counted from FirstYear.
func (e *Effect) Stats(area, year int, column string) *Stats {
	return &e.stats[e.of(area, year, column)]
}

// Lower is the chance that the scenario makes a column lower; a draw in which
// it is not defined counts as one that it does not.
func (e *Effect) Lower(area, year int, column string) Chance {
	return e.lower[e.of(area, year, column)]
}

// Higher is the chance that the scenario makes a column higher.
func (e *Effect) Higher(area, year int, column string) Chance {
	return e.higher[e.of(area, year, column)]
}

// Moves tells whether the scenario changes a column in any draw.
func (e *Effect) Moves(area, year int, column string) bool {
	return e.Lower(area, year, column).Hits > 0 || e.Higher(area, year, column).Hits > 0
}

// Saved is what pairing saves: by how much the variance of the difference of
// two runs, each with luck of its own, would exceed that of the difference
// draw by draw. It is infinite where every draw moves alike, and NaN where
// neither run varies.
func (e *Effect) Saved(area, year int, column string) float64 {
	return e.savings[e.of(area, year, column)]
}

// saved is the variance of two runs added up, over that of their difference.
// Draws in which either is not defined are left out.
func saved(before, after []float64) float64 {
	var a, b, d moments
	for i, v := range after {
		if v == v && before[i] == before[i] {
			a.add(before[i])
			b.add(v)
			d.add(v - before[i])
		}
	}
	if a.squares+b.squares == 0 {
		return math.NaN()
	}
	return (a.squares + b.squares) / d.squares
}

// moments sums values and their squared distances from their mean (Welford,
// 1962).
type moments struct{ n, mean, squares float64 }

func (m *moments) add(x float64) {
	m.n++
	from := x - m.mean
	m.mean += from / m.n
	m.squares += float64(from * (x - m.mean))
}
