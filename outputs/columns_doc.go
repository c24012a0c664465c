package outputs

import (
	"fmt"
	"io"
	"strings"

	"sendsim/sim"
	"sendsim/sim/peers"
)

// ColumnsMarkdown writes docs/columns.md.
func ColumnsMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, `# Columns

Generated from outputs.Columns: do not edit.

What a financial year of one future says of an authority, or of several summed inside the draw: the columns of deficit.arrow, of which summary.arrow gives the quantiles. Before them stand the keys: authority, draw, financial_year (the calendar year of its April: 2024 is 2024-25).

%s %s Things that are counted are whole numbers (int32), money is whole pounds (float64). A share or cost with nothing to share is empty.
`, Sign, QuantileSays)
	for _, s := range sections {
		fmt.Fprintf(&b, "\n## %s\n\n| column | unit | what it is | from |\n|---|---|---|---|\n", s.title)
		for _, c := range s.columns {
			formula := c.Formula
			if formula != "" {
				formula = "`" + formula + "`"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", c.Name, c.Unit, c.Says, formula)
		}
	}
	for _, f := range []struct {
		title, says string
		fields      []Column
	}{
		{"What each lever does: `" + AttributionName + "`", "A row per scenario, authority, column (`cumulative_deficit`, `in_year_deficit`, `plans`), financial year, part and statistic, in the folder of a comparison. A lever's part is its Shapley value; quantiles are those of its part in each draw, and do not add up. The ends stand there by their mean alone.", attributionFields},
		{"What drives the range: `" + DriversName + "`", "A row per authority, column and driver, the largest total first; written where `--drivers` asks for it. The shares are of the variance of the last financial year. An estimate may lie a little below 0.", DriversFields},
		{"What knowing would be worth: `" + WorthName + "`", "A row per scenario, authority and driver, in the folder of a comparison with `--drivers`.", WorthFields},
		{"How authorities stand to one another: `" + StandingsName + "`", "A row per authority, financial year and measure, in the folder of `sendsim run --authority all`, which has no other table. `" + StandingsText + "` beside it is the same to four figures; what ships of it stands in docs/evidence.", StandingsFields},
		{"Authorities beside one another: `" + PeersName + "`", "Written by `sendsim authorities --compare A,B --out FOLDER`.", PeersFields},
		{"What makes a difference: `" + SplitName + "`", "A row per difference, outcome and part, written by `sendsim authorities --compare A --with-rates-of B --out FOLDER`.", SplitFields},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| column | unit | what it is |\n|---|---|---|\n", f.title, f.says)
		for _, c := range f.fields {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, c.Unit, c.Says)
		}
	}
	fmt.Fprint(&b, "\nThe figures of "+PeersName+":\n\n| key | unit | what it is |\n|---|---|---|\n")
	for i := range peers.Figures {
		f := &peers.Figures[i]
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Key, f.Unit, f.Says)
	}
	fmt.Fprint(&b, "\nThe drivers:\n\n| key | name | what it holds |\n|---|---|---|\n")
	for d := range sim.NumDrivers {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", d.Key(), d, driverSays[d])
	}
	writeQueries(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// writeQueries adds how the files are asked.
func writeQueries(b *strings.Builder) {
	b.WriteString("\n## Asking the files\n\n" +
		"`sendsim export RUN_DIR --to parquet` writes them for DuckDB, pandas and R; the SQL below is run on such a folder by `make clients`, the Python and R beside it are not run. " +
		"pandas and R read the Arrow files of the run's folder too: `pd.read_feather(\"deficit.arrow\")`, `arrow::read_ipc_file(\"deficit.arrow\")`; in JavaScript it is `tableFromIPC` of apache-arrow. " +
		"In an export to CSV, `'deficit.parquet'` is `'deficit.csv'`.\n")
	for _, q := range Queries {
		fmt.Fprintf(b, "\n%s:\n", q.Asks)
		for _, of := range []struct{ language, text string }{{"sql", q.SQL}, {"python", q.Pandas}, {"r", q.R}} {
			if of.text != "" {
				fmt.Fprintf(b, "\n```%s\n%s\n```\n", of.language, of.text)
			}
		}
	}
}
