package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

// checked is what is said of one scenario.
type checked struct {
	Scenario     string         `json:"scenario"` // as it was named
	Kind         string         `json:"kind"`     // what it was read as: scenario, sweep, council's own figures
	Sound        bool           `json:"sound"`
	Calibrations string         `json:"calibrations,omitempty"` // where they do not ship
	Warnings     []string       `json:"warnings,omitempty"`     // of a council's own figures
	Faults       []checkedFault `json:"faults"`
}

// checkedFault is something wrong with a file; without a place it is none of a
// file's.
type checkedFault struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Key    string `json:"key,omitempty"`
	Says   string `json:"says"`
	Source string `json:"source,omitempty"`
}

// newCheck says every fault of scenarios and runs nothing.
func newCheck() *cobra.Command {
	f, asJSON, quiet := &calibrationFlags{}, false, false
	cmd := &cobra.Command{
		Use:   "check SCENARIO.yaml...",
		Short: "Say every fault of scenarios, sweeps or own figures; run nothing",
		Args:  words(1, 1000),
		RunE: func(cmd *cobra.Command, args []string) error {
			var faults []error
			var all []checked
			for _, file := range args {
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				one, err := f.check(file)
				one.Scenario, one.Sound, one.Faults = file, err == nil, faultsOf(err)
				all = append(all, one)
				if err != nil {
					faults = append(faults, err)
				}
			}
			if asJSON || !quiet {
				if err := writeChecked(cmd, all, asJSON); err != nil {
					return err
				}
			}
			if len(faults) > 0 {
				return use{errors.Join(faults...)}
			}
			return nil
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "only what is wrong")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON, the faults too")
	return cmd
}

// writeChecked prints which scenarios are sound, or as JSON what is said of all.
func writeChecked(cmd *cobra.Command, all []checked, asJSON bool) error {
	w := cmd.OutOrStdout()
	if asJSON {
		return writeJSON(w, all)
	}
	var b strings.Builder
	for _, one := range all {
		if !one.Sound {
			continue
		}
		says := "sound, as " + article(one.Kind)
		if one.Calibrations != "" {
			says += "; " + one.Calibrations
		}
		b.WriteString(outputs.Wrapped(one.Scenario+": "+says, widthOf(w), "  "))
		for _, warning := range one.Warnings {
			b.WriteString(outputs.Wrapped("Warning: "+warning+".", widthOf(w), "  "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// faultsOf is what an error says, fault by fault.
func faultsOf(err error) []checkedFault {
	all := []checkedFault{}
	switch err := err.(type) {
	case nil:
	case use:
		return faultsOf(err.error)
	case strict.Faults:
		for _, one := range err {
			all = append(all, checkedFault(one))
		}
	case interface{ Unwrap() []error }:
		for _, one := range err.Unwrap() {
			all = append(all, faultsOf(one)...)
		}
	default:
		all = append(all, checkedFault{Says: err.Error()})
	}
	return all
}

// article is a kind of file as a sentence has it.
func article(kind string) string {
	if strings.HasSuffix(kind, "figures") {
		return "the " + kind
	}
	return "a " + kind
}

// check says as what a file is read, what is warned of, and every fault of it,
// or else on which calibrations it would run, if they do not ship.
func (c *calibrationFlags) check(file string) (checked, error) {
	from, name := os.DirFS(filepath.Dir(file)), filepath.Base(file)
	switch {
	case sweep.IsDesign(from, name):
		_, _, _, err := (&sweepFlags{calibrations: *c}).design(file)
		return checked{Kind: "sweep"}, err
	case sim.IsLocal(from, name):
		own := checked{Kind: "council's own figures"}
		world, err := c.open(c.folder)
		if err != nil {
			return own, err
		}
		l, err := sim.ReadLocal(from, name, world)
		if l != nil {
			own.Warnings = l.Warnings
		}
		return own, err
	}
	scenario := checked{Kind: "scenario"}
	world, s, err := c.load(file)
	if err != nil {
		return scenario, err
	}
	model, err := sim.NewModel(world, s)
	if err != nil {
		return scenario, err
	}
	if world.Local != nil {
		scenario.Warnings = world.Local.Warnings
	}
	scenario.Calibrations = ownCalibrations(world.Library, model)
	return scenario, nil
}
