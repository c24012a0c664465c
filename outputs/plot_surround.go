package outputs

import (
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// surround is what stands around a picture: its finding over it, its notes below.
type surround struct {
	Title    string // the finding, in words
	Subtitle []string
	Notes    []string
	says     []string // the picture in words, for who does not see it
}

// Says is the picture in words, for who does not see it.
func (f *surround) Says() string {
	says := ""
	for _, s := range f.says {
		says += strings.TrimSuffix(s, ".") + ". "
	}
	return says
}

// open draws the surround on a canvas of a height, and gives what is left for the
// picture.
func (f *surround) open(c draw.Canvas, height vg.Length) (top, bottom vg.Length) {
	width := chartWidth - 2*margin
	top = paragraph(c, titleText, balanced(titleText, f.Title, width), margin, height-vg.Length(margin*0.8)) - 3
	for _, line := range f.Subtitle {
		top = paragraph(c, subtitleText, wrapped(subtitleText, line, width), margin, top)
	}
	var lines []string
	for _, n := range f.Notes {
		lines = append(lines, wrapped(noteText, n, width)...)
	}
	bottom = vg.Length(margin*0.5) + vg.Length(noteText.Font.Size*lead*vg.Length(len(lines)))
	paragraph(c, noteText, lines, margin, bottom)
	return top, bottom
}

// surroundOf is a surround that says law, draws and sources as every chart does.
func surroundOf(s *Summary, title string, subtitle ...string) surround {
	basis := newChart(s, 0, nil, ColPlans)
	return surround{Title: title, Subtitle: append(basis.Subtitle, subtitle...), Notes: basis.Notes}
}
