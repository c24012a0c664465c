package outputs_test

import (
	"bytes"
	"errors"
	"math"
	"testing"

	"sendsim/outputs"
	"sendsim/sim/attribution"
)

// readBack is a summary written and read back.
func readBack(t *testing.T, s *outputs.Summary) *outputs.Summary {
	t.Helper()
	var file bytes.Buffer
	if err := s.WriteArrow(&file); err != nil {
		t.Fatal(err)
	}
	back, err := outputs.OpenSummary(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	back.Warnings = s.Warnings // the manifest holds them
	return back
}

// like tells whether two figures are the same to the last bit; both NaN are.
func like(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b }

// A summary that is read back says what the one that was written does: every
// statistic, every chance with its error, the same table and the same pictures,
// whether draws share rows or not.
func TestASummaryIsReadBackAsItWas(t *testing.T) {
	for _, rows := range []int{0, 40} {
		a := twoAreas(7)
		a.Rows, a.Draws = rows, 120
		s := summarised(t, a, 120, 900, outputs.DefaultThreshold)
		back := readBack(t, s)
		for area := range s.Areas {
			for y := range s.Years {
				for _, c := range outputs.Columns {
					was, is := s.Stats(area, y, c.Name), back.Stats(area, y, c.Name)
					same := was.Draws == is.Draws && like(was.Mean.Value, is.Mean.Value) && like(was.Mean.Error, is.Mean.Error)
					for q := range was.Quantiles {
						same = same && like(was.Quantiles[q].Value, is.Quantiles[q].Value) && like(was.Quantiles[q].High, is.Quantiles[q].High)
					}
					if !same {
						t.Fatalf("%d rows: %s of year %d: %+v came back as %+v", rows, c.Name, y, was, is)
					}
				}
				was, is := s.Chances[area].Over[y], back.Chances[area].Over[y]
				if was.Hits != is.Hits || was.Draws != is.Draws || math.Abs(was.Error()-is.Error()) > 1e-9 {
					t.Errorf("%d rows: a chance %+v came back as %+v", rows, was, is)
				}
			}
			var table, again, chart, pictured bytes.Buffer
			p := outputs.Past{Area: area, Plans: past(900).Plans, Deficits: past(900).Deficits}
			err := errors.Join(s.Table(&table, area, 120), back.Table(&again, area, 120),
				outputs.DeficitChart(s, p).WriteSVG(&chart), outputs.DeficitChart(back, p).WriteSVG(&pictured))
			if err != nil || table.String() != again.String() || chart.String() != pictured.String() {
				t.Errorf("%d rows, area %d: %v: the table or the picture differs:\n%s", rows, area, err, again.String())
			}
		}
	}
}

// A threshold in pounds comes back in its words, and no line is drawn for it.
func TestAThresholdIsReadBackInWords(t *testing.T) {
	s := summarised(t, about(3), 60, 900, outputs.Threshold{Pounds: 20e6, Says: "the council's usable reserves"})
	back := readBack(t, s)
	if got := back.Threshold.String(); got != "£20m, the council's usable reserves" {
		t.Errorf("it reads %q", got)
	}
	var picture bytes.Buffer
	if err := outputs.DeficitChart(back, past(900)).WriteSVG(&picture); err != nil || bytes.Contains(picture.Bytes(), []byte("NaN")) {
		t.Errorf("%v: the picture has NaN", err)
	}
}

// An effect that is read back prints the table of the one that was written, the
// waterfall among its pictures.
func TestAnEffectIsReadBackAsItWas(t *testing.T) {
	e := effect(t, laid(t, "rutland", 3), laid(t, "rutland", 3, fewerRequests(0.3, autumn2024)), 40, 2)
	var effects, parts bytes.Buffer
	err := errors.Join(outputs.WriteEffects(&effects, []*outputs.Effect{e}), outputs.WriteAttribution(&parts, []*outputs.Effect{e}))
	if err != nil {
		t.Fatal(err)
	}
	all, err := outputs.OpenEffects(effects.Bytes(), []*outputs.Summary{readBack(t, e.Base), readBack(t, e.Scenario)}, []string{e.BaseName, e.Name})
	if err != nil {
		t.Fatal(err)
	}
	if err := outputs.OpenAttribution(parts.Bytes(), all, []*attribution.Plan{&e.Attribution.Plan}); err != nil {
		t.Fatal(err)
	}
	var was, is, drawn, again bytes.Buffer
	err = errors.Join(e.Table(&was, 0, 120), all[0].Table(&is, 0, 120),
		e.WaterfallOf(0, outputs.ColCumulative).WriteSVG(&drawn), all[0].WaterfallOf(0, outputs.ColCumulative).WriteSVG(&again))
	if err != nil || was.String() != is.String() || drawn.String() != again.String() {
		t.Errorf("%v: it came back as\n%s\nand was\n%s", err, is.String(), was.String())
	}
}

// The first years of a summary alone are those of a shorter run.
func TestTheFirstYearsAlone(t *testing.T) {
	s := summarised(t, twoAreas(7), 60, 900, outputs.DefaultThreshold)
	short := s.Until(3)
	for area := range s.Areas {
		for y := range 3 {
			if was, is := s.Stats(area, y, outputs.ColPlans).At(90).Value, short.Stats(area, y, outputs.ColPlans).At(90).Value; was != is {
				t.Errorf("area %d, year %d: %v, want %v", area, y, is, was)
			}
		}
	}
	if short.Years != 3 || len(short.Chances[1].Balance) != 3 || s.Years != 7 || len(s.Chances[1].Balance) != 7 {
		t.Errorf("%d and %d years", short.Years, s.Years)
	}
}
