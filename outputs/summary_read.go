package outputs

import (
	"bytes"
	"fmt"
	"math"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"
)

// Figure is a figure of summary.arrow by what it is of.
type Figure struct {
	Year      int    `json:"financial_year"` // by the calendar year of its April
	Area      string `json:"authority"`      // code, or the key of a sum
	Column    string `json:"column"`
	Unit      string `json:"unit"`
	Statistic string `json:"statistic"`
	Of        string `json:"of"` // OfValue, or "mc_error", "mc_low", "mc_high" of it
}

// OfValue says that a figure is the statistic itself.
const OfValue = "value"

// Figured is a figure and its value, NaN where it is empty.
type Figured struct {
	Figure
	Value float64
}

// ReadSummary reads every figure of a summary.arrow, row by row.
func ReadSummary(file []byte) (all []Figured, err error) {
	defer func() { // Arrow's reader trusts what it reads
		if recover() != nil {
			all, err = nil, fmt.Errorf("%s: %w", SummaryName, errNotArrow)
		}
	}()
	// What a broken file says of its lengths is not taken for room to be made.
	if _, err := readArrow(bytes.NewReader(file), int64(len(file))); err != nil {
		return nil, fmt.Errorf("%s: %w", SummaryName, err)
	}
	r, err := ipc.NewFileReader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", SummaryName, err)
	}
	defer r.Close()
	for i := range r.NumRecords() {
		rec, err := r.Record(i)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", SummaryName, err)
		}
		all = append(all, figures(rec)...)
	}
	return all, nil
}

// figures reads one record batch: four figures a row.
func figures(rec arrow.Record) []Figured {
	column := func(name string) arrow.Array { return rec.Column(rec.Schema().FieldIndices(name)[0]) }
	text := func(name string) func(int) string {
		c := column(name).(*array.Dictionary)
		words := c.Dictionary().(*array.String)
		return func(row int) string { return words.Value(c.GetValueIndex(row)) }
	}
	area, years := text(colArea), column(colYear).(*array.Int16)
	name, unit, statistic := text("column"), text("unit"), text("statistic")
	var all []Figured
	for row := range int(rec.NumRows()) {
		f := Figure{Year: int(years.Value(row)), Area: area(row), Column: name(row), Unit: unit(row), Statistic: statistic(row)}
		for _, of := range []string{OfValue, "mc_error", "mc_low", "mc_high"} {
			v := math.NaN()
			if values := column(of).(*array.Float64); values.IsValid(row) {
				v = values.Value(row)
			}
			f.Of = of
			all = append(all, Figured{f, v})
		}
	}
	return all
}
