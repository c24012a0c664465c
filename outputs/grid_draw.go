package outputs

import (
	"strconv"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// draw lays the panels out, row by row.
func (g *Grid) draw(c draw.Canvas) {
	top, _ := g.open(c, g.height())
	width := (chartWidth - 2*margin) / vg.Length(g.across)
	for i := range g.panels {
		column, row := vg.Length(i%g.across), vg.Length(i/g.across)
		inRow := g.panels[i/g.across*g.across : min(len(g.panels), (i/g.across+1)*g.across)]
		g.panels[i].draw(c, margin+vg.Length(width*column), top-8-vg.Length(panelHeight*row), width-14, titleLines(inRow, width-14))
	}
}

// panelText is that over a panel.
var panelText = bold(letter(8.5, black))

// titleLines is the most lines that a title of these panels takes: all of a row
// leave as much room, so that their axes are level.
func titleLines(all []panel, width vg.Length) int {
	most := 1
	for i := range all {
		most = max(most, len(wrapped(panelText, all[i].title, width)))
	}
	return most
}

// plotted is where a panel's years and values are.
type plotted struct {
	*panel
	c                        draw.Canvas
	left, right, bottom, top vg.Length
	x, y                     scale
}

// draw draws a panel whose left upper corner is given, with room for so many
// lines of a title.
func (p *panel) draw(c draw.Canvas, left, top, width vg.Length, lines int) {
	const room = 26 // for the marks of the vertical axis
	paragraph(c, panelText, wrapped(panelText, p.title, width), left, top)
	under := top - vg.Length(panelText.Font.Size*lead*vg.Length(lines))
	o := &plotted{panel: p, c: c, left: left + room, right: left + width - 40, top: under - 9}
	o.bottom = top - (panelHeight - 33)
	low, high := 0.0, 0.0
	for i := range p.fan {
		low, high = min(low, p.fan[i].at(10)/p.divide), max(high, p.fan[i].at(90)/p.divide)
	}
	for _, q := range p.other {
		low, high = min(low, q.Value/p.divide), max(high, q.Value/p.divide)
	}
	const marks = 3
	o.y = scaleFor(low, high, marks)
	o.x = scale{low: float64(p.fan[0].year), high: float64(max(p.fan[0].year+1, p.fan[len(p.fan)-1].year)), step: 1}
	o.axes()
	o.fans()
	o.middle()
	o.end()
}

func (o *plotted) at(year int, value float64) vg.Point {
	return vg.Point{
		X: o.left + vg.Length((o.right-o.left)*vg.Length((float64(year)-o.x.low)/(o.x.high-o.x.low))),
		Y: o.bottom + vg.Length((o.top-o.bottom)*vg.Length((value/o.divide-o.y.low)/(o.y.high-o.y.low))),
	}
}

// axes draws the marks of the values, and names the first and the last year.
func (o *plotted) axes() {
	small := letter(7.5, grey)
	for _, v := range o.y.marks() {
		at := o.at(o.fan[0].year, v*o.divide)
		o.c.StrokeLine2(stroke(lightGrey, 0.6), o.left, at.Y, o.right, at.Y)
		says := grouped(v)
		if d := o.y.decimals(); d > 0 {
			says = strconv.FormatFloat(v, 'f', d, 64)
		}
		write(o.c, aligned(small, text.XRight, text.YCenter), o.left-4, at.Y, says)
	}
	first, last := o.fan[0].year, o.fan[len(o.fan)-1].year
	o.c.FillText(aligned(small, text.XLeft, text.YTop), vg.Point{X: o.left, Y: o.bottom - 3}, strconv.Itoa(first))
	if last > first {
		o.c.FillText(aligned(small, text.XRight, text.YTop), vg.Point{X: o.right, Y: o.bottom - 3}, strconv.Itoa(last))
	}
	if at := o.fan[o.mark].year; at < last {
		o.c.FillText(aligned(small, text.XCenter, text.YTop), vg.Point{X: o.at(at, 0).X, Y: o.bottom - 3}, strconv.Itoa(at))
	}
	o.c.StrokeLine2(stroke(middle, 0.6), o.left, o.bottom, o.right, o.bottom)
}

// middle marks the last year that is a forecast, and says its median.
func (o *plotted) middle() {
	of := o.fan[o.mark]
	if o.mark == len(o.fan)-1 {
		return
	}
	at := o.at(of.year, of.at(Median))
	o.c.DrawGlyphNoClip(draw.GlyphStyle{Color: plansInk.line, Radius: 2.2, Shape: draw.CircleGlyph{}}, at)
	says, style := o.say(of.at(Median)), bold(letter(8, plansInk.line))
	y := at.Y + 9
	if y > o.top { // under the line, where there is no room above
		y = at.Y - 9
	}
	half := vg.Length(style.Width(says)/2) + 1.5
	o.c.FillPolygon(rgb(0xff, 0xff, 0xff), []vg.Point{
		{X: at.X - half, Y: y - 5}, {X: at.X + half, Y: y - 5}, {X: at.X + half, Y: y + 5}, {X: at.X - half, Y: y + 5},
	})
	write(o.c, aligned(style, text.XCenter, text.YCenter), at.X, y, says)
}

// fans draws the two inner bands, the median and the median compared with.
func (o *plotted) fans() {
	for i, b := range bands[1:] {
		var shape []vg.Point
		for j := range o.fan {
			shape = append(shape, o.at(o.fan[j].year, o.fan[j].at(b.low)))
		}
		for j := len(o.fan) - 1; j >= 0; j-- {
			shape = append(shape, o.at(o.fan[j].year, o.fan[j].at(b.high)))
		}
		o.c.FillPolygon(plansInk.bands[i+1], shape)
	}
	var line, other []vg.Point
	for i := range o.fan {
		line = append(line, o.at(o.fan[i].year, o.fan[i].at(Median)))
	}
	for _, q := range o.other {
		other = append(other, o.at(q.Year, q.Value))
	}
	o.c.StrokeLines(stroke(rgb(0xff, 0xff, 0xff), 2.4), line)
	o.c.StrokeLines(stroke(plansInk.line, 1.4), line)
	if len(other) > 0 {
		besideMedian(o.c, other)
	}
}

// end says the median at the right end, and the range under it.
func (o *plotted) end() {
	last := o.fan[len(o.fan)-1]
	at := o.at(last.year, last.at(Median))
	strong := bold(letter(8.5, plansInk.line))
	write(o.c, aligned(strong, text.XLeft, text.YCenter), o.right+4, at.Y, o.say(last.at(Median)))
}
