package attribution_test

import (
	"context"
	"math"
	"slices"
	"sync"
	"testing"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/attribution"
	"sendsim/sim/levers"
)

var world = sync.OnceValues(func() (*sim.World, error) {
	lib, err := calibration.Shipped()
	if err != nil {
		return nil, err
	}
	return sim.NewWorld(lib)
})

const years = 4

// model is Rutland for a few years with some levers.
func model(t *testing.T, all ...levers.Lever) *sim.Model {
	t.Helper()
	w, err := world()
	if err != nil {
		t.Fatal(err)
	}
	s := sim.Default()
	s.Areas, s.Years, s.Levers = []string{"rutland"}, years, all
	m, err := sim.NewModel(w, s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// places is a lever that opens places at once.
func places(name string, in cohorts.Term, n float64) *levers.ResourcedProvision {
	l, _ := levers.New("resourced-provision")
	p := l.(*levers.ResourcedProvision)
	p.Name, p.From = name, in
	p.Places.Range = strict.Exactly(n)
	return p
}

// support is early-years support, large enough to be seen.
func support() levers.Lever {
	l, _ := levers.New("early-years-support")
	e := l.(*levers.EarlyYearsSupport)
	e.From = cohorts.Term{Year: 2024, Part: cohorts.Autumn}
	e.Reach.Range, e.Effect.Range = strict.Exactly(1), strict.Exactly(.3)
	return e
}

var (
	autumn24 = cohorts.Term{Year: 2024, Part: cohorts.Autumn}
	autumn25 = cohorts.Term{Year: 2025, Part: cohorts.Autumn}
)

// four are levers that get in each other's way: places that children fill once.
func four() []levers.Lever {
	return []levers.Lever{support(), places("a", autumn24, 6), places("b", autumn24, 10), places("c", autumn25, 8)}
}

var outcomes = []attribution.Outcome{
	func(y *sim.YearEnd) float64 { return float64(y.Account.Net) },
	func(y *sim.YearEnd) float64 { return float64(y.Plans) },
}

// with lives on a number of workers.
func with(workers int) attribution.Lives {
	return func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
		return sim.Run(ctx, m, draws, workers, open)
	}
}

// ends are the outcomes of a model: by outcome, then year.
func ends(m *sim.Model, draws int) attribution.Series {
	s := make(attribution.Series, len(outcomes)*years)
	for d := range draws {
		for y := range m.Future(d) {
			for i, of := range outcomes {
				n := i*years + y.Year - m.Scenario.Start
				s[n] = append(s[n], of(y))
			}
		}
	}
	return s
}

// shown shows them.
func shown(s attribution.Series) attribution.End {
	return func(see func(int, []float64)) error {
		for n := range s {
			see(n, s[n])
		}
		return nil
	}
}

func shares(t *testing.T, from, to *sim.Model, plan attribution.Plan, workers int) *attribution.Shares {
	t.Helper()
	p := attribution.PlayersOf(from, to, false)
	s, err := attribution.Of(context.Background(), p, plan, outcomes, shown(ends(from, plan.Draws)), shown(ends(to, plan.Draws)), with(workers))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plans are ways to share, each of so many draws; under -short of a sixth of
// them, which race as the many do.
func plans() []attribution.Plan {
	draws := 60
	if testing.Short() {
		draws = 10
	}
	return []attribution.Plan{{Exact: true, Draws: draws}, {Draws: draws, Orders: 1}, {Draws: draws, Orders: 4}}
}

// TestSharesAddUpInEveryDraw says that in each draw and year the levers' shares
// are the difference of the two ends.
func TestSharesAddUpInEveryDraw(t *testing.T) {
	from, to := model(t), model(t, four()...)
	for _, plan := range plans() {
		s := shares(t, from, to, plan, 2)
		before, after := ends(from, plan.Draws), ends(to, plan.Draws)
		moved := false
		for series := range before {
			for d := range plan.Draws {
				sum := 0.0
				for i := range s.Of {
					sum += s.Of[i][series][d]
				}
				want := after[series][d] - before[series][d]
				moved = moved || want != 0
				if math.Abs(sum-want) > 1e-5 {
					t.Fatalf("%+v: draw %d, series %d: the shares sum to %v, the difference is %v", plan, d, series, sum, want)
				}
			}
		}
		if !moved {
			t.Error("the levers do nothing")
		}
	}
}

// TestSharesAreTheSameForAnyWorkersAndOrderOfTheFile says so to the last bit.
func TestSharesAreTheSameForAnyWorkersAndOrderOfTheFile(t *testing.T) {
	from, to := model(t), model(t, four()...)
	turned := four()
	slices.Reverse(turned) // who comes first in a file means nothing
	exact := 40
	if testing.Short() {
		exact = 4 // one block is not shared out; the 260 are two
	}
	for _, plan := range []attribution.Plan{{Exact: true, Draws: exact}, {Draws: 260, Orders: 1}} {
		one := shares(t, from, to, plan, 1)
		for _, other := range []*attribution.Shares{
			shares(t, from, to, plan, 2), shares(t, from, to, plan, 7), shares(t, from, model(t, turned...), plan, 2),
		} {
			if !slices.Equal(one.Players.Names, other.Players.Names) {
				t.Fatalf("the levers are %v and %v", one.Players.Names, other.Players.Names)
			}
			for i := range one.Of {
				for series := range one.Of[i] {
					if !slices.Equal(one.Of[i][series], other.Of[i][series]) {
						t.Errorf("%+v: other shares of %s", plan, one.Players.Names[i])
					}
				}
			}
		}
	}
}

// TestSampledOrdersAgreeWithAllOfThem says that the mean over sampled orders is
// that over every set, within the error of the sampling.
func TestSampledOrdersAgreeWithAllOfThem(t *testing.T) {
	from, to := model(t), model(t, four()...)
	const draws, most = 200, 4.5 // standard errors, for 32 comparisons
	exact := shares(t, from, to, attribution.Plan{Exact: true, Draws: draws}, 2)
	sampled := shares(t, from, to, attribution.Plan{Draws: draws, Orders: 2}, 2)
	for i, name := range exact.Players.Names {
		for series := range exact.Of[i] {
			var sum, squares float64
			for d := range draws {
				e := sampled.Of[i][series][d] - exact.Of[i][series][d]
				sum += e
				squares += e * e
			}
			if deviation := math.Abs(sum) / math.Sqrt(squares); squares > 0 && deviation > most {
				t.Errorf("%s, series %d: sampled orders are %v standard errors from all", name, series, deviation)
			}
		}
	}
}

// TestALeverAtRestHasNoShare says that a lever with its realised share at 0 and
// no cost has a share of 0 in every draw, and the others' are as without it.
func TestALeverAtRestHasNoShare(t *testing.T) {
	still := support()
	still.Common().Delivery.Realised.Range = strict.Exactly(0)
	from := model(t)
	plan := attribution.Plan{Exact: true, Draws: 40}
	a, b := places("a", autumn24, 6), places("b", autumn24, 10)
	without, beside := shares(t, from, model(t, a, b), plan, 2), shares(t, from, model(t, still, a, b), plan, 2)
	for i, name := range beside.Players.Names {
		for series := range beside.Of[i] {
			for d := range plan.Draws {
				want := 0.0
				if j := slices.Index(without.Players.Names, name); j >= 0 {
					want = without.Of[j][series][d]
				}
				if got := beside.Of[i][series][d]; math.Abs(got-want) > 1e-6 {
					t.Fatalf("%s in draw %d: %v, want %v", name, d, got, want)
				}
			}
		}
	}
}

// TestOnlyWhatDiffersIsAPlayer says that a lever which both scenarios have has
// no share, and one that is set otherwise has.
func TestOnlyWhatDiffersIsAPlayer(t *testing.T) {
	from := model(t, places("a", autumn24, 6), places("b", autumn24, 10))
	to := model(t, places("a", autumn24, 6), places("b", autumn24, 12), support())
	p := attribution.PlayersOf(from, to, true)
	if want := []string{attribution.Other, "early-years-support", "b"}; !slices.Equal(p.Names, want) {
		t.Errorf("the players are %v, want %v", p.Names, want)
	}
}

// TestAPlanFitsWhatCanBeAfforded says what is lived within which budget.
func TestAPlanFitsWhatCanBeAfforded(t *testing.T) {
	for _, c := range []struct {
		n, draws int
		afford   float64
		want     attribution.Plan
	}{
		{0, 1000, 0, attribution.Plan{Exact: true, Draws: 1000}},
		{1, 1000, 0, attribution.Plan{Exact: true, Draws: 1000}},
		{2, 1000, 0, attribution.Plan{Exact: true, Draws: 1000}},
		{3, 1000, 6000, attribution.Plan{Exact: true, Draws: 1000}},
		{3, 1000, 5999, attribution.Plan{Draws: 1000, Orders: 2}},
		{10, 1000, 37_000, attribution.Plan{Draws: 1000, Orders: 4}},
		{10, 1000, 9000, attribution.Plan{Draws: 1000, Orders: 1}},
		{10, 1000, 8999, attribution.Plan{Draws: 750, Orders: 1}},
		{10, 1000, 0, attribution.Plan{Draws: 250, Orders: 1}},
		{10, 40, 0, attribution.Plan{Draws: 40, Orders: 1}},
	} {
		got := attribution.PlanFor(c.n, c.draws, c.afford)
		if got != c.want {
			t.Errorf("%d levers, %d draws, %v futures: %+v, want %+v", c.n, c.draws, c.afford, got, c.want)
		}
		if err := got.Check(c.n, c.draws); err != nil {
			t.Errorf("%+v: %v", got, err)
		}
	}
	for _, wrong := range []attribution.Plan{{}, {Exact: true, Draws: 11}, {Draws: 10}, {Exact: true}} {
		if wrong.Check(3, 10) == nil {
			t.Errorf("%+v passes", wrong)
		}
	}
}
