package outputs

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"sendsim/internal/fuzztest"
	"sendsim/sim"
	"sendsim/sim/attribution"
)

// perCompared is the bytes that reading a file of a comparison, and writing what
// was read, may allocate for each of its bytes.
const perCompared = 3000

// twoRuns are the summaries of a base and a scenario of two years, of which
// nothing is known, and an effect between them of which a little is.
func twoRuns() (runs []*Summary, e *Effect) {
	about := About{
		Areas:     []Area{{Code: "E06000017", Name: "Rutland"}, {Code: "E06000004", Name: "Stockton-on-Tees"}},
		FirstYear: 2024, Years: 2, Draws: 40, Regime: "law",
	}
	size := about.perDraw() * len(Columns)
	for range 2 {
		s := &Summary{About: about, Threshold: DefaultThreshold, stats: unknown(size)}
		for range about.Areas {
			years := func() []Chance { return make([]Chance, about.Years) }
			s.Chances = append(s.Chances, Chances{Balance: years(), Over: years(), First: years()})
		}
		runs = append(runs, s)
	}
	half := slices.Repeat([]Chance{{Hits: 20, Draws: 40}}, size)
	e = &Effect{
		About: about, Base: runs[0], Scenario: runs[1], BaseName: "base", Name: "plan", stats: unknown(size),
		lower: half, higher: half, savings: slices.Repeat([]float64{3}, size), Paybacks: make([][]Payback, len(about.Areas)),
		Attribution: newAttribution(attribution.Plan{Exact: true, Draws: 40}, &about),
	}
	for area := range about.Areas {
		e.Paybacks[area] = []Payback{{Key: Together, Purse: allTogether, By: slices.Clone(half[:about.Years])}}
	}
	for i := range e.Attribution.steps {
		s := &e.Attribution.steps[i]
		s.From, s.To, s.Parts = 7, 4, []Part{{"places", unknown(1)[0]}, {"support", unknown(1)[0]}}
		s.Parts[0].Mean.Value, s.Parts[1].Mean.Value = -4, 1
	}
	return runs, e
}

// bytesOf is a file as it is written.
func bytesOf(t testing.TB, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// printed fails where the tables of an effect cannot be printed.
func printed(t *testing.T, e *Effect) {
	t.Helper()
	for area := range e.Areas {
		if err := e.Table(io.Discard, area, TableWidth); err != nil {
			t.Fatal(err)
		}
	}
}

// FuzzEffects says that no bytes make the reader of effects.arrow fall or take
// memory out of proportion, and that what it reads is printed, written and read
// again.
func FuzzEffects(f *testing.F) {
	runs, effect := twoRuns()
	f.Add(bytesOf(f, func(w io.Writer) error { return WriteEffects(w, []*Effect{effect}) }))
	f.Add(bytesOf(f, func(w io.Writer) error { return WriteEffects(w, []*Effect{effect, effect}) }))
	f.Add([]byte("ARROW1"))
	f.Fuzz(func(t *testing.T, file []byte) {
		fuzztest.Frugal(t, len(file), perCompared, func() {
			all, err := OpenEffects(file, runs, []string{"base", "plan"})
			if err != nil {
				return
			}
			if len(all) != 1 {
				t.Fatalf("%d effects of two runs", len(all))
			}
			printed(t, all[0])
			all[0].Attribution = effect.Attribution
			written := bytesOf(t, func(w io.Writer) error { return WriteEffects(w, all) })
			if _, err := OpenEffects(written, runs, []string{"base", "plan"}); err != nil {
				t.Fatalf("what was read is not read again: %v", err)
			}
		})
	})
}

// FuzzAttribution says the same of attribution.arrow, and of the waterfall made
// of it.
func FuzzAttribution(f *testing.F) {
	runs, effect := twoRuns()
	f.Add(bytesOf(f, func(w io.Writer) error { return WriteAttribution(w, []*Effect{effect}) }))
	f.Add(bytesOf(f, func(w io.Writer) error { return WriteAttribution(w, []*Effect{effect, effect}) }))
	f.Add([]byte("ARROW1"))
	f.Fuzz(func(t *testing.T, file []byte) {
		fuzztest.Frugal(t, len(file), perCompared, func() {
			_, e := twoRuns()
			if err := OpenAttribution(file, []*Effect{e}, []*attribution.Plan{{Exact: true, Draws: 40}}); err != nil {
				return
			}
			e.Base, e.Scenario = runs[0], runs[1]
			printed(t, e)
			for area := range e.Areas {
				_ = e.WaterfallOf(area, ColCumulative) // its bars; drawing them takes long
			}
			written := bytesOf(t, func(w io.Writer) error { return WriteAttribution(w, []*Effect{e}) })
			if err := OpenAttribution(written, []*Effect{e}, []*attribution.Plan{nil}); err != nil {
				t.Fatalf("what was read is not read again: %v", err)
			}
		})
	})
}

// FuzzDrivers says the same of drivers.arrow, and of its chart.
func FuzzDrivers(f *testing.F) {
	f.Add(bytesOf(f, drawnAnew(
		attribution.Index{Driver: sim.Prices, First: attribution.Interval{Value: 0.5, Low: 0.4, High: 0.6}, Total: exactly(0.7)},
		attribution.Index{Driver: sim.LeverDelivery, First: exactly(-0.01), Total: exactly(0.02)},
	).WriteArrow))
	f.Add(bytesOf(f, drawnAnew().WriteArrow))
	f.Add([]byte("ARROW1"))
	f.Fuzz(func(t *testing.T, file []byte) {
		fuzztest.Frugal(t, len(file), perCompared, func() {
			d, err := OpenDrivers(file)
			if err != nil {
				return
			}
			for area := range d.Areas {
				_, _ = d.Table(area, TableWidth), d.Chart(area)
			}
			written := bytesOf(t, d.WriteArrow)
			back, err := OpenDrivers(written)
			if err != nil {
				t.Fatalf("what was read is not read again: %v", err)
			}
			if again := bytesOf(t, back.WriteArrow); !bytes.Equal(written, again) {
				t.Fatalf("what was read again is written otherwise: %v, then %v", d, back)
			}
		})
	})
}

// FuzzWorth says that no bytes make the reader of worth.arrow fall or take
// memory out of proportion, and that whatever it reads has a name.
func FuzzWorth(f *testing.F) {
	of := AreaWorth{Gain: exactly(-2e6), Values: []attribution.Value{{Driver: sim.Prices, Worth: exactly(123456)}}, All: exactly(1e6)}
	w := &Worth{About: drawnAnew().About, Name: "plan", BaseName: "none", Draws: 250, Of: []AreaWorth{of}}
	f.Add(bytesOf(f, func(to io.Writer) error { return WriteWorths(to, []*Worth{w}) }))
	f.Add(bytesOf(f, func(to io.Writer) error { return WriteWorths(to, []*Worth{w, w}) }))
	f.Add([]byte("ARROW1"))
	f.Fuzz(func(t *testing.T, file []byte) {
		fuzztest.Frugal(t, len(file), perCompared, func() {
			all, err := openWorths(file)
			if err != nil {
				return
			}
			for _, one := range all {
				if one.What == "" {
					t.Fatalf("a worth of nothing: %+v", one)
				}
			}
		})
	})
}
