package outputs

import (
	"image/color"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The size of a chart, in points.
const (
	chartWidth  vg.Length = 720
	chartHeight vg.Length = 430
	margin      vg.Length = 22
)

// ink is the colours of one chart: bands from the widest to the narrowest, the
// median, and the text that belongs to it.
type ink struct {
	bands [len(bands)]color.Color
	line  color.Color
}

// Both inks keep their steps apart for readers who see no colour, and in
// print.
var (
	plansInk = ink{
		[...]color.Color{rgb(0xdc, 0xe9, 0xf5), rgb(0xad, 0xce, 0xea), rgb(0x6f, 0xa8, 0xd9)},
		rgb(0x0b, 0x3c, 0x6d),
	}
	deficitInk = ink{
		[...]color.Color{rgb(0xf4, 0xdd, 0xe5), rgb(0xe6, 0xb8, 0xc8), rgb(0xcc, 0x7f, 0x9b)},
		rgb(0x6b, 0x12, 0x38),
	}
	black     = rgb(0x0b, 0x0c, 0x0c)
	grey      = rgb(0x50, 0x5a, 0x5f) // 7 to 1 on white
	lightGrey = rgb(0xe3, 0xe5, 0xe6)
	middle    = rgb(0x9a, 0xa0, 0xa3)
)

func rgb(r, g, b uint8) color.Color { return color.NRGBA{r, g, b, 0xff} }

// letter is how a text looks.
func letter(size vg.Length, of color.Color) text.Style {
	return text.Style{
		Color: of, Handler: plot.DefaultTextHandler,
		Font: font.Font{Typeface: "Liberation", Variant: "Sans", Size: size},
	}
}

func bold(s text.Style) text.Style { s.Font.Weight = xfont.WeightBold; return s }

func italic(s text.Style) text.Style { s.Font.Style = xfont.StyleItalic; return s }

func aligned(s text.Style, x text.XAlignment, y text.YAlignment) text.Style {
	s.XAlign, s.YAlign = x, y
	return s
}

// lead is the distance between two lines of a text, in its size.
const lead = 1.32

// wrapped breaks a text into lines no wider than width, but for a word that is.
func wrapped(s text.Style, txt string, width vg.Length) []string {
	words, lines := strings.Fields(txt), []string(nil)
	for len(words) > 1 {
		n := fitting(s, words, width)
		lines, words = append(lines, strings.Join(words[:n], " ")), words[n:]
	}
	if len(words) > 0 || len(lines) == 0 {
		lines = append(lines, strings.Join(words, " "))
	}
	return lines
}

// fitting is how many of some words a line of a width has room for, one at
// least. It is guessed, with two letters to the em, and put right word by word:
// to measure a text takes long.
func fitting(s text.Style, words []string, width vg.Length) (n int) {
	for letters := int(2 * width / s.Font.Size); n < len(words) && letters >= len(words[n]); n++ {
		letters -= len(words[n]) + 1
	}
	wide := func(n int) bool { return s.Width(strings.Join(words[:n], " ")) > width }
	if n = max(n, 1); wide(n) {
		for n--; n > 1 && wide(n); n-- {
		}
		return max(n, 1)
	}
	for n < len(words) && !wide(n+1) {
		n++
	}
	return n
}

// balanced is wrapped into as few lines, of about the same length.
func balanced(s text.Style, txt string, width vg.Length) []string {
	lines := wrapped(s, txt, width)
	const step = 10
	for width -= step; width > 0; width -= step {
		narrower := wrapped(s, txt, width)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// write writes a text whose middle is at the height y.
func write(c draw.Canvas, s text.Style, x, y vg.Length, txt string) {
	c.FillText(s, vg.Point{X: x, Y: y + vg.Length(s.FontExtents().Descent/2)}, txt)
}

// paragraph writes lines from the top down and returns where the next would
// begin.
func paragraph(c draw.Canvas, s text.Style, lines []string, x, top vg.Length) vg.Length {
	s = aligned(s, text.XLeft, text.YTop)
	for _, line := range lines {
		c.FillText(s, vg.Point{X: x, Y: top}, line)
		top -= vg.Length(s.Font.Size * lead)
	}
	return top
}

// stroke is a line's look.
func stroke(of color.Color, width vg.Length, dashes ...vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: of, Width: width, Dashes: dashes}
}
