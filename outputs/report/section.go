package report

import (
	"io"
)

// Section is a part of a report, from the first that is read to the last.
type Section struct {
	Key, Title string
	Blocks     []Block
}

// Block is one thing under another: of its fields one is set.
type Block struct {
	Text   string   // a paragraph
	List   []string // points
	Code   []string // commands, a line each
	Table  *Table
	Figure *Figure
}

// Table is figures as they are read, rounded.
type Table struct {
	Title string
	Head  []string
	Rows  [][]string
	Notes []string
}

// Figure is a picture with its finding for a title, what it shows in words for
// who does not see it, and its figures.
type Figure struct {
	Picture
	Title string
	Says  string
	Table *Table
}

// Picture is drawn the same as SVG and PNG.
type Picture interface {
	WriteSVG(io.Writer) error
	WritePNG(io.Writer) error
}

// sections are the parts of a report, in their order; one that has nothing to
// say is left out.
var sections = []struct {
	key, title string
	blocks     func(*Paper) []Block
}{
	{"asked", "What was asked", asked},
	{"answer", "The answer", answer},
	{"beside", "The plans side by side", beside},
	{"track", "Is it going as expected?", track},
	{"money", "Money", penniless},
	{"deficit", "The deficit", deficits},
	{"change", "What the plan changes", changes},
	{"balance", "When does it balance?", chances},
	{"plans", "How many plans", allPlans},
	{"makeup", "For whom the plans are", makeup},
	{"pipeline", "From request to plan", pipeline},
	{"places", "Places", room},
	{"drivers", "What drives the range", drivers},
	{"levers", "The levers, and how well their effect is known", pulled},
	{"trust", "How far to trust it", trust},
	{"notes", "To be read with the figures", notes},
	{"council", "The council's figures", council},
	{"assumptions", "Assumptions", assumptions},
	{"sources", "Sources and licence", sources},
	{"again", "How to make it again", again},
}

// Sections are the parts that a paper has something to say in.
func Sections(p *Paper) []Section {
	var all []Section
	for _, s := range sections {
		if blocks := s.blocks(p); len(blocks) > 0 {
			all = append(all, Section{s.key, s.title, blocks})
		}
	}
	return all
}
