package outputs

import (
	"fmt"
	"io"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// DriversChart is what drives the range of a result: a bar for each group of
// assumptions, with the interval of its share.
type DriversChart struct {
	surround
	drivers []Driver
}

// DriversChartOf is the chart of one area; nil where nothing is known of it.
func DriversChartOf(s *Summary, area int, drivers []Driver) *DriversChart {
	if len(drivers) == 0 {
		return nil
	}
	d := &DriversChart{drivers: drivers}
	most := drivers[0]
	d.surround = surroundOf(s, fmt.Sprintf("%s: %s drives the range most, %s of it", s.Areas[area].Name, most.Group, PerCent(most.Share)),
		"Share of the spread of the cumulative deficit in "+s.lastYear()+" that each group of assumptions explains by itself; line: its 95 % interval")
	for _, r := range drivers {
		d.says = append(d.says, fmt.Sprintf("%s: %s, between %s and %s", r.Group, PerCent(r.Share), PerCent(r.Low), PerCent(r.High)))
	}
	return d
}

// height is that of the picture.
func (d *DriversChart) height() vg.Length { return 190 + vg.Length(22*float64(len(d.drivers))) }

// WritePNG writes the picture, 1440 dots wide.
func (d *DriversChart) WritePNG(w io.Writer) error { return writePNG(w, d.height(), d.draw) }

// WriteSVG writes the picture as SVG, with its title and what it shows for
// readers who hear it.
func (d *DriversChart) WriteSVG(w io.Writer) error {
	return writeSVG(w, d.height(), d.Title, append(d.Subtitle, d.says...), d.draw)
}

// draw draws a bar for each group.
func (d *DriversChart) draw(c draw.Canvas) {
	top, bottom := d.open(c, d.height())
	top, bottom = top-14, bottom+40
	var widest vg.Length
	most := 0.0
	for _, r := range d.drivers {
		widest = max(widest, labelText.Width(r.Group))
		most = max(most, r.Share, r.High)
	}
	left, right := margin+widest+12, chartWidth-margin-70
	const marks = 5
	s := scaleFor(0, percent*most, marks)
	x := func(share float64) vg.Length { return left + vg.Length((right-left)*vg.Length(percent*share/s.high)) }
	for _, v := range s.marks() {
		at := x(v / percent)
		c.StrokeLine2(stroke(lightGrey, 0.7), at, bottom, at, top)
		c.FillText(aligned(axisText, text.XCenter, text.YTop), vg.Point{X: at, Y: bottom - 5}, trimmed(v, 1)+" %")
	}
	c.FillText(aligned(axisText, text.XCenter, text.YTop), vg.Point{X: (left + right) / 2, Y: bottom - 19}, "share of the spread")
	step := (top - bottom) / vg.Length(len(d.drivers))
	for i, r := range d.drivers {
		y := top - vg.Length(step*(vg.Length(i)+0.5))
		half := min(step*0.32, 9)
		share, low, high := max(0, r.Share), max(0, r.Low), max(0, r.High)
		c.FillPolygon(lessInk, []vg.Point{{X: left, Y: y - half}, {X: x(share), Y: y - half}, {X: x(share), Y: y + half}, {X: left, Y: y + half}})
		c.StrokeLine2(stroke(black, 1.2), x(low), y, x(high), y)
		write(c, aligned(labelText, text.XRight, text.YCenter), left-6, y, r.Group)
		write(c, aligned(bold(labelText), text.XLeft, text.YCenter), max(x(share), x(high))+6, y, PerCent(share))
	}
}
