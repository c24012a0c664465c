package outputs

import (
	"fmt"
	"io"

	"gonum.org/v1/plot/vg"
)

// Grid is small fans side by side, each with an axis of its own.
type Grid struct {
	surround
	panels []panel
	across int
}

// panel is one of them.
type panel struct {
	title  string
	fan    []fanYear
	mark   int     // the place in the fan of the year whose median is said beside the last
	other  []Point // median of the run it is compared with
	divide float64
	say    func(float64) string
}

// Panel names a column that a grid shows.
type Panel struct{ Title, Column string }

// GridSays is what stands over a grid: the finding, and what its axes are.
type GridSays struct {
	Finding func(grown []Growth) string
	Axes    string
}

// GridOf is small fans of columns of one area; those that are 0 throughout are
// left out, and so is a grid of none. base is the run that this one is
// compared with, and its name; nil where there is none.
func GridOf(s *Summary, area int, of []Panel, base *Summary, baseName string, says GridSays) *Grid {
	g := &Grid{}
	var grown []Growth
	for _, p := range of {
		one := s.panel(area, p)
		if one == nil {
			continue
		}
		if base != nil {
			for y := range base.Years {
				one.other = append(one.other, Point{Year: base.FirstYear + y + 1, Value: base.Stats(area, y, p.Column).At(Median).Value})
			}
		}
		at := one.fan[one.mark]
		grown = append(grown, Growth{p.Title, one.fan[0].at(Median), at.at(Median), one.fan[0].year, at.year})
		g.panels = append(g.panels, *one)
	}
	if len(g.panels) == 0 {
		return nil
	}
	const few, wide, narrow = 4, 2, 3
	if g.across = narrow; len(g.panels) <= few {
		g.across = wide
	}
	subtitle := "Line: median; dark: 5 futures in 10; light: 8 in 10. Each panel has an upward axis of its own, from 0"
	if base != nil {
		subtitle += ". Dashed: median of “" + baseName + "”"
	}
	if s.Years > CautionYears {
		subtitle += fmt.Sprintf(". Dot: median of %d; beyond it: arithmetic under %s", s.FirstYear+CautionYears, s.rules())
	}
	g.surround = surroundOf(s, s.Titled(area)+": "+says.Finding(grown), says.Axes, subtitle)
	for _, p := range g.panels {
		first, last := p.fan[0], p.fan[len(p.fan)-1]
		between := ""
		if m := p.fan[p.mark]; p.mark < len(p.fan)-1 {
			between = fmt.Sprintf("%s in %d (8 futures of 10: %s to %s), ", p.say(m.at(Median)), m.year, p.say(m.at(10)), p.say(m.at(90)))
		}
		g.says = append(g.says, fmt.Sprintf("%s: median %s in %d, %s%s in %d (8 futures of 10: %s to %s)", p.title,
			p.say(first.at(Median)), first.year, between, p.say(last.at(Median)), last.year, p.say(last.at(10)), p.say(last.at(90))))
	}
	return g
}

// Growth is how the median of a panel goes from its first year to the last that
// is a forecast.
type Growth struct {
	Title            string
	From, To         float64
	FromYear, ToYear int
}

// panel is the fan of a column; nil where it is 0 throughout, or unknown.
func (s *Summary) panel(area int, of Panel) *panel {
	column, ok := ColumnNamed(of.Column)
	if !ok {
		return nil
	}
	p := &panel{title: of.Title, divide: 1, mark: min(CautionYears, s.Years) - 1}
	p.say = Counted
	switch column.Unit {
	case UnitShare, UnitPerChild:
		p.divide, p.say = 1.0/percent, func(v float64) string { return trimmed(percent*v, 0) + " %" }
	case UnitPounds:
		p.divide, p.say = million, Money
	}
	some := false
	for y := range s.Years {
		f := fanYear{year: s.FirstYear + y + 1}
		for i, l := range Levels {
			v := s.Stats(area, y, of.Column).At(l).Value
			if v != v {
				v = 0
			}
			some = some || v != 0
			f.quantiles[i] = v
		}
		p.fan = append(p.fan, f)
	}
	if !some {
		return nil
	}
	return p
}

// panelHeight is that of a row of panels.
const panelHeight vg.Length = 132

// height is that of the picture.
func (g *Grid) height() vg.Length {
	rows := (len(g.panels) + g.across - 1) / g.across
	return 156 + vg.Length(panelHeight*vg.Length(rows))
}

// WritePNG writes the picture, 1440 dots wide.
func (g *Grid) WritePNG(w io.Writer) error { return writePNG(w, g.height(), g.draw) }

// WriteSVG writes the picture as SVG, with its title and what it shows for
// readers who hear it.
func (g *Grid) WriteSVG(w io.Writer) error {
	return writeSVG(w, g.height(), g.Title, append(g.Subtitle, g.says...), g.draw)
}
