package goal_test

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/goal"
	"sendsim/sim/levers"
)

func unstopped() bool { return false }

// planted is a problem of which every level can be tried: each step of a lever
// brings less than the one before it, and the last lever only makes it worse.
func planted(need float64) goal.Problem {
	gain, cost := []float64{40, 25, 30, -20}, []float64{100, 30, 60, 10}
	return goal.Problem{Steps: []int{4, 4, 1, 4}, Of: func(levels []int) (goal.Score, error) {
		s := goal.Score{Short: need}
		for i, n := range levels {
			x := float64(n) / float64([]int{4, 4, 1, 4}[i])
			s.Short -= gain[i] * x * (1.5 - x/2)
			s.Cost += cost[i] * x
		}
		if s.Short <= 0 {
			s.Chance = 1
		}
		s.InYear = slices.Repeat([]float64{s.Short}, 10) // no luck
		return s, nil
	}}
}

// cheapest tries everything.
func cheapest(p goal.Problem) (least float64, ok bool) {
	levels := make([]int, len(p.Steps))
	for {
		if s, _ := p.Of(levels); s.Short <= 0 && (!ok || s.Cost < least) {
			least, ok = s.Cost, true
		}
		i := 0
		for ; i < len(levels); i++ {
			if levels[i]++; levels[i] <= p.Steps[i] {
				break
			}
			levels[i] = 0
		}
		if i == len(levels) {
			return least, ok
		}
	}
}

// A goal that only single steps reach is reached: an odd number of them, and a
// lever that makes it worse.
func TestAGoalBetweenTheStridesIsReached(t *testing.T) {
	p := goal.Problem{Steps: []int{5, 5}, Of: func(levels []int) (goal.Score, error) {
		s := goal.Score{Short: 99 - float64(20*levels[0]) + float64(4*levels[1]), Cost: float64(10 * levels[0])}
		if s.Short <= 0 {
			s.Chance = 1
		}
		return s, nil
	}}
	s, err := goal.Run(p, 1000, unstopped)
	if err != nil {
		t.Fatal(err)
	}
	if best := s.Best(0); best == nil || !slices.Equal(best.Levels, []int{5, 0}) {
		t.Errorf("found are %+v, want 5 and 0", best)
	}
}

// TestTheSearchFindsWhatTryingAllFinds, within a twentieth of the cost, for
// goals from near to as far as can be.
func TestTheSearchFindsWhatTryingAllFinds(t *testing.T) {
	for need := 5.0; need <= 95; need += 5 {
		p := planted(need)
		want, _ := cheapest(p)
		s, err := goal.Run(p, 1000, unstopped)
		if err != nil {
			t.Fatal(err)
		}
		best := s.Best(0)
		if best == nil || best.Cost > 1.05*want || s.Cut {
			t.Errorf("need %v: found %+v, want a cost of %v", need, best, want)
		}
		if n := len(s.Tried); n > 150 { // of 250
			t.Errorf("need %v: %d levels were tried", need, n)
		}
	}
}

func TestWhatCannotBeReachedIsSaid(t *testing.T) {
	s, err := goal.Run(planted(120), 1000, unstopped)
	if err != nil {
		t.Fatal(err)
	}
	if s.Best(0) != nil {
		t.Errorf("it is reached by %+v", s.Best(0))
	}
	// Fresh draws look at what came nearest, and at the whole plan, too.
	if all := s.Finalists(); len(all) != 2 || !slices.Equal(all[0].Levels, []int{4, 4, 1, 0}) || !slices.Equal(all[1].Levels, s.Steps) {
		t.Errorf("finalists are %+v", all)
	}
	// All but the last lever, which only makes it worse.
	if got := s.Nearest(); !slices.Equal(got.Levels, []int{4, 4, 1, 0}) {
		t.Errorf("the nearest is %+v", got)
	}
	if got := s.Justified(); !slices.Equal(got.Levels, []int{4, 4, 1, 0}) {
		t.Errorf("justified is %+v", got)
	}
}

// TestTheSearchStopsWhereItIsTold: after so many levels, or when told; what was
// tried is then the beginning of what would have been.
func TestTheSearchStopsWhereItIsTold(t *testing.T) {
	full, err := goal.Run(planted(50), 1000, unstopped)
	if err != nil {
		t.Fatal(err)
	}
	const few = 9
	short, err := goal.Run(planted(50), few, unstopped)
	if err != nil || !short.Cut || len(short.Tried) != few {
		t.Fatalf("%d tried, cut %t: %v", len(short.Tried), short.Cut, err)
	}
	asked := 0
	stopped, err := goal.Run(planted(50), 1000, func() bool { asked++; return asked > few-2 })
	if err != nil || !stopped.Cut || len(stopped.Tried) != few {
		t.Fatalf("%d tried, cut %t: %v", len(stopped.Tried), stopped.Cut, err)
	}
	for i := range few {
		if !slices.Equal(full.Tried[i].Levels, short.Tried[i].Levels) || !slices.Equal(full.Tried[i].Levels, stopped.Tried[i].Levels) {
			t.Errorf("try %d is %v, %v and %v", i, full.Tried[i].Levels, short.Tried[i].Levels, stopped.Tried[i].Levels)
		}
	}
}

// model is Rutland for two years with three levers: one of an amount, one that
// waits for it, and one that is there or not.
func model(t *testing.T) *sim.Model {
	t.Helper()
	lib, err := calibration.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	w, err := sim.NewWorld(lib)
	if err != nil {
		t.Fatal(err)
	}
	s := sim.Default()
	s.Areas, s.Years = []string{"rutland"}, 2
	for _, key := range []string{"resourced-provision", "annual-reviews", "timeliness"} {
		l, _ := levers.New(key)
		p := l.Common()
		p.From = cohorts.Term{Year: 2024, Part: cohorts.Autumn}
		p.Cost = []levers.Cost{{Purse: finance.Council, Money: strict.Money{Pounds: 1000, Yearly: true}}}
		s.Levers = append(s.Levers, l)
	}
	s.Levers[1].Common().After = []string{"resourced-provision"}
	if err := s.Check(w.Known()); err != nil {
		t.Fatal(err)
	}
	m, err := sim.NewModel(w, s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestAnAmountIsTurnedWithItsCosts(t *testing.T) {
	p := goal.PlanOf(model(t), []string{"timeliness"}, false)
	// In catalogue order: places are turned in quarters, reviews are there or not.
	if !slices.Equal(p.Steps(), []int{4, 1}) {
		t.Fatalf("steps are %v", p.Steps())
	}
	names := func(all []levers.Lever) (list []string) {
		for _, l := range all {
			list = append(list, levers.NameOf(l))
		}
		slices.Sort(list)
		return list
	}
	half := p.At([]int{2, 1})
	if !slices.Equal(names(half), []string{"annual-reviews", "resourced-provision", "timeliness"}) {
		t.Errorf("half is %v", names(half))
	}
	for _, l := range half {
		want := 1000.0
		if r, ok := l.(*levers.ResourcedProvision); ok {
			want = 500
			if r.Places.Range != strict.Exactly(10) {
				t.Errorf("half of 20 places is %v", r.Places.Range)
			}
		}
		if got := l.Common().Cost[0].Money.Pounds; got != want {
			t.Errorf("%s costs %v a year, want %v", levers.NameOf(l), got, want)
		}
	}
	// Without places what waits for them is not there; what is kept is.
	if got := names(p.At([]int{0, 1})); !slices.Equal(got, []string{"timeliness"}) {
		t.Errorf("without places there are %v", got)
	}
	if more := goal.PlanOf(model(t), nil, true); more.Steps()[1] != 8 {
		t.Errorf("beyond the plan there are %v", more.Levels)
	}
}

// TestLevelsAreLivedTheSameByAnyNumberOfWorkers, and fresh draws are others.
func TestLevelsAreLivedTheSameByAnyNumberOfWorkers(t *testing.T) {
	p := goal.PlanOf(model(t), nil, false)
	live := func(workers int, fresh bool) *goal.Lived {
		l, err := p.Live(context.Background(), p.At([]int{1, 4, 1}), 300, fresh, func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
			return sim.Run(ctx, m, draws, workers, open)
		})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	one, three, fresh := live(1, false), live(3, false), live(2, true)
	if !reflect.DeepEqual(one.Score(0.8), three.Score(0.8)) || !slices.Equal(one.InYear, three.InYear) {
		t.Error("three workers live other futures than one")
	}
	if slices.Equal(one.InYear, fresh.InYear) {
		t.Error("fresh draws are those of the search")
	}
	// £1,000 a year from September 2024 to March 2026: a term of 4, 3, 5, 4 and 3
	// months for two levers, and reviews begin once places are open.
	if council := one.Cost[finance.Council]; council < 2*1000*19./12 || council >= 3*1000*19./12 {
		t.Errorf("the council pays %v", council)
	}
	// The quantile and the chance say the same of the goal.
	for _, chance := range []float64{0.01, 0.2, 0.5, 0.8, 0.99} {
		if s := one.Score(chance); (s.Short <= 0) != (s.Chance >= chance) {
			t.Errorf("at %v: %+v", chance, s)
		}
	}
}
