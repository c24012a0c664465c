package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"sendsim/sim"
)

// newCheck says every fault of scenarios and runs nothing.
func newCheck() *cobra.Command {
	f := &calibrationFlags{}
	cmd := &cobra.Command{
		Use:   "check SCENARIO.yaml...",
		Short: "Say every fault of scenarios; run nothing",
		Args:  words(1, 1000),
		RunE: func(cmd *cobra.Command, args []string) error {
			var faults []error
			for _, file := range args {
				own, err := f.check(file)
				if err != nil {
					faults = append(faults, err)
					continue
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s: sound%s\n", file, own)
			}
			if len(faults) > 0 {
				return use{errors.Join(faults...)}
			}
			return nil
		},
	}
	f.add(cmd)
	return cmd
}

// check says every fault of a scenario, or else on which calibrations it would
// run, if they do not ship.
func (c *calibrationFlags) check(file string) (own string, err error) {
	world, s, err := c.load(file)
	if err != nil {
		return "", err
	}
	model, err := sim.NewModel(world, s)
	if err != nil {
		return "", err
	}
	if own = ownCalibrations(world.Library, model); own != "" {
		own = "; " + own
	}
	return own, nil
}
