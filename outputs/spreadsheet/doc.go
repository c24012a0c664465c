// Package spreadsheet lays a run, or a comparison, into a workbook for people who
// reckon with it: numbers as numbers, in the lines of the DSG management plan
// and by year group and provision, with charts that follow the cells. Every
// figure comes from the folder; the one thing the workbook reckons itself is
// the sign of a deficit, which a cell on the first sheet turns round.
package spreadsheet

import (
	"io"

	"github.com/xuri/excelize/v2"

	"sendsim/outputs/report"
)

// pages are the sheets of the workbook, in their order. Names are fixed: none
// comes from a user.
var pages = []struct {
	name  string
	scale uint // of print, in per cent; 0: as wide as a page
	fill  func(*sheet) error
}{
	{summaryName, 0, fillSummary},
	{"DSG plan", 55, fillPlan},
	{"Specialist places", 65, fillPlaces},
	{"Distribution", 0, fillDistribution},
	{drawsName, 0, fillDraws},
	{effectsName, 0, fillEffects},
	{"Levers", 0, fillLevers},
	{"Manifest", 0, fillManifest},
	{"Notes", 0, fillNotes},
}

// Write writes the workbook of a paper.
func Write(w io.Writer, p *report.Paper) error {
	b, err := newBook(p)
	if err != nil {
		return err
	}
	defer b.file.Close()
	for i, page := range pages {
		if i == 0 {
			err = b.file.SetSheetName(b.file.GetSheetName(0), page.name)
		} else {
			_, err = b.file.NewSheet(page.name)
		}
		if err != nil {
			return err
		}
	}
	for _, page := range pages {
		s, err := b.sheet(page.name, page.scale)
		if err != nil {
			return err
		}
		if err := page.fill(s); err != nil {
			return err
		}
		if err := s.close(); err != nil {
			return err
		}
	}
	_, err = b.file.WriteTo(w, excelize.Options{})
	return err
}
