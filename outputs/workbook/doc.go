// Package workbook lays a run, or a comparison, into a workbook for people who
// reckon with it: numbers as numbers, in the lines of the DSG management plan
// and by year group and provision, with charts that follow the cells. Every
// figure comes from the folder; the one thing the workbook reckons itself is
// the sign of a deficit, which a cell on the first sheet turns round.
package workbook

import (
	"io"

	"github.com/xuri/excelize/v2"

	"sendsim/outputs/report"
)

// pages are the sheets of the workbook, in their order. Names are fixed: none
// comes from a user.
var pages = []struct {
	name string
	fill func(*sheet) error
}{
	{summaryName, fillSummary},
	{"DSG plan", fillPlan},
	{"Specialist places", fillPlaces},
	{"Distribution", fillDistribution},
	{drawsName, fillDraws},
	{"Levers", fillLevers},
	{"Manifest", fillManifest},
	{"Notes", fillNotes},
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
		s, err := b.sheet(page.name)
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
