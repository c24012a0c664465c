package report

import "unicode/utf8"

// The brief is printed on one side of A4, as brief.tmpl lays it out: these are
// its sizes in millimetres, and how many letters a line holds, a little on the
// safe side.
const (
	sheet      = 273.0 // high, without margins
	aroundAll  = 20    // title, and what stands between the parts
	textLine   = 4.8
	aroundPart = 8.0 // heading
	tableLine  = 4.3
	aroundRow  = 1.2
	aroundHead = 9.0 // caption
	footLine   = 4.1

	inLine, inFoot = 98, 120

	leastChart, mostChart = 34, 78
)

// chartRoom is how high the chart may be, in millimetres, so that all stays on
// one side.
func chartRoom(parts []Part, t *Table, foot string) int {
	used := aroundAll + aroundHead + float64(footLine*linesOf(utf8.RuneCountInString(foot), inFoot))
	for _, part := range parts {
		letters := 0
		for _, s := range part.Says {
			letters += utf8.RuneCountInString(s) + 1
		}
		used += aroundPart + float64(textLine*linesOf(letters, inLine))
	}
	used += rowRoom(t.Head, len(t.Head))
	for _, row := range t.Rows {
		used += rowRoom(row[:1], len(t.Head))
	}
	return int(min(mostChart, max(leastChart, sheet-used)))
}

// rowRoom is how high a row is whose cells that wrap are these: all of a head, of
// another row its name.
func rowRoom(wrap []string, columns int) float64 {
	const inRow = 96 // letters, where columns share the sheet
	most := 1.0
	for _, cell := range wrap {
		most = max(most, linesOf(utf8.RuneCountInString(cell), inRow/columns))
	}
	return aroundRow + float64(tableLine*most)
}

// linesOf is how many lines so many letters take.
func linesOf(letters, in int) float64 { return float64((letters + in - 1) / in) }
