package outputs

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"sendsim/sim/finance"
)

// TableWidth is the columns of a terminal that a table fits where nothing is
// known of the reader's; wider ones hold more measures side by side.
const TableWidth = 80

// proseWidth is the most columns that the notes take: longer lines are hard to
// read.
const proseWidth = 120

// measure is a column as the table shows it: P10, P50, P90 and the Monte Carlo
// error of P50.
type measure struct {
	title, column string
	money         bool
}

var measures = [...]measure{
	{"EHC plans, January", ColPlans, false},
	{"spend, £m", ColSpend, true},
	{"high needs block, £m", ColBlock, true},
	{"in-year deficit, £m", ColInYear, true},
	{"cumulative deficit, £m", ColCumulative, true},
}

// measured is the measures that there are of an area: without money, plans
// alone.
func (s *Summary) measured(area int) []measure {
	if s.Areas[area].NoMoney == "" {
		return measures[:]
	}
	return slices.DeleteFunc(slices.Clone(measures[:]), func(m measure) bool { return m.money })
}

// tableLevels are the quantiles that the table shows.
var tableLevels = [...]Level{10, Median, 90}

// Table prints what the draws say of one area, by its place in Areas: its
// measures by financial year, as many side by side as width has room for, and
// what a reader must know to use them.
func (s *Summary) Table(w io.Writer, area, width int) error {
	var b strings.Builder
	b.WriteString(hanging(s.Titled(area), width))
	b.WriteString(hanging(fmt.Sprintf("%s; %s%s", s.Regime, drawsSaid(s.Draws), s.localMark()), width) + "\n")
	for _, block := range s.blocks(area, width) {
		b.WriteString(block + "\n\n")
	}
	for _, note := range under(area, len(s.Areas), s.ownNotes, s.Notes) {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// under are the notes under the table of an area of several: what is not its own
// is said once, under the last.
func under(area, areas int, own, all func(area int) []string) []string {
	if area == areas-1 {
		return all(area)
	}
	return append(own(area), "What holds for every table stands under the last.")
}

// localMark is what stands in a heading over what was made from a council's
// own figures.
func (a *About) localMark() string {
	if a.Local {
		return "; contains local data"
	}
	return ""
}

// blocks lays out the measures, and the chances after them, as many side by
// side as fit.
func (s *Summary) blocks(area, width int) []string {
	var all []string
	groups := len(s.measured(area))
	if s.Areas[area].NoMoney == "" {
		groups++ // the chances
	}
	for from := 0; from < groups; {
		to := from + 1
		text := s.block(area, from, to)
		for to < groups {
			wider := s.block(area, from, to+1)
			if widest(wider) > width {
				break
			}
			to, text = to+1, wider
		}
		all = append(all, text)
		from = to
	}
	return all
}

// widest is the length of the longest line.
func widest(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		n = max(n, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")))
	}
	return n
}

// hanging breaks a note into lines, all but the first indented.
func hanging(note string, width int) string { return Wrapped(note, width, "  ") }

// Wrapped breaks a text into lines of at most width columns, of which all but
// the first begin with indent. A number and its per cent stay together.
func Wrapped(text string, width int, indent string) string {
	const together = "\u00a0%"
	var b strings.Builder
	at := 0
	for _, word := range strings.Split(strings.ReplaceAll(text, " %", together), " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case at == 0:
		case at+1+n > width:
			b.WriteString("\n" + indent)
			at = len(indent)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	return strings.ReplaceAll(b.String(), together, " %") + "\n"
}

// inYearBalance heads the first of the two chances.
const inYearBalance = "in-year balance"

// gap stands before the first column of a measure.
const gap = "   "

// block lays out the measures from one place in the list up to another, side
// by side; beyond its end stand the chances.
func (s *Summary) block(area, from, to int) string {
	all := s.measured(area)
	list, withChances := all[from:min(to, len(all))], to > len(all)
	header := table.Row{"year"}
	for range list {
		header = append(header, gap+"P10", "P50", "P90", "±")
	}
	if withChances {
		header = append(header, gap+inYearBalance, gap+"above threshold")
	}
	var rows []table.Row
	for y := range s.Years {
		row := table.Row{finance.FinancialYear(s.FirstYear + y)}
		for _, m := range list {
			decimals := s.decimals(area, m)
			st := s.Stats(area, y, m.column)
			for i, l := range tableLevels {
				cell := m.number(st.At(l).Value, decimals)
				if i == 0 {
					cell = gap + cell
				}
				row = append(row, cell)
			}
			row = append(row, m.error(st.At(Median).Error, decimals))
		}
		if withChances {
			row = append(row, gap+s.Chances[area].Balance[y].String(), gap+s.Chances[area].Over[y].String())
		}
		rows = append(rows, row)
	}
	lines := byYear(header, rows)
	lines = slices.Insert(lines, 0, titles(lines[0], list))
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// byYear lays out a table with a row for each financial year, parted where
// Caution begins to hold.
func byYear(header table.Row, rows []table.Row) []string {
	t := table.NewWriter()
	t.AppendHeader(header)
	for y, row := range rows {
		t.AppendRow(row)
		if y == CautionYears-1 && len(rows) > CautionYears {
			t.AppendSeparator() // Caution holds below
		}
	}
	return laidOut(t, header)
}

// laidOut is a table as lines: names on the left, figures to the right, and a
// rule under the header.
func laidOut(t table.Writer, header table.Row) []string {
	const widest = 36
	return laidIn(t, header, widest)
}

// laidIn is a table as lines, in which a name of more than so many columns is
// broken into lines.
func laidIn(t table.Writer, header table.Row, widest int) []string {
	const narrowest = 6 // so that the titles of measures have room
	configs := []table.ColumnConfig{{Number: 1, Align: text.AlignLeft, WidthMax: widest, WidthMaxEnforcer: text.WrapSoft}}
	for i := 1; i < len(header); i++ {
		configs = append(configs, table.ColumnConfig{
			Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight, WidthMin: narrowest,
		})
	}
	t.SetColumnConfigs(configs)
	style := table.StyleLight
	style.Format.Header = text.FormatDefault // else headers are in capitals
	style.Options = table.Options{SeparateHeader: true}
	style.Box.PaddingLeft = ""
	t.SetStyle(style)
	return strings.Split(t.Render(), "\n")
}

// titles is the line above a table's header: each measure's title ends where
// its last column does, and the chances follow.
func titles(header string, list []measure) string {
	var b strings.Builder
	wide, next := 0, 0
	for i, r := range []rune(header) {
		if r != '±' {
			continue
		}
		title := list[next].title
		next++
		b.WriteString(strings.Repeat(" ", max(1, i+1-wide-utf8.RuneCountInString(title))) + title)
		wide = i + 1
	}
	if before, _, ok := strings.Cut(header, inYearBalance); ok {
		b.WriteString(strings.Repeat(" ", utf8.RuneCountInString(before)-wide) + "chance of")
	}
	return b.String()
}

// decimals is how finely a measure is printed: tenths of a million up to
// hundreds of millions.
func (s *Summary) decimals(area int, m measure) int {
	if !m.money {
		return 0
	}
	const wide = 1000 // millions
	for y := range s.Years {
		for _, l := range tableLevels {
			if math.Abs(s.Stats(area, y, m.column).At(l).Value) >= wide*million {
				return 0
			}
		}
	}
	return 1
}

func (m measure) number(v float64, decimals int) string {
	if math.IsNaN(v) {
		return "-"
	}
	if m.money {
		v /= million
	}
	return WithCommas(v, decimals)
}

// error is a Monte Carlo error: one decimal more than the figure's, but not
// for what is large.
func (m measure) error(v float64, decimals int) string {
	const large = 100
	if math.Abs(v) < large || m.money && math.Abs(v) < large*million {
		decimals++
	}
	return m.number(v, decimals)
}
