package main

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sendsim/internal/shell"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/finance"
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
			b.WriteString(" " + shell.Word(arg))
		}
		b.WriteString("\n      " + n.says + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// afterRun is what is useful after a run: with the same scenario and flags. s is
// the scenario as it was asked for, before its inputs were copied.
func afterRun(cmd *cobra.Command, args []string, s *sim.Scenario, folder string) []next {
	all := []next{{append(again(cmd, newExplain(), args...), "--near=p90"), "one future near the worse end, year by year"}}
	verify := next{[]string{"verify", folder}, "make it again and compare every byte, next year too"}
	all = append(all, reported(folder))
	if len(s.Levers) > 0 {
		return append(all, verify,
			next{again(cmd, newCompare(), args...), "what the levers do, against the same futures without them"})
	}
	const plan, lever = "plan.yaml", "early-years-support"
	return append(all, verify,
		next{[]string{"levers"}, "what can be pulled, with its evidence"},
		next{append(toStart(s, plan), "--lever="+lever), "a plan to start from"},
		next{onGround(again(cmd, newCompare(), plan), s), "what the plan does, future by future, against none"})
}

// toStart is the command that writes a scenario on the ground of another: for
// whom, under which law, on which calibrations, which say from when.
func toStart(s *sim.Scenario, file string) []string {
	words := []string{"new", file, "--authority=" + strings.Join(s.Areas, ",")}
	if s.Calibrations != "" {
		words = append(words, "--"+calibrationsFlag+"="+s.Calibrations)
	}
	if s.Regime != finance.RegimeOf(s.Start) {
		words = append(words, "--regime="+s.Regime)
	}
	return words
}

// onGround is a command with the flags that a scenario needs beside the file
// that toStart writes, where the command has them not yet.
func onGround(words []string, s *sim.Scenario) []string {
	usual := sim.Default()
	for _, f := range []struct {
		name, value string
		needed      bool
	}{
		{"draws", strconv.Itoa(s.Draws), s.Draws != usual.Draws},
		{"years", strconv.Itoa(s.Years), s.Years != usual.Years},
		{"seed", strconv.FormatUint(s.Seed, 10), s.Seed != usual.Seed},
		{ratesOfFlag, s.RatesOf, s.RatesOf != ""},
		{localFlag, s.Local, s.Local != ""},
		{"threshold", thresholdFlag(s), s.Threshold != nil},
	} {
		flag := "--" + f.name + "="
		if f.needed && !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, flag) }) {
			words = append(words, flag+f.value)
		}
	}
	return words
}

// thresholdFlag is the threshold of a scenario as the flag has it.
func thresholdFlag(s *sim.Scenario) string {
	if s.Threshold == nil {
		return ""
	}
	return strict.Pounds.Format(float64(*s.Threshold))
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
