package finance

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"sendsim/calibration/local"
	"sendsim/internal/portable"
	"sendsim/internal/strict"
)

// blocks reads allocations of the high needs block, the last published one and
// those after it.
func (r *ownReading) blocks(v strict.Value) {
	const last = baseYear + 30 // no run is longer
	v.Each(func(name string, key, value strict.Value) {
		year := yearOf(name)
		if year < baseYear || year > last {
			key.Fault("%q is no financial year that is taken; allowed: %s (the last published) to %s", name, FinancialYear(baseYear), FinancialYear(last))
			return
		}
		f := figure{key: "blocks." + name, says: "high needs block of " + name + " before deductions", low: 1, high: mostMoney, size: blockSize}
		if f.published, f.shown = r.base.Blocks[year]; !f.shown {
			f.published, f.size, f.beside = r.base.Blocks[baseYear], ahead, " in "+FinancialYear(baseYear)
		}
		if given, replaced := r.read(value, f); replaced {
			if r.own.Blocks == nil {
				r.own.Blocks = map[int]strict.Range{}
			}
			r.own.Blocks[year] = given
		}
	})
	r.steps()
}

// ahead is the size of a block not yet published: it is held against the year
// before.
var ahead = local.Size{Share: math.Inf(1)}

// How far a block may be below that of the year before, and above it by the
// year. [JUDGEMENT]
const leastStep, mostStep = 0.97, 1.15

// steps holds the blocks not yet published against the last one before them.
func (r *ownReading) steps() {
	const percent = 100
	blocks := map[int]float64{}
	for year, published := range r.base.Blocks {
		blocks[year] = float64(published)
	}
	for year, own := range r.own.Blocks {
		blocks[year] = middle(own)
	}
	before, last := 0.0, 0
	for _, year := range slices.Sorted(maps.Keys(blocks)) {
		is := blocks[year]
		if _, published := r.base.Blocks[year]; !published && last > 0 {
			step := is / before
			if step < leastStep || step > portable.Pow(mostStep, float64(year-last)) {
				key := "blocks." + FinancialYear(year)
				at := slices.IndexFunc(r.figures, func(f local.Figure) bool { return f.Key == key })
				r.figures[at].Apart = fmt.Sprintf("%.0f %% of the block of %s, and less than %.0f %% or more than %.0f %% a year is warned of", percent*step, FinancialYear(last), percent*leastStep, percent*mostStep)
			}
		}
		before, last = is, year
	}
}
