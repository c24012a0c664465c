package sim_test

import (
	"fmt"
	"reflect"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// anyRange is a setting that a dial allows.
func anyRange(t *rapid.T, d levers.Dial) strict.Range {
	at := rapid.Float64Range(d.Low, d.High)
	low, mid, high := at.Draw(t, "low"), at.Draw(t, "mid"), at.Draw(t, "high")
	low, high = min(low, high), max(low, high)
	switch mid = min(max(mid, low), high); {
	case low == high || rapid.Bool().Draw(t, "known"):
		return strict.Exactly(low)
	case rapid.Bool().Draw(t, "split"):
		return strict.Around(low, mid, high)
	default:
		return strict.Between(low, high)
	}
}

func anyLever(t *rapid.T, number int) levers.Lever {
	l := rapid.SampledFrom(levers.Catalogue).Draw(t, "kind").New()
	p := l.Common()
	p.Name = fmt.Sprintf("%s %d", rapid.StringMatching(`[!-~é£][ -~é£]*`).Draw(t, "name"), number)
	p.From = cohorts.Term{Year: cohorts.Year(rapid.IntRange(2024, 2030).Draw(t, "from"))}
	p.Ramp = levers.Ramp{
		Shape:  levers.Shape(rapid.SampledFrom(levers.Shapes).Draw(t, "shape")),
		Months: rapid.Float64Range(0, 120).Draw(t, "months"),
	}
	if rapid.Bool().Draw(t, "ends") {
		p.Until, p.Fade = p.From.Next(), rapid.Float64Range(0, 120).Draw(t, "fade")
	}
	for purse := range finance.NumPurses {
		for range rapid.IntRange(0, 2).Draw(t, "costs") {
			p.Cost = append(p.Cost, levers.Cost{Purse: purse, Money: strict.Money{
				Pounds: rapid.Float64Range(1, 1e9).Draw(t, "pounds"), Yearly: rapid.Bool().Draw(t, "yearly"),
			}})
		}
	}
	for _, d := range l.Card().AllDials() {
		d.Of(l).Range = anyRange(t, d)
	}
	return levers.NewPolicy(l).Levers()[0] // at the median, as it is read
}

func TestAnyScenarioComesBackToTheLastBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sim.Default()
		s.Calibrations = rapid.StringMatching(`([!-~é£][ -~é£]*[!-~é£])?`).Draw(t, "calibrations")
		s.RatesOf = rapid.SampledFrom([]string{"", "barnet", s.Areas[0]}).Draw(t, "rates")
		s.Years = rapid.IntRange(8, sim.MaxYears).Draw(t, "years")
		s.Draws = rapid.IntRange(1, sim.MaxDraws).Draw(t, "draws")
		s.Seed = rapid.Uint64Range(0, 1<<63-1).Draw(t, "seed")
		if rapid.Bool().Draw(t, "asked") {
			threshold := finance.Pounds(rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(10_000, 1e11)).Draw(t, "threshold"))
			s.Threshold = &threshold
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "levers") {
			s.Levers = append(s.Levers, anyLever(t, i))
		}
		if err := s.Check(shipped); err != nil {
			t.Fatal(err)
		}
		again, err := sim.LoadScenario(fstest.MapFS{"s.yaml": {Data: s.YAML()}}, "s.yaml", shipped.open)
		if err != nil {
			t.Fatalf("%s\nis not read again: %v", s.YAML(), err)
		}
		if !reflect.DeepEqual(s, again) {
			t.Fatalf("%s\ncame back as\n%s", s.YAML(), again.YAML())
		}
	})
}
