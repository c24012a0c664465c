package outputs

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// mostRows is the most combinations that a table shows; of more, it shows those
// that no other of the authority beats.
const mostRows = 40

// sweptLayout is what of the combinations a table shows: less where it is
// narrow.
type sweptLayout struct {
	intervals bool // of chances
	ranges    bool // of deficits
	dials     bool // beside what they come to; else in tables of their own
}

// sweptLayouts are from the widest to the narrowest.
var sweptLayouts = [...]sweptLayout{{true, true, true}, {true, false, true}, {false, false, true}, {true, false, false}, {false, false, false}}

// Table prints the combinations, at most width columns wide.
func (s *Swept) Table(w io.Writer, width int) error {
	d := &s.Sweep.Design
	rows := s.rows
	if len(rows) > mostRows {
		rows = s.unbeaten()
	}
	var lines []string
	var layout sweptLayout
	for _, layout = range sweptLayouts {
		if lines = s.laid(rows, layout, width); wide(lines) <= width {
			break
		}
	}
	const least = 12 // of a name
	for names := width / 2; wide(lines) > width && names >= least; names-- {
		lines = s.laid(rows, layout, names)
	}
	var b strings.Builder
	title := fmt.Sprintf("%s: %s combinations, each on the same %s draws", d.Name, grouped(float64(len(s.rows))), grouped(float64(d.Draws)))
	b.WriteString(hanging(strings.Join(append([]string{title}, s.Sweep.ground()...), "; "), width))
	for _, title := range s.basis.Regimes {
		b.WriteString(hanging(title, width))
	}
	for i, name := range d.Dials {
		b.WriteString(hanging(lettered(i)+": "+name, width))
	}
	b.WriteString("\n" + strings.Join(lines, "\n") + "\n\n")
	if !layout.dials && len(d.Dials) > 0 {
		s.writeSettings(&b, rows, width)
	}
	if len(rows) < len(s.rows) {
		b.WriteString(hanging("Shown are those that no other of the authority beats in cost and chance, or, where no draw is in balance, in cost and P50; all are in "+SweptName+".", min(width, proseWidth)))
	}
	for _, note := range append(s.notes(layout), s.basis.notes(mostWarnings)...) {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// wide is how many columns lines need.
func wide(lines []string) (columns int) {
	for _, line := range lines {
		columns = max(columns, utf8.RuneCountInString(strings.TrimRight(line, " ")))
	}
	return columns
}

// laid is the table of rows in a layout, with names of at most so many letters.
func (s *Swept) laid(rows []sweptRow, l sweptLayout, names int) []string {
	d := &s.Sweep.Design
	var header table.Row
	if len(d.Authorities) > 1 {
		header = append(header, "authority")
	}
	header = append(header, "scenario")
	switch {
	case l.dials:
		for i := range d.Dials {
			header = append(header, lettered(i))
		}
	case len(d.Dials) > 0:
		header = append(header, "point")
	}
	header = append(header, "balance", "deficit")
	if l.ranges {
		header = append(header, "P10", "P90")
	}
	if d.Paired() {
		header = append(header, "effect", "P10", "P90")
	}
	header = append(header, "cost")
	t := table.NewWriter()
	t.AppendHeader(header)
	for i := range rows {
		t.AppendRow(s.laidRow(&rows[i], l, names))
	}
	lines := laidOut(t, header)
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

func (s *Swept) laidRow(r *sweptRow, l sweptLayout, names int) (row table.Row) {
	d := &s.Sweep.Design
	if len(d.Authorities) > 1 {
		row = append(row, shortened(r.Authority, names))
	}
	row = append(row, shortened(r.Scenario, names))
	switch {
	case l.dials:
		for i, x := range r.Dials {
			row = append(row, setting(d.Units[i], x))
		}
	case len(d.Dials) > 0:
		row = append(row, r.Point)
	}
	switch {
	case r.Chance == nil:
		row = append(row, "no money")
	case l.intervals:
		row = append(row, withInterval(r.chance()))
	case r.chance().Bound() != "":
		row = append(row, r.chance().Bound())
	default:
		row = append(row, decimal(percent*r.chance().Share(), 1)+" %")
	}
	row = append(row, numberOr(r.Deficit[median], million, 1, "-"))
	if l.ranges {
		row = append(row, numberOr(r.Deficit[0], million, 1, "-"), numberOr(r.Deficit[len(sweptLevels)-1], million, 1, "-"))
	}
	if d.Paired() {
		for _, i := range [...]int{median, 0, len(sweptLevels) - 1} {
			row = append(row, numberOr(r.Effect[i], million, 2, "-"))
		}
	}
	return append(row, numberOr(&r.Cost, million, 2, "-"))
}

// median is the place of the median among what is told.
var median = slices.Index(sweptLevels[:], Median)

// setting is a dial as files have it, to as many figures as a reader needs: what
// was drawn has all of them in the files.
func setting(unit string, x *float64) string {
	if x == nil {
		return ""
	}
	const figures, given = 4, 6 // shown of what was drawn; that someone writes
	short := *x
	if math.Round(short) != short && rounded(short, given) != short {
		short = rounded(short, figures)
	}
	for u := levers.Share; u <= levers.Chance; u++ {
		if u.String() == unit {
			return u.Format(short)
		}
	}
	return trimmed(short, 4)
}

// rounded is a number to so many figures.
func rounded(x float64, figures int) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', figures, 64), 64)
	if err != nil {
		return x
	}
	return short
}

// writeSettings says what the dials of the points of rows are, a table for as
// many dials as there is room for.
func (s *Swept) writeSettings(b *strings.Builder, rows []sweptRow, width int) {
	d := &s.Sweep.Design
	for from := 0; from < len(d.Dials); {
		to := len(d.Dials)
		lines := s.settings(rows, from, to)
		for wide(lines) > width && to > from+1 {
			to--
			lines = s.settings(rows, from, to)
		}
		b.WriteString(strings.Join(lines, "\n") + "\n\n")
		from = to
	}
}

func (s *Swept) settings(rows []sweptRow, from, to int) []string {
	header := table.Row{"scenario", "point"}
	for i := from; i < to; i++ {
		header = append(header, lettered(i))
	}
	t := table.NewWriter()
	t.AppendHeader(header)
	seen := map[string]bool{}
	for _, r := range rows {
		if key := fmt.Sprint(r.Scenario, " ", r.Point); !seen[key] {
			seen[key] = true
			row := table.Row{r.Scenario, r.Point}
			for i := from; i < to; i++ {
				row = append(row, setting(s.Sweep.Design.Units[i], r.Dials[i]))
			}
			t.AppendRow(row)
		}
	}
	return laidOut(t, header)
}

// lettered is the name of a column by its number, as in spreadsheets: A to Z,
// AA, AB...
func lettered(i int) string {
	const letters = 26
	name := ""
	for i++; i > 0; i = (i - 1) / letters {
		name = string(rune('A'+(i-1)%letters)) + name
	}
	return name
}

func (s *Swept) notes(l sweptLayout) (all []string) {
	d := &s.Sweep.Design
	first := finance.FinancialYear(d.Start)
	balance := fmt.Sprintf("Balance: chance that the in-year deficit of %s is 0 or less", s.year())
	if l.intervals {
		balance += ", with Wilson's 95 % interval of chance in drawing; draws count as independent"
	} else {
		balance += "; its interval is in " + SweptName
	}
	deficit := fmt.Sprintf("Deficit: cumulative, at 31 March %d, P50", d.By+1)
	if l.ranges {
		deficit += ", with P10 and P90"
	} else {
		deficit += " (P10 and P90 are in " + SweptName + ")"
	}
	all = append(all, balance+".", deficit+", GBP million; positive is a deficit. Quantiles are exact to the width of their bin, at most 1 part in 2,000 of the range.")
	if d.Coincide > 0 {
		all = append(all, fmt.Sprintf("Points: %d of the hypercube are like another, as places are whole: each is lived once.", d.Coincide))
	}
	switch {
	case !slices.Contains(d.Columns, ColCumulative):
		all = append(all, "Effect: not told, as "+ColCumulative+" is not among the columns that are kept.")
	case d.Paired():
		all = append(all, fmt.Sprintf("Effect: that deficit less the deficit of %s in the same draw, P50, P10 and P90, GBP million; below 0 is less deficit.", s.base()))
	}
	if d.Priced() {
		all = append(all, "Price: LEVER.cost is not chosen, but a frontier, and the best combination, take the cheapest: read the table by it.")
	}
	return append(all, fmt.Sprintf("Cost: what levers cost all purses but grants from outside, mean, %s to %s, GBP million. It turns with the amount of a lever as the design says. What places and children cost is in the deficit.", first, s.year()))
}

// base is the name of what combinations are held against.
func (s *Swept) base() string {
	of := &s.Sweep.Design.Scenarios[0]
	if len(of.Points) > 1 {
		return of.Name + " at its first point"
	}
	return of.Name
}
