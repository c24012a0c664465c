package outputs

import (
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The colours of what is less and of what is more: they differ in lightness
// too, and every bar says its sign.
var (
	lessInk = rgb(0x1d, 0x70, 0xb8)
	moreInk = rgb(0xc0, 0x5f, 0x15)
	endInk  = rgb(0x50, 0x5a, 0x5f)
)

// draw lays the picture out and draws it.
func (f *Waterfall) draw(c draw.Canvas) {
	s, fromZero := f.scale()
	notes := f.Notes
	if !fromZero {
		notes = append([]string{"The axis does not begin at 0: the ends are marks, not bars, and only the levers' bars have a length to compare."}, notes...)
	}
	around := surround{Title: f.Title, Subtitle: f.Subtitle, Notes: notes}
	top, foot := around.open(c, chartHeight)

	p := &fall{Waterfall: f, c: c, s: s, fromZero: fromZero, top: top - 14, bottom: foot + 40}
	p.sides()
	p.axis()
	for i := range f.bars {
		p.bar(i)
	}
}

// fall is the plotting area.
type fall struct {
	*Waterfall
	c                        draw.Canvas
	s                        scale
	fromZero                 bool
	left, right, top, bottom vg.Length
	names                    [][]string
}

// sides leaves room for the names on the left and the figures on the right.
func (p *fall) sides() {
	const most = 170
	var name, figure vg.Length
	for _, b := range p.bars {
		lines := wrapped(labelText, b.name, most)
		p.names = append(p.names, lines)
		for _, line := range lines {
			name = max(name, labelText.Width(line))
		}
		figure = max(figure, bold(labelText).Width(p.figure(b)))
	}
	p.left, p.right = margin+name+22, chartWidth-margin-figure-12
}

// figure is what a bar says.
func (p *fall) figure(b bar) string {
	if b.end {
		return p.say(b.to)
	}
	if b.error != b.error {
		return p.signed(b.to - b.from)
	}
	return p.signed(b.to-b.from) + " ±" + WithCommas(b.error/p.divide, p.decimals+1)
}

func (p *fall) x(v float64) vg.Length {
	return p.left + vg.Length((p.right-p.left)*vg.Length((v/p.divide-p.s.low)/(p.s.high-p.s.low)))
}

// axis draws the marks from top to bottom.
func (p *fall) axis() {
	name := aligned(axisText, text.XCenter, text.YTop)
	for _, v := range p.s.marks() {
		x := p.x(v * p.divide)
		p.c.StrokeLine2(stroke(lightGrey, 0.7), x, p.bottom, x, p.top)
		p.c.FillText(name, vg.Point{X: x, Y: p.bottom - 5}, p.mark(v))
	}
	p.c.FillText(name, vg.Point{X: (p.left + p.right) / 2, Y: p.bottom - 19}, p.Unit)
}

// mark is a value of the axis as it is written there.
func (p *fall) mark(v float64) string {
	if d := p.s.decimals(); d > 0 {
		return WithCommas(v, d)
	}
	return grouped(v)
}

// bar draws a row.
func (p *fall) bar(i int) {
	b := p.bars[i]
	step := (p.top - p.bottom) / vg.Length(len(p.bars))
	y := p.top - vg.Length(step*(vg.Length(i)+0.5))
	half := min(step*0.32, 11)
	from, to := p.x(b.from), p.x(b.to)
	style, ink := labelText, lessInk
	switch {
	case b.end:
		style, ink = bold(labelText), endInk
	case b.to > b.from:
		ink = moreInk
	}
	if i+1 < len(p.bars) { // leads to where the next row begins
		p.c.StrokeLine2(stroke(middle, 0.7, 2, 2), to, y, to, y-step)
	}
	switch {
	case b.end && !p.fromZero:
		p.c.FillPolygon(ink, []vg.Point{{X: to - vg.Length(half*0.7), Y: y}, {X: to, Y: y + half}, {X: to + vg.Length(half*0.7), Y: y}, {X: to, Y: y - half}})
		from = to
	case from == to:
		p.c.StrokeLine2(stroke(ink, 1.5), to, y-half, to, y+half)
	default:
		p.c.FillPolygon(ink, []vg.Point{{X: from, Y: y - half}, {X: to, Y: y - half}, {X: to, Y: y + half}, {X: from, Y: y + half}})
	}
	write(p.c, aligned(bold(labelText), text.XLeft, text.YCenter), max(from, to)+12, y, p.figure(b))
	lines := p.names[i]
	line := vg.Length(style.Font.Size * lead)
	at := y + vg.Length(line*vg.Length(len(lines)-1)/2)
	for _, txt := range lines {
		write(p.c, aligned(style, text.XRight, text.YCenter), p.left-22, at, txt)
		at -= line
	}
}
