package outputs

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sendsim/sim/attribution"
	"sendsim/sim/finance"
)

// The formats of a comparison's files.
const (
	effectsFormat     = "sendsim effects 1"
	attributionFormat = "sendsim attribution 2"
)

// OpenEffects reads an effects.arrow back as the effects that wrote it, each
// with its base and scenario: the summaries of the runs, the base first.
// Differences and the attribution stand elsewhere.
func OpenEffects(file []byte, runs []*Summary, names []string) ([]*Effect, error) {
	all := make([]*Effect, len(runs)-1)
	for i := range all {
		if of := runs[i+1]; !slices.Equal(of.Areas, runs[0].Areas) || of.FirstYear != runs[0].FirstYear || of.Years != runs[0].Years {
			return nil, fmt.Errorf("%s: %s is of other authorities or years than %s: they cannot have been compared", EffectsName, names[i+1], names[0])
		}
		about := runs[0].About
		size := len(about.Areas) * about.Years * len(Columns)
		all[i] = &Effect{
			About: about, Base: runs[0], Scenario: runs[i+1], BaseName: names[0], Name: names[i+1],
			stats: unknown(size), lower: make([]Chance, size), higher: make([]Chance, size),
			savings: slices.Repeat([]float64{math.NaN()}, size), Paybacks: make([][]Payback, len(about.Areas)),
		}
	}
	err := readRecords(EffectsName, file, func(b batchRead) error {
		about, err := b.about(effectsFormat)
		if err != nil {
			return err
		}
		if !slices.Equal(about.Areas, runs[0].Areas) || about.FirstYear != runs[0].FirstYear || about.Years != runs[0].Years {
			return fmt.Errorf("it is not of the runs beside it")
		}
		of := b.place(colScenario)
		b.figureRows(&about, func(row int, f figureRow) {
			if i := of(row); i < len(all) {
				all[i].take(f)
			}
		})
		return nil
	})
	return all, err
}

// take lays a row where it belongs.
func (e *Effect) take(f figureRow) {
	if f.column < 0 {
		e.takePurse(f)
		return
	}
	at := e.at(f.area, f.year, f.column)
	switch f.statistic {
	case statLower:
		e.lower[at] = e.chanceOf(f)
	case statHigher:
		e.higher[at] = e.chanceOf(f)
	case statSaved:
		e.savings[at] = f.Value
	default:
		e.stats[at].set(f)
	}
}

// takePurse lays a row of a purse where it belongs.
func (e *Effect) takePurse(f figureRow) {
	for _, of := range []struct {
		prefix string
		lay    func(*Payback)
	}{
		{colCostOf, func(p *Payback) { p.Cost.set(f) }},
		{colSavingOf, func(p *Payback) { p.Saving.set(f) }},
		{colNetOf, func(p *Payback) { p.Net.set(f) }},
		{colPayback, func(p *Payback) { p.By[f.year] = e.chanceOf(f) }},
	} {
		if key, ok := strings.CutPrefix(f.name, of.prefix); ok {
			if p := e.purse(f.area, key); p != nil {
				of.lay(p)
			}
			return
		}
	}
}

// purse is the payback of a purse by its key in columns; nil where there is no
// such purse.
func (e *Effect) purse(area int, key string) *Payback {
	list := &e.Paybacks[area]
	if i := slices.IndexFunc(*list, func(p Payback) bool { return snake(p.Key) == key }); i >= 0 {
		return &(*list)[i]
	}
	p := Payback{Key: Together, Purse: allTogether, By: make([]Chance, e.Years)}
	if key != Together {
		i := slices.IndexFunc(purses(), func(p finance.Purse) bool { return snake(p.Key()) == key })
		if i < 0 {
			return nil
		}
		p.Key, p.Purse = purses()[i].Key(), purses()[i].String()
	}
	*list = append(*list, p)
	return &(*list)[len(*list)-1]
}

// purses are all of them, in their order.
func purses() (all []finance.Purse) {
	for p := range finance.NumPurses {
		all = append(all, p)
	}
	return all
}

// OpenAttribution reads an attribution.arrow back into the effects that wrote
// it; plans are those of the manifest, one for each.
func OpenAttribution(file []byte, effects []*Effect, plans []*attribution.Plan) error {
	for i, e := range effects {
		var plan attribution.Plan
		if plans[i] != nil {
			plan = *plans[i]
		}
		e.Attribution = newAttribution(plan, &e.About)
	}
	err := readRecords(AttributionName, file, func(b batchRead) error {
		about, err := b.about(attributionFormat)
		if err != nil {
			return err
		}
		of, part := b.place(colScenario), b.text("part")
		b.figureRows(&about, func(row int, f figureRow) {
			i := of(row)
			if i >= len(effects) || !slices.Equal(about.Areas, effects[i].Areas) || about.Years != effects[i].Years {
				return
			}
			if s := effects[i].Attribution.Steps(f.area, f.year, f.name); s != nil {
				s.take(part(row), f)
			}
		})
		return nil
	})
	if err != nil {
		return err
	}
	for _, e := range effects {
		for i := range e.Attribution.steps {
			s, at := &e.Attribution.steps[i], e.Attribution.areaOf(i)
			area := e.Areas[at]
			if names := e.Attribution.Names(at); len(names) != len(s.Parts) || slices.ContainsFunc(names, func(name string) bool { return s.Part(name) == nil }) {
				return fmt.Errorf("%s: the levers told apart for %s are not the same in every year: it is not as it was written", AttributionName, area.Name)
			}
			if !s.addUp(area.NoMoney != "" && s.Column != ColPlans) {
				return fmt.Errorf("%s: what the levers do to %s of %s does not lead from the base to the scenario: it is not as it was written", AttributionName, s.Column, area.Name)
			}
		}
	}
	return nil
}

// addUp tells whether steps that were read lead from one end to the other; where
// there may be no figures, that there are none will do.
func (s *Steps) addUp(mayLack bool) bool {
	if len(s.Parts) == 0 || mayLack && math.IsNaN(s.Total()) {
		return true
	}
	at := s.From
	for i := range s.Parts {
		if at += s.Parts[i].Mean.Value; !(math.Abs(at) < mostExact) {
			return false
		}
	}
	return at == s.To
}

// take lays a row where it belongs: the parts one after another, each beginning
// with its mean, between the two ends, whose error is not told.
func (s *Steps) take(part string, f figureRow) {
	end := f.Error != f.Error
	switch n := len(s.Parts); {
	case end && part == partBase && n == 0:
		s.From = f.Value
	case end && part == partScenario:
		s.To = f.Value
	case f.statistic == statMean:
		s.Parts = append(s.Parts, Part{Name: part})
		s.Parts[n].set(f)
	case n > 0:
		s.Parts[n-1].set(f)
	}
}
