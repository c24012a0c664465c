package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"sendsim/outputs"
	"sendsim/outputs/report"
	"sendsim/sim"
)

// knownOf is what is known of the runs of a folder beside it, from their
// scenarios and the calibrations they rest on; or why nothing is.
func knownOf(name string, o *outputs.Opened, area int) (all []report.Known, unproven string) {
	all = make([]report.Known, len(o.Runs))
	var scenarios []*sim.Scenario
	c := &calibrationFlags{}
	for i := range o.Runs {
		r := &o.Runs[i]
		if !onThisProgram(r.Manifest) {
			return make([]report.Known, len(o.Runs)), "the calibrations that ship with this version are not those that the run was made with"
		}
		within, err := fs.Sub(os.DirFS(name), filepath.ToSlash(filepath.Join(".", r.Folder)))
		if err != nil {
			return make([]report.Known, len(o.Runs)), err.Error()
		}
		made, err := recipeFrom(c, filepath.Join(name, r.Folder), within, r.Manifest)
		if err != nil {
			return make([]report.Known, len(o.Runs)), fmt.Sprintf("this version does not understand the scenario: %v", err)
		}
		m := made.model
		r.Summary.Threshold = threshold(m.Scenario, m.Local)
		all[i] = report.Known{
			Pasts: made.pasts, Levers: m.Scenario.Levers, Authorities: m.Areas[area].Members,
		}
		scenarios = append(scenarios, m.Scenario)
	}
	for i, e := range o.Effects {
		e.Differences = differences(scenarios[0], scenarios[i+1])
	}
	return all, ""
}

// onThisProgram tells whether a run rests on what ships with this program, or
// on copies of its own.
func onThisProgram(m outputs.Manifest) bool {
	ships := slices.DeleteFunc(slices.Clone(m.Inputs), func(d outputs.Digest) bool { return !d.Ships })
	if len(ships) == 0 {
		return true
	}
	here, err := outputs.ShippedInputs()
	return err == nil && slices.Equal(ships, here)
}
