package outputs

import (
	"io"
	"slices"
	"strconv"
)

// Live is one of several scenarios on the same luck, as far as it has been
// lived: its summary, and what it does against the base of all.
type Live struct {
	Summary *Summary
	Effect  *Effect // nil: it is the base
}

// The kinds of rows in a stream of live results, its column "part".
const (
	LiveLevel  = "level"  // a statistic of the scenario itself
	LiveEffect = "effect" // of the scenario less its base, draw by draw
)

// liveFields is the columns of a stream of live results.
var liveFields = slices.Concat(
	[]Column{
		{colScenario, "", "the scenario, by its place in the list from 0, which is the base", "", nil},
		{"part", "", "level: the scenario itself; effect: the scenario less the base in the same future", "", nil},
	},
	slices.Clone(summaryFields),
)

// WriteLive writes some columns of scenarios, the base first, as an
// uncompressed Arrow stream: the rows of summary.arrow for each, and of
// effects.arrow for those that have an effect, figure by figure the same.
func WriteLive(w io.Writer, all []Live, columns []string) error {
	wanted := func(c *Column) bool { return slices.Contains(columns, c.Name) }
	var r compared
	part := func(kind string) {
		for len(r.part) < len(r.year) {
			r.part = append(r.part, r.parts.of(kind))
		}
	}
	for i, one := range all {
		one.Summary.add(&r.rows, wanted)
		part(LiveLevel)
		if e := one.Effect; e != nil {
			e.addEffects(&r.rows, wanted)
			part(LiveEffect)
		}
		r.of(strconv.Itoa(i))
	}
	return r.writeTo(writeStream, w, &all[0].Summary.About, liveFields, "sendsim live 1", "Scenarios on the same luck", "effect", EffectSays, "quantile", QuantileSays)
}

// addEffects adds the effect on the columns that are wanted.
func (e *Effect) addEffects(r *rows, wanted func(*Column) bool) {
	for area := range e.Areas {
		for y := range e.Years {
			for i := range Columns {
				if wanted(&Columns[i]) {
					e.addEffect(r, area, y, i)
				}
			}
		}
	}
}
