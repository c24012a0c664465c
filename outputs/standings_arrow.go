package outputs

import (
	"io"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/sim/peers"
)

// StandingsName is the file of a run of all authorities.
const StandingsName = "standings.arrow"

// StandingsFields is the columns of standings.arrow: a row per authority,
// financial year and measure.
var StandingsFields = []Column{
	{colArea, "ONS code", "authority; E92000001 is England, all summed inside each draw, and has no rank", "", nil},
	{"name", "", "its name", "", nil},
	{colYear, "", "financial year, by the calendar year of its April", "", nil},
	{"measure", "", "plans-per-head, deficit-share or balance", "", nil},
	{"unit", "", "of the measure", "", nil},
	{"value", "", "median of the draws; of balance the chance", "", nil},
	{"mc_error", "", "Monte Carlo standard error of value", "", nil},
	{"p10", "", "10 % of the draws do not exceed it; empty of a chance", "", nil},
	{"p90", "", "90 % of the draws do not exceed it; empty of a chance", "", nil},
	{"rank", "", "median of the ranks in the joint draws, 1 the highest; of a chance in samples of what it may be for all that so many futures tell", "", nil},
	{"rank_p10", "", "P10 of these ranks", "", nil},
	{"rank_p90", "", "P90 of them: where the ranges of two ranks meet, their order is within chance", "", nil},
}

// standingsFormat names the file's layout.
const standingsFormat = "sendsim standings 1"

// WriteArrow writes standings.arrow.
func (o *Standings) WriteArrow(w io.Writer, about *About) error {
	var area, name, year, measure, unit []int16
	var codes, titles, keys, units names
	var values [7][]float64
	for a := range o.Areas {
		for y := range o.Years {
			for m := range peers.Measures {
				area, name = append(area, codes.of(o.Areas[a].Code)), append(name, titles.of(o.Areas[a].Name))
				year = append(year, int16(o.FirstYear+y))
				measure, unit = append(measure, keys.of(peers.Measures[m].Key)), append(unit, units.of(peers.Measures[m].Unit))
				p := o.At(a, y, m)
				for i, v := range p.numbers() {
					values[i] = append(values[i], v)
				}
			}
		}
	}
	meta, err := about.metadata(standingsFormat, "Authorities in order, by year", "quantile", QuantileSays)
	if err != nil {
		return err
	}
	rows := len(year)
	arrays := []arrow.Array{texts(area, codes.list), texts(name, titles.list), shorts(year), texts(measure, keys.list), texts(unit, units.list)}
	for _, v := range values {
		arrays = append(arrays, numbers(v))
	}
	return writeColumns(w, StandingsFields, meta, rows, arrays)
}

// numbers are the figures of a place, in the order of files.
func (p *Place) numbers() [7]float64 {
	return [...]float64{p.Value, p.Error, p.P10, p.P90, p.Rank, p.RankP10, p.RankP90}
}
