package outputs

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow/ipc"

	"sendsim/sim"
	"sendsim/sim/attribution"
	"sendsim/sim/finance"
)

func exactly(x float64) attribution.Interval { return attribution.Interval{Value: x, Low: x, High: x} }

func drawnAnew(all ...attribution.Index) *Drivers {
	d := &Drivers{About: &About{Areas: []Area{{Code: "E06000004", Name: "Stockton-on-Tees"}}, FirstYear: 2024, Years: 10, Regime: "law"}, Draws: 250}
	var of [len(driven)][]attribution.Index
	for i := range of {
		of[i] = all
	}
	d.Indices = append(d.Indices, of)
	return d
}

func TestTheFindingNamesTheFewDriversThatMakeHalf(t *testing.T) {
	index := func(d sim.Driver, first float64) attribution.Index {
		return attribution.Index{Driver: d, First: exactly(first), Total: exactly(first)}
	}
	for want, all := range map[string][]attribution.Index{
		"prices makes most of":                                             {index(sim.Grant, 0.1), index(sim.Prices, 0.7)},
		"prices and national demand make most of":                          {index(sim.Prices, 0.3), index(sim.NationalDemand, 0.25), index(sim.Grant, 0.2)},
		"no few drivers make most of it: prices makes the largest part of": {index(sim.Grant, 0.1), index(sim.Prices, 0.15), index(sim.Births, 0.1), index(sim.Placing, 0.1)},
	} {
		if got := finding(all); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Where few draws have a driver make more alone than with others, it is said that
// they cannot tell; where none does, nothing is said.
func TestADriverAloneIsNotAboveItselfWithOthers(t *testing.T) {
	wide := func(x float64) attribution.Interval { return attribution.Interval{Value: x, Low: x - .1, High: x + .1} }
	d := drawnAnew(
		attribution.Index{Driver: sim.Prices, First: wide(.14), Total: wide(.12)},
		attribution.Index{Driver: sim.Grant, First: wide(.121), Total: wide(.12)},
	)
	for _, notes := range [][]string{d.driverNotes(0), d.Chart(0).Notes} {
		if said := strings.Join(notes, " "); !strings.Contains(said, "Where it reads so (prices), 250 draws are too few to tell the two apart: their intervals overlap.") {
			t.Errorf("it says %q", said)
		}
	}
	if said := drawnAnew(attribution.Index{Driver: sim.Prices, First: wide(.1), Total: wide(.12)}).Crossed(0); said != "" {
		t.Errorf("of what is as it should be it says %q", said)
	}
}

// TestDriversAreWrittenAndRead holds the file against its documented columns.
func TestDriversAreWrittenAndRead(t *testing.T) {
	d := drawnAnew(
		attribution.Index{Driver: sim.Prices, First: attribution.Interval{Value: 0.5, Low: 0.4, High: 0.6}, Total: exactly(0.7)},
		attribution.Index{Driver: sim.LeverDelivery, First: exactly(-0.01), Total: exactly(0.02)},
	)
	var b bytes.Buffer
	if err := d.WriteArrow(&b); err != nil {
		t.Fatal(err)
	}
	file, err := ipc.NewFileReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	rec, err := file.Record(0)
	if err != nil {
		t.Fatal(err)
	}
	if int(rec.NumRows()) != 2*len(driven) || int(rec.NumCols()) != len(DriversFields) {
		t.Fatalf("%d rows of %d columns", rec.NumRows(), rec.NumCols())
	}
	want := [][]string{{"cumulative_deficit", "prices", "prices", "0.5", "0.4", "0.6", "0.7"}, {"cumulative_deficit", "lever-delivery", "lever delivery", "-0.01"}}
	for row, cells := range want {
		for i, cell := range cells {
			if got := rec.Column(i + 1).ValueStr(row); got != cell && !(i < 3 && strings.HasSuffix(got, cell)) {
				t.Errorf("row %d, %s: %s, want %s", row, DriversFields[i+1].Name, got, cell)
			}
		}
	}
	for _, draw := range []func() error{
		func() error { return d.Chart(0).WriteSVG(&b) }, func() error { return d.Chart(0).WritePNG(&b) },
	} {
		if err := draw(); err != nil {
			t.Error(err)
		}
	}
	if table := d.Table(0, TableWidth); !strings.Contains(table, "0 % (0 to 0)") || !strings.Contains(table, "50 % (40 to 60)") || widest(table) > TableWidth {
		t.Errorf("%s", table)
	}
}

func TestWhatIsNotWorthKnowingIsSaidInWords(t *testing.T) {
	w := &Worth{About: drawnAnew().About, Name: "plan", BaseName: "none", Draws: 250, Of: []AreaWorth{{
		Gain:   attribution.Interval{Value: -2e6, Low: -3e6, High: -1e6},
		Values: []attribution.Value{{Driver: sim.Prices, Worth: exactly(0)}, {Driver: sim.LeverEffects, Worth: attribution.Interval{Value: 123456, Low: 90000, High: 200000}}},
		All:    exactly(1e6),
	}}}
	got := w.Table(0, TableWidth)
	for _, want := range []string{"knowing this would not change the choice", "£123,456", "As things are known now: none, by £2.0m (£1.0m to £3.0m)"} {
		if !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if widest(got) > TableWidth {
		t.Errorf("%d wide", widest(got))
	}
	var b bytes.Buffer
	if err := WriteWorths(&b, []*Worth{w}); err != nil {
		t.Fatal(err)
	}
	file, err := ipc.NewFileReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	rec, err := file.Record(0)
	if err != nil || rec.NumRows() != 4 || int(rec.NumCols()) != len(WorthFields) {
		t.Fatalf("%v: %v", rec, err)
	}
}

// What is moved out of the schools block is a cost to schools, as what a lever
// takes from their part of the grant is.
func TestWhatSchoolsGiveIsACost(t *testing.T) {
	var y sim.YearEnd
	y.Account.Transfer = 5
	y.Account.Lines[finance.ProgrammeLine(finance.OtherDSG)] = 2
	y.Account.Lines[finance.ProgrammeLine(finance.HighNeeds)] = 100 // the deficit counts it
	if got := besideTheBlock(&y); got != 7 {
		t.Errorf("%v stand beside the block, want 7", got)
	}
}

// TestTheGainIsOfDeficitAndWhatStandsBesideIt: the scenario lowers the deficit
// by 10 in every future and costs 3 beside the block.
func TestTheGainIsOfDeficitAndWhatStandsBesideIt(t *testing.T) {
	about, m := drawnAnew().About, &sim.Model{Scenario: sim.Default()}
	const draws = 20
	series := func(deficit, beside float64) attribution.Series {
		s := make(attribution.Series, len(DriversFigures()))
		for i := range s {
			s[i] = make([]float64, draws)
			for d := range s[i] {
				switch i {
				case 0:
					s[i][d] = deficit + float64(d)
				case costBeside:
					s[i][d] = beside
				}
			}
		}
		return s
	}
	redrawn := func(s attribution.Series) *attribution.Redraws {
		return &attribution.Redraws{Drivers: []sim.Driver{sim.Prices}, Draws: draws, As: s, Anew: s, One: []attribution.Series{s}}
	}
	w := WorthOf(redrawn(series(100, 0)), redrawn(series(90, 3)), m, about)
	if g := w.Of[0].Gain; math.Abs(g.Value-7) > 1e-9 || w.Of[0].All.Value != 0 || w.Of[0].Values[0].Worth.Value != 0 {
		t.Errorf("the gain is %+v", w.Of[0])
	}
}

// A file that says of an area nothing is refused: no finding can be made of it.
func TestDriversOfNothingAreRefused(t *testing.T) {
	d := drawnAnew(attribution.Index{Driver: sim.Prices, First: exactly(0.5), Total: exactly(0.7)})
	d.Indices[0][1] = nil
	if _, err := OpenDrivers(bytesOf(t, d.WriteArrow)); err == nil || !strings.Contains(err.Error(), "no driver of the plans of Stockton-on-Tees") {
		t.Errorf("it was read: %v", err)
	}
}
