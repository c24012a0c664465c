package outputs

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Frontier is the picture of what combinations cost one authority, and what
// chance of balance they buy, or, where no draw is in balance, what deficit they
// leave: a dot for each, and a line through those that no other beats in both.
type Frontier struct {
	surround
	deficits  bool // it is of deficits: less is better
	scenarios []string
	dots      []dot
	best      []dot // from the cheapest up
}

// dot is one combination.
type dot struct {
	scenario    int
	cost, value float64 // £ million; per cent, or £ million of deficit
	chance      Chance  // of balance
}

const frontierHeight vg.Length = 400

// FrontierOf is the picture of an authority, by its place in the design, and of
// what its figures rest on; nil where there is no money.
func (s *Swept) FrontierOf(authority int, basis *Basis) *Frontier {
	d := &s.Sweep.Design
	f := &Frontier{}
	for _, of := range d.Scenarios {
		f.scenarios = append(f.scenarios, of.Name)
	}
	rows := s.rowsOf(authority)
	if len(rows) == 0 {
		return nil
	}
	best, deficits := unbeaten(rows)
	f.deficits = deficits
	f.dots, f.best = f.dotsOf(rows), f.dotsOf(best)
	top := f.best[len(f.best)-1]
	f.Title = fmt.Sprintf("%s: the best chance of balance in %s is %s, for %s", d.Names[authority], s.year(), f.say(top), Money(top.cost*million))
	if f.deficits {
		f.Title = fmt.Sprintf("%s: in none of %s draws is any combination in balance in %s; the least median deficit at its end is %s, for %s", d.Names[authority], grouped(float64(d.Draws)), s.year(), f.say(top), Money(top.cost*million))
	}
	f.Subtitle = []string{
		fmt.Sprintf("%s; %s draws, simulated", strings.Join(basis.Regimes, "; "), grouped(float64(d.Draws))),
		"Each dot is a combination, all on the same draws. Line: those that no other beats in both",
		"Cost: what levers cost all purses but grants from outside, mean, to the end of that year; places and children are in the deficit",
	}
	f.Notes = append(s.Sweep.ground(), basis.sources())
	for _, b := range f.best {
		f.says = append(f.says, fmt.Sprintf("%s: %s for %s", f.scenarios[b.scenario], f.say(b), Money(b.cost*million)))
	}
	return f
}

func (f *Frontier) dotsOf(rows []sweptRow) (all []dot) {
	for _, r := range rows {
		one := dot{slices.Index(f.scenarios, r.Scenario), r.Cost / million, percent * *r.Chance, r.chance()}
		if f.deficits {
			one.value = r.median() / million
		}
		all = append(all, one)
	}
	return all
}

// say is what a dot has, in words.
func (f *Frontier) say(d dot) string {
	if f.deficits {
		return Money(d.value * million)
	}
	if bound := d.chance.Bound(); bound != "" {
		return bound // as in the table of the sweep
	}
	return trimmed(percent*d.chance.Share(), 1) + " %"
}

// WritePNG writes the picture, 1440 dots wide.
func (f *Frontier) WritePNG(w io.Writer) error { return writePNG(w, frontierHeight, f.draw) }

// WriteSVG writes the picture as SVG, with its title and what it shows for
// readers who hear it.
func (f *Frontier) WriteSVG(w io.Writer) error {
	return writeSVG(w, frontierHeight, f.Title, append(f.Subtitle, f.says...), f.draw)
}

func (f *Frontier) draw(c draw.Canvas) {
	top, bottom := f.open(c, frontierHeight)
	const room, wanted = 150, 6 // for the names at the right; marks of an axis
	left, right, low, high := f.dots[0].cost, f.dots[0].cost, f.dots[0].value, f.dots[0].value
	for _, d := range f.dots {
		left, right, low, high = min(left, d.cost), max(right, d.cost), min(low, d.value), max(high, d.value)
	}
	if !f.deficits {
		low = 0
	}
	a := frame{c: c, left: margin + 34, right: chartWidth - room, bottom: bottom + 40, top: top - 26}
	const least = 0.01 // £ million, and per cent: an axis has two ends
	a.x, a.y = scaleFor(left, max(right, left+least), wanted), scaleFor(low, max(high, low+least), wanted)
	f.axes(a)
	at := func(d dot) vg.Point { return a.at(d.cost, d.value) }
	var line []vg.Point
	for _, b := range f.best {
		line = append(line, at(b))
	}
	if len(line) > 1 {
		c.StrokeLines(stroke(grey, 1.2, 4, 2), line)
	}
	for _, d := range f.dots {
		c.DrawGlyphNoClip(f.look(d.scenario), at(d))
	}
	f.names(a)
}

// shapes tell scenarios apart without colour, as far as they go.
var shapes = []draw.GlyphDrawer{draw.CircleGlyph{}, draw.SquareGlyph{}, draw.PyramidGlyph{}, draw.RingGlyph{}, draw.BoxGlyph{}, draw.TriangleGlyph{}, draw.CrossGlyph{}}

func (f *Frontier) look(scenario int) draw.GlyphStyle {
	return draw.GlyphStyle{Color: lineInks[scenario%len(lineInks)], Radius: 3, Shape: shapes[scenario%len(shapes)]}
}

func (f *Frontier) axes(a frame) {
	right, name := aligned(axisText, text.XRight, text.YCenter), aligned(axisText, text.XCenter, text.YTop)
	over, unit := "chance of in-year balance", " %"
	if f.deficits {
		over, unit = "£ million, median cumulative deficit (less is better)", ""
	}
	for _, v := range a.y.marks() {
		y := a.at(a.x.low, v).Y
		a.c.StrokeLine2(stroke(lightGrey, 0.7), a.left, y, a.right, y)
		write(a.c, right, a.left-6, y, marked(a.y, v)+unit)
	}
	for _, v := range a.x.marks() {
		a.c.FillText(name, vg.Point{X: a.at(v, a.y.low).X, Y: a.bottom - 6}, marked(a.x, v))
	}
	a.c.StrokeLine2(stroke(middle, 0.7), a.left, a.bottom, a.right, a.bottom)
	a.c.FillText(aligned(axisText, text.XLeft, text.YBottom), vg.Point{X: margin, Y: a.top + 9}, over)
	a.c.FillText(name, vg.Point{X: (a.left + a.right) / 2, Y: a.bottom - 20}, "cost, £ million")
}

// marked is a mark of an axis, of which 0 is not -0.
func marked(s scale, v float64) string {
	if v > -s.step/2 && v < s.step/2 {
		v = 0
	}
	return strconv.FormatFloat(v, 'f', s.decimals(), 64)
}

// names says which mark is which scenario's, as many as there is room for.
func (f *Frontier) names(a frame) {
	const leading, indent = 14, 22
	style := aligned(labelText, text.XLeft, text.YCenter)
	y := a.top - leading/2
	for i, name := range f.scenarios {
		if y < a.bottom {
			break
		}
		a.c.DrawGlyphNoClip(f.look(i), vg.Point{X: a.right + indent - 8, Y: y})
		write(a.c, style, a.right+indent, y, label(name))
		y -= leading
	}
}
