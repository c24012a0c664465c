package main

import (
	"io"
	"maps"

	"sendsim/calibration/evidence"
)

// imported is what a release made, as JSON has it.
type imported struct {
	Written     string           `json:"written"` // the folder
	Authorities int              `json:"authorities"`
	LeftOut     []importedArea   `json:"left_out"`
	Inputs      []importedReport `json:"inputs"` // the release; and the population, if it was given
}

type importedArea struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Why  string `json:"why"`
}

// importedReport is what was read, mended, left out or does not add up.
type importedReport struct {
	Files       []importedFile       `json:"files"`
	Warnings    []string             `json:"warnings"`
	Mended      []importedMend       `json:"mended"`
	Sums        int                  `json:"sums"`        // of authorities, held against England's figures
	Gaps        []importedGap        `json:"gaps"`        // those that do not reach them
	Differences []importedDifference `json:"differences"` // between two sources
	Boundaries  []string             `json:"boundaries"`  // changes of them
}

type importedFile struct {
	Name    string         `json:"name"`
	Table   string         `json:"table,omitempty"` // none: it is not known, and was not read
	Rows    int            `json:"rows"`
	Missing map[string]int `json:"missing"` // figures, by mark
	Unread  []string       `json:"unread"`
}

// importedMend is a figure that was put right.
type importedMend struct {
	Area   string  `json:"area"`
	Series string  `json:"series"`
	Year   int     `json:"year"`
	Ages   string  `json:"ages"`
	Of     string  `json:"of,omitempty"`
	Value  float64 `json:"value"`
	Note   string  `json:"note"`
}

// importedGap is a sum of authorities that does not reach England's figure.
type importedGap struct {
	Series  string   `json:"series"`
	Year    int      `json:"year"`
	Of      string   `json:"of,omitempty"`
	England float64  `json:"england"`
	Sum     float64  `json:"sum"`
	Without []string `json:"without"`
}

// importedDifference is a figure that two sources give differently.
type importedDifference struct {
	Area  string  `json:"area"`
	What  string  `json:"what"`
	Kept  float64 `json:"kept"`
	Other float64 `json:"other"`
	From  string  `json:"from"`
}

// importJSON prints what was made, as an array of one object.
func importJSON(w io.Writer, target string, set *evidence.Set, reports []*evidence.Report) error {
	made := imported{Written: target, Authorities: len(set.Authorities), LeftOut: []importedArea{}, Inputs: []importedReport{}}
	for _, r := range set.LeftOut {
		made.LeftOut = append(made.LeftOut, importedArea{r.Code, r.Name, r.Why})
	}
	for _, r := range reports {
		made.Inputs = append(made.Inputs, reportOf(r))
	}
	return writeJSON(w, []imported{made})
}

func reportOf(r *evidence.Report) importedReport {
	one := importedReport{
		Files: []importedFile{}, Warnings: listOf(r.Warnings), Mended: []importedMend{},
		Sums: len(r.Controls), Gaps: []importedGap{}, Differences: []importedDifference{}, Boundaries: listOf(r.Derived),
	}
	for _, f := range r.Files {
		missing := maps.Clone(f.Missing)
		if missing == nil {
			missing = map[string]int{}
		}
		one.Files = append(one.Files, importedFile{f.Name, f.Table, f.Rows, missing, listOf(f.Unread)})
	}
	for _, m := range r.Mended {
		one.Mended = append(one.Mended, importedMend{m.Area, string(m.Row.Series), m.Row.Year, m.Row.Ages.String(), m.Row.Of, m.Row.Value, m.Row.Note})
	}
	for _, c := range r.Gaps() {
		one.Gaps = append(one.Gaps, importedGap{string(c.Series), c.Year, c.Of, c.England, c.Sum, listOf(c.Without)})
	}
	for _, d := range r.Differences {
		one.Differences = append(one.Differences, importedDifference(d))
	}
	return one
}

// listOf is a list that JSON prints as [] where it is empty.
func listOf(texts []string) []string { return append([]string{}, texts...) }
