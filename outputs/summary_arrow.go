package outputs

import (
	"io"

	"github.com/apache/arrow/go/v17/arrow"
)

// The rows of summary.arrow that are not a column's statistic are chances.
const (
	statMean      = "mean"
	statChance    = "chance"
	chanceBalance = "chance_of_in_year_balance"
	chanceOver    = "chance_of_cumulative_deficit_above_threshold"
	chanceFirst   = "chance_that_first_year_of_balance_is"
	chanceNever   = "chance_that_no_year_balances"
)

// summaryFields is the columns of summary.arrow: a row per authority,
// financial year, column and statistic.
var summaryFields = []Column{
	{colArea, "ONS code", "authority, or the key of a sum of several", "", nil},
	{colYear, "year", "financial year, by the calendar year of its April", "", nil},
	{"column", "", "column of deficit.arrow, or a chance", "", nil},
	{"unit", "", "unit of value", "", nil},
	{"statistic", "", "mean, p05, p10, p25, p50, p75, p90, p95, chance", "", nil},
	{"value", "see unit", "the statistic", "", nil},
	{"mc_error", "see unit", "Monte Carlo standard error of value", "", nil},
	{"mc_low", "see unit", "lower end of the 95 % Monte Carlo interval: order statistics by the binomial law; Wilson for a chance", "", nil},
	{"mc_high", "see unit", "upper end of the 95 % Monte Carlo interval", "", nil},
	{"draws", "draws", "draws in which the column is defined", "", nil},
}

// rows gathers the rows of summary.arrow.
type rows struct {
	area, year, column, unit, statistic []int16
	value, mcError, low, high           []float64
	draws                               []int32
	columns, units, statistics          names
}

// names numbers texts by their first appearance.
type names struct {
	list  []string
	index map[string]int16
}

func (n *names) of(s string) int16 {
	i, ok := n.index[s]
	if !ok {
		if n.index == nil {
			n.index = map[string]int16{}
		}
		i = int16(len(n.list))
		n.index[s], n.list = i, append(n.list, s)
	}
	return i
}

func (r *rows) add(area, year int, column, unit, statistic string, e Estimate, draws int) {
	r.area, r.year = append(r.area, int16(area)), append(r.year, int16(year))
	r.column, r.unit = append(r.column, r.columns.of(column)), append(r.unit, r.units.of(unit))
	r.statistic = append(r.statistic, r.statistics.of(statistic))
	r.value, r.mcError = append(r.value, e.Value), append(r.mcError, e.Error)
	r.low, r.high = append(r.low, e.Low), append(r.high, e.High)
	r.draws = append(r.draws, int32(draws))
}

// WriteArrow writes summary.arrow.
func (s *Summary) WriteArrow(w io.Writer) error {
	var r rows
	s.add(&r, func(*Column) bool { return true })
	meta, err := s.metadata(summaryFormat, "Quantiles of the futures by financial year",
		"quantile", QuantileSays, keyThreshold, s.Threshold.String())
	if err != nil {
		return err
	}
	codes := make([]string, len(s.Areas))
	for i, a := range s.Areas {
		codes[i] = a.Code
	}
	return writeColumns(w, summaryFields, meta, len(r.year), r.arrays(codes))
}

// add adds the rows of the columns that are wanted, and the chances.
func (s *Summary) add(r *rows, wanted func(*Column) bool) {
	for a := range s.Areas {
		for y := range s.Years {
			for i := range Columns {
				c, st := &Columns[i], s.at(a, y, i)
				if !wanted(c) {
					continue
				}
				r.add(a, s.FirstYear+y, c.Name, c.Unit, statMean, st.Mean, st.Draws)
				for q, l := range Levels {
					r.add(a, s.FirstYear+y, c.Name, c.Unit, l.String(), st.Quantiles[q], st.Draws)
				}
			}
			c := &s.Chances[a]
			r.chance(a, s.FirstYear+y, chanceBalance, c.Balance[y])
			r.chance(a, s.FirstYear+y, chanceOver, c.Over[y])
			r.chance(a, s.FirstYear+y, chanceFirst, c.First[y])
		}
		r.chance(a, s.FirstYear+s.Years-1, chanceNever, s.Chances[a].Never)
	}
}

// arrays is the rows, column by column.
func (r *rows) arrays(codes []string) []arrow.Array {
	return []arrow.Array{
		texts(r.area, codes),
		shorts(r.year),
		texts(r.column, r.columns.list),
		texts(r.unit, r.units.list),
		texts(r.statistic, r.statistics.list),
		numbers(r.value),
		numbers(r.mcError),
		numbers(r.low),
		numbers(r.high),
		fixed(arrow.PrimitiveTypes.Int32, arrow.Int32Traits.CastToBytes(r.draws), len(r.draws), nil, 0),
	}
}

func (r *rows) chance(area, year int, column string, c Chance) {
	r.add(area, year, column, UnitShare, statChance, c.Estimate(), c.Draws)
}
