package outputs

import (
	"fmt"
	"io"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sendsim/sim/attribution"
)

// DriversChart is the picture of what drives a range: a bar for each driver,
// dark for what it makes alone, light for what it makes with others.
type DriversChart struct {
	Title    string // the finding, in words
	Subtitle []string
	Notes    []string
	bars     []attribution.Index
}

// The colours of a share made alone and of one made with others: they differ in
// lightness, and every bar says its figures.
var (
	aloneInk  = rgb(0x0b, 0x3c, 0x6d)
	othersInk = rgb(0xad, 0xce, 0xea)
)

// Chart is the picture of one area.
func (d *Drivers) Chart(area int) *DriversChart {
	all, of := d.Shown(area)
	c := &DriversChart{
		Title: fmt.Sprintf("%s: %s the range of %s", d.Titled(area), finding(all), of),
		Subtitle: []string{
			d.Regime + "; simulated" + d.localMark(),
			fmt.Sprintf("Share of the variance of %s draws. Dark: what it makes alone; light: what it makes together with others; lines: 90 %% by bootstrap", grouped(float64(d.Draws))),
		},
		bars: all,
	}
	c.Notes = append(c.Notes, d.driverNotes(area)...)
	if len(d.Sources) > 0 {
		c.Notes = append(c.Notes, "Sources: "+strings.Join(d.Sources, "; ")+".")
	}
	c.Notes = append(c.Notes, Licence)
	return c
}

// WritePNG writes the picture as one of 1440 by 860 dots.
func (c *DriversChart) WritePNG(w io.Writer) error { return writePNG(w, chartHeight, c.draw) }

// WriteSVG writes the picture as SVG, with its title and subtitle for readers
// who hear it.
func (c *DriversChart) WriteSVG(w io.Writer) error {
	return writeSVG(w, chartHeight, c.Title, c.Subtitle, c.draw)
}

// Says is the picture in words, for who does not see it.
func (c *DriversChart) Says() string {
	var b strings.Builder
	for _, x := range c.bars {
		fmt.Fprintf(&b, "%s: %s. ", x.Driver, shares(x))
	}
	return strings.TrimSpace(b.String())
}

// driverBars is the plotting area.
type driverBars struct {
	*DriversChart
	c                        draw.Canvas
	s                        scale
	left, right, top, bottom vg.Length
}

func (c *DriversChart) draw(on draw.Canvas) {
	around := surround{Title: c.Title, Subtitle: c.Subtitle, Notes: c.Notes}
	top, foot := around.open(on, chartHeight)
	most, name, figure := 0.0, vg.Length(0), vg.Length(0)
	for _, x := range c.bars {
		most = max(most, percent*x.Total.High, percent*x.First.High)
		name = max(name, labelText.Width(x.Driver.String()))
		figure = max(figure, bold(labelText).Width(shares(x)))
	}
	const marks = 6
	p := &driverBars{c, on, scaleFor(0, most, marks), margin + name + 12, chartWidth - margin - figure - 12, top - 14, foot + 40}
	p.s.low = 0
	p.axis()
	for i := range c.bars {
		p.bar(i)
	}
}

// shares is what a bar says.
func shares(x attribution.Index) string {
	return fmt.Sprintf("%s %% alone, %s %% with others", trimmed(percent*max(0, x.First.Value), 0), trimmed(percent*max(0, x.Total.Value), 0))
}

// x is where a share stands; what an estimate has below 0 stands at 0.
func (p *driverBars) x(share float64) vg.Length {
	return p.left + vg.Length((p.right-p.left)*vg.Length((float64(percent*max(0, share))-p.s.low)/(p.s.high-p.s.low)))
}

// axis draws the marks from top to bottom.
func (p *driverBars) axis() {
	name := aligned(axisText, text.XCenter, text.YTop)
	for _, v := range p.s.marks() {
		x := p.x(v / percent)
		p.c.StrokeLine2(stroke(lightGrey, 0.7), x, p.bottom, x, p.top)
		p.c.FillText(name, vg.Point{X: x, Y: p.bottom - 5}, trimmed(v, 1)+" %")
	}
	p.c.FillText(name, vg.Point{X: (p.left + p.right) / 2, Y: p.bottom - 19}, "share of the variance")
}

// bar draws a driver: light to its total, dark to what it makes alone, and the
// two intervals as lines above and below the middle.
func (p *driverBars) bar(i int) {
	x := p.bars[i]
	step := (p.top - p.bottom) / vg.Length(len(p.bars))
	y := p.top - vg.Length(step*(vg.Length(i)+0.5))
	half := min(step*0.32, 11)
	box := func(to, low, high vg.Length) []vg.Point {
		return []vg.Point{{X: p.left, Y: low}, {X: to, Y: low}, {X: to, Y: high}, {X: p.left, Y: high}}
	}
	p.c.FillPolygon(othersInk, box(p.x(x.Total.Value), y-half, y+half))
	p.c.FillPolygon(aloneInk, box(p.x(x.First.Value), y, y+half))
	for _, of := range []struct {
		of attribution.Interval
		at vg.Length
	}{{x.First, y + vg.Length(half/2)}, {x.Total, y - vg.Length(half/2)}} {
		p.c.StrokeLine2(stroke(middle, 1.4), p.x(of.of.Low), of.at, p.x(of.of.High), of.at)
	}
	write(p.c, aligned(labelText, text.XRight, text.YCenter), p.left-10, y, x.Driver.String())
	write(p.c, aligned(bold(labelText), text.XLeft, text.YCenter), max(p.x(x.Total.High), p.x(x.First.High))+8, y, shares(x))
}
