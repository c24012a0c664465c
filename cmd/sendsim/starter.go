package main

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// starter is the text of a scenario to start from; a bare one has no comments.
type starter struct {
	strings.Builder
	bare bool
}

// line writes a key, which stands so far in.
func (t *starter) line(in int, format string, args ...any) {
	t.WriteString(strings.Repeat(" ", in) + fmt.Sprintf(format, args...) + "\n")
}

// comment writes a text as comments above what stands so far in.
func (t *starter) comment(in int, format string, args ...any) {
	if t.bare {
		return
	}
	mark := strings.Repeat(" ", in) + "# "
	text := outputs.Wrapped(fmt.Sprintf(format, args...), outputs.TableWidth-len(mark), "")
	for line := range strings.Lines(text) {
		t.WriteString(mark + line)
	}
}

// starterText is a scenario with all that it may say: what a reader might
// change stands as it is by default, with what is allowed.
func starterText(s *sim.Scenario, regimes []string) []byte {
	t := &starter{}
	t.comment(0, "A scenario to start from. What is left out is as it is by default. Grades say how far a default can be trusted: %s.", calibration.Grades)
	t.line(0, "")
	t.comment(0, "A name or code; several as a,b; region:NAME; england.")
	t.line(0, "authority: %s", strings.Join(s.Areas, ","))
	if s.Calibrations != "" {
		t.comment(0, "The calibrations it runs on, as seen from this file's folder; without them those that ship.")
		t.line(0, "calibrations: %s", strict.Quote(s.Calibrations))
	}
	t.comment(0, "The January census it starts from.")
	t.line(0, "start: %s", strict.FormatCensus(s.Start))
	t.comment(0, "Financial years, 1 to %d. %s", sim.MaxYears, outputs.Caution)
	t.line(0, "years: %d", s.Years)
	t.comment(0, "Futures, 1 to %d.", sim.MaxDraws)
	t.line(0, "draws: %d", s.Draws)
	t.comment(0, "Law and funding: %s.", strings.Join(regimes, ", "))
	t.line(0, "regime: %s", s.Regime)
	t.comment(0, "A cumulative deficit whose chance is printed; by default a quarter of the high needs block of each year.")
	t.line(0, "# threshold: 20m")
	t.line(0, "")
	if len(s.Levers) == 0 {
		t.comment(0, "No levers: what is expected if nothing is done differently. To be pulled: %s. sendsim new --lever KEY writes one out with its dials.", strings.Join(levers.Keys(), ", "))
		return []byte(t.String())
	}
	t.comment(0, "A dial is a number, or a range {low: 5%%, high: 20%%}: its P10 and P90, drawn once in each future.")
	t.line(0, "levers:")
	for _, l := range s.Levers {
		t.lever(l, s)
	}
	return []byte(t.String())
}

// lever writes a lever with its card.
func (t *starter) lever(l levers.Lever, s *sim.Scenario) {
	const key, setting = 2, 6
	c, p := l.Card(), l.Common()
	if p.Name == "" {
		t.comment(key, "%s: %s.", c.Name, c.Says)
		t.comment(key, "Evidence [%s]: %s", c.Grade, c.Evidence)
		t.comment(key, "How it can mislead: %s", c.Misleads)
	}
	t.line(key, "- %s:", c.Key)
	if p.Name != "" { // it stands above already, with its card
		t.line(setting, "name: %s", strict.Quote(p.Name))
	}
	t.comment(setting, "The first term, %s to %s; until: is the last, where it ends; after: [NAME] has it wait until other levers are there.", s.First(), s.Last())
	t.line(setting, "from: %s", p.From)
	t.comment(setting, "From the start to the full effect: %s, in months.", strings.Join(levers.Shapes, ", "))
	t.line(setting, "ramp: {shape: %s, months: %s}", p.Ramp.Shape, strict.Number.Format(p.Ramp.Months))
	for _, d := range c.Dials {
		t.dial(setting, l, d)
	}
	if needs := levers.NeedsOf(l); len(needs) > 0 {
		t.line(setting, "needs: [%s]", strings.Join(needs, ", "))
	} else if c.Reserves {
		t.comment(setting, "%s.", levers.SaysReserved)
		t.line(setting, "# needs: [semh]")
	}
	t.comment(setting, "What it costs beside its dials, by purse: %s; a sum a year, or once.", strings.Join(purses(c), ", "))
	t.line(setting, "# cost: {%s: 100k/year}", purses(c)[0])
	t.line(setting, "delivery:")
	for _, d := range c.AllDials()[len(c.Dials):] {
		t.dial(setting+2, l, d)
	}
}

// dial writes a dial with what it is.
func (t *starter) dial(in int, l levers.Lever, d levers.Dial) {
	name := d.Name[strings.LastIndex(d.Name, ".")+1:]
	t.comment(in, "%s: %s.", name, d.Says)
	t.comment(in, "Allowed: %s to %s (%s). Default: %s [%s]: %s.", d.Unit.Format(d.Low), d.Unit.Format(d.High), d.Unit, d.Format(d.Default), d.Grade, d.Source)
	t.line(in, "%s: %s", name, d.Format(d.Of(l).Range))
}

// purses are the keys of all purses, those from which a lever is usually paid
// first.
func purses(c levers.Card) (keys []string) {
	for _, p := range c.Purses {
		keys = append(keys, p.Key())
	}
	for p := range finance.NumPurses {
		if !slices.Contains(c.Purses, p) {
			keys = append(keys, p.Key())
		}
	}
	return keys
}
