package outputs

import (
	"io"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/cohorts"
)

// cellTables names the tables of a census in their order, with the numbers of
// setting, age, age group and need of a row and column; -1 is none.
var cellTables = []struct {
	name          string
	rows, columns int
	key           func(row, column int) [4]int
}{
	{"setting_age", numSettings, numAges, func(r, c int) [4]int { return [4]int{r, c, -1, -1} }},
	{"setting_age_group", numSettings, numBands, func(r, c int) [4]int { return [4]int{r, -1, c, -1} }},
	{"age_group_need", numBands, numNeeds, func(r, c int) [4]int { return [4]int{-1, -1, r, c} }},
	{"setting_need", numSettings, numNeeds, func(r, c int) [4]int { return [4]int{r, -1, -1, c} }},
}

// cellLevels are the quantiles of cells.arrow.
var cellLevels = [...]Level{10, Median, 90}

// cellFields is the columns of cells.arrow.
var cellFields = []Column{
	{colArea, "ONS code", "authority, or the key of a sum of several", "", nil},
	{"census", "year", "January of the census", "", nil},
	{"table", "", "which two of the next four columns a row is about; the others are empty", "", nil},
	{"setting", "", "setting", "", nil},
	{"age", "years", "whole years on 31 August before", "", nil},
	{"age_group", "", "published age group", "", nil},
	{"need", "", "primary need", "", nil},
	{"mean", UnitPlans, "mean of the draws", "", nil},
	{"mean_mc_error", UnitPlans, "Monte Carlo standard error of the mean", "", nil},
	{"p10", UnitPlans, "P10 of the draws", "", nil},
	{"p50", UnitPlans, "P50 of the draws", "", nil},
	{"p90", UnitPlans, "P90 of the draws", "", nil},
	{"resolution", UnitPlans, "1 where the quantiles are exact, else the width of the bins they were counted in", "", nil},
}

// WriteArrow writes cells.arrow: a row per authority, census, table and cell,
// those that are always empty too.
func (c *Cells) WriteArrow(w io.Writer) error {
	var area, census, table []int16
	var keys [4][]int16
	var mean, mcError []float64
	var quantiles [len(cellLevels)][]float64
	var resolution []int32
	next := 0
	for a := range c.about.Areas {
		for y := range c.about.Years {
			for t := range cellTables {
				shape := &cellTables[t]
				for i := range shape.rows * shape.columns {
					h := &c.all.cells[next]
					next++
					area = append(area, int16(a))
					census = append(census, int16(c.about.FirstYear+y+1))
					table = append(table, int16(t))
					key := shape.key(i/shape.columns, i%shape.columns)
					for k, n := range key {
						keys[k] = append(keys[k], int16(n))
					}
					m, e := h.mean(c.all.draws)
					mean, mcError = append(mean, m), append(mcError, e)
					for q, l := range cellLevels {
						quantiles[q] = append(quantiles[q], h.quantile(l, c.all.draws))
					}
					resolution = append(resolution, 1<<h.shift)
				}
			}
		}
	}
	meta, err := c.about.metadata(cellsFormat, "EHC plans by cell at each January census", "quantile", QuantileSays)
	if err != nil {
		return err
	}
	n := len(area)
	return writeColumns(w, cellFields, meta, n, []arrow.Array{
		texts(area, named(c.about.Areas, func(a Area) string { return a.Code })),
		shorts(census),
		texts(table, cellTableNames()),
		texts(keys[0], named(cohorts.Settings(), cohorts.Setting.Key)),
		shorts(keys[1]),
		texts(keys[2], named(cohorts.Bands(), cohorts.Band.String)),
		texts(keys[3], named(cohorts.Needs(), cohorts.Need.Key)),
		numbers(mean),
		numbers(mcError),
		numbers(quantiles[0]),
		numbers(quantiles[1]),
		numbers(quantiles[2]),
		fixed(arrow.PrimitiveTypes.Int32, arrow.Int32Traits.CastToBytes(resolution), n, nil, 0),
	})
}

func cellTableNames() []string {
	list := make([]string, len(cellTables))
	for i, t := range cellTables {
		list[i] = t.name
	}
	return list
}

func named[T any](list []T, name func(T) string) []string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = name(v)
	}
	return texts
}

// cellsFormat names the format of a cells.arrow.
const cellsFormat = "sendsim cells 1"
