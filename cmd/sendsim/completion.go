package main

import (
	"fmt"
	"maps"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/outputs/export"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// completions are what a shell may offer for the value of a flag, by its name,
// whichever command has it.
var completions = map[string]cobra.CompletionFunc{
	"authority":     completeAreas,
	compareFlag:     completeAreas,
	rankFlag:        completeMeasures,
	"with-rates-of": completeAreas,
	"lever":         completeLevers,
	"regime":        completeRegimes,
	"column":        completeColumns,
	"near":          cobra.FixedCompletions([]cobra.Completion{"p10", "p50", "p90"}, cobra.ShellCompDirectiveNoFileComp),
	"to":            completeFormats,
	"keep": ofScenario(func(s *sim.Scenario) (all []string) {
		for _, l := range s.Levers {
			all = append(all, levers.NameOf(l))
		}
		return all
	}),
	"by": ofScenario(func(s *sim.Scenario) (all []string) {
		for y := range s.Years {
			all = append(all, finance.FinancialYear(s.Start+y))
		}
		return all
	}),
	"out":            completeFolders,
	calibrationsFlag: completeFolders,
	localFlag:        completeFiles("yaml", "yml"),
	"actuals":        completeFiles("csv"),
	"population":     completeFiles("csv"),
	"panel":          completeFiles("zip"),
	"evidence":       completeFiles("zip"),
}

// ofRun are those of a report, which depend on the run that it is of.
var ofRun = map[string]cobra.CompletionFunc{
	"authority": ofFolder(func(m *outputs.Manifest) []string { return namesOf(m.Areas) }),
	"scenario": ofFolder(func(m *outputs.Manifest) (all []string) {
		for _, c := range m.Compared[min(1, len(m.Compared)):] {
			all = append(all, c.Name)
		}
		return all
	}),
}

// addCompletions lets a shell complete the flags of commands, and the scenarios
// or the folder of those that read some.
func addCompletions(commands []*cobra.Command) {
	for _, cmd := range commands {
		all := maps.Clone(completions)
		if cmd.Name() == "report" {
			maps.Copy(all, ofRun)
		}
		for flag, complete := range all {
			if cmd.Flags().Lookup(flag) == nil {
				continue
			}
			if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
				panic(err) // the flag is there, and has no other
			}
		}
		switch {
		case strings.Contains(cmd.Use, "SCENARIO.yaml"):
			cmd.ValidArgsFunction = completeScenarios
		case strings.Contains(cmd.Use, "RUN_DIR"):
			cmd.ValidArgsFunction = completeFolders
		case strings.Contains(cmd.Use, "KEY"):
			cmd.ValidArgsFunction = completeLevers
		}
	}
}

// addCompletion adds the command that writes what a shell needs, to where root
// writes by then; it refuses shells that it has nothing for.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	completion, _, err := root.Find([]string{"completion"})
	if err != nil {
		panic(err) // it was just added
	}
	var shells []string
	for _, cmd := range completion.Commands() {
		shells = append(shells, cmd.Name())
	}
	allowed := strings.Join(shells, ", ")
	completion.Args = nil
	completion.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return use{fmt.Errorf("completion: of which shell? allowed: %s", allowed)}
		}
		return use{fmt.Errorf("completion: %q is no shell that is known%s; allowed: %s", args[0], strict.Meant(args[0], shells), allowed)}
	}
}

// completeFolders offers folders.
func completeFolders(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeFiles offers files with one of some endings.
func completeFiles(endings ...cobra.Completion) cobra.CompletionFunc {
	return cobra.FixedCompletions(endings, cobra.ShellCompDirectiveFilterFileExt)
}

// completeColumns offers the columns of a year.
func completeColumns(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	for i := range outputs.Columns {
		all = append(all, cobra.CompletionWithDesc(outputs.Columns[i].Name, outputs.Columns[i].Says))
	}
	return starting(all, typed), cobra.ShellCompDirectiveNoFileComp
}

// completeMeasures offers what authorities are put in order by.
func completeMeasures(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return starting(measureKeys(), typed), cobra.ShellCompDirectiveNoFileComp
}

// completeFormats offers what an export may be written as.
func completeFormats(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	for _, one := range export.Formats {
		all = append(all, cobra.CompletionWithDesc(one.Key, one.Says))
	}
	return starting(all, typed), cobra.ShellCompDirectiveNoFileComp
}

// ofScenario offers what stands in the scenario that a command reads.
func ofScenario(list func(*sim.Scenario) []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		_, s, err := (&calibrationFlags{}).scenario(args)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return starting(list(s), typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// ofFolder offers what the manifest of the folder has that a command reads.
func ofFolder(list func(*outputs.Manifest) []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		m, err := readManifest(os.DirFS(args[0]), args[0])
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return starting(list(&m), typed), cobra.ShellCompDirectiveNoFileComp
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
func completeAreas(cmd *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
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
	all = append(all, before+"england")
	if cmd.Name() == "run" && before == "" {
		all = append(all, cobra.CompletionWithDesc("all", "every authority by itself, and how they rank"))
	}
	return starting(all, typed), cobra.ShellCompDirectiveNoFileComp
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
