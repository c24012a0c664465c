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
	used := aroundAll + footLine*linesOf(utf8.RuneCountInString(foot), inFoot) + aroundHead
	for _, part := range parts {
		letters := 0
		for _, s := range part.Says {
			letters += utf8.RuneCountInString(s) + 1
		}
		used += aroundPart + textLine*linesOf(letters, inLine)
	}
	for _, row := range append([][]string{t.Head}, t.Rows...) {
		most := 1.0
		for i, cell := range row {
			if i == 0 || len(t.Rows) > 0 && &row[0] == &t.Head[0] { // the others do not wrap
				most = max(most, linesOf(utf8.RuneCountInString(cell), widthOf(t)))
			}
		}
		used += aroundRow + tableLine*most
	}
	return int(min(mostChart, max(leastChart, sheet-used)))
}

// widthOf is how many letters a cell that wraps has on a line, where columns
// share the sheet.
func widthOf(t *Table) int {
	const inRow = 96
	return inRow / len(t.Head)
}

// linesOf is how many lines so many letters take.
func linesOf(letters, in int) float64 { return float64((letters + in - 1) / in) }
