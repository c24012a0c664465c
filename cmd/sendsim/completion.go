package main

import (
	"strings"

	"github.com/spf13/cobra"

	"sendsim/scenarios"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// completions are what a shell may offer for the value of a flag, by its name.
var completions = map[string]cobra.CompletionFunc{
	"authority":     completeAreas,
	"with-rates-of": completeAreas,
	"lever":         completeLevers,
	"regime":        completeRegimes,
}

// addCompletions lets a shell complete the flags of commands, and the scenarios
// of those that read some.
func addCompletions(commands []*cobra.Command) {
	for _, cmd := range commands {
		for flag, complete := range completions {
			if cmd.Flags().Lookup(flag) == nil {
				continue
			}
			if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
				panic(err) // the flag is there, and has no other
			}
		}
		if strings.Contains(cmd.Use, "SCENARIO.yaml") {
			cmd.ValidArgsFunction = completeScenarios
		}
	}
}

// completeScenarios offers the scenarios that ship, by name, and files.
func completeScenarios(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	all, err := scenarios.All()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var names []cobra.Completion
	for _, s := range all {
		names = append(names, cobra.CompletionWithDesc(s.Name, s.Says))
	}
	if names = starting(names, typed); typed != "" && len(names) > 0 {
		return names, cobra.ShellCompDirectiveDefault
	}
	return []cobra.Completion{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeAreas offers authorities, regions and England, each once among those
// with commas between them.
func completeAreas(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	const nothing = cobra.ShellCompDirectiveError
	w, err := (&calibrationFlags{}).flagged()
	if err != nil {
		return nil, nothing
	}
	before := typed[:strings.LastIndex(typed, ",")+1]
	var all []cobra.Completion
	for _, a := range w.Library.Authorities {
		all = append(all, cobra.CompletionWithDesc(before+a.Area.Key, a.Area.Name))
	}
	for _, region := range w.Known().Regions() {
		all = append(all, before+"region:"+region)
	}
	return starting(append(all, before+"england"), typed), cobra.ShellCompDirectiveNoFileComp
}

func completeLevers(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	for _, c := range levers.Cards() {
		all = append(all, cobra.CompletionWithDesc(c.Key, c.Name))
	}
	return starting(all, typed), cobra.ShellCompDirectiveNoFileComp
}

func completeRegimes(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	regimes, err := finance.Regimes()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var all []cobra.Completion
	for _, r := range regimes {
		all = append(all, cobra.CompletionWithDesc(r.Key, r.Title))
	}
	return starting(all, typed), cobra.ShellCompDirectiveNoFileComp
}

// starting are those that go on from what is typed.
func starting(all []cobra.Completion, typed string) (some []cobra.Completion) {
	for _, c := range all {
		if strings.HasPrefix(c, typed) {
			some = append(some, c)
		}
	}
	return some
}
