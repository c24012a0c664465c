package outputs_test

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"sendsim/outputs"
)

// besides is the alternatives of Rutland that lower requests by some shares,
// against no levers.
func besides(t *testing.T, years, draws int, shares ...float64) (*outputs.Alternatives, []*outputs.Draws) {
	t.Helper()
	base := laid(t, "rutland", years)
	against := opened(t, filesOf(t, base, draws, 2)[0])
	of, err := outputs.Summarise(against, outputs.DefaultThreshold)
	if err != nil {
		t.Fatal(err)
	}
	var effects []*outputs.Effect
	var all []*outputs.Draws
	for i, share := range shares {
		read := opened(t, filesOf(t, laid(t, "rutland", years, fewerRequests(share, autumn2024)), draws, 2)[0])
		with, err := outputs.Summarise(read, outputs.DefaultThreshold)
		if err != nil {
			t.Fatal(err)
		}
		e, err := outputs.EffectOf(against, read, of, with)
		if err != nil {
			t.Fatal(err)
		}
		e.Name, e.BaseName = strings.Repeat("a plan with a long name ", 2)+string(rune('a'+i)), "without levers"
		effects, all = append(effects, e), append(all, read)
	}
	a, err := outputs.AlternativesOf(effects, all, 0)
	if err != nil {
		t.Fatal(err)
	}
	return a, all
}

// Two alternatives differ by what their effects do, future by future, and one is
// not told from another that does the same.
func TestAlternativesDifferByTheirEffects(t *testing.T) {
	a, _ := besides(t, 6, 200, .3, .3, .9)
	for _, column := range []string{outputs.ColCumulative, outputs.ColPlans} {
		for _, y := range a.Landmarks() {
			for _, b := range a.Between(column, y) {
				want := a.Effects[b.A].Stats(0, y, column).Mean.Value - a.Effects[b.B].Stats(0, y, column).Mean.Value
				if got := b.Stats.Mean.Value; math.Abs(got-want) > 1e-6*(1+math.Abs(want)) {
					t.Errorf("%s of year %d: %s is %v, want %v", column, y, a.Names(&b), got, want)
				}
				if alike := b.A == 1 && b.B == 0; alike && (b.Told || b.Lower.Hits+b.Higher.Hits > 0) {
					t.Errorf("%s of year %d: two that are alike differ: %+v", column, y, b)
				}
			}
		}
	}
	const last = 5
	if best := a.Lowest(outputs.ColPlans, last); best != 2 {
		t.Errorf("the fewest plans are of alternative %d", best)
	}
	less, more := a.Beside(2, 0, outputs.ColPlans, last), a.Beside(0, 2, outputs.ColPlans, last)
	if !less.Told || !more.Told || !less.FirstHasLess() || more.FirstHasLess() || less.Lower.Share() < .975 || more.Lower.Share() > .025 {
		t.Errorf("the strongest has fewer plans: %+v, the weaker beside it: %+v", less, more)
	}
	if alike := a.Beside(0, 1, outputs.ColPlans, last); !alike.Alike() || less.Alike() {
		t.Errorf("two that are alike: %+v", alike)
	}
}

// Worked sum: of 200 futures 197 agree, (3+1)/202 = .0198 are against, and it is
// more than chance; of 195 that agree 6/202 = .0297, and it is not, whether the
// other five have more or as much.
func TestMoreThanChanceIsOfFuturesThatDiffer(t *testing.T) {
	with, without := make([]float64, 200), make([]float64, 200)
	for differ, told := range map[int]bool{197: true, 195: false, 0: false} {
		for _, others := range []float64{0, 1} {
			for k := range with {
				if with[k] = others; k < differ {
					with[k] = -1
				}
			}
			if b := outputs.BetweenOf(with, without); differ > 0 && b.Told != told || b.Lower.Hits != differ {
				t.Errorf("%d of 200 have less, the others %v more: %+v", differ, others, b)
			}
		}
	}
}

// Years that are told of are there, each once, however short the run.
func TestLandmarks(t *testing.T) {
	for years, want := range map[int]int{1: 1, 3: 1, 4: 2, 5: 2, 6: 3, 10: 3} {
		about := &outputs.About{Years: years}
		if got := (&outputs.Alternatives{About: about}).Landmarks(); len(got) != want || got[len(got)-1] != years-1 {
			t.Errorf("of %d years: %v", years, got)
		}
	}
}

// Alternatives whose futures are not those of the others are not held against
// them, and a table fits the terminal.
func TestAlternativesAreOnOneGround(t *testing.T) {
	a, draws := besides(t, 6, 40, .3, .9)
	_, fewer := besides(t, 6, 20, .3)
	if _, err := outputs.AlternativesOf(a.Effects, []*outputs.Draws{draws[0], fewer[0]}, 0); err == nil {
		t.Error("40 futures are held against 20")
	}
	var b bytes.Buffer
	if err := a.Table(&b, outputs.TableWidth); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > outputs.TableWidth {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}
