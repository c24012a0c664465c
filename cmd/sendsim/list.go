package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// listing is a table of what ships: a header, and rows that are also objects.
type listing struct {
	header []string
	rows   [][]string
}

// newListing is a command that prints a table, or with --json an array of
// objects whose keys are the header's words.
func newListing(name, short string, list func() (listing, error)) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use: name, Short: short, Args: words(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			l, err := list()
			if err != nil {
				return err
			}
			if asJSON {
				return l.writeJSON(cmd.OutOrStdout())
			}
			return l.write(cmd.OutOrStdout())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// widest is the most letters of a cell before it is broken into lines.
const widest = 72

func (l listing) write(w io.Writer) error {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	t.Style().Options = table.OptionsNoBordersAndSeparators
	var header table.Row
	var widths []table.ColumnConfig
	for i, h := range l.header {
		header = append(header, h)
		widths = append(widths, table.ColumnConfig{Number: i + 1, WidthMax: widest, WidthMaxEnforcer: text.WrapSoft})
	}
	t.SetColumnConfigs(widths)
	t.AppendHeader(header)
	for _, r := range l.rows {
		var row table.Row
		for _, cell := range r {
			row = append(row, cell)
		}
		t.AppendRow(row)
	}
	_, err := fmt.Fprintln(w, t.Render())
	return err
}

func (l listing) writeJSON(w io.Writer) error {
	all := []map[string]string{}
	for _, r := range l.rows {
		one := map[string]string{}
		for i, cell := range r {
			one[strings.ReplaceAll(l.header[i], " ", "_")] = cell
		}
		all = append(all, one)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(all)
}

func newAuthorities() *cobra.Command {
	f := &calibrationFlags{}
	cmd := newListing("authorities", "The authorities that ship or are in a folder of calibrations, and those left out", func() (listing, error) {
		lib, err := openLibrary(f.folder)
		if err != nil {
			return listing{}, err
		}
		l := listing{header: []string{"code", "key", "name", "region", "plans", "valid", "notes"}}
		for _, a := range lib.Authorities {
			plans := 0
			for _, bySetting := range a.Structure.Plans {
				for _, byNeed := range bySetting {
					for _, n := range byNeed {
						plans += int(n)
					}
				}
			}
			l.rows = append(l.rows, []string{
				a.Area.Code, a.Area.Key, a.Area.Name, a.Area.Region, fmt.Sprint(plans),
				fmt.Sprint(a.Valid), strings.Join(append(append([]string{}, a.Invalid...), a.Warnings...), "; "),
			})
		}
		for _, o := range lib.Others {
			l.rows = append(l.rows, []string{o.Area.Code, o.Area.Key, o.Area.Name, o.Area.Region, "", "not calibrated", ""})
		}
		for _, r := range lib.LeftOut {
			l.rows = append(l.rows, []string{r.Code, "", r.Name, "", "", "left out", r.Why})
		}
		return l, nil
	})
	f.addFolder(cmd)
	return cmd
}

func newLevers() *cobra.Command {
	return newListing("levers", "The levers, with their dials and evidence", func() (listing, error) {
		l := listing{header: []string{"key", "what it does", "dial", "unit", "allowed", "default", "grade"}}
		for _, c := range levers.Cards() {
			key, says := c.Key, c.Says+".\nEvidence: "+c.Evidence+"\nHow it can mislead: "+c.Misleads
			for _, d := range c.AllDials() {
				l.rows = append(l.rows, []string{
					key, says, d.Name, d.Unit.String(),
					d.Unit.Format(d.Low) + " to " + d.Unit.Format(d.High), d.Format(d.Default), d.Grade,
				})
				key, says = "", ""
			}
		}
		return l, nil
	})
}

func newColumns() *cobra.Command {
	return newListing("columns", "The columns of deficit.arrow, with unit, meaning and formula", func() (listing, error) {
		l := listing{header: []string{"name", "unit", "says", "formula"}}
		for i := range outputs.Columns {
			c := &outputs.Columns[i]
			l.rows = append(l.rows, []string{c.Name, c.Unit, c.Says, c.Formula})
		}
		return l, nil
	})
}

func newRegimes() *cobra.Command {
	return newListing("regimes", "The regimes of law and funding", func() (listing, error) {
		all, err := finance.Regimes()
		if err != nil {
			return listing{}, err
		}
		l := listing{header: []string{"key", "title", "high needs block, growth by year (P10 to P90)", "grade", "sources"}}
		for _, r := range all {
			var growth []string
			for _, g := range r.Grant {
				says := fmt.Sprintf("%+.1f %% to %+.1f %%", 100*g.Range.Low, 100*g.Range.High)
				if g.Range.Low == 0 && g.Range.High == 0 {
					says = "held"
				}
				growth = append(growth, finance.FinancialYear(g.Year)+" "+says)
			}
			l.rows = append(l.rows, []string{r.Key, r.Title, strings.Join(growth, "\n") + "\nand the same after", r.Grade, strings.Join(r.Sources, ", ")})
		}
		return l, nil
	})
}

func newScenarios() *cobra.Command {
	return newListing("scenarios", "The scenarios that ship", func() (listing, error) {
		all, err := scenarios.All()
		if err != nil {
			return listing{}, err
		}
		l := listing{header: []string{"name", "says"}}
		for _, s := range all {
			l.rows = append(l.rows, []string{s.Name, s.Says})
		}
		return l, nil
	})
}
