package outputs

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// sheet is a chart on a canvas: where the axes are, and what they span.
type sheet struct {
	*Chart
	level                    []Point
	notes                    []string
	c                        draw.Canvas
	left, right, bottom, top vg.Length // of the plotting area
	x, y                     scale
	labels                   []end // at the right end, from below
}

// The texts of a chart.
var (
	titleText    = bold(letter(15, black))
	subtitleText = letter(9.5, grey)
	axisText     = letter(9, grey)
	labelText    = letter(9.5, black)
	noteText     = letter(7.5, grey)
)

// draw lays the chart out and draws it.
func (c *Chart) draw(canvas draw.Canvas) {
	s := &sheet{Chart: c, c: canvas, level: c.level, notes: slices.Clone(c.Notes)}
	s.span()
	s.surround()
	s.sides()
	s.grid()
	s.cautionLine()
	s.bands()
	s.zero()
	s.threshold()
	s.ownPart()
	s.history()
	s.median()
	s.otherLine()
	s.dots()
	s.middle()
	s.outturns()
	s.ends()
}

// surround writes title, subtitle and notes.
func (s *sheet) surround() {
	around := surround{Title: s.Title, Subtitle: s.Subtitle, Notes: s.notes}
	top, foot := around.open(s.c, s.height)
	s.top = top - 26     // the unit and the caution stand between
	s.bottom = foot + 40 // years and what they are stand between
}

// span is what the axes show: the past, the fan, zero, and the threshold where
// it does not press all else down.
func (s *sheet) span() {
	first, last := s.fan[0].year, s.fan[len(s.fan)-1].year
	low, high := 0.0, 0.0
	see := func(v float64) { low, high = min(low, v/s.divide), max(high, v/s.divide) }
	for _, p := range s.past {
		first = min(first, p.Year)
		see(p.Value)
	}
	for i := range s.fan {
		see(s.fan[i].quantiles[0])
		see(s.fan[i].quantiles[len(Levels)-1])
	}
	for _, p := range s.came {
		last = max(last, p.Year)
		see(p.Value)
	}
	for _, p := range s.other {
		see(p.Value)
	}
	const most = 1.6 // times what else is shown
	highest := math.Inf(-1)
	for _, p := range s.level {
		highest = max(highest, p.Value)
	}
	if len(s.level) > 0 && highest > most*high*s.divide {
		last := s.level[len(s.level)-1]
		s.notes = append(s.notes, fmt.Sprintf("The threshold, %s, is above the chart: %s at 31 March %d.", s.levelSay, Money(last.Value), last.Year))
		s.level = nil
	}
	for _, p := range slices.Concat(s.level, s.own) {
		see(p.Value)
	}
	if len(s.level) > 0 {
		s.notes = append(s.notes, "Dashed: the threshold, "+s.levelSay+".")
	}
	const marks = 6
	s.y = scaleFor(low, high, marks)
	s.x = scale{low: float64(first) - 0.4, high: float64(last), step: 1}
}

func (s *sheet) mark(v float64) string {
	if d := s.y.decimals(); d > 0 {
		return strconv.FormatFloat(v, 'f', d, 64)
	}
	return grouped(v)
}

// px and py are where a year and a value are.
func (s *sheet) px(year float64) vg.Length {
	return s.left + vg.Length((s.right-s.left)*vg.Length((year-s.x.low)/(s.x.high-s.x.low)))
}

func (s *sheet) py(value float64) vg.Length {
	return s.bottom + vg.Length((s.top-s.bottom)*vg.Length((value/s.divide-s.y.low)/(s.y.high-s.y.low)))
}

func (s *sheet) at(year int, value float64) vg.Point {
	return vg.Point{X: s.px(float64(year)), Y: s.py(value)}
}

// grid draws the axes.
func (s *sheet) grid() {
	right := aligned(axisText, text.XRight, text.YCenter)
	for _, v := range s.y.marks() {
		y := s.py(v * s.divide)
		s.c.StrokeLine2(stroke(lightGrey, 0.7), s.left, y, s.right, y)
		write(s.c, right, s.left-6, y, s.mark(v))
	}
	s.c.FillText(aligned(axisText, text.XLeft, text.YBottom), vg.Point{X: margin, Y: s.top + 9}, s.Unit)

	first, last := int(math.Ceil(s.x.low)), int(s.x.high)
	const room = 30 // points for the name of a year
	every := 1 + int(vg.Length(room)*vg.Length(last-first)/(s.right-s.left))
	name := aligned(axisText, text.XCenter, text.YTop)
	for year := first; year <= last; year++ {
		x := s.px(float64(year))
		s.c.StrokeLine2(stroke(middle, 0.7), x, s.bottom-3, x, s.bottom)
		if (last-year)%every == 0 {
			s.c.FillText(name, vg.Point{X: x, Y: s.bottom - 6}, strconv.Itoa(year))
		}
	}
	s.c.StrokeLine2(stroke(middle, 0.7), s.left, s.bottom, s.right, s.bottom)
	s.c.FillText(name, vg.Point{X: (s.left + s.right) / 2, Y: s.bottom - 20}, s.Dates)
}

// cautionLine divides the years that are arithmetic from those before.
func (s *sheet) cautionLine() {
	if s.caution == 0 {
		return
	}
	x := s.px(s.caution)
	s.c.StrokeLine2(stroke(middle, 0.8, 1.5, 2.5), x, s.bottom, x, s.top+20)
	paragraph(s.c, italic(noteText), []string{"beyond about five years:", "arithmetic under " + s.rules}, x+4, s.top+21)
}

// bands shades the fan.
func (s *sheet) bands() {
	for i, b := range bands {
		var shape []vg.Point
		for j := range s.fan {
			shape = append(shape, s.at(s.fan[j].year, s.fan[j].at(b.low)))
		}
		for j := len(s.fan) - 1; j >= 0; j-- {
			shape = append(shape, s.at(s.fan[j].year, s.fan[j].at(b.high)))
		}
		s.c.FillPolygon(s.ink.bands[i], shape)
	}
}

// zero draws the line between deficit and surplus over the fan.
func (s *sheet) zero() {
	if y := s.py(0); s.y.low < 0 {
		s.c.StrokeLine2(stroke(grey, 0.9), s.left, y, s.right, y)
	}
}

// threshold draws the deficit to which a chance is given.
func (s *sheet) threshold() {
	if len(s.level) == 0 {
		return
	}
	s.c.StrokeLines(stroke(black, 0.9, 5, 3), s.along(s.level))
}

// ownPart draws what is the authority's own, below which nothing is notional.
func (s *sheet) ownPart() {
	if len(s.own) > 0 {
		s.c.StrokeLines(stroke(s.ink.line, 1.2, 1.5, 1.5), s.along(s.own))
	}
}

// along is where the points of a line are.
func (s *sheet) along(points []Point) []vg.Point {
	var line []vg.Point
	for _, p := range points {
		line = append(line, s.at(p.Year, p.Value))
	}
	return line
}

// history draws what is published: dashed where years are missing.
func (s *sheet) history() {
	for i, p := range s.past {
		if i > 0 {
			before := s.past[i-1]
			style := stroke(black, 1.3)
			if p.Year > before.Year+1 {
				style = stroke(black, 1, 2, 2)
			}
			s.c.StrokeLines(style, []vg.Point{s.at(before.Year, before.Value), s.at(p.Year, p.Value)})
		}
	}
}

// dots marks the published figures.
func (s *sheet) dots() {
	dot := draw.GlyphStyle{Color: black, Radius: 2, Shape: draw.CircleGlyph{}}
	for _, p := range s.past {
		s.c.DrawGlyphNoClip(dot, s.at(p.Year, p.Value))
	}
}

// median draws the line in the middle of the fan.
func (s *sheet) median() {
	var line []vg.Point
	for i := range s.fan {
		line = append(line, s.at(s.fan[i].year, s.fan[i].at(Median)))
	}
	s.c.StrokeLines(stroke(rgb(0xff, 0xff, 0xff), 3), line)
	s.c.StrokeLines(stroke(s.ink.line, 1.7), line)
}
