package outputs

import (
	"fmt"
	"io"
	"strings"

	"sendsim/sim"
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
		{"What drives the range: `" + DriversName + "`", "A row per authority, column and driver, the largest total first; written where `--drivers` asks for it. The shares are of the variance of the last financial year. An estimate may lie a little below 0.", DriversFields},
		{"What knowing would be worth: `" + WorthName + "`", "A row per scenario, authority and driver, in the folder of a comparison with `--drivers`.", WorthFields},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| column | unit | what it is |\n|---|---|---|\n", f.title, f.says)
		for _, c := range f.fields {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, c.Unit, c.Says)
		}
	}
	fmt.Fprint(&b, "\nThe drivers:\n\n| key | name | what it holds |\n|---|---|---|\n")
	for d := range sim.NumDrivers {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", d.Key(), d, driverSays[d])
	}
	_, err := io.WriteString(w, b.String())
	return err
}
