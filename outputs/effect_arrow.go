package outputs

import (
	"io"
	"math"
	"slices"

	"github.com/apache/arrow/go/v17/arrow"
)

// The files of a comparison's folder, beside the folders of its runs.
const (
	EffectsName     = "effects.arrow"
	AttributionName = "attribution.arrow"
	DifferencesName = "differences.txt"
)

// The rows of effects.arrow that are not those of summary.arrow.
const (
	statLower   = "chance_lower"
	statHigher  = "chance_higher"
	statSaved   = "variance_saved_by_pairing"
	unitRatio   = "ratio"
	colPayback  = "payback_"
	colCostOf   = "programme_cost_"
	colSavingOf = "saving_"
	colNetOf    = "net_saving_"
)

// EffectSays is what an effect is, in a sentence.
const EffectSays = "An effect is the scenario less its base in the same future, with the same luck; below 0 the scenario has less."

const colScenario = "scenario"

// effectFields is the columns of effects.arrow.
var effectFields = slices.Concat(
	[]Column{{colScenario, "", "the scenario; its effect is against the base", "", nil}},
	slices.Clone(summaryFields),
)

// compared gathers the rows of a file on several scenarios.
type compared struct {
	rows
	scenario []int16
	names    []string // of scenarios
	part     []int16
	parts    names
}

// of says that the rows added since are those of a scenario.
func (r *compared) of(name string) {
	for len(r.scenario) < len(r.year) {
		r.scenario = append(r.scenario, int16(len(r.names)))
	}
	r.names = append(r.names, name)
}

// write writes the file.
func (r *compared) write(w io.Writer, about *About, fields []Column, format, title string, more ...string) error {
	return r.writeTo(writeRecord, w, about, fields, format, title, more...)
}

// writeTo writes the rows as a file or as a stream.
func (r *compared) writeTo(write func(io.Writer, arrow.Record) error, w io.Writer, about *About, fields []Column, format, title string, more ...string) error {
	meta, err := about.metadata(format, title, more...)
	if err != nil {
		return err
	}
	codes := make([]string, len(about.Areas))
	for i, a := range about.Areas {
		codes[i] = a.Code
	}
	arrays := []arrow.Array{texts(r.scenario, r.names)}
	if len(r.part) > 0 {
		arrays = append(arrays, texts(r.part, r.parts.list))
	}
	return writeArrays(write, w, fields, meta, len(r.year), append(arrays, r.arrays(codes)...))
}

// WriteEffects writes effects.arrow.
func WriteEffects(w io.Writer, all []*Effect) error {
	var r compared
	for _, e := range all {
		for area := range e.Areas {
			e.addColumns(&r.rows, area)
			for p := range e.Paybacks[area] {
				e.addPayback(&r.rows, area, &e.Paybacks[area][p])
			}
		}
		r.of(e.Name)
	}
	return r.write(w, &all[0].About, effectFields, effectsFormat, "Effects of scenarios against "+all[0].BaseName+", draw by draw",
		"effect", EffectSays, "quantile", QuantileSays, keyThreshold, all[0].Base.Threshold.String())
}

// addColumns adds what is said of every column, and the chances under base and
// scenario.
func (e *Effect) addColumns(r *rows, area int) {
	for y := range e.Years {
		year := e.FirstYear + y
		for i := range Columns {
			e.addEffect(r, area, y, i)
		}
		for _, of := range []struct {
			name string
			s    *Summary
		}{{"base", e.Base}, {colScenario, e.Scenario}} {
			r.chance(area, year, chanceBalance+"_"+of.name, of.s.Chances[area].Balance[y])
			r.chance(area, year, chanceOver+"_"+of.name, of.s.Chances[area].Over[y])
		}
	}
}

// addEffect adds what is said of one column in one year.
func (e *Effect) addEffect(r *rows, area, y, column int) {
	c, at, year := &Columns[column], e.at(area, y, column), e.FirstYear+y
	st := &e.stats[at]
	r.add(area, year, c.Name, c.Unit, statMean, st.Mean, st.Draws)
	for q, l := range Levels {
		r.add(area, year, c.Name, c.Unit, l.String(), st.Quantiles[q], st.Draws)
	}
	r.add(area, year, c.Name, UnitShare, statLower, e.lower[at].Estimate(), e.lower[at].Draws)
	r.add(area, year, c.Name, UnitShare, statHigher, e.higher[at].Estimate(), e.higher[at].Draws)
	if s := e.savings[at]; !math.IsInf(s, 0) && s == s {
		r.add(area, year, c.Name, unitRatio, statSaved, alone(s), st.Draws)
	}
}

// alone is a figure whose error is not told.
func alone(v float64) Estimate { return Estimate{v, math.NaN(), math.NaN(), math.NaN()} }

// addPayback adds a purse: its sums in the last year, its chances in each.
func (e *Effect) addPayback(r *rows, area int, p *Payback) {
	last := e.FirstYear + e.Years - 1
	key := snake(p.Key)
	for _, of := range []struct {
		column string
		st     *Stats
	}{{colCostOf, &p.Cost}, {colSavingOf, &p.Saving}, {colNetOf, &p.Net}} {
		r.add(area, last, of.column+key, UnitPounds, statMean, of.st.Mean, of.st.Draws)
		for q, l := range Levels {
			r.add(area, last, of.column+key, UnitPounds, l.String(), of.st.Quantiles[q], of.st.Draws)
		}
	}
	for y, c := range p.By {
		r.chance(area, e.FirstYear+y, colPayback+key, c)
	}
}
