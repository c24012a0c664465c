package levers

import (
	"fmt"
	"io"
	"strings"

	"sendsim/calibration"
)

// WriteCards writes docs/levers.md: the card of every lever.
func WriteCards(w io.Writer) error {
	var b strings.Builder
	b.WriteString("<!-- generated: go generate ./sim -->\n# Levers\n\nThe cards of the levers, from `levers.Catalogue`. Every dial takes a number or a range `{low, high}`, its P10 and P90, which is drawn once in each future. Grades: " + calibration.Grades + ".\n")
	for _, c := range Cards() {
		fmt.Fprintf(&b, "\n## %s (`%s`)\n%s\n\n- Acts on the step **%s**", c.Name, c.Key, c.Says, c.Step)
		var phases []string
		for _, p := range c.Phases {
			phases = append(phases, p.String())
		}
		if len(c.Also) > 0 {
			fmt.Fprintf(&b, ", and on %s", strings.Join(c.Also, ", "))
		}
		fmt.Fprintf(&b, "; phases: %s; needs: %s.\n- Costs (%s): %s.\n- Comes in: %s.\n- Evidence [%s]: %s (%s)\n- How it can mislead: %s\n%s\n| dial | unit | allowed | default | grade | what it is | source |\n|---|---|---|---|---|---|---|\n",
			strings.Join(phases, ", "), c.needs(), c.purses(), c.Cost, c.Ramp, c.Grade, c.Evidence, c.Source, c.Misleads, c.reserves())
		for _, d := range c.AllDials() {
			fmt.Fprintf(&b, "| %s | %s | %s to %s | %s | %s | %s | %s |\n", d.Name, d.Unit, d.Unit.Format(d.Low), d.Unit.Format(d.High), d.Format(d.Default), d.Grade, d.Says, d.Source)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// needs are the needs that the lever reaches, as a list.
func (c *Card) needs() string {
	if len(c.Needs) == 0 {
		return "all"
	}
	var keys []string
	for _, n := range c.Needs {
		keys = append(keys, n.Key())
	}
	return strings.Join(keys, ", ")
}

// reserves says how its places may be reserved, if they may.
func (c *Card) reserves() string {
	if !c.Reserves {
		return ""
	}
	return "- May be reserved: " + SaysReserved + ".\n"
}

// purses are the purses that usually pay, as a list.
func (c *Card) purses() string {
	var keys []string
	for _, p := range c.Purses {
		keys = append(keys, p.Key())
	}
	return strings.Join(keys, ", ")
}
