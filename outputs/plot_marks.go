package outputs

import (
	"fmt"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// otherLine draws the median of the run that this one is compared with.
func (s *sheet) otherLine() {
	if len(s.other) > 0 {
		besideMedian(s.c, s.along(s.other))
	}
}

// besideMedian draws a line that another is compared with, over it: white dashes with
// a grey edge, which are seen on a fan, and on its median where the two are alike.
func besideMedian(c draw.Canvas, line []vg.Point) {
	c.StrokeLines(stroke(grey, 2.2, 4, 3), line)
	c.StrokeLines(stroke(rgb(0xff, 0xff, 0xff), 1.1, 4, 3), line)
}

// middle says the figures of the last year before the caution, which readers
// plan by, where the fan goes on beyond it: to the left of its line, above all
// that stands there.
func (s *sheet) middle() {
	if s.caution == 0 {
		return
	}
	var at *fanYear
	top := s.py(0)
	for _, p := range s.past {
		top = max(top, s.py(p.Value))
	}
	for i := range s.fan {
		if f := &s.fan[i]; float64(f.year) <= s.caution {
			at = f
			top = max(top, s.py(f.quantiles[len(Levels)-1]))
		}
	}
	say := func(v float64) string { return s.rounded(v, at) }
	lines := []string{
		fmt.Sprintf("%s: median %s", s.when(at.year), say(at.at(Median))),
		fmt.Sprintf("8 in 10: %s to %s", say(at.at(10)), say(at.at(90))),
	}
	const above, leading = 26, 12
	y := min(top+above, s.top+leading)
	x := s.px(float64(at.year))
	strong := bold(labelText)
	strong.Color = s.ink.line
	for i, style := range []text.Style{strong, labelText} {
		p := vg.Point{X: x - 5, Y: y - vg.Length(leading*vg.Length(i))}
		s.halo(aligned(style, text.XRight, text.YCenter), p, lines[i])
	}
	dot := draw.GlyphStyle{Color: s.ink.line, Radius: 3, Shape: draw.CircleGlyph{}}
	s.c.DrawGlyphNoClip(dot, s.at(at.year, at.at(Median)))
}

// halo writes a text on white, so that lines behind it do not cross it.
func (s *sheet) halo(style text.Style, at vg.Point, txt string) {
	w, half := style.Width(txt), vg.Length(style.Font.Size*0.6)
	left := at.X
	switch style.XAlign {
	case text.XRight:
		left -= w
	case text.XCenter:
		left -= vg.Length(w / 2)
	}
	s.c.FillPolygon(rgb(0xff, 0xff, 0xff), []vg.Point{
		{X: left - 2, Y: at.Y - half}, {X: left + w + 2, Y: at.Y - half}, {X: left + w + 2, Y: at.Y + half}, {X: left - 2, Y: at.Y + half},
	})
	write(s.c, style, at.X, at.Y, txt)
}

// outturns marks what came.
func (s *sheet) outturns() {
	for _, p := range s.came {
		at := s.at(p.Year, p.Value)
		const r = 5
		s.c.FillPolygon(rgb(0xff, 0xff, 0xff), diamond(at, r+1.5))
		s.c.FillPolygon(black, diamond(at, r))
		s.halo(aligned(bold(labelText), text.XCenter, text.YCenter), vg.Point{X: at.X, Y: at.Y + 13}, p.mark())
	}
}

// diamond is a square on its corner.
func diamond(at vg.Point, r vg.Length) []vg.Point {
	return []vg.Point{{X: at.X - r, Y: at.Y}, {X: at.X, Y: at.Y + r}, {X: at.X + r, Y: at.Y}, {X: at.X, Y: at.Y - r}}
}
