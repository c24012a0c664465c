package outputs

import (
	"image/color"
	"math"
	"testing"
)

// linear is a colour in linear light, 0 to 1: red, green, blue.
type linear [3]float64

func linearOf(c color.Color) linear {
	var l linear
	of := c.(color.NRGBA)
	for i, v := range []uint8{of.R, of.G, of.B} {
		s := float64(v) / 0xff
		if l[i] = s / 12.92; s > 0.04045 {
			l[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return l
}

func (l linear) luminance() float64 { return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] }

// lab is the colour in CIELAB, with the white of D65.
func (l linear) lab() [3]float64 {
	f := func(t float64) float64 {
		if t > 0.008856 {
			return math.Cbrt(t)
		}
		return 7.787*t + 16.0/116
	}
	x := f((0.4124*l[0] + 0.3576*l[1] + 0.1805*l[2]) / 0.9505)
	y := f(l.luminance())
	z := f((0.0193*l[0] + 0.1192*l[1] + 0.9505*l[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// eyes are how colours are seen (Machado and others, 2009, severity 1).
var eyes = map[string][3]linear{
	"all colours":  {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func seen(l linear, by [3]linear) linear {
	var as linear
	for i, row := range by {
		as[i] = max(0, min(1, row[0]*l[0]+row[1]*l[1]+row[2]*l[2]))
	}
	return as
}

// apartTo is the distance of two colours in CIELAB for some eyes.
func apartTo(by [3]linear, a, b color.Color) float64 {
	p, q := seen(linearOf(a), by).lab(), seen(linearOf(b), by).lab()
	return math.Hypot(math.Hypot(p[0]-q[0], p[1]-q[1]), p[2]-q[2])
}

// What means something is told apart by eyes that miss a colour: bars that lower
// from bars that raise, bands of a fan from each other and from the median, what
// a driver makes alone from what it makes with others.
func TestColoursAreToldApartByEveryEye(t *testing.T) {
	pairs := map[string][2]color.Color{
		"less and more": {lessInk, moreInk},
		"more and ends": {moreInk, endInk}, "less and ends": {lessInk, endInk},
		"alone and with others": {aloneInk, othersInk},
	}
	for name, ink := range map[string]ink{"plans": plansInk, "deficit": deficitInk} {
		pairs[name+": 9 in 10 and white"] = [2]color.Color{ink.bands[0], rgb(0xff, 0xff, 0xff)}
		for i := range ink.bands[1:] {
			pairs[name+": bands"+string(rune('1'+i))] = [2]color.Color{ink.bands[i], ink.bands[i+1]}
		}
		pairs[name+": median"] = [2]color.Color{ink.bands[len(ink.bands)-1], ink.line}
	}
	const least = 8 // of CIELAB: to be told apart side by side; 2.3 is just noticed
	for name, pair := range pairs {
		for eye, by := range eyes {
			if d := apartTo(by, pair[0], pair[1]); d < least {
				t.Errorf("%s, %s: %.1f apart", name, eye, d)
			} else {
				t.Logf("%s, %s: %.1f apart", name, eye, d)
			}
		}
	}
}

// Lines, dots and bars stand out from white by 3 to 1, as WCAG 2.1 asks of
// graphics (1.4.11), and lines of the text's size by more.
func TestGraphicsStandOut(t *testing.T) {
	const least = 3
	for name, c := range map[string]color.Color{
		"plans": plansInk.line, "deficit": deficitInk.line, "less": lessInk, "more": moreInk, "ends": endInk, "alone": aloneInk, "past": black, "words": grey,
	} {
		if ratio := 1.05 / (linearOf(c).luminance() + 0.05); ratio < least {
			t.Errorf("%s stands out by %.2f", name, ratio)
		} else {
			t.Logf("%s stands out by %.1f", name, ratio)
		}
	}
	for name, ink := range map[string]ink{"plans": plansInk, "deficit": deficitInk} { // the median lies on the darkest band
		band, line := linearOf(ink.bands[len(ink.bands)-1]).luminance(), linearOf(ink.line).luminance()
		if ratio := (band + 0.05) / (line + 0.05); ratio < least {
			t.Errorf("the median of %s stands out from its band by %.2f", name, ratio)
		}
	}
}
