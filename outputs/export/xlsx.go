package export

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// mostRows is what a sheet holds below its head.
const mostRows = 1<<20 - 1

// xlsxSink writes a table as the one sheet of a workbook.
type xlsxSink struct {
	to     io.Writer
	file   *excelize.File
	out    *excelize.StreamWriter
	row    int
	asText int // the style of words that look like a formula
	cells  []any
}

func openXLSX(w io.Writer, t *table) (sink, error) {
	if t.rows > mostRows {
		return nil, fmt.Errorf("%d rows are more than the %d that a sheet holds: export to parquet or csv", t.rows, mostRows)
	}
	s := &xlsxSink{to: w, file: excelize.NewFile(), cells: make([]any, t.schema.NumFields())}
	const at = 49 // the format "@" of every spreadsheet
	var err error
	if s.asText, err = s.file.NewStyle(&excelize.Style{NumFmt: at}); err != nil {
		return nil, err
	}
	if err = s.file.SetSheetName(s.file.GetSheetName(0), t.name); err != nil {
		return nil, err
	}
	if s.out, err = s.file.NewStreamWriter(t.name); err != nil {
		return nil, err
	}
	if err := s.out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	for i, f := range t.schema.Fields() {
		s.cells[i] = f.Name
	}
	return s, s.add()
}

// add adds a row.
func (s *xlsxSink) add() error {
	s.row++
	return s.out.SetRow(fmt.Sprintf("A%d", s.row), s.cells)
}

func (s *xlsxSink) batch(columns []column, rows int) error {
	for row := range rows {
		for i := range columns {
			s.cells[i] = s.cell(&columns[i], row)
		}
		if err := s.add(); err != nil {
			return err
		}
	}
	return nil
}

// cell is a figure, or words that are never a formula.
func (s *xlsxSink) cell(c *column, row int) any {
	switch {
	case !c.valid(row):
		return nil
	case c.kind == number:
		return c.number(row)
	case c.kind != text:
		return c.whole(row)
	}
	words := c.text(row)
	if guarded(words) != words {
		return excelize.Cell{StyleID: s.asText, Value: words}
	}
	return words
}

func (s *xlsxSink) close() error {
	if err := s.out.Flush(); err != nil {
		return err
	}
	if _, err := s.file.WriteTo(s.to); err != nil {
		return err
	}
	return s.file.Close()
}
