package programmes

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim/finance"
)

// opening is how the page begins; a %d is the futures of each run.
const opening = `<!-- generated: go generate ./outputs/programmes -->
# The programmes

Five papers of four councils, held against the scenarios that are made from them
(` + "`sendsim scenarios`" + `). A row stands for each figure and each mechanism of a
paper. It has the model's P10, P50 and P90 (%s futures of each run) and the
percentile at which the paper's own figure falls: P17 is that 17 %% of the futures
are not above it. Or it names the tests that show a mechanism at work; or it says
why the model does not speak to it. Nothing in the model was fitted to these
papers: where a figure falls far outside, the row says why, as far as it is known.

A start of January 2024 lies before two of the papers, whose figures were then
forecasts as these are. What has come since is not in the data and is compared with
nothing here. The rows are in ` + "`outputs/programmes/programmes.yaml`" + `.
`

// WritePage writes docs/programmes.md.
func (t *Table) WritePage(w io.Writer, m *Measured) error {
	var b strings.Builder
	fmt.Fprintf(&b, opening, whole(float64(m.Draws)))
	t.writeRuns(&b, m)
	for _, p := range t.Papers {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| what the paper says | where | P10 / P50 / P90 | its own figure falls at | tests, and remarks |\n|---|---|---|---|---|\n", p.Title, p.Says)
		for i := range p.Rows {
			r := &p.Rows[i]
			model, at := m.says(r.Of)
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.Says, r.Where, model, at, r.remarks())
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeRuns writes the runs of the page.
func (t *Table) writeRuns(b *strings.Builder, m *Measured) {
	b.WriteString("\n## The runs\n\n| run | scenario | levers | law and funding |\n|---|---|---|---|\n")
	for i := range t.Runs {
		r := &t.Runs[i]
		model := m.Models[r.Name]
		pulled := "none"
		if n := len(model.Scenario.Levers); n > 0 {
			pulled = fmt.Sprint(n)
		}
		of := r.Authority
		if r.Scenario != "" {
			of = "`" + r.Scenario + "`"
		}
		from := ", from " + strict.FormatCensus(model.Scenario.Start)
		if model.Local != nil {
			from += ", the council's own figures"
		}
		fmt.Fprintf(b, "| %s | %s%s | %s | %s |\n", r.Name, of, from, pulled, model.Regime.Title)
	}
}

// remarks is what stands in the last column of a row.
func (r *Row) remarks() string {
	var said []string
	if len(r.Tested) > 0 {
		said = append(said, "Tested: `"+strings.Join(r.Tested, "`, `")+"`.")
	}
	if r.Silent != "" {
		said = append(said, "Not simulated: "+r.Silent)
	}
	if r.Note != "" {
		said = append(said, r.Note)
	}
	return strings.Join(said, " ")
}

// says is the range of a figure and where the published one falls.
func (m *Measured) says(f *Figure) (model, at string) {
	switch {
	case f == nil:
		return "", ""
	case len(f.Chance) > 0:
		c := m.Chance(f)
		if c.Hits == 0 {
			return fmt.Sprintf("%s: in none of %s futures", f.Run, whole(float64(c.Draws))), ""
		}
		return fmt.Sprintf("%s: chance %.1f %% ±%.1f", f.Run, hundred*c.Share(), hundred*c.Error()), ""
	}
	v := m.Values(f)
	slices.Sort(v)
	var fan []string
	for _, level := range []outputs.Level{10, outputs.Median, 90} {
		fan = append(fan, f.format(v[level.Rank(len(v))-1]))
	}
	model = fmt.Sprintf("%s, %s: %s", f.Run, finance.FinancialYear(f.Year), strings.Join(fan, " / "))
	switch p := f.Published; {
	case p == nil:
	case p.Fixed():
		at = f.format(p.Low) + ": " + percentile(v, p.Low)
	default:
		at = fmt.Sprintf("%s to %s: %s to %s", f.format(p.Low), f.format(p.High), percentile(v, p.Low), percentile(v, p.High))
	}
	return model, at
}

// percentile is where a figure falls among sorted values.
func percentile(v []float64, x float64) string {
	below, _ := slices.BinarySearchFunc(v, x, func(a, b float64) int {
		if a <= b {
			return -1
		}
		return 1
	})
	futures := whole(float64(len(v)))
	switch {
	case v[0] == v[len(v)-1] && v[0] == x:
		return "as given"
	case below == 0:
		return "below every future of " + futures
	case v[len(v)-1] < x:
		return "above every future of " + futures
	case below == len(v):
		return "no future is above it"
	}
	return outputs.Percentile(float64(below) / float64(len(v)))
}

// hundred makes a share a percentage.
const hundred = 100

// format writes a figure as the page has it.
func (f *Figure) format(x float64) string {
	switch unitOf(f) {
	case strict.Pounds:
		const million = 1e6
		sign, x := "£", x
		if x < 0 {
			sign, x = "-£", -x
		}
		switch c, ok := outputs.ColumnNamed(f.Column); {
		case ok && c.Unit == outputs.UnitCost:
			return sign + whole(x)
		case x < million:
			return fmt.Sprintf("%s%.2fm", sign, x/million)
		default:
			return fmt.Sprintf("%s%.1fm", sign, x/million)
		}
	case strict.Share:
		return fmt.Sprintf("%.0f %%", hundred*x)
	default:
		return whole(x)
	}
}

// whole is a count with commas.
func whole(x float64) string {
	s := fmt.Sprintf("%.0f", x)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
