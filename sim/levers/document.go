package levers

import (
	"fmt"
	"io"
	"strings"
)

// WriteCards writes docs/levers.md: the card of every lever.
func WriteCards(w io.Writer) error {
	var b strings.Builder
	b.WriteString("<!-- generated: go generate ./sim -->\n# Levers\n\nThe cards of the levers, from `levers.Catalogue`. Every dial takes a number or a range `{low, high}`, its P10 and P90, which is drawn once in each future. Grades: F found, D derived, M to be checked, J judgement.\n")
	for _, c := range Cards() {
		fmt.Fprintf(&b, "\n## %s (`%s`)\n%s\n\n- Acts on the step **%s**", c.Name, c.Key, c.Says, c.Step)
		var phases []string
		for _, p := range c.Phases {
			phases = append(phases, p.String())
		}
		fmt.Fprintf(&b, "; phases: %s.\n- Evidence [%s]: %s (%s)\n- How it can mislead: %s\n\n| dial | unit | allowed | default | grade | what it is |\n|---|---|---|---|---|---|\n",
			strings.Join(phases, ", "), c.Grade, c.Evidence, c.Source, c.Misleads)
		for _, d := range c.AllDials() {
			fmt.Fprintf(&b, "| %s | %s | %s to %s | %s | %s | %s |\n", d.Name, d.Unit, d.Unit.Format(d.Low), d.Unit.Format(d.High), d.Format(d.Default), d.Grade, d.Says)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
