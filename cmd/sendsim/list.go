package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"sendsim/calibration"
	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim/finance"
)

// listing is a table of what ships: a header, and rows that are also objects.
type listing struct {
	header []string
	rows   [][]string
	prose  []string // columns whose text stands below the row, broken into lines
	spare  []string // columns that a narrow table does without, the first first
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
			return l.print(cmd.OutOrStdout(), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// print prints the table, or the array of objects.
func (l listing) print(w io.Writer, asJSON bool) error {
	if asJSON {
		return l.writeJSON(w)
	}
	return l.write(w)
}

// write prints the table, as wide as there is room: what is left out it says
// at its end.
func (l listing) write(w io.Writer) error {
	width := widthOf(w)
	columns, left := []int{}, []string{}
	for i, h := range l.header {
		if !slices.Contains(l.prose, h) {
			columns = append(columns, i)
		}
	}
	for _, spare := range l.spare {
		if l.natural(columns) <= width {
			break
		}
		columns = slices.DeleteFunc(columns, func(i int) bool { return l.header[i] == spare })
		left = append(left, spare)
	}
	var b strings.Builder
	lines := strings.Split(l.table(columns), "\n")
	b.WriteString(lines[0] + "\n")
	for r, row := range l.rows {
		apart := len(left) > 0 && row[0] == "" // what names the row is left out: its prose does
		switch {
		case !apart:
			b.WriteString(lines[r+1] + "\n")
		case r > 0 && l.rows[r-1][0] != "":
			b.WriteString("\n")
		}
		for i, cell := range row {
			switch {
			case !slices.Contains(l.prose, l.header[i]) || cell == "":
			case apart:
				b.WriteString(outputs.Wrapped(cell, min(width, widestProse), "  "))
			default:
				b.WriteString(below(cell, width))
			}
		}
	}
	if len(left) > 0 {
		said := fmt.Sprintf("Not shown in %d columns: %s. A wider terminal and --json have them.", width, strings.Join(left, ", "))
		b.WriteString("\n" + outputs.Wrapped(said, width, ""))
	}
	return writeTable(w, b.String())
}

// widestProse is the most columns that a text takes.
const widestProse = 100

// below is a text under its row.
func below(text string, width int) string {
	const indent = "    "
	var b strings.Builder
	for paragraph := range strings.SplitSeq(text, "\n") {
		for line := range strings.Lines(outputs.Wrapped(paragraph, min(width, widestProse)-len(indent), "")) {
			b.WriteString(indent + line)
		}
	}
	return b.String()
}

// natural is the width of the table with some of its columns.
func (l listing) natural(columns []int) int {
	return text.LongestLineLen(l.table(columns))
}

// table lays out some of the columns, a line for the header and for each row.
func (l listing) table(columns []int) string {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Box.PaddingLeft, t.Style().Box.PaddingRight = "", "  "
	pick := func(cells []string) (row table.Row) {
		for _, i := range columns {
			row = append(row, cells[i])
		}
		return row
	}
	t.AppendHeader(pick(l.header))
	for _, r := range l.rows {
		t.AppendRow(pick(r))
	}
	t.SuppressTrailingSpaces()
	return t.Render()
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
	return writeJSON(w, all)
}

// writeJSON prints a list of objects.
func writeJSON(w io.Writer, list any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(list)
}

func newColumns() *cobra.Command {
	return newListing("columns", "The columns of deficit.arrow, with unit, meaning and formula", func() (listing, error) {
		l := listing{header: []string{"name", "unit", "says", "formula"}, prose: []string{"says", "formula"}}
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
		l := listing{
			header: []string{"key", "grade", "title", "grant", "break", "sources"},
			prose:  []string{"title", "grant", "break", "sources"},
		}
		for _, r := range all {
			var growth []string
			for _, g := range r.Grant {
				says := fmt.Sprintf("%+.1f %% to %+.1f %%", 100*g.Range.Low, 100*g.Range.High)
				if g.Range.Low == 0 && g.Range.High == 0 {
					says = "held"
				}
				growth = append(growth, finance.FinancialYear(g.Year)+" "+says)
			}
			l.rows = append(l.rows, []string{
				r.Key, r.Grade, r.Title,
				"high needs block, growth by year, P10 to P90: " + strings.Join(growth, "; ") + "; and the same after",
				riskOf(r), "sources: " + strings.Join(r.Sources, ", "),
			})
		}
		return l, nil
	})
}

// riskOf is the risk of a break in a regime, "" where there is none.
func riskOf(r *finance.Regime) string {
	if r.Break == (calibration.Break{}) {
		return ""
	}
	return fmt.Sprintf("break of the law: a chance of %.3g %% a year that the yearly growth of plans moves for good, standard deviation %.3g points; graded J [BREAK]; off in the regimes that do not name it", 100*r.Break.Chance, 100*r.Break.Spread)
}

func newScenarios() *cobra.Command {
	return newListing("scenarios", "The scenarios that ship", func() (listing, error) {
		all, err := scenarios.All()
		if err != nil {
			return listing{}, err
		}
		l := listing{header: []string{"name", "says"}, prose: []string{"says"}}
		for _, s := range all {
			l.rows = append(l.rows, []string{s.Name, s.Says})
		}
		return l, nil
	})
}
