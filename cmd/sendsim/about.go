package main

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/outputs"
	"sendsim/sim"
)

// sourcesOf are the published figures that a run on a library starts from: those
// known by its start.
func sourcesOf(lib *calibration.Library, m *sim.Model) []string {
	own := ownCalibrations(lib, m)
	if own == "" {
		return outputs.SourcesOf(lib, m, true)
	}
	return append(outputs.SourcesOf(lib, m, false), own)
}

// ownCalibrations says on which calibrations a model runs, if they do not
// ship, and which of them are not valid.
func ownCalibrations(lib *calibration.Library, m *sim.Model) string {
	if m.Scenario.Calibrations == "" {
		return ""
	}
	nation := lib.England.National
	which := "calibrations that do not ship"
	if isAsKnown(m.Scenario.Calibrations) {
		which = fmt.Sprintf("calibrations as known in June %d", lib.January())
	}
	own := fmt.Sprintf("%s, on the national layer %s (%.12s)", which, nation.ID(), nation.Digest())
	var invalid []string
	for _, a := range outputs.AuthoritiesOf(m) {
		if !a.Valid && !slices.Contains(invalid, a.Area.Name) {
			invalid = append(invalid, a.Area.Name)
		}
	}
	if len(invalid) > 0 {
		own += ", not valid for " + strings.Join(invalid, ", ")
	}
	return own
}

// aboutRun is what the files of a run say of themselves, and the past of each
// of its areas.
func aboutRun(lib *calibration.Library, m *sim.Model) (outputs.About, []outputs.Past) {
	about := outputs.About{
		FirstYear: m.Scenario.Start, Years: m.Years,
		Draws: m.Scenario.Draws, Rows: len(lib.England.National.Rows),
		Regime: m.Regime.Title, Break: outputs.BreakSays(m.Regime.Break), Sources: sourcesOf(lib, m), Warnings: outputs.WarningsOf(m),
	}
	if m.Local != nil {
		about.Local = true
		about.Sources = append(about.Sources, outputs.CouncilsOwn)
		for _, f := range m.Local.Figures {
			about.Council = append(about.Council, f.String())
		}
	}
	for _, a := range m.Areas {
		if len(a.Money) == 1 {
			if says := a.Money[0].Adjusted(); says != "" {
				about.Remarks = append(about.Remarks, a.Money[0].Name+": "+says)
			}
		}
	}
	about.Areas = outputs.AreasOf(m)
	var pasts []outputs.Past
	for i, a := range m.Areas {
		pasts = append(pasts, outputs.Past{
			Area:     i,
			Plans:    sumPast(a.Members, evidence.Plans, 0),
			Deficits: sumPast(a.Members, evidence.DSGBalance, 1),
		})
	}
	return about, pasts
}

// named puts the name of an authority before each text.
func named(name string, texts []string) []string {
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = name + ": " + text
	}
	return all
}

// sumPast is a series of the past summed over authorities, in the years that all
// of them have; shift is added to the year.
func sumPast(members []*calibration.Authority, of evidence.Series, shift int) []outputs.Point {
	var past []outputs.Point
	for _, year := range members[0].Evidence.Years(of) {
		sum, whole := outputs.Point{Year: year + shift}, true
		for _, m := range members {
			r, ok := m.Evidence.Row(of, year, evidence.AllAges, "")
			sum.Value, sum.From, whole = sum.Value+r.Value, max(sum.From, outputs.OriginOf(&r)), whole && ok
		}
		if whole && sum.Year >= firstPast {
			past = append(past, sum)
		}
	}
	return past
}

// firstPast is the first year of the past that charts show: the first after
// the Children and Families Act 2014.
const firstPast = 2015
