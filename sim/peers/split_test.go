package peers_test

import (
	"context"
	"iter"
	"math"
	"testing"

	"sendsim/sim"
	"sendsim/sim/attribution"
	"sendsim/sim/finance"
	"sendsim/sim/peers"
)

// splitting is two authorities a few years ahead.
func splitting(t *testing.T, one, other string, draws, workers int) peers.Splitting {
	t.Helper()
	w, err := world()
	if err != nil {
		t.Fatal(err)
	}
	s := sim.Default()
	s.Areas, s.Years, s.Draws, s.Regime = []string{one}, 3, draws, finance.DefaultRegime
	m, err := sim.NewModel(w, s)
	if err != nil {
		t.Fatal(err)
	}
	b, err := w.Library.Authority(other)
	if err != nil {
		t.Fatal(err)
	}
	return peers.Splitting{Model: m, Other: b, Draws: draws, Lives: func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
		return sim.Run(ctx, m, draws, workers, open)
	}}
}

// In every draw the parts sum to the difference of the ends. Between authority
// and itself on other rates, population, prices and grant do nothing, and its end
// is that of a run on these rates.
func TestAPartOfADifferenceForEachGroup(t *testing.T) {
	const draws = 12
	s := splitting(t, "rutland", "hartlepool", draws, 2)
	whole, lent, err := s.Of(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	moved := make([]bool, len(peers.Parts))
	for _, split := range []*peers.Split{whole, lent} {
		for o := range split.From {
			for d := range draws {
				sum := 0.0
				for p := range peers.Parts {
					x := split.Of[p][o][d]
					sum += x
					moved[p] = moved[p] || split == whole && x != 0
					if split == lent && p != 1 && p != 2 && x != 0 {
						t.Fatalf("%s makes %v of what the rates alone change", peers.Parts[p], x)
					}
				}
				if want := split.To[o][d] - split.From[o][d]; math.Abs(sum-want) > 1e-9*math.Max(1, math.Abs(split.To[o][d])+math.Abs(split.From[o][d])) {
					t.Fatalf("%s, outcome %d, draw %d: the parts sum to %v, the difference is %v", split.ToName, o, d, sum, want)
				}
			}
		}
	}
	for p, did := range moved {
		if !did {
			t.Errorf("%s does nothing", peers.Parts[p])
		}
	}
	w, _ := world()
	on := *s.Model.Scenario
	on.RatesOf = "hartlepool"
	m, err := sim.NewModel(w, &on)
	if err != nil {
		t.Fatal(err)
	}
	want, err := lastOf(m, draws, s.Lives)
	if err != nil {
		t.Fatal(err)
	}
	for o := range want {
		for d := range draws {
			if want[o][d] != lent.To[o][d] {
				t.Fatalf("outcome %d, draw %d: %v, on a run with these rates %v", o, d, lent.To[o][d], want[o][d])
			}
		}
	}
}

// The other end of a split is the other authority, but for the address of its
// luck: with the luck of its own it is its futures to the last bit.
func TestABlendOfOneIsThatOne(t *testing.T) {
	s := splitting(t, "hartlepool", "hartlepool", 5, 1)
	own := s.Model.Areas[0].Members[0]
	again := own.With(own.Structure, own.Parameters) // not the same, but alike
	blended := s.Model.Blended(sim.Sources{Population: again, Rates: again, Mix: again, Prices: again, Grant: again})
	for d := range 5 {
		next, stop := pull(s.Model, d)
		for y := range blended.Future(d) {
			want := next()
			if y.Plans != want.Plans || y.Account != want.Account || y.Census != want.Census || y.Population != want.Population {
				t.Fatalf("draw %d, %d: another future", d, y.Year)
			}
		}
		stop()
	}
}

// A part for each child moves its outcome in proportion: twice the children with
// all else for each child as it is have near twice the plans and the deficit, so
// that both measures stay.
func TestPopulationAloneMovesNoMeasure(t *testing.T) {
	const draws = 20
	s := splitting(t, "bury", "bury", draws, 2)
	own := s.Model.Areas[0].Members[0]
	more := *own.Structure
	for a := range more.Population {
		more.Population[a] *= 2
	}
	twice := own.With(&more, nil)
	m := s.Model.Blended(sim.Sources{Population: twice, Rates: own, Mix: own, Prices: own, Grant: own})
	was, err := lastOf(s.Model, draws, s.Lives)
	if err != nil {
		t.Fatal(err)
	}
	is, err := lastOf(m, draws, s.Lives)
	if err != nil {
		t.Fatal(err)
	}
	for o, factor := range []float64{2, 1, 2, 1} {
		if before, after := mean(was[o]), mean(is[o]); math.Abs(after-factor*before) > .04*math.Abs(factor*before) {
			t.Errorf("outcome %d: %v with twice the children, %v before", o, after, before)
		}
	}
}

// pull gives the year-ends of a future one by one.
func pull(m *sim.Model, draw int) (next func() *sim.YearEnd, stop func()) {
	one, stop := iter.Pull(m.Future(draw))
	return func() *sim.YearEnd { y, _ := one(); return y }, stop
}

// lastOf is the outcomes of the last year of a model.
func lastOf(m *sim.Model, draws int, lives attribution.Lives) (of attribution.Series, err error) {
	all, err := attribution.EndsOf(context.Background(), m, draws, peers.Outcomes(), lives)
	for o := range peers.Outcomes() {
		of = append(of, all[(o+1)*m.Years-1])
	}
	return of, err
}
