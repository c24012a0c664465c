// Package report lays a run, or a comparison, before people who decide on
// money: a page with its pictures, tables, assumptions and sources, a text to
// paste, and one side of A4 for a schools forum. All are made of the sections
// that Sections lists, and say no figure that the folder does not hold.
package report

import (
	"slices"

	"sendsim/calibration"
	"sendsim/outputs"
	"sendsim/sim/levers"
)

// Paper is all that a report says: a folder read back, what is known beside it,
// and of which part of it the report is.
type Paper struct {
	*outputs.Opened
	Area     int      // that is reported, by its place in Areas
	Detail   int      // the run whose figures are drawn, by its place in Runs: in a comparison a scenario, or the base of several
	Known    []Known  // by run
	Actuals  []Actual // what came, to be marked on the fans
	Command  []string // commands that make the folder again and compare it, a line each
	Version  string   // of the program that writes the report
	Folder   string   // as the reader knows it
	Unproven string   // why Known is empty, where it is

	Alternatives *outputs.Alternatives // of several scenarios; else nil
}

// Known is what is known of a run beside its folder: of the published past,
// of what it was made with. Its zero value is of one of which nothing is.
type Known struct {
	Pasts       []outputs.Past // by area, as charts show them
	Levers      []levers.Lever
	Authorities []*calibration.Authority // of the area reported
}

// Summary is the run that is reported in detail.
func (p *Paper) Summary() *outputs.Summary { return p.Runs[p.Detail].Summary }

// NoMoney says in a sentence that there are no figures of money of the area, and
// why; "": there are.
func (p *Paper) NoMoney() string {
	if why := p.noMoney(); why != "" {
		return "There are no figures of money: " + why + "."
	}
	return ""
}

// noMoney says why there are no figures of money of the area; "": there are.
func (p *Paper) noMoney() string { return p.Summary().Areas[p.Area].NoMoney }

// several tells whether the report is of several plans, and its base is drawn.
func (p *Paper) several() bool { return p.Detail == 0 && p.Alternatives != nil }

// lawsDiffer tells whether law and funding of several plans, or of their base,
// differ.
func (p *Paper) lawsDiffer() bool {
	return p.several() && slices.ContainsFunc(p.Effects, func(e *outputs.Effect) bool { return e.Scenario.Regime != e.Regime })
}

// Told are the effects that are told of: that of the plan reported, or of all.
func (p *Paper) Told() []*outputs.Effect {
	if e := p.Effect(); e != nil {
		return []*outputs.Effect{e}
	}
	return p.Effects
}

// ToldRuns are the runs whose levers are told of, by their places in Runs: the
// one reported, or of several plans all; and the base of a comparison where it
// has levers of its own, without which a plan's would be read for all there are.
func (p *Paper) ToldRuns() (all []int) {
	for run := range p.Runs {
		if run == p.Detail || p.several() || run == 0 && len(p.Known[run].Levers) > 0 {
			all = append(all, run)
		}
	}
	return all
}

// Effect is what that run does against the base; nil where nothing is compared,
// or it is the base.
func (p *Paper) Effect() *outputs.Effect {
	if p.Detail == 0 {
		return nil
	}
	return p.Effects[p.Detail-1]
}

// Past is what is published of the area.
func (p *Paper) Past() outputs.Past {
	if pasts := p.Known[p.Detail].Pasts; p.Area < len(pasts) {
		return pasts[p.Area]
	}
	return outputs.Past{Area: p.Area}
}

// Name is the area's; of several authorities together it is all their names, or
// how many they are.
func (p *Paper) Name() string { return p.Summary().Titled(p.Area) }
