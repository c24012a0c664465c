package sim

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"sendsim/cohorts"
	"sendsim/sim/levers"
)

// WritePipeline writes docs/pipeline.md: the statutory year as a table, with
// the parameters that each step obeys and the levers that act on it in each
// phase.
func WritePipeline(w io.Writer) error {
	var b strings.Builder
	b.WriteString("<!-- generated: go generate ./sim -->\n# The pipeline\n\nThe steps of the year in order, from `cohorts.Steps` and the cards of the levers. What each step does stands in `timetable.md`.\n\n")
	b.WriteString("| step | duty | terms | obeys |")
	for _, p := range cohorts.Phases() {
		fmt.Fprintf(&b, " levers: %s |", p)
	}
	b.WriteString("\n|---|---|---|---|---|---|---|---|\n")
	for _, s := range cohorts.Steps {
		var terms []string
		for _, part := range s.In {
			terms = append(terms, part.String())
		}
		fmt.Fprintf(&b, "| %s | %s | %s | `%s` |", s.Name, s.Law, strings.Join(terms, ", "), strings.Join(s.Obeys, "` `"))
		for _, p := range cohorts.Phases() {
			fmt.Fprintf(&b, " %s |", strings.Join(actingOn(s.Name, p), ", "))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "| settle | CFA 2014 s42; School and Early Years Finance Regulations | spring | `finance.Tariff` |")
	for _, p := range cohorts.Phases() {
		fmt.Fprintf(&b, " %s |", strings.Join(actingOn("settle", p), ", "))
	}
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// actingOn is the levers that act on a step for the children of a phase.
func actingOn(step string, p cohorts.Phase) []string {
	var keys []string
	for _, c := range levers.Cards() {
		if (c.Step == step || slices.Contains(c.Also, step)) && slices.Contains(c.Phases, p) {
			keys = append(keys, c.Key)
		}
	}
	return keys
}
