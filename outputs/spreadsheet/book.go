package spreadsheet

import (
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"sendsim/outputs"
	"sendsim/outputs/report"
)

// book is a workbook under way.
type book struct {
	*report.Paper
	file   *excelize.File
	styles map[style]int
	bounds map[string]int // styles of chances that are told as a bound, by its words
}

func newBook(p *report.Paper) (*book, error) {
	b := &book{Paper: p, file: excelize.NewFile(), styles: map[style]int{}, bounds: map[string]int{}}
	if err := b.addStyles(); err != nil {
		return nil, err
	}
	return b, b.file.SetDocProps(&excelize.DocProperties{
		Title: p.Name() + ": high needs", Creator: "sendsim " + p.Version, Description: outputs.Simulated,
	})
}

// The switch of the sign: a cell that is chosen from a list, and a name that
// every deficit is multiplied by.
const (
	signName     = "Deficit_sign"
	signPositive = "a deficit is positive"
	signCouncil  = "a deficit is negative (the council's accounts)"
)

// text is a cell of words. Words never become a formula: a spreadsheet that is
// asked to edit a cell would read "=1+1" anew, so such a cell is marked as text.
func (b *book) text(s string, as style) excelize.Cell {
	if hostile(s) {
		as = asText
	}
	return excelize.Cell{StyleID: b.styles[as], Value: s}
}

// hostile tells whether a spreadsheet could take words for a formula.
func hostile(s string) bool { return s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) }

// number is a cell of a figure; NaN is an empty one.
func (b *book) number(v float64, as style) excelize.Cell { return b.exact(rounded(v, as), as) }

// exact is a cell of a figure to its last digit, for what it is looked up in.
func (b *book) exact(v float64, as style) excelize.Cell {
	if v != v {
		return excelize.Cell{StyleID: b.styles[as]}
	}
	return excelize.Cell{StyleID: b.styles[as], Value: v}
}

// rounded is a figure as a cell has it: money to the penny and counts to a tenth,
// beyond which there is but the dust of sums; 0 has no sign.
func rounded(v float64, as style) float64 {
	const pennies, tenths = 100, 10
	switch as {
	case money, moneyBold:
		v = math.Round(v*pennies) / pennies
	case count, countBold:
		v = math.Round(v*tenths) / tenths
	}
	if v == 0 {
		return 0
	}
	return v
}

// boundSays is said under chances.
const boundSays = "Below or above: none of the futures, or all of them, have it; shown is the bound that so many futures support (95 %), and the cell holds 0 or 1."

// chance is a cell of a chance, a number. Where no future has it, or all have,
// the cell shows the bound that they support, as every table does.
func (s *sheet) chance(c outputs.Chance) excelize.Cell {
	cell, bound := s.number(c.Share(), share), c.Bound()
	if bound == "" {
		return cell
	}
	id, ok := s.bounds[bound]
	if !ok {
		format := `"` + bound + `"`
		var err error
		id, err = s.file.NewStyle(&excelize.Style{CustomNumFmt: &format, Alignment: &excelize.Alignment{Horizontal: "right"}})
		s.try(err)
		s.bounds[bound] = id
	}
	cell.StyleID = id
	return cell
}

// chanceError is a cell of the Monte Carlo error of a chance; a bound has none.
func (s *sheet) chanceError(c outputs.Chance) excelize.Cell {
	if c.Bound() != "" {
		return s.number(math.NaN(), share)
	}
	return s.number(c.Error(), share)
}

// deficit is a cell of a balance, whose sign the switch turns: positive is a
// deficit here.
func (b *book) deficit(v float64, as style) excelize.Cell {
	c := b.number(v, as)
	if c.Value != nil {
		const bits = 64
		c.Formula = strconv.FormatFloat(rounded(v, as), 'f', -1, bits) + "*" + signName
	}
	return c
}

// figure is a number or a deficit.
func (b *book) figure(v float64, as style, signed bool) excelize.Cell {
	if signed {
		return b.deficit(v, as)
	}
	return b.number(v, as)
}

// four is what is shown of a figure of a year.
func (b *book) four(st *outputs.Stats, as style, signed bool) []any {
	return []any{
		b.figure(st.At(low).Value, as, signed), b.figure(st.At(outputs.Median).Value, as, signed),
		b.figure(st.At(high).Value, as, signed), b.figure(st.Mean.Value, as, signed),
	}
}

// The ends of the range shown.
const (
	low  outputs.Level = 10
	high outputs.Level = 90
)

// shown are the heads of the four.
var shown = []string{"P10", "P50", "P90", "Mean"}
