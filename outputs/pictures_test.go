package outputs_test

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sendsim/cohorts"
	"sendsim/outputs"
)

// picture is drawn the same as SVG and PNG.
type picture interface {
	WriteSVG(io.Writer) error
	WritePNG(io.Writer) error
	Says() string
}

// gallery is one of each kind of picture, of a run and against another, some
// with names that mean something to SVG.
func gallery(t *testing.T) map[string]picture {
	t.Helper()
	a := about(10)
	a.Areas[0].Name = `<b>&"Rutland"</b>`
	s := summarised(t, a, 250, 2_080, outputs.DefaultThreshold)
	base := summarised(t, a, 250, 2_300, outputs.DefaultThreshold)
	deficit := outputs.DeficitChart(s, past(2_080))
	deficit.Against(base, 0, outputs.ColCumulative, `</text><script>`)
	deficit.Came([]outputs.Outturn{{Point: outputs.Point{Year: 2025, Value: 9e6}, Among: outputs.Among{Below: 0.4, Futures: 40}}})
	var panels []outputs.Panel
	for _, p := range cohorts.Phases() {
		panels = append(panels, outputs.Panel{Title: p.String(), Column: outputs.PhaseColumn(p)})
	}
	says := outputs.GridSays{Axes: "Up: plans", Finding: func(all []outputs.Growth) string { return fmt.Sprintf("%d grow", len(all)) }}
	return map[string]picture{
		"plans": outputs.PlansChart(s, past(2_080)), "deficit": deficit,
		"in-year": outputs.InYearChart(s, 0), "gross": outputs.GrossChart(s, 0),
		"balance": outputs.BalanceChartOf(s, 0, "plan", base, `<i>base</i>`),
		"phases":  outputs.GridOf(s, 0, panels, base, `<i>base</i>`, says),
	}
}

// Every picture is well formed whatever its names, says in words what it shows,
// is a PNG of the same width, and has no NaN in it.
func TestPicturesAreWhole(t *testing.T) {
	for name, p := range gallery(t) {
		var svg, image bytes.Buffer
		if err := p.WriteSVG(&svg); err != nil {
			t.Fatal(err)
		}
		if err := p.WritePNG(&image); err != nil {
			t.Fatal(err)
		}
		if text := heard(t, svg.Bytes()); strings.Contains(svg.String(), "NaN") || !strings.Contains(text, `<b>&"Rutland"</b>`) {
			t.Errorf("%s: the SVG reads %.300s", name, text)
		}
		if regexp.MustCompile(`<(script|i|b)>`).MatchString(svg.String()) {
			t.Errorf("%s: a name is markup", name)
		}
		if img, err := png.Decode(&image); err != nil || img.Bounds().Dx() != 1440 {
			t.Errorf("%s: PNG %v", name, err)
		}
		if says := p.Says(); len(says) < 100 || strings.Contains(says, "NaN") {
			t.Errorf("%s says %q", name, says)
		}
	}
}

var medianLine = regexp.MustCompile(`<path d="M([^"]*)" style="fill:none;stroke:#0B3C6D;stroke-width:1.7"`)

// The median of the base is seen where it is that of the scenario: along the line
// there is dark and light.
func TestABaseIsSeenOnItsScenario(t *testing.T) {
	s := summarised(t, about(10), 250, 2_080, outputs.DefaultThreshold)
	for _, compared := range []bool{false, true} {
		c := outputs.PlansChart(s, past(2_080))
		if compared {
			c.Against(s, 0, outputs.ColPlans, "base")
		}
		light := lightOn(t, c)
		if least, most := .25, .75; compared && !(light > least && light < most) || !compared && light > 0 {
			t.Errorf("compared %v: %.2f of the median is light", compared, light)
		}
	}
}

// lightOn is which share of a chart's median is near white.
func lightOn(t *testing.T, c *outputs.Chart) float64 {
	t.Helper()
	var svg, dots bytes.Buffer
	if err := errors.Join(c.WriteSVG(&svg), c.WritePNG(&dots)); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&dots)
	found := medianLine.FindStringSubmatch(svg.String())
	if err != nil || found == nil {
		t.Fatalf("there is no median: %v", err)
	}
	const scale, height = 1440.0 / 720, 430 // dots of a point; points, from below
	var from [2]float64
	light, of := 0, 0
	for i, text := range strings.Split(found[1], "L") {
		var to [2]float64
		if _, err := fmt.Sscanf(text, "%f,%f", &to[0], &to[1]); err != nil {
			t.Fatal(err)
		}
		const steps = 200
		for step := 1; i > 0 && step < steps; step++ {
			part := float64(step) / steps
			x, y := from[0]+part*(to[0]-from[0]), from[1]+part*(to[1]-from[1])
			r, _, _, _ := img.At(int(scale*x), int(scale*(height-y))).RGBA()
			if of++; r > 0xb000 {
				light++
			}
		}
		from = to
	}
	return float64(light) / float64(of)
}

var (
	textFills  = regexp.MustCompile(`<text [^>]*fill:#([0-9A-F]{6})`)
	shapeFills = regexp.MustCompile(`<path [^>]*fill:#([0-9A-F]{6})`)
)

// luminance is the relative luminance of a colour, and contrast the ratio of two
// (WCAG 2.1).
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	l := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.03928 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		l += weight * c
	}
	return l
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// Texts stand out from white as WCAG asks of small text, and the bands of a fan
// from one another in lightness alone, so that no colour need be told.
func TestPicturesCanBeReadWithoutColour(t *testing.T) {
	const small, step = 4.5, 1.2
	for name, p := range gallery(t) {
		var svg bytes.Buffer
		if err := p.WriteSVG(&svg); err != nil {
			t.Fatal(err)
		}
		for _, fill := range textFills.FindAllStringSubmatch(svg.String(), -1) {
			if c := contrast(luminance(t, fill[1]), 1); c < small {
				t.Errorf("%s: a text has the contrast %.1f", name, c)
			}
		}
		last := 1.0
		seen := map[string]bool{"FFFFFF": true, "0B0C0C": true}
		for _, fill := range shapeFills.FindAllStringSubmatch(svg.String(), -1) {
			if seen[fill[1]] {
				continue
			}
			seen[fill[1]] = true
			l := luminance(t, fill[1])
			if c := contrast(l, last); c < step {
				t.Errorf("%s: #%s stands out by %.2f from what is drawn before it", name, fill[1], c)
			}
			last = l
		}
	}
}

// The title of the chances says when balance is more likely than not, whatever
// way it goes.
func TestWhenBalanceIsLikely(t *testing.T) {
	for want, hits := range map[string][]int{
		"not reached by 2026-27 in any of the futures":                                                {0, 0, 0},
		"not more likely than not in any year to 2026-27: the best chance of a year is 50 %":          {2, 50, 30},
		"not more likely than not in any year to 2026-27: the best chance of a year is less than 1 %": {0, 0, 0, 1},
		"more likely than not from 2025-26 on":                                                        {10, 51, 90},
		"more likely than not in 2024-25, and no longer in 2026-27":                                   {60, 51, 50},
	} {
		of := 100
		if len(hits) > 3 { // one of a thousand
			of = 1000
			hits = hits[1:]
		}
		s := &outputs.Summary{About: about(3), Chances: make([]outputs.Chances, 1)}
		for _, n := range hits {
			s.Chances[0].Balance = append(s.Chances[0].Balance, outputs.Chance{Hits: n, Draws: of})
		}
		if got := outputs.LikelyBalance(s, 0); got != want {
			t.Errorf("%v of %d: %q, want %q", hits, of, got, want)
		}
	}
}

// The title of an in-year fan reads well whichever way the range lies.
func TestTheTitleOfAnInYearFan(t *testing.T) {
	s := summarised(t, about(6), 60, 2_080, outputs.DefaultThreshold)
	if got := outputs.InYearChart(s, 0).Title; !regexp.MustCompile(`^Stockton-on-Tees: (between an in-year surplus of £[0-9.]+m and a deficit of|in-year (deficit|surplus) (between|of up to)) £[0-9.]+m.* in 2028-29 in 8 futures of 10$`).MatchString(got) {
		t.Errorf("it reads %q", got)
	}
}
