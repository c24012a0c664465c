package spreadsheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// The size of a chart, in pixels, and what it covers of a sheet.
const (
	chartWide, chartHigh = 760, 380
	chartRows            = 21
	chartColumns         = 8
)

// line is a line of a chart: a column of cells, and the cell that names it.
type line struct {
	column int
	named  string // its cell
	color  string
	dash   excelize.LineDashType
}

// fan draws lines over the years in the first column.
func (s *sheet) fan(cell, name, format string, first, last int, lines ...line) {
	const width = 2.25
	c := &excelize.Chart{
		Type:      excelize.Line,
		Title:     chartTitle(name),
		Legend:    excelize.ChartLegend{Position: "bottom"},
		Dimension: excelize.ChartDimension{Width: chartWide, Height: chartHigh},
		YAxis:     excelize.ChartAxis{Font: axisFont, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: format}},
		XAxis:     excelize.ChartAxis{Font: axisFont, TickLabelPosition: excelize.ChartTickLabelLow},
		Format:    excelize.GraphicOptions{AltText: name},
	}
	symbol := "none"
	if first == last { // one year has no line
		symbol = "circle"
	}
	for _, l := range lines {
		c.Series = append(c.Series, excelize.ChartSeries{
			Name:       fmt.Sprintf("'%s'!%s", s.name, l.named),
			Categories: s.cells(1, first, 1, last),
			Values:     s.cells(l.column, first, l.column, last),
			Line:       excelize.LineOptions{Width: width, Dash: l.dash},
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.color}},
			Marker:     excelize.ChartMarker{Symbol: symbol},
		})
	}
	s.try(s.file.AddChart(s.name, cell, c))
}

func chartTitle(name string) excelize.ChartTitle {
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: name, Font: &excelize.Font{Bold: true, Size: 12}}}}
}

// ends are the three lines of a fan, whose P10 stands in a column under heads
// in a row.
func ends(column, heads int) []line {
	return []line{
		{column + 2, at(column+2, heads), rust, excelize.LineDashDash},
		{column + 1, at(column+1, heads), dark, excelize.LineDashSolid},
		{column, at(column, heads), blue, excelize.LineDashDash},
	}
}

// The formats of the axes.
const (
	millionsAxis = `£#,##0,,"m"`
	countAxis    = `#,##0`
)

// axisFont is that of the words along an axis.
var axisFont = excelize.Font{Size: 9, Color: "404040"}
