package outputs

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

// AuthoritiesOf are the authorities on which a model rests: those it simulates,
// and those whose rates they are on.
func AuthoritiesOf(m *sim.Model) (all []*calibration.Authority) {
	for _, area := range m.Areas {
		for _, a := range area.Members {
			all = append(all, a)
			if of := a.RatesOf(); of != nil {
				all = append(all, of)
			}
		}
	}
	return all
}

// SourcesOf are the published figures that a model starts from, of those known
// by its start; ships tells whether its calibrations do.
func SourcesOf(lib *calibration.Library, m *sim.Model, ships bool) []string {
	last := func(years []int) int { return slices.Max(append(years, 0)) }
	by := evidence.KnownIn(lib.January())
	england, block := lib.England.Evidence.Known(by), 0
	for _, a := range AuthoritiesOf(m) {
		for _, r := range a.Evidence.Known(by).Find(evidence.HighNeedsBlock) {
			if r.Source != calibration.CouncilsFigure {
				block = max(block, r.Year)
			}
		}
	}
	population := "ONS, mid-2023 population estimates"
	if !ships {
		population = "ONS, mid-year population estimates"
	}
	return []string{
		fmt.Sprintf("DfE, Education, health and care plans (January caseload to %d, flows to %d)",
			last(england.Years(evidence.Plans)), last(england.Years(evidence.NewPlans))),
		m.Nation.Sources(block), population,
	}
}

// WarningsOf is what the inputs of a model cannot support.
func WarningsOf(m *sim.Model) []string {
	all := slices.Clone(m.Warnings)
	for _, a := range m.Areas {
		if len(a.Money) == 1 {
			for _, why := range a.Money[0].Warnings(m.Given(a.Members[0])) {
				all = append(all, a.Name+": "+why)
			}
		}
	}
	return all
}

// Basis is what the figures of a sweep rest on, each once.
type Basis struct {
	Regimes  []string // titles of law and funding
	Sources  []string // published figures, with their dates
	Warnings []string // of the inputs: what they cannot support
}

// regimes are the titles of law and funding of all scenarios.
func (s *Sweep) regimes(w *sim.World) (titles []string, err error) {
	for i := range s.Design.Scenarios {
		of, err := s.Design.Scenario(sweep.Combination{Scenario: i}, w.Known())
		if err != nil {
			return nil, err
		}
		regime, err := w.Regime(of.Regime)
		if err != nil {
			return nil, err
		}
		titles = once(titles, regime.Title)
	}
	return titles, nil
}

// rests is what the figures of an authority of a sweep rest on, under some
// regimes.
func (s *Sweep) rests(w *sim.World, authority int, regimes []string) (*Basis, error) {
	models := sweep.Models{Design: &s.Design, World: w}
	m, err := models.Of(sweep.Combination{Authority: authority})
	if err != nil {
		return nil, err
	}
	b := &Basis{regimes, SourcesOf(w.Library, m, s.first(sweepCalibrations) == ""), WarningsOf(m)}
	for i := range s.Design.Scenarios[1:] { // not all say what an agreement is still to pay
		if m, err = models.Of(sweep.Combination{Authority: authority, Scenario: i + 1}); err != nil {
			return nil, err
		}
		b.Warnings = once(b.Warnings, WarningsOf(m)...)
	}
	if s.first(sweepLocal) != "" {
		b.Sources = append(b.Sources, CouncilsOwn)
	}
	return b, nil
}

// take adds what is not in it.
func (b *Basis) take(o *Basis) {
	b.Regimes = once(b.Regimes, o.Regimes...)
	b.Sources = once(b.Sources, o.Sources...)
	b.Warnings = once(b.Warnings, o.Warnings...)
}

// once adds texts that are not there.
func once(all []string, more ...string) []string {
	for _, text := range more {
		if !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// sources is the line of sources, and the licence.
func (b *Basis) sources() string {
	if len(b.Sources) == 0 {
		return Licence
	}
	return "Sources: " + strings.Join(b.Sources, "; ") + ". " + Licence
}

// mostWarnings are as many as a screen of a terminal holds.
const mostWarnings = 20

// notes are the warnings, of many the first, and the sources.
func (b *Basis) notes(most int) (all []string) {
	for i, why := range b.Warnings {
		if i == most {
			all = append(all, fmt.Sprintf("%d more warnings: a run of each authority has its own.", len(b.Warnings)-most))
			break
		}
		all = append(all, "Warning: "+why+".")
	}
	return append(all, b.sources())
}

// CouncilsOwn is the source of a council's figures.
const CouncilsOwn = "the council's own figures"
