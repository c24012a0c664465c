package outputs

import (
	"strings"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/sim/levers"
)

// A large factor is said in round words.
func TestFactorsAreRound(t *testing.T) {
	for x, want := range map[float64]string{
		4.23: "4.2 times", 371.2: "371 times", 10_334: "about 10,000 times", 18_773: "about 19,000 times",
		2_793_888: "about 2.8 million times", 3e9: "more than 10 million times",
	} {
		if got := timesSaid(x); got != want {
			t.Errorf("%v: %q, want %q", x, got, want)
		}
	}
}

// A figure is rounded alike in every table, sentence and picture: a half away from
// 0.
func TestFiguresAreRoundedByOneRule(t *testing.T) {
	if got := (Chance{Hits: 49, Draws: 400}).String(); got != "12.3 % ±1.6" {
		t.Errorf("49 of 400 are %q", got)
	}
	for x, want := range map[float64]string{-6.5: "-7", 24.5: "25", 1234.5: "1,235", -0.4: "0", -1e6: "-1,000,000"} {
		if got := (measure{}).number(x, 0); got != want || got != grouped(x) || got != WithCommas(x, 0) {
			t.Errorf("%v: %q, %q and %q, want %q", x, got, grouped(x), WithCommas(x, 0), want)
		}
	}
	for pounds, want := range map[float64]string{-150_000: "-0.2", 1_250_000: "1.3", -40_000: "0.0", 1_049_999: "1.0", 12_345_678_000: "12,345.7"} {
		if got := (measure{money: true}).number(pounds, 1); got != want {
			t.Errorf("%v: %q, want %q", pounds, got, want)
		}
	}
}

// A figure is told among futures by its percentile; one that lies beyond them all
// so that nobody need know what P100 would be.
func TestAFigureBeyondAllFuturesIsSaidToBe(t *testing.T) {
	for below, want := range map[float64][2]string{
		0: {"below every future of 2,000", "below all"}, 1: {"above every future of 2,000", "above all"},
		.4: {"P40", "P40"}, .05: {"P5", "P5"}, .9975: {"P99.8", "P99.8"}, .00025: {"P0.1", "P0.1"}, .9999: {"P99.9", "P99.9"}, .994: {"P99", "P99"},
	} {
		a := Among{below, 2000}
		if got := [2]string{a.String(), a.mark()}; got != want {
			t.Errorf("%v: %q, want %q", below, got, want)
		}
	}
	c := Chart{when: func(int) string { return "then" }, say: grouped}
	c.Came([]Outturn{{Point{2025, 90, Published}, Among{1, 20}}, {Point{2026, 90, Published}, Among{.4, 20}}})
	if got := c.Says(); got != "then: came to 90, above every future of 20. then: came to 90, above 40 % of the futures." {
		t.Errorf("%q", got)
	}
}

// Where the figures of a past are from is said of each kind once.
func TestThePastSaysWhereItIsFrom(t *testing.T) {
	words := [...]string{"published", "derived", "own"}
	of := func(r evidence.Row) Point { return Point{From: OriginOf(&r)} }
	published, derived := of(evidence.Row{Source: "SEN2-24", Note: "low-medium: a third party's"}), of(evidence.Row{Source: "SEN2-24", Note: "derived: share 0.5 of Cumbria"})
	own := of(evidence.Row{Source: calibration.CouncilsFigure})
	for want, past := range map[string][]Point{
		"published": {published, published}, "published and own": {published, own}, "derived": {derived}, "published, derived and own": {own, derived, published},
	} {
		if got := OriginsSaid(past, words); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	c := Chart{past: []Point{{2023, 90, Derived}, {2024, 100, Council}}, say: grouped, when: func(int) string { return "then" }}
	if got := c.Says(); got != "then: 90, derived from published figures. then: 100, the council's own figure." {
		t.Errorf("%q", got)
	}
}

// A lever is told by its name, and by its card's where it has none: never by the
// key that a file has.
func TestLeversAreTold(t *testing.T) {
	for _, c := range levers.Cards() {
		if got := LeverSaid(c.Key); got != c.Name || strings.Contains(got, c.Key) && strings.Contains(c.Key, "-") {
			t.Errorf("%s is told as %q", c.Key, got)
		}
	}
	if got := LeverSaid("phase 1"); got != "phase 1" {
		t.Errorf("%q", got)
	}
}

// A change is told with its way, and one too small for what is printed as none.
func TestChangesAreTold(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{millionsMore(-1_284_000), "£1.28m lower"},
		{millionsMore(12_300_000), "£12.30m higher"},
		{millionsMore(4_000), "the same"},
		{plansMore(-1_234.4), "1,234 lower"},
		{plansMore(0.4), "the same"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// Ranks and what is ranked each have their title over their columns; who is on
// the rates of another is told once.
func TestARankingHasItsTitles(t *testing.T) {
	o := &Standings{Regime: "law", FirstYear: 2024, Years: 1, Draws: 10, Areas: []Area{{Name: "Kent on the rates of Newham"}, {Name: "Newham"}, {Name: "England"}}}
	o.places = make([]Place, len(o.Areas)*3)
	var b strings.Builder
	if err := o.Table(&b, 0, 1, TableWidth); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	if got := strings.Fields(lines[3]); strings.Join(got, " ") != "rank per cent" || strings.Index(lines[3], "rank")+len("rank") != strings.Index(lines[4], "P90")+len("P90") {
		t.Errorf("over the columns stands %q", lines[3])
	}
	if !strings.HasSuffix(lines[0], " on the rates of Newham") || strings.Contains(strings.Join(lines[5:], "\n"), "on the rates") || strings.Contains(b.String(), "…") {
		t.Errorf("names are cut, or told twice:\n%s", b.String())
	}
}
