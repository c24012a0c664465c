package outputs

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
)

// readRecords reads the record batches of a small Arrow file one by one.
func readRecords(name string, file []byte, read func(batchRead) error) (err error) {
	defer func() { // Arrow's reader trusts what it reads
		if recover() != nil {
			err = fmt.Errorf("%s: %w", name, errNotArrow)
		}
	}()
	// What a broken file says of its lengths is not taken for room to be made.
	f, err := readArrow(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	r, err := openArrow(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer r.Close()
	for i := range r.NumRecords() {
		rec, err := r.Record(i)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := read(batchRead{rec, f.metadata}); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// batchRead is a record batch, and what its file says of itself.
type batchRead struct {
	arrow.Record
	metadata map[string]string
}

// column finds a column by its name.
func (b batchRead) column(name string) arrow.Array {
	return b.Column(b.Schema().FieldIndices(name)[0])
}

// text reads a column of words.
func (b batchRead) text(name string) func(row int) string {
	switch c := b.column(name).(type) {
	case *array.String:
		return c.Value
	case *array.Dictionary:
		words := c.Dictionary().(*array.String)
		return func(row int) string { return words.Value(c.GetValueIndex(row)) }
	}
	panic("outputs: a column of words is none: " + name)
}

// place reads which of the words of a column a row has: scenarios are told
// apart by it, for two may have one name.
func (b batchRead) place(name string) func(row int) int {
	return b.column(name).(*array.Dictionary).GetValueIndex
}

// number reads a column of figures, NaN where it is empty.
func (b batchRead) number(name string) func(row int) float64 {
	c := b.column(name).(*array.Float64)
	return func(row int) float64 {
		if !c.IsValid(row) {
			return math.NaN()
		}
		return c.Value(row)
	}
}

// estimate reads a figure with its Monte Carlo error.
func (b batchRead) estimate() func(row int) Estimate {
	value, by, low, high := b.number(OfValue), b.number("mc_error"), b.number("mc_low"), b.number("mc_high")
	return func(row int) Estimate { return Estimate{value(row), by(row), low(row), high(row)} }
}

// about is what the file says of itself, if it has the format expected.
func (b batchRead) about(format string) (About, error) {
	if is := b.metadata[keyFormat]; is != format {
		return About{}, fmt.Errorf("its format is %q, and %q is what this version reads", is, format)
	}
	return aboutOf(b.metadata)
}

// figureRow is a row of a file of figures by what it is of.
type figureRow struct {
	area, year, column int // places in About and Columns; column is below 0 where it is none of them
	name, statistic    string
	draws              int
	Estimate
}

// figureRows visits the rows of a file of figures that lie within About.
func (b batchRead) figureRows(a *About, visit func(row int, f figureRow)) {
	areas, columns := map[string]int{}, map[string]int{}
	for i, area := range a.Areas {
		areas[area.Code] = i
	}
	for i, c := range Columns {
		columns[c.Name] = i
	}
	area, name, statistic, estimate := b.text(colArea), b.text("column"), b.text("statistic"), b.estimate()
	years, draws := b.column(colYear).(*array.Int16), b.column("draws").(*array.Int32)
	for row := range int(b.NumRows()) {
		f := figureRow{year: int(years.Value(row)) - a.FirstYear, name: name(row), statistic: statistic(row), draws: int(draws.Value(row)), column: -1}
		at, known := areas[area(row)]
		if !known || f.year < 0 || f.year >= a.Years {
			continue
		}
		f.area, f.Estimate = at, estimate(row)
		if c, ok := columns[f.name]; ok {
			f.column = c
		}
		visit(row, f)
	}
}

// set puts a mean or a quantile into stats; any other statistic is left.
func (s *Stats) set(f figureRow) {
	if f.statistic == statMean {
		s.Mean, s.Draws = f.Estimate, f.draws
		return
	}
	if i := slices.IndexFunc(Levels[:], func(l Level) bool { return l.String() == f.statistic }); i >= 0 {
		s.Quantiles[i], s.Draws = f.Estimate, f.draws
	}
}

// unknown is stats of which nothing is known.
func unknown(n int) []Stats {
	none := Estimate{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	s := Stats{Mean: none}
	for i := range s.Quantiles {
		s.Quantiles[i] = none
	}
	return slices.Repeat([]Stats{s}, n)
}
