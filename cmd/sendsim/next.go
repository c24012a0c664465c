package main

import (
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
			b.WriteString(" " + quoted(arg))
		}
		b.WriteString("\n      " + n.says + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var plain = regexp.MustCompile(`^[\w@%+=:,./-]+$`)

// quoted is a word as a shell reads it back.
func quoted(word string) string {
	if plain.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// afterRun is what is useful after a run: with the same scenario and flags.
func afterRun(cmd *cobra.Command, args []string, s *sim.Scenario, folder string) []next {
	explain := newExplain().Flags()
	same := append([]string{"explain"}, args...)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if explain.Lookup(f.Name) != nil {
			same = append(same, "--"+f.Name+"="+f.Value.String())
		}
	})
	all := []next{{append(same, "--near=p90"), "one future near the worse end, step by step"}}
	if len(s.Levers) == 0 {
		all = append(all,
			next{[]string{"levers"}, "what can be pulled, with its evidence"},
			next{[]string{"new", "plan.yaml", "--authority=" + strings.Join(s.Areas, ",")}, "a scenario to start from, for a plan of yours"})
	}
	return append(all, next{[]string{"verify", folder}, "make it again and compare every byte, next year too"})
}
