package outputs

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sendsim/sim/finance"
)

// BalanceChart is the chance of in-year balance by financial year.
type BalanceChart struct {
	surround
	years []string
	lines []chanceLine
}

// chanceLine is the chances of one run.
type chanceLine struct {
	name    string // where there are two
	chances []Chance
}

// BalanceChartOf is the chart of one area, beside that of the run that it is
// compared with, if there is one.
func BalanceChartOf(s *Summary, area int, name string, base *Summary, baseName string) *BalanceChart {
	b := &BalanceChart{}
	for y := range s.Years {
		b.years = append(b.years, finance.FinancialYear(s.FirstYear+y))
	}
	b.add(name, s.Chances[area].Balance)
	if base != nil {
		b.add(baseName, base.Chances[area].Balance)
	}
	b.surround = surroundOf(s, s.Titled(area)+": in-year balance is "+LikelyBalance(s, area),
		"Chance that the high needs block covers the year's spend: share of the futures in which the in-year deficit is 0 or less")
	for _, l := range b.lines {
		for y, c := range l.chances {
			b.says = append(b.says, fmt.Sprintf("%s %s: %s", l.name, b.years[y], c.Plain()))
		}
	}
	return b
}

func (b *BalanceChart) add(name string, chances []Chance) {
	b.lines = append(b.lines, chanceLine{name, chances})
}

// LikelyBalance says from when in-year balance is more likely than not.
func LikelyBalance(s *Summary, area int) string {
	const even = 0.5
	chances := s.Chances[area].Balance
	likely := func(c Chance) bool { return c.Share() > even }
	first := slices.IndexFunc(chances, likely)
	if first < 0 && !slices.ContainsFunc(chances, func(c Chance) bool { return c.Hits > 0 }) {
		return fmt.Sprintf("not reached by %s in any of the futures", s.lastYear())
	}
	if first < 0 {
		most := slices.MaxFunc(chances, func(a, b Chance) int { return a.Hits - b.Hits })
		return fmt.Sprintf("not more likely than not in any year to %s: the best chance of a year is %s", s.lastYear(), most.Plain())
	}
	year := finance.FinancialYear(s.FirstYear + first)
	if i := slices.IndexFunc(chances[first:], func(c Chance) bool { return !likely(c) }); i >= 0 {
		return fmt.Sprintf("more likely than not in %s, and no longer in %s", year, finance.FinancialYear(s.FirstYear+first+i))
	}
	return "more likely than not from " + year + " on"
}

// PerCent is a share in whole per cent; one that is not 0 or 1 is not said to
// be.
func PerCent(share float64) string {
	const least = 0.01
	switch {
	case share != share:
		return "unknown"
	case share > 0 && share < least:
		return "less than 1 %"
	case share < 1 && share > 1-least:
		return "more than 99 %"
	}
	return decimal(percent*share, 0) + " %"
}

// WritePNG writes the picture, 1440 dots wide.
func (b *BalanceChart) WritePNG(w io.Writer) error { return writePNG(w, chartHeight, b.draw) }

// WriteSVG writes the picture as SVG, with its title and what it shows for
// readers who hear it.
func (b *BalanceChart) WriteSVG(w io.Writer) error {
	return writeSVG(w, chartHeight, b.Title, append(b.Subtitle, b.says...), b.draw)
}

// draw draws the lines with their figures.
func (b *BalanceChart) draw(c draw.Canvas) {
	top, bottom := b.open(c, chartHeight)
	top, bottom = top-24, bottom+40
	left, right := margin+34, chartWidth-margin-120
	px := func(y int) vg.Length {
		return left + 14 + vg.Length((right-left-28)*vg.Length(float64(y)/max(1, float64(len(b.years)-1))))
	}
	py := func(share float64) vg.Length { return bottom + vg.Length((top-bottom)*vg.Length(share)) }
	const quarter = 0.25
	for i := range 5 {
		share := float64(i) * quarter
		c.StrokeLine2(stroke(lightGrey, 0.7), left, py(share), right, py(share))
		write(c, aligned(axisText, text.XRight, text.YCenter), left-6, py(share), strconv.Itoa(i*percent/4)+" %")
	}
	c.StrokeLine2(stroke(black, 0.9, 5, 3), left, py(0.5), right, py(0.5))
	b.names(c, py, right+8)
	for y, year := range b.years {
		c.FillText(aligned(axisText, text.XCenter, text.YTop), vg.Point{X: px(y), Y: bottom - 6}, year)
	}
	c.FillText(aligned(axisText, text.XCenter, text.YTop), vg.Point{X: (left + right) / 2, Y: bottom - 20}, "financial year")
	c.FillText(aligned(axisText, text.XLeft, text.YBottom), vg.Point{X: margin, Y: top + 9}, "chance of in-year balance")
	for i, l := range slices.Backward(b.lines) {
		b.line(c, i, l, px, py)
	}
}

// line draws one run: the one reported with figures over its dots, the other
// dashed.
func (b *BalanceChart) line(c draw.Canvas, i int, l chanceLine, px func(int) vg.Length, py func(float64) vg.Length) {
	var points []vg.Point
	for y, chance := range l.chances {
		points = append(points, vg.Point{X: px(y), Y: py(chance.Share())})
	}
	ink, style := plansInk.line, stroke(plansInk.line, 2)
	if i > 0 {
		ink, style = grey, stroke(grey, 1.3, 4, 2)
	}
	c.StrokeLines(style, points)
	for y, at := range points {
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: ink, Radius: 3, Shape: draw.CircleGlyph{}}, at)
		if i == 0 {
			c.FillText(aligned(bold(letter(8.5, ink)), text.XCenter, text.YBottom), vg.Point{X: at.X, Y: at.Y + 6}, briefly(l.chances[y]))
		}
	}
}

// briefly is a chance in the room that a mark has.
func briefly(c Chance) string {
	return strings.NewReplacer("less than ", "<", "more than ", ">").Replace(c.Plain())
}

// names says at the right end which line is whose, where there are two, and
// where as likely as not is.
func (b *BalanceChart) names(c draw.Canvas, py func(float64) vg.Length, left vg.Length) {
	const even = 0.5
	list := []end{{even, "as likely as not", axisText}}
	if len(b.lines) > 1 {
		for i, l := range b.lines {
			style := bold(letter(9, plansInk.line))
			if i > 0 {
				style = letter(9, grey)
			}
			list = append(list, end{l.chances[len(l.chances)-1].Share(), label(l.name), style})
		}
	}
	slices.SortStableFunc(list, func(a, b end) int { return cmp.Compare(a.value, b.value) })
	var places []float64
	for _, e := range list {
		places = append(places, float64(py(e.value)))
	}
	const gap = 12
	for i, y := range apart(places, gap, float64(py(0)), float64(py(1))+gap) {
		write(c, aligned(list[i].style, text.XLeft, text.YCenter), left, vg.Length(y), list[i].says)
	}
}
