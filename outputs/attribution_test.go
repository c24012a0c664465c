package outputs

import (
	"io"
	"math"
	"strings"
	"testing"

	"sendsim/sim/attribution"
)

// Where there is no money, none is shared out among levers, and no picture of
// it is drawn.
func TestMoneyThatIsNotThereIsNotSharedOut(t *testing.T) {
	none := Steps{Column: ColCumulative, From: math.NaN(), To: math.NaN(), Parts: []Part{{Name: "a"}, {Name: "b"}}}
	none.round()
	e := Effect{Attribution: newAttribution(attribution.Plan{}, &About{Areas: make([]Area, 1), Years: 2})}
	for i := range e.Attribution.steps {
		e.Attribution.steps[i] = none
	}
	if e.WaterfallOf(0, ColCumulative) != nil {
		t.Error("there is a waterfall of no money")
	}
}

// What levers do together is rounded as the table of effects rounds it, and not
// as the ends happen to be; parts and ends add up in what is printed.
func TestWhatLeversDoIsRoundedAsTheEffect(t *testing.T) {
	part := func(mean float64) (p Part) {
		p.Mean.Value = mean
		return p
	}
	for _, s := range []Steps{
		{From: 3432.4, To: 3425.6, Parts: []Part{part(-6.8)}}, // the ends alone would say 6
		{From: 100.4, To: 124.9, Parts: []Part{part(14.4), part(10.1)}},
		{From: 7.6, To: 5.4, Parts: []Part{part(-3.3), part(1.1)}},
	} {
		r := s.Rounded(1)
		at := r.From
		for _, p := range r.Parts {
			at += p.Mean.Value
		}
		if at != r.To || grouped(r.Total()) != grouped(s.Total()) || r.From != math.Round(s.From) || math.Abs(r.To-s.To) >= 1 {
			t.Errorf("%v is told as %v", s, r)
		}
	}
}

// What levers do is read where it leads from the base to the scenario; else it
// is refused, and not shared out for ever.
func TestAnAttributionThatDoesNotAddUpIsRefused(t *testing.T) {
	for value, sound := range map[float64]bool{-4: true, -3: false, 1e300: false, math.NaN(): false, math.Inf(-1): false} {
		_, e := twoRuns()
		e.Attribution.Last(1, ColCumulative).Parts[0].Mean.Value = value
		file := bytesOf(t, func(w io.Writer) error { return WriteAttribution(w, []*Effect{e}) })
		err := OpenAttribution(file, []*Effect{e}, []*attribution.Plan{nil})
		if sound != (err == nil) || !sound && !strings.Contains(err.Error(), "cumulative_deficit of Stockton-on-Tees does not lead") {
			t.Errorf("%v beside 1 from 7 to 4: %v", value, err)
		}
	}
}

// Runs of other years cannot have been compared.
func TestEffectsOfRunsThatDifferAreRefused(t *testing.T) {
	runs, e := twoRuns()
	file := bytesOf(t, func(w io.Writer) error { return WriteEffects(w, []*Effect{e}) })
	if _, err := OpenEffects(file, runs, []string{"base", "plan"}); err != nil {
		t.Fatal(err)
	}
	runs[1].Years = 1
	if _, err := OpenEffects(file, runs, []string{"base", "plan"}); err == nil || !strings.Contains(err.Error(), "plan is of other authorities or years than base") {
		t.Errorf("they were read: %v", err)
	}
}
