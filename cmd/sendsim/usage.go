package main

import (
	"fmt"
	"regexp"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sendsim/internal/strict"
)

// words checks the number of words after a command.
func words(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) > 0 && cmd.HasSubCommands():
			var names []string
			for _, c := range cmd.Commands() {
				names = append(names, c.Name())
			}
			return use{fmt.Errorf("%q is no command%s; see %s --help", args[0], strict.Meant(args[0], names), cmd.CommandPath())}
		case len(args) < least:
			return use{fmt.Errorf("%s: something is missing; usage: %s", cmd.Name(), cmd.UseLine())}
		case len(args) > most:
			return use{fmt.Errorf("%s: %q is one word too many; usage: %s", cmd.Name(), args[most], cmd.UseLine())}
		}
		return nil
	}
}

var unknownFlag = regexp.MustCompile(`unknown flag: --([^ =]+)`)

// mistypedFlag says which flag was meant.
func mistypedFlag(cmd *cobra.Command, err error) error {
	if found := unknownFlag.FindStringSubmatch(err.Error()); found != nil {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		return use{fmt.Errorf("%w%s; see %s --help", err, strict.Meant(found[1], names), cmd.CommandPath())}
	}
	return use{fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())}
}
