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
				world, s, err := f.load(file)
				if err == nil {
					_, err = sim.NewModel(world, s)
				}
				if err != nil {
					faults = append(faults, err)
					continue
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s: sound\n", file)
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
