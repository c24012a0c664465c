package outputs

import (
	"cmp"
	"fmt"
	"image/color"
	"io"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"sendsim/calibration/trials"
)

// diagram is a small picture of lines over whole numbers, or of bars.
type diagram struct {
	title    string
	subtitle []string
	unit     string // over the vertical axis
	across   string // below the horizontal axis
	lines    []line
	bars     []float64 // one each from the first mark on
	marks    []int     // of the horizontal axis
	name     func(int) string
	low      float64 // of the vertical axis, at least
	high     float64
}

// line is a named line of a diagram; a plain one is a thing to compare with.
type line struct {
	says  string
	x     []int
	y     []float64
	color color.Color
	plain bool
}

// Colours of lines, from the darkest: told apart without colour, too, as each
// is named at its end.
var lineInks = []color.Color{
	rgb(0x0b, 0x3c, 0x6d), rgb(0x1d, 0x70, 0xb8), rgb(0x6b, 0x12, 0x38), rgb(0xb1, 0x5a, 0x00), rgb(0x50, 0x5a, 0x5f),
}

const diagramHeight vg.Length = 330

// WriteSVG writes the picture.
func (d *diagram) WriteSVG(w io.Writer) error {
	return writeSVG(w, diagramHeight, d.title, d.subtitle, d.draw)
}

func (d *diagram) draw(c draw.Canvas) {
	const width = chartWidth - 2*margin
	top := diagramHeight - margin*0.8
	top = paragraph(c, titleText, balanced(titleText, d.title, width), margin, top) - 3
	for _, line := range d.subtitle {
		top = paragraph(c, subtitleText, wrapped(subtitleText, line, width), margin, top)
	}
	const room = 120 // for the names at the right
	f := frame{c: c, left: margin + 34, right: chartWidth - room, bottom: 52, top: top - 26}
	const wanted = 6
	f.y = scaleFor(d.low, d.high, wanted)
	f.x = scale{low: float64(d.marks[0]), high: float64(d.marks[len(d.marks)-1])}
	if len(d.bars) > 0 {
		f.x.high++
	}
	d.axes(f)
	d.paintBars(f)
	d.paintLines(f)
}

// frame is where a diagram's axes are, and what they span.
type frame struct {
	c                        draw.Canvas
	left, right, bottom, top vg.Length
	x, y                     scale
}

func (f *frame) at(x, y float64) vg.Point {
	return vg.Point{
		X: f.left + vg.Length((f.right-f.left)*vg.Length((x-f.x.low)/(f.x.high-f.x.low))),
		Y: f.bottom + vg.Length((f.top-f.bottom)*vg.Length((y-f.y.low)/(f.y.high-f.y.low))),
	}
}

func (d *diagram) axes(f frame) {
	right := aligned(axisText, text.XRight, text.YCenter)
	for _, v := range f.y.marks() {
		if math.Abs(v) < f.y.step/2 {
			v = 0 // not -0
		}
		y := f.at(f.x.low, v).Y
		f.c.StrokeLine2(stroke(lightGrey, 0.7), f.left, y, f.right, y)
		write(f.c, right, f.left-6, y, strconv.FormatFloat(v, 'f', f.y.decimals(), 64))
	}
	f.c.FillText(aligned(axisText, text.XLeft, text.YBottom), vg.Point{X: margin, Y: f.top + 9}, d.unit)
	name := aligned(axisText, text.XCenter, text.YTop)
	for _, m := range d.marks {
		x := f.at(float64(m), 0).X
		if len(d.bars) > 0 {
			x = f.at(float64(m)+0.5, 0).X
		}
		f.c.FillText(name, vg.Point{X: x, Y: f.bottom - 6}, d.name(m))
	}
	f.c.StrokeLine2(stroke(middle, 0.7), f.left, f.bottom, f.right, f.bottom)
	f.c.FillText(name, vg.Point{X: (f.left + f.right) / 2, Y: f.bottom - 20}, d.across)
}

func (d *diagram) paintBars(f frame) {
	const gap = 0.08
	for i, v := range d.bars {
		x := float64(d.marks[i])
		f.c.FillPolygon(plansInk.bands[2], []vg.Point{f.at(x+gap, f.y.low), f.at(x+gap, v), f.at(x+1-gap, v), f.at(x+1-gap, f.y.low)})
	}
}

func (d *diagram) paintLines(f frame) {
	var names []end
	for _, l := range d.lines {
		var points []vg.Point
		for i := range l.x {
			points = append(points, f.at(float64(l.x[i]), l.y[i]))
		}
		look := stroke(l.color, 1.7)
		if l.plain {
			look = stroke(l.color, 1, 4, 3)
		}
		f.c.StrokeLines(look, points)
		if !l.plain {
			for _, p := range points {
				f.c.DrawGlyphNoClip(draw.GlyphStyle{Color: l.color, Radius: 2.2, Shape: draw.CircleGlyph{}}, p)
			}
		}
		if l.says != "" {
			style := labelText
			style.Color = l.color
			names = append(names, end{l.y[len(l.y)-1], l.says, style})
		}
	}
	d.paintNames(f, names)
}

// paintNames writes the names of the lines at their right ends, apart from each
// other.
func (d *diagram) paintNames(f frame, names []end) {
	slices.SortStableFunc(names, func(a, b end) int { return cmp.Compare(a.value, b.value) })
	places := make([]float64, len(names))
	for i, n := range names {
		places[i] = float64(f.at(f.x.low, n.value).Y)
	}
	const gap = 13
	for i, y := range apart(places, gap, float64(f.bottom), float64(f.top)+gap) {
		write(f.c, aligned(names[i].style, text.XLeft, text.YCenter), f.right+10, vg.Length(y), names[i].says)
	}
}

// Coverage is the picture of how much of what came lay inside the intervals.
func (s Scorecard) Coverage(w io.Writer) error {
	d := &diagram{
		title:    "Plans: how much of what came lay inside the intervals",
		subtitle: []string{"Share of " + s.cameFrom() + " inside the central interval, by years ahead. Dashed: what the interval says"},
		unit:     "share inside", across: "years ahead", name: strconv.Itoa, low: 0.4, high: 1,
	}
	for h := s.About.Nearest; h <= s.About.Horizons; h++ {
		d.marks = append(d.marks, h)
	}
	for i, level := range trials.Levels {
		l := line{says: fmt.Sprintf("%.0f %% interval", 100*level), color: lineInks[i]}
		for j := range s.Scores {
			if r := &s.Scores[j]; r.Target == trials.Plans.String() && r.Forecaster == s.About.Published {
				l.x, l.y = append(l.x, r.Horizon), append(l.y, r.Coverage[i])
			}
		}
		if len(l.x) == 0 {
			continue
		}
		says := line{x: []int{l.x[0], l.x[len(l.x)-1]}, y: []float64{level, level}, color: lineInks[i], plain: true}
		d.lines = append(d.lines, says, l)
	}
	return d.write(w)
}

// Skill is the picture of the skill by origin.
func (s Scorecard) Skill(w io.Writer) error {
	const most = 3 // horizons that have enough origins to be lines
	d := &diagram{
		title:    "Plans: skill against " + trials.HoltPooled + ", by origin",
		subtitle: []string{"How much lower the CRPS of the " + s.About.Published + " is, as a share of the rule's, over all authorities. 0: no better"},
		unit:     "skill", across: "January census from which the forecast was made", name: strconv.Itoa,
	}
	for o := s.About.First; o <= s.About.Last; o++ {
		d.marks = append(d.marks, o)
	}
	for _, k := range s.Skills {
		if k.Target != trials.Plans.String() || k.Against != trials.HoltPooled || k.Horizon > most {
			continue
		}
		d.lines = append(d.lines, line{says: years(k.Horizon) + " ahead", x: k.Origins, y: k.ByOrigin, color: lineInks[k.Horizon-1]})
		for _, v := range k.ByOrigin {
			d.low, d.high = min(d.low, v), max(d.high, v)
		}
	}
	return d.write(w)
}

// PIT is the picture of where in the forecast distribution what came lay, a
// year ahead or as near as was scored.
func (s Scorecard) PIT(w io.Writer) error {
	d := &diagram{
		title: "Plans: where in the forecast distribution the figure fell, " + years(s.About.Nearest) + " ahead",
		subtitle: []string{
			"Share of " + s.cameFrom() + ", by tenth of the distribution. Dashed: a tenth each, as in a forecast whose width is right; a hump is a forecast that is too wide",
		},
		unit: "share", across: "tenth of the forecast distribution, from the lowest", name: strconv.Itoa, high: 0.16,
	}
	for i := range s.Scores {
		r := &s.Scores[i]
		if r.Target != trials.Plans.String() || r.Forecaster != s.About.Published || r.Horizon != s.About.Nearest {
			continue
		}
		for b, v := range r.PIT {
			d.bars, d.marks = append(d.bars, v), append(d.marks, b+1)
			d.high = max(d.high, v)
		}
	}
	if n := len(d.bars); n > 0 {
		d.lines = []line{{says: "a tenth", x: []int{1, n + 1}, y: []float64{0.1, 0.1}, color: grey, plain: true}}
	}
	return d.write(w)
}

// write writes a picture that has something to show.
func (d *diagram) write(w io.Writer) error {
	if len(d.lines) == 0 || len(d.marks) == 0 {
		d.lines, d.bars, d.marks, d.high = nil, nil, []int{0, 1}, 1
		d.subtitle = append(d.subtitle, "Nothing of it was scored")
	}
	if len(d.marks) == 1 { // an axis has two ends
		d.marks = append(d.marks, d.marks[0]+1)
	}
	return d.WriteSVG(w)
}

// cameFrom says of how many authorities and origins a share is.
func (s Scorecard) cameFrom() string {
	return fmt.Sprintf("figures of %d authorities from origins %d to %d", s.About.Authorities, s.About.First, s.About.Last)
}
