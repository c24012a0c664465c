package outputs

import (
	"io"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/sim/attribution"
)

// DriversName is the file of what drives a range.
const DriversName = "drivers.arrow"

// DriversFields is the columns of drivers.arrow: a row per authority, column
// and driver, the largest total first.
var DriversFields = []Column{
	{colArea, "ONS code", "authority, or the key of a sum of several", "", nil},
	{"column", "", "column of deficit.arrow, of the last financial year", "", nil},
	{"driver", "", "key of a driver, as national or lever-delivery", "", nil},
	{"name", "", "the driver's name", "", nil},
	{"first", UnitShare, "part by which the variance would fall, on average, if this alone were known: first-order index", "", nil},
	{"first_low", UnitShare, "lower end of the 90 % bootstrap interval of first", "", nil},
	{"first_high", UnitShare, "upper end of it", "", nil},
	{"total", UnitShare, "part of the variance that would be left if all else were known: total index", "", nil},
	{"total_low", UnitShare, "lower end of the 90 % bootstrap interval of total", "", nil},
	{"total_high", UnitShare, "upper end of it", "", nil},
	{"draws", "draws", "draws of the run that were redrawn", "", nil},
}

// driverRows gathers rows of drivers.
type driverRows struct {
	area, column, key, name []int16
	columns, keys, names    names
	numbers                 [6][]float64
	draws                   []int32
}

// WriteArrow writes drivers.arrow.
func (d *Drivers) WriteArrow(w io.Writer) error {
	var r driverRows
	for area := range d.Areas {
		for i, column := range driven {
			for _, x := range d.Indices[area][i] {
				r.add(area, column, x, d.Draws)
			}
		}
	}
	meta, err := d.metadata(driversFormat, "What drives the range of the last year",
		"method", "Each driver drawn anew with all else held; first by Janon and others, total by Jansen; intervals by bootstrap")
	if err != nil {
		return err
	}
	codes := make([]string, len(d.Areas))
	for i, a := range d.Areas {
		codes[i] = a.Code
	}
	arrays := []arrow.Array{texts(r.area, codes), texts(r.column, r.columns.list), texts(r.key, r.keys.list), texts(r.name, r.names.list)}
	for _, v := range r.numbers {
		arrays = append(arrays, numbers(v))
	}
	arrays = append(arrays, fixed(arrow.PrimitiveTypes.Int32, arrow.Int32Traits.CastToBytes(r.draws), len(r.draws), nil, 0))
	return writeColumns(w, DriversFields, meta, len(r.draws), arrays)
}

func (r *driverRows) add(area int, column string, x attribution.Index, draws int) {
	r.area, r.column = append(r.area, int16(area)), append(r.column, r.columns.of(column))
	r.key, r.name = append(r.key, r.keys.of(x.Driver.Key())), append(r.name, r.names.of(x.Driver.String()))
	for i, v := range [...]float64{x.First.Value, x.First.Low, x.First.High, x.Total.Value, x.Total.Low, x.Total.High} {
		r.numbers[i] = append(r.numbers[i], v)
	}
	r.draws = append(r.draws, int32(draws))
}
