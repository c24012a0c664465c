package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/calibration/local"
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/levers"
)

// newNew writes a scenario to start from.
func newNew() *cobra.Command {
	f := &runFlags{}
	var keys []string
	cmd := &cobra.Command{
		Use:   "new SCENARIO.yaml --authority NAME",
		Short: "Write a commented scenario to start from",
		Long: `Write a scenario to start from. Every lever asked for is written out with its
evidence, and each of its dials with what it is, its default, what is allowed
and how far the default can be trusted, as the lever's card has it.`,
		Example: `  sendsim new plan.yaml --authority kent --lever resourced-provision
  sendsim check plan.yaml
  sendsim run plan.yaml`,
		Args: words(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, regimes, err := f.starter(cmd, keys)
			if err != nil {
				return err
			}
			folder, name := filepath.Split(args[0])
			s.Calibrations = fromFile(folder, s.Calibrations)
			if err := writeFiles(cmd.ErrOrStderr(), filepath.Clean(folder), []local.Table{{Name: name, Text: starterText(s, regimes)}}, f.force); err != nil {
				return err
			}
			w := cmd.OutOrStdout()
			if _, err := fmt.Fprintf(w, "Written: %s\n", args[0]); err != nil {
				return err
			}
			return writeNext(w, []next{
				{[]string{"check", args[0]}, "once it is changed: every fault, nothing run"},
				{[]string{"run", args[0]}, "its ranges"},
			})
		},
	}
	f.lawFlags(cmd)
	f.calibrations.addFolder(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&keys, "lever", nil, "`KEY` of a lever to write out, as often as wanted; see sendsim levers")
	flags.BoolVar(&f.force, "force", false, "replace the file, and what was changed in it")
	return cmd
}

// fromFile is a folder of calibrations as a scenario's file in another folder
// names it.
func fromFile(folder, calibrations string) string {
	if calibrations == "" || isAsKnown(calibrations) || filepath.IsAbs(calibrations) {
		return calibrations
	}
	if named, err := filepath.Rel(filepath.Clean(folder), calibrations); err == nil {
		return filepath.ToSlash(named)
	}
	return calibrations
}

// starter is the scenario that is written, and the regimes that it might be
// run under.
func (f *runFlags) starter(cmd *cobra.Command, keys []string) (*sim.Scenario, []string, error) {
	var faults []error
	if !cmd.Flags().Changed("authority") {
		faults = append(faults, errors.New("for whom? say --authority NAME"))
	}
	world, s, _, err := f.scenario(cmd, nil)
	var misuse use
	switch {
	case errors.As(err, &misuse):
		faults = append(faults, misuse.error)
	case err != nil:
		return nil, nil, err
	}
	var all []levers.Lever
	count := map[string]int{}
	for _, key := range keys {
		l, ok := levers.New(key)
		if !ok {
			faults = append(faults, fmt.Errorf("lever: %q is no lever%s; allowed: %s", key, strict.Meant(key, levers.Keys()), strings.Join(levers.Keys(), ", ")))
			continue
		}
		if count[key]++; count[key] > 1 { // a lever that stands twice needs a name
			l.Common().Name = fmt.Sprintf("phase %d", count[key])
		}
		all = append(all, l)
	}
	if len(faults) > 0 {
		return nil, nil, use{errors.Join(faults...)}
	}
	for _, l := range all {
		l.Common().From = cohorts.Term{Year: cohorts.Year(s.Start)} // its first autumn
	}
	s.Levers = all
	return s, world.Known().Regimes(), s.Check(world.Known())
}
