package main

import (
	"strings"

	"github.com/spf13/cobra"

	"sendsim/sim/levers"
)

// leverCard is a lever as JSON has it.
type leverCard struct {
	Key      string      `json:"key"`
	Name     string      `json:"name"`
	Says     string      `json:"says"`
	Step     string      `json:"step"`
	Purses   []string    `json:"purses"`
	Cost     string      `json:"cost"`
	Evidence string      `json:"evidence"`
	Misleads string      `json:"how_it_can_mislead"`
	Grade    string      `json:"grade"`
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
}

// newLevers lists what can be pulled.
func newLevers() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use: "levers", Short: "The levers, with their dials and evidence", Args: words(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			w, all := cmd.OutOrStdout(), leverCards()
			if asJSON {
				return writeJSON(w, all)
			}
			for i, c := range all {
				var b strings.Builder
				if i > 0 {
					b.WriteString("\n")
				}
				b.WriteString(c.Key + ": " + c.Name + "\n")
				b.WriteString(below(c.Says+".\nCosts ("+strings.Join(c.Purses, ", ")+"): "+c.Cost+".\nEvidence ["+c.Grade+"]: "+c.Evidence+"\nHow it can mislead: "+c.Misleads, widthOf(w)) + "\n")
				if err := writeTable(w, b.String()); err != nil {
					return err
				}
				if err := c.listing().write(w); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// leverCards are the cards of the catalogue, their numbers as files have them.
func leverCards() []leverCard {
	var all []leverCard
	for _, c := range levers.Cards() {
		one := leverCard{
			Key: c.Key, Name: c.Name, Says: c.Says, Step: c.Step,
			Evidence: c.Evidence, Misleads: c.Misleads, Grade: c.Grade,
		}
		one.Cost = c.Cost
		for _, p := range c.Purses {
			one.Purses = append(one.Purses, p.Key())
		}
		for _, d := range c.AllDials() {
			one.Dials = append(one.Dials, leverDial{
				Name: d.Name, Unit: d.Unit.String(), Says: d.Says, Grade: d.Grade,
				Low: d.Unit.Format(d.Low), High: d.Unit.Format(d.High), Default: d.Format(d.Default),
			})
		}
		all = append(all, one)
	}
	return all
}

// listing is a table of the dials.
func (c *leverCard) listing() listing {
	l := listing{header: []string{"dial", "unit", "allowed", "default", "grade"}}
	for _, d := range c.Dials {
		l.rows = append(l.rows, []string{d.Name, d.Unit, d.Low + " to " + d.High, d.Default, d.Grade})
	}
	return l
}
