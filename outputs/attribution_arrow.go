package outputs

import (
	"io"
	"slices"
	"strings"
)

// attributionFields is the columns of attribution.arrow.
var attributionFields = slices.Insert(slices.Clone(effectFields), 1,
	Column{"part", "", "a lever, by its name; \"base\" and \"scenario\" are the ends: in each year the means of base and levers add up to that of the scenario exactly", "", nil})

// The parts that are no lever.
const (
	partBase     = "base"
	partScenario = "scenario"
)

// WriteAttribution writes attribution.arrow.
func WriteAttribution(w io.Writer, all []*Effect) error {
	var r compared
	var how []string
	for _, e := range all {
		for area := range e.Areas {
			steps := e.Attribution.of(area)
			for i := range steps {
				e.addSteps(&r, area, &steps[i])
			}
		}
		r.of(e.Name)
		how = append(how, e.Name+": "+e.Attribution.How())
	}
	return r.write(w, &all[0].About, attributionFields, attributionFormat, "What each lever does, by Shapley values on paired draws",
		"method", strings.Join(how, "; "), "quantile", QuantileSays)
}

// addSteps adds the two ends of a column in a year and what lies between.
func (e *Effect) addSteps(r *compared, area int, s *Steps) {
	c, _ := ColumnNamed(s.Column)
	year, draws := e.FirstYear+s.Year, e.Attribution.Plan.Draws
	named := func(part string) {
		for len(r.part) < len(r.year) {
			r.part = append(r.part, r.parts.of(part))
		}
	}
	r.add(area, year, c.Name, c.Unit, statMean, alone(s.From), draws)
	named(partBase)
	for i := range s.Parts {
		p := &s.Parts[i]
		r.add(area, year, c.Name, c.Unit, statMean, p.Mean, p.Draws)
		for q, l := range Levels {
			r.add(area, year, c.Name, c.Unit, l.String(), p.Quantiles[q], p.Draws)
		}
		named(p.Name)
	}
	r.add(area, year, c.Name, c.Unit, statMean, alone(s.To), draws)
	named(partScenario)
}
