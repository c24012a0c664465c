package outputs

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"sendsim/sim"
	"sendsim/sim/finance"
)

// drawn is a file of draws in which every block gives figures of its own.
func drawn(t *testing.T, about About, draws, block int) *Draws {
	t.Helper()
	var file bytes.Buffer
	w, err := NewWriter(&file, about)
	if err != nil {
		t.Fatal(err)
	}
	for first := 0; first < draws; first += block {
		sink, err := w.Open(0)
		if err != nil {
			t.Fatal(err)
		}
		for draw := first; draw < min(first+block, draws); draw++ {
			for year := range about.Years {
				for area := range about.Areas {
					y := &sim.YearEnd{Draw: draw, Area: area, Year: about.FirstYear + year}
					n := (draw*7+year*3+area)%11 - 4
					y.Plans, y.Account.InYear, y.Account.Net = int32(1000*area+100*year+draw), finance.Pounds(100*n), finance.Pounds(50*n*draw)
					sink.Year(y)
				}
			}
		}
		if err := sink.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := OpenDraws(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var threeAreas = About{Areas: []Area{{Code: "a", Name: "A"}, {Code: "b", Name: "B"}, {Code: "c", Name: "C"}}, FirstYear: 2024, Years: 4, Regime: "none"}

// However the series of a column are cut into stretches, each is the same, and
// so is what is summarised of them, the chances of an area that is cut in two
// among it.
func TestStretchesAreTheColumn(t *testing.T) {
	d := drawn(t, threeAreas, 23, 5)
	n := len(d.Areas) * d.Years
	for _, name := range []string{ColPlans, ColCumulative} {
		whole, err := d.Column(name, 0, len(d.Areas), nil)
		if err != nil {
			t.Fatal(err)
		}
		if name == ColPlans && (d.nth(whole, 0)[22] != 22 || d.nth(whole, 2*4+3)[7] != 2307) {
			t.Error("plans are not where they belong")
		}
		for first := range n {
			for before := first + 1; before <= n; before++ {
				if got, err := d.stretch(name, first, before, nil); err != nil || !slices.Equal(got, whole[first*d.Draws:before*d.Draws]) {
					t.Errorf("%s from %d to %d: %v, or other figures", name, first, before, err)
				}
			}
		}
	}
	whole, err := Summarise(d, DefaultThreshold)
	if err != nil {
		t.Fatal(err)
	}
	cut := &Summary{About: d.About, Threshold: DefaultThreshold, stats: make([]Stats, n*len(Columns))}
	var r reading
	for first := 0; first < n; first += 3 { // four years an area: three of four stretches cut one
		if err := cut.read(d, &r, first, min(first+3, n)); err != nil {
			t.Fatal(err)
		}
	}
	if len(cut.Chances) != len(d.Areas) || whole.Chances[1].Balance[2].Hits == 0 {
		t.Fatalf("chances of %d areas", len(cut.Chances))
	}
	for a := range d.Areas {
		if was, is := whole.Chances[a], cut.Chances[a]; was.Never != is.Never || !slices.Equal(was.First, is.First) || !slices.Equal(was.Balance, is.Balance) || !slices.Equal(was.Over, is.Over) {
			t.Errorf("area %d: the chances are %v, want %v", a, is, was)
		}
		for y := range d.Years {
			if was, is := fmt.Sprint(*whole.Stats(a, y, ColCumulative)), fmt.Sprint(*cut.Stats(a, y, ColCumulative)); was != is { // NaN is like NaN
				t.Errorf("area %d, year %d: %v, want %v", a, y, is, was)
			}
		}
	}
}

// What is held of a column at once does not grow with the draws, unless one
// series alone is more.
func TestWhatIsHeldDoesNotGrowWithTheDraws(t *testing.T) {
	for _, draws := range []int{1, 1_000, 10_000, 100_000, 1_000_000} {
		d, next := &Draws{About: threeAreas}, 0
		d.Draws = draws
		err := d.stretches(func(first, before int) error {
			if held := (before - first) * draws; first != next || held > max(1<<18, draws) {
				t.Errorf("%d draws: from %d to %d", draws, first, before)
			}
			next = before
			return nil
		})
		if err != nil || next != 12 {
			t.Errorf("%d draws: %d series were read: %v", draws, next, err)
		}
	}
}
