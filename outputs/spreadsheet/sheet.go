package spreadsheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// sheet is a sheet that is written from its first row to its last.
type sheet struct {
	*book
	name string
	out  *excelize.StreamWriter
	row  int // written so far
	wide int // columns of the widest row
	errs error
}

// sheet begins a sheet on landscape paper, A3 as a finance team prints it: one
// page wide, or at a scale in per cent where that is not 0.
func (b *book) sheet(name string, scale uint) (*sheet, error) {
	const a3 = 8
	paper, landscape, once, high, fit := a3, "landscape", 1, 0, scale == 0
	page := excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape}
	if fit {
		page.FitToWidth, page.FitToHeight = &once, &high
	} else {
		page.AdjustTo = &scale
	}
	if err := b.file.SetPageLayout(name, &page); err != nil {
		return nil, err
	}
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return nil, err
	}
	margin := 0.4 // inches
	if err := b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin}); err != nil {
		return nil, err
	}
	if err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&RPage &P of &N"}); err != nil {
		return nil, err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	return &sheet{book: b, name: name, out: out}, nil
}

// try keeps the first error: a sheet that has one is not written on.
func (s *sheet) try(err error) {
	if s.errs == nil && err != nil {
		s.errs = fmt.Errorf("sheet %s: %w", s.name, err)
	}
}

// add adds a row.
func (s *sheet) add(cells ...any) {
	s.row++
	s.wide = max(s.wide, len(cells))
	if s.errs == nil {
		s.try(s.out.SetRow(at(1, s.row), cells))
	}
}

// tall adds a row of a height, in points.
func (s *sheet) tall(height float64, cells ...any) {
	s.row++
	s.wide = max(s.wide, len(cells))
	if s.errs == nil {
		s.try(s.out.SetRow(at(1, s.row), cells, excelize.RowOpts{Height: height}))
	}
}

// words adds a row of words.
func (s *sheet) words(as style, words ...string) {
	cells := make([]any, len(words))
	for i, w := range words {
		cells[i] = s.text(w, as)
	}
	s.add(cells...)
}

// headWords adds a row of heads that need so many lines.
func (s *sheet) headWords(lines int, words ...string) {
	const line = 16 // points
	cells := make([]any, len(words))
	for i, w := range words {
		cells[i] = s.text(w, head)
	}
	s.tall(float64(line*lines), cells...)
}

// gap leaves a row empty.
func (s *sheet) gap() { s.row++ }

// widths sets the widths of the columns, in characters; the last goes on.
func (s *sheet) widths(first float64, rest ...float64) {
	const most = 200
	s.try(s.out.SetColWidth(1, 1, first))
	for i, w := range rest {
		last := i + 2
		if i == len(rest)-1 {
			last = most
		}
		s.try(s.out.SetColWidth(i+2, last, w))
	}
}

// freeze keeps so many rows and columns in sight; the rows are printed on every
// page.
func (s *sheet) freeze(rows, columns int) {
	s.try(s.out.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: columns, YSplit: rows, TopLeftCell: at(columns+1, rows+1), ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: at(columns+1, rows+1), ActiveCell: at(columns+1, rows+1), Pane: "bottomRight"}},
	}))
	titles := fmt.Sprintf("'%s'!$%d:$%d", s.name, 1, rows)
	if columns > 0 {
		titles = fmt.Sprintf("'%s'!$A:$%s,%s", s.name, column(columns), titles)
	}
	s.define("_xlnm.Print_Titles", titles)
}

// close ends the sheet: what was written, and not less than columns wide, is
// printed.
func (s *sheet) close() error {
	s.define("_xlnm.Print_Area", fmt.Sprintf("'%s'!$A$1:$%s$%d", s.name, column(max(s.wide, 1)), max(s.row, 1)))
	s.try(s.out.Flush())
	return s.errs
}

// define names cells of the sheet for the spreadsheet itself.
func (s *sheet) define(name, cells string) {
	s.try(s.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: cells, Scope: s.name}))
}

// covers says that the sheet is printed to a row and column at least: charts
// stand there.
func (s *sheet) covers(columns, row int) { s.wide, s.row = max(s.wide, columns), max(s.row, row) }

// at is the name of a cell, from 1.
func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err) // within a sheet's bounds by construction
	}
	return name
}

// column is the name of a column, from 1.
func column(n int) string {
	name, err := excelize.ColumnNumberToName(n)
	if err != nil {
		panic(err) // within a sheet's bounds by construction
	}
	return name
}

// breakYears keeps the figures of a year on one page: years are yearsOnAPage to
// a page, after so many key columns.
func (s *sheet) breakYears(keys int) {
	for y := yearsOnAPage; y < s.Summary().Years; y += yearsOnAPage {
		s.try(s.file.InsertPageBreak(s.name, at(keys+1+len(shown)*y, 1)))
	}
}

// yearsOnAPage is how many years are printed side by side.
const yearsOnAPage = 4

// cells is a range of a sheet as a formula names it.
func (s *sheet) cells(fromColumn, fromRow, toColumn, toRow int) string {
	return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", s.name, column(fromColumn), fromRow, column(toColumn), toRow)
}
