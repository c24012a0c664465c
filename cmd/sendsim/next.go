package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sendsim/outputs"
	"sendsim/sim"
)

// next is a command that is useful once another is done.
type next struct {
	args []string
	says string
}

// writeNext prints commands as they can be typed.
func writeNext(w io.Writer, all []next) error {
	var b strings.Builder
	b.WriteString("\nNext:\n")
	for _, n := range all {
		b.WriteString("  sendsim")
		for _, arg := range n.args {
			b.WriteString(" " + outputs.Quoted(arg))
		}
		b.WriteString("\n      " + n.says + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// afterRun is what is useful after a run: with the same scenario and flags.
func afterRun(cmd *cobra.Command, args []string, s *sim.Scenario, folder string) []next {
	all := []next{{append(again(cmd, newExplain(), args...), "--near=p90"), "one future near the worse end, step by step"}}
	verify := next{[]string{"verify", folder}, "make it again and compare every byte, next year too"}
	all = append(all, reported(folder))
	if len(s.Levers) > 0 {
		return append(all, verify,
			next{again(cmd, newCompare(), args...), "what the levers do, against the same futures without them"})
	}
	const plan, lever = "plan.yaml", "early-years-support"
	return append(all, verify,
		next{[]string{"levers"}, "what can be pulled, with its evidence"},
		next{[]string{"new", plan, "--authority=" + strings.Join(s.Areas, ","), "--lever=" + lever}, "a plan to start from"},
		next{again(cmd, newCompare(), plan), "what the plan does, future by future, against none"})
}

// reported is how a folder is laid before a committee.
func reported(folder string) next {
	return next{[]string{"report", folder}, "a page for a committee: charts, tables, assumptions, sources"}
}

// again is another command with the words and those flags of this one that it
// has too, but for where this one wrote.
func again(cmd, other *cobra.Command, args ...string) []string {
	words := append([]string{other.Name()}, args...)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if has := other.Flags().Lookup(f.Name); has != nil && !slices.Contains([]string{"out", "force", "workers"}, f.Name) {
			words = append(words, "--"+f.Name+"="+f.Value.String())
		}
	})
	return words
}
