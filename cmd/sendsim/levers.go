package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/levers"
)

// leverCard is a lever as JSON has it.
type leverCard struct {
	Key      string      `json:"key"`
	Name     string      `json:"name"`
	Says     string      `json:"says"`
	Step     string      `json:"step"`
	Also     []string    `json:"also,omitempty"`
	Phases   []string    `json:"phases"`
	Needs    []string    `json:"needs,omitempty"`
	Reserves bool        `json:"reserves,omitempty"`
	Ramp     string      `json:"ramp"`
	Purses   []string    `json:"purses"`
	Cost     string      `json:"cost"`
	Evidence string      `json:"evidence"`
	Misleads string      `json:"how_it_can_mislead"`
	Grade    string      `json:"grade"`
	Source   string      `json:"source"`
	Dials    []leverDial `json:"dials"`
}

// leverDial is one of its dials.
type leverDial struct {
	Name    string `json:"name"`
	Unit    string `json:"unit"`
	Says    string `json:"says"`
	Low     string `json:"low"`
	High    string `json:"high"`
	Default string `json:"default"`
	Grade   string `json:"grade"`
	Source  string `json:"source"`
}

// newLevers lists what can be pulled, or shows the cards of some.
func newLevers() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "levers [KEY...]",
		Short: "The levers, with their dials and evidence",
		Long: `The levers there are, with their dials and evidence. With KEY, the whole card of
that lever: on which children it acts, what each dial is and where its default
is from, how it comes in and is delivered, and the lines of a scenario to copy.`,
		Example: `  sendsim levers
  sendsim levers annual-reviews`,
		Args: words(0, len(levers.Catalogue)),
		RunE: func(cmd *cobra.Command, keys []string) error {
			all, err := leverCards(keys)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), all)
			}
			return writeCards(cmd.OutOrStdout(), all, len(keys) > 0)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// writeCards prints cards: whole ones, or what a list of all has of them.
func writeCards(w io.Writer, all []leverCard, whole bool) error {
	for i, c := range all {
		var b strings.Builder
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(c.Key + ": " + c.Name + "\n")
		b.WriteString(below(c.text(whole), widthOf(w)) + "\n")
		if err := writeTable(w, b.String()); err != nil {
			return err
		}
		if err := c.listing(whole).write(w); err != nil {
			return err
		}
		if whole {
			if err := writeTable(w, "\nTo copy below levers: of a scenario, with its dials at their defaults:\n\n"+starterOf(c.Key)); err != nil {
				return err
			}
		}
	}
	if whole {
		return nil
	}
	return writeNext(w, []next{{[]string{"levers", all[0].Key}, "one of them: each dial's meaning and source, and lines to copy"}})
}

// text is what a card says, above its dials.
func (c *leverCard) text(whole bool) string {
	says, sources := []string{c.Says + "."}, ""
	if whole {
		needs := "all"
		if len(c.Needs) > 0 {
			needs = strings.Join(c.Needs, ", ")
		}
		says = append(says, "Acts on: "+strings.Join(append([]string{c.Step}, c.Also...), ", ")+" (steps of docs/timetable.md; settle is the money). Phases: "+strings.Join(c.Phases, ", ")+". Needs: "+needs+".",
			"Comes in: "+c.Ramp+", unless the file says otherwise; how late and how far is delivery, below.")
		if c.Reserves {
			says = append(says, "May be reserved: "+levers.SaysReserved+".")
		}
		sources = " (" + c.Source + ")"
	}
	says = append(says, "Costs ("+strings.Join(c.Purses, ", ")+"): "+c.Cost+".", "Evidence ["+c.Grade+"]: "+c.Evidence+sources, "How it can mislead: "+c.Misleads)
	return strings.Join(says, "\n")
}

// leverCards are the cards of the catalogue with some keys, their numbers as
// files have them; without keys all.
func leverCards(keys []string) ([]leverCard, error) {
	for _, key := range keys {
		if !slices.Contains(levers.Keys(), key) {
			return nil, use{fmt.Errorf("levers: %q is no lever%s; allowed: %s", key, strict.Meant(key, levers.Keys()), strings.Join(levers.Keys(), ", "))}
		}
	}
	var all []leverCard
	for _, c := range levers.Cards() {
		if len(keys) == 0 || slices.Contains(keys, c.Key) {
			all = append(all, cardOf(c))
		}
	}
	return all, nil
}

// cardOf is a card as JSON has it.
func cardOf(c levers.Card) leverCard {
	one := leverCard{
		Key: c.Key, Name: c.Name, Says: c.Says, Step: c.Step, Also: c.Also,
		Reserves: c.Reserves, Ramp: c.Ramp.String(), Cost: c.Cost, Evidence: c.Evidence, Misleads: c.Misleads, Grade: c.Grade, Source: c.Source,
	}
	for _, p := range c.Phases {
		one.Phases = append(one.Phases, p.String())
	}
	for _, n := range c.Needs {
		one.Needs = append(one.Needs, n.Key())
	}
	for _, p := range c.Purses {
		one.Purses = append(one.Purses, p.Key())
	}
	for _, d := range c.AllDials() {
		one.Dials = append(one.Dials, leverDial{
			Name: d.Name, Unit: d.Unit.String(), Says: d.Says, Grade: d.Grade, Source: d.Source,
			Low: d.Unit.Format(d.Low), High: d.Unit.Format(d.High), Default: d.Format(d.Default),
		})
	}
	return one
}

// listing is a table of the dials; a whole one says below each what it is, and
// where its default is from.
func (c *leverCard) listing(whole bool) listing {
	l := listing{header: []string{"dial", "unit", "allowed", "default", "grade"}}
	if whole {
		l.header, l.prose = append(l.header, "says"), []string{"says"}
	}
	for _, d := range c.Dials {
		row := []string{d.Name, d.Unit, d.Low + " to " + d.High, d.Default, d.Grade}
		if whole {
			row = append(row, d.Says+".\nDefault: "+d.Source+".")
		}
		l.rows = append(l.rows, row)
	}
	return l
}

// starterOf is the lines of a lever in a scenario, every dial at its default,
// from the first autumn of the usual start.
func starterOf(key string) string {
	l, _ := levers.New(key)
	s := sim.Default()
	l.Common().From = cohorts.Term{Year: cohorts.Year(s.Start)}
	t := &starter{bare: true}
	t.lever(l, s)
	return t.String()
}
