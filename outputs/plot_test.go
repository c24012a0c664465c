package outputs_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"

	"sendsim/outputs"
)

// charts are both charts of a run of so many plans.
func charts(t testing.TB, years, draws int, size float64) []*outputs.Chart {
	s := summarised(t, about(years), draws, size, outputs.DefaultThreshold)
	return []*outputs.Chart{outputs.PlansChart(s, past(size)), outputs.DeficitChart(s, past(size))}
}

// TestChartsSayTheirFinding says that the titles tell the range of 8 futures
// of 10 in words and how much of a deficit is notional, and the subtitles the
// regime, the draws and the sign.
func TestChartsSayTheirFinding(t *testing.T) {
	c := charts(t, 10, 250, 2_080)
	plans := regexp.MustCompile(`^Stockton-on-Tees: 2,080 EHC plans in January 2024, between [0-9,]+ and [0-9,]+ by January 2029 in 8 futures of 10$`)
	deficit := regexp.MustCompile(`^Stockton-on-Tees: cumulative DSG deficit between £[0-9.]+m and £[0-9.]+m at 31 March 2029 in 8 futures of 10; (up to £[0-9.]+m|£[0-9.]+m to £[0-9.]+m) is notional$`)
	if !plans.MatchString(c[0].Title) || !deficit.MatchString(c[1].Title) {
		t.Errorf("titles: %q, %q", c[0].Title, c[1].Title)
	}
	for i, farther := range []string{"At January 2034, under unchanged rules: between ", "At 31 March 2034, under unchanged rules: between a DSG surplus"} {
		if says := strings.Join(c[i].Subtitle, " "); !strings.Contains(says, farther) {
			t.Errorf("what the last year comes to is not said: %q", says)
		}
	}
	for _, c := range c {
		if says := strings.Join(c.Subtitle, " "); !strings.Contains(says, "as announced November 2026; 250 draws") {
			t.Errorf("subtitle: %q", says)
		}
	}
	says := strings.Join(c[1].Subtitle, " ")
	for _, want := range []string{"Positive = deficit", "Notional: arisen since 1 April 2028,", "Own part: "} {
		if !strings.Contains(says, want) {
			t.Errorf("subtitle without %q: %q", want, says)
		}
	}
	if short := charts(t, 4, 250, 2_080)[1]; strings.Contains(short.Title+strings.Join(short.Subtitle, " "), "otional") {
		t.Errorf("a run that ends in March 2028 has no notional deficit: %q", short.Title)
	}
}

// TestChartsAreWhole says that charts of any size are pictures that can be
// read, the same bytes each time, and that an SVG says its title and caution.
func TestChartsAreWhole(t *testing.T) {
	for _, run := range []struct {
		years, draws int
		size         float64
	}{{10, 60, 2_080}, {10, 60, 570_000}, {1, 10, 40}} {
		if testing.Short() && run.size > 1e5 {
			continue // large figures: no other path, but for the labels
		}
		for _, c := range charts(t, run.years, run.draws, run.size) {
			var svg, picture, again bytes.Buffer
			if err := errors.Join(c.WriteSVG(&svg), c.WritePNG(&picture), c.WritePNG(&again)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(picture.Bytes(), again.Bytes()) {
				t.Error("a picture drawn twice differs")
			}
			if img, err := png.Decode(&picture); err != nil || img.Bounds().Dx() != 1440 {
				t.Errorf("PNG: %v", err)
			}
			text := heard(t, svg.Bytes())
			if !strings.Contains(text, c.Title) || strings.Contains(text, "NaN") {
				t.Errorf("the SVG of %q reads %q", c.Title, text)
			}
			if caution := strings.Contains(text, "beyond about five years"); caution != (run.years > 5) {
				t.Errorf("%d years: caution is %v", run.years, caution)
			}
		}
	}
}

// heard is the text of an SVG.
func heard(t *testing.T, svg []byte) string {
	t.Helper()
	var text strings.Builder
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if chars, ok := token.(xml.CharData); ok {
			text.Write(chars)
		}
	}
}
