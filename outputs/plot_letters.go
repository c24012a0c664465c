package outputs

import (
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	raster "golang.org/x/image/math/fixed"
	plotfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// letters is a picture on which texts are filled outlines, as all else on it
// is. The picture's own way to write adds up the darkness of a dot in 32-bit
// floats, of which the last bits, and so some dots, differ between processors;
// outlines are filled in whole numbers.
type letters struct{ *vgimg.Canvas }

// FillString writes a text that begins at a point.
func (l letters) FillString(face plotfont.Face, at vg.Point, txt string) {
	const ppem = raster.Int26_6(64) // in dots, once times the size of the text
	dots := l.DPI() / vg.Inch.Points()
	o := outline{
		font: face.Face, size: raster.Int26_6(float64(float64(ppem)*face.Font.Size.Points()*dots) + 0.5),
		from: at, dot: vg.Length(1 / dots / float64(ppem)),
	}
	for _, r := range txt {
		o.add(r)
	}
	// From the right: the dots of a line are a list from the left on, which is
	// walked to where a letter begins. Which is first makes no difference to what
	// is filled.
	slices.Reverse(o.letters)
	l.Fill(slices.Concat(o.letters...))
}

// outline is the outlines of a text, in the making.
type outline struct {
	font    *sfnt.Font
	buf     sfnt.Buffer
	size    raster.Int26_6 // pixels per em
	from    vg.Point
	dot     vg.Length      // 1/64 of a pixel
	x       raster.Int26_6 // where the next glyph begins
	last    sfnt.GlyphIndex
	letters []vg.Path
}

// add adds a letter. One that the font does not have is its box.
func (o *outline) add(r rune) {
	glyph, err := o.font.GlyphIndex(&o.buf, r)
	if err != nil {
		return
	}
	if kern, err := o.font.Kern(&o.buf, o.last, glyph, o.size, font.HintingNone); err == nil && len(o.letters) > 0 {
		o.x += kern
	}
	advance, err := o.font.GlyphAdvance(&o.buf, glyph, o.size, font.HintingNone)
	if err != nil {
		return
	}
	segments, err := o.font.LoadGlyph(&o.buf, glyph, o.size, nil)
	if err != nil {
		return
	}
	var path vg.Path
	for i, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				path.Close()
			}
			path.Move(o.point(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(o.point(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(o.point(s.Args[0]), o.point(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(o.point(s.Args[0]), o.point(s.Args[1]), o.point(s.Args[2]))
		}
	}
	if len(segments) > 0 {
		path.Close()
		o.letters = append(o.letters, path)
	}
	o.x, o.last = o.x+advance, glyph
}

// point is where a point of a glyph lies.
func (o *outline) point(p raster.Point26_6) vg.Point {
	return vg.Point{
		X: o.from.X + vg.Length(o.dot*vg.Length(o.x+p.X)),
		Y: o.from.Y - vg.Length(o.dot*vg.Length(p.Y)), // glyphs are measured downwards
	}
}
