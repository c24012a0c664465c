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
	"github.com/jedib0t/go-pretty/v6/text"

	"sendsim/sim/finance"
)

// tableWidth is the most columns of a terminal that a table takes.
const tableWidth = 120

// measure is a column as the table shows it: P10, P50, P90 and the Monte Carlo
// error of P50.
type measure struct {
	title, column string
	money         bool
}

var (
	childrenAndMoney = []measure{
		{"EHC plans, January", ColPlans, false},
		{"spend, £m", ColSpend, true},
		{"high needs block, £m", ColBlock, true},
	}
	deficits = []measure{
		{"in-year deficit, £m", ColInYear, true},
		{"cumulative deficit, £m", ColCumulative, true},
	}
)

// tableLevels are the quantiles that the table shows.
var tableLevels = [...]Level{10, Median, 90}

// Table prints what the draws say of one area, by its place in Areas: two
// tables by financial year, and what a reader must know to use them.
func (s *Summary) Table(w io.Writer, area int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s; %s draws%s\n\n", s.Areas[area].Name, s.Regime, grouped(float64(s.Draws)), s.localMark())
	b.WriteString(s.measures(area, childrenAndMoney, false))
	b.WriteString("\n\n")
	b.WriteString(s.measures(area, deficits, true))
	b.WriteString("\n\n")
	for _, note := range s.Notes(area) {
		b.WriteString(hanging(note, tableWidth))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// localMark is what stands in a heading over what was made from a council's
// own figures.
func (a *About) localMark() string {
	if a.Local {
		return "; contains local data"
	}
	return ""
}

// hanging breaks a text into lines of at most width columns, all but the
// first indented. A number and its per cent stay together.
func hanging(note string, width int) string {
	const together = "\u00a0%"
	var b strings.Builder
	at := 0
	for _, word := range strings.Split(strings.ReplaceAll(note, " %", together), " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case at == 0:
		case at+1+n > width:
			b.WriteString("\n  ")
			at = 2
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

// measures lays out one table.
func (s *Summary) measures(area int, list []measure, withChances bool) string {
	header := table.Row{"year"}
	for range list {
		header = append(header, gap+"P10", "P50", "P90", "±")
	}
	if withChances {
		header = append(header, gap+inYearBalance, gap+"above threshold")
	}
	t := table.NewWriter()
	t.AppendHeader(header)
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
		t.AppendRow(row)
		if y == CautionYears-1 && s.Years > CautionYears {
			t.AppendSeparator() // Caution holds below
		}
	}
	const narrowest = 6 // so that the titles of measures have room
	configs := []table.ColumnConfig{{Number: 1, Align: text.AlignLeft}}
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
	lines := strings.Split(t.Render(), "\n")
	lines = slices.Insert(lines, 0, titles(lines[0], list))
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
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
	if decimals == 0 {
		return grouped(v)
	}
	return withCommas(v, decimals)
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

// withCommas is v with decimals and commas.
func withCommas(v float64, decimals int) string {
	digits := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, rest, _ := strings.Cut(digits, ".")
	n, _ := strconv.ParseFloat(whole, 64)
	sign := ""
	if v < 0 && strings.Trim(digits, "0.") != "" {
		sign = "-"
	}
	return sign + grouped(n) + "." + rest
}

// String is, for example, "12.3 % ±0.3"; a chance that all draws or none meet
// is given as the bound that they support.
func (c Chance) String() string {
	low, high := c.Wilson()
	const tenths = 10
	switch c.Hits {
	case 0:
		return "below " + trimmed(math.Ceil(tenths*percent*high)/tenths, 1) + " %"
	case c.Draws:
		return "above " + trimmed(math.Floor(tenths*percent*low)/tenths, 1) + " %"
	}
	return fmt.Sprintf("%.1f %% ±%.1f", percent*c.Share(), percent*c.Error())
}
