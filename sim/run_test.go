package sim_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/levers"
)

// kept keeps every year-end of its block, and hands them on when it is closed.
type kept struct {
	years []sim.YearEnd
	to    *[]sim.YearEnd
}

func (k *kept) Year(y *sim.YearEnd) { k.years = append(k.years, *y) }

func (k *kept) Close() error {
	*k.to = append(*k.to, k.years...)
	return nil
}

// smallBlock is the size of blocks that are shared by all workers, however few the draws.
const smallBlock = 10

// lived runs a model in small blocks, and returns its year-ends in the order of
// closing.
func lived(t *testing.T, m *sim.Model, draws, workers int) []sim.YearEnd {
	t.Helper()
	var all []sim.YearEnd
	open := func(int) (sim.Sink, error) { return &kept{to: &all}, nil }
	if err := sim.RunBlocks(context.Background(), m, sim.Blocks{Draws: draws, Size: smallBlock}, workers, open); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestResultsAreTheSameForAnyNumberOfWorkers(t *testing.T) {
	m := model(t, nil, "rutland")
	const draws = 12*smallBlock + 3
	one := lived(t, m, draws, 1)
	for _, workers := range []int{2, 3, 7} {
		if !slices.Equal(one, lived(t, m, draws, workers)) {
			t.Errorf("%d workers live other futures than one", workers)
		}
	}
}

func TestADrawDoesNotDependOnTheNumberOfDraws(t *testing.T) {
	m := model(t, nil, "rutland")
	few, many := lived(t, m, 3, 1), lived(t, m, 300, 2)
	if !slices.Equal(few, many[:len(few)]) {
		t.Error("the first three of 300 futures are not the three")
	}
}

func TestNoTwoDrawsAreTheSame(t *testing.T) {
	m := model(t, nil, "rutland")
	seen := map[int64]int{}
	for _, y := range lived(t, m, 400, 2) {
		if y.Year != 2033 {
			continue
		}
		key := int64(y.Account.Net)
		if other, twice := seen[key]; twice {
			t.Errorf("draws %d and %d end with the same deficit to the pound, %d", other, y.Draw, key)
		}
		seen[key] = y.Draw
	}
}

func TestARunThatIsStoppedStopsCleanly(t *testing.T) {
	m := model(t, nil, "rutland")
	ctx, cancel := context.WithCancel(context.Background())
	closed := 0
	err := sim.Run(ctx, m, 1_000_000, 3, func(block int) (sim.Sink, error) {
		if block == 2 {
			cancel()
		}
		return &stub{close: func() error { closed++; return nil }}, nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if closed > 5 {
		t.Errorf("%d blocks were closed after the stop", closed)
	}
}

// stub is a sink that keeps nothing.
type stub struct{ close func() error }

func (s *stub) Year(*sim.YearEnd) {}
func (s *stub) Close() error      { return s.close() }

func TestTheFirstErrorOfASinkStopsTheRun(t *testing.T) {
	m := model(t, nil, "rutland")
	full := errors.New("the disk is full")
	for name, open := range map[string]func(int) (sim.Sink, error){
		"on closing": func(int) (sim.Sink, error) { return &stub{close: func() error { return full }}, nil },
		"on opening": func(block int) (sim.Sink, error) {
			if block > 1 {
				return nil, full
			}
			return &stub{close: func() error { return nil }}, nil
		},
	} {
		if err := sim.Run(context.Background(), m, 100_000, 2, open); !errors.Is(err, full) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestASumIsSummedInsideTheDraw(t *testing.T) {
	together := lived(t, model(t, nil, "rutland", "hartlepool"), 20, 2)
	alone := map[string][]sim.YearEnd{
		"rutland":    lived(t, model(t, nil, "rutland"), 20, 1),
		"hartlepool": lived(t, model(t, nil, "hartlepool"), 20, 1),
	}
	const areas = 3
	for i := 0; i < len(together); i += areas {
		a, b, sum := &together[i], &together[i+1], &together[i+2]
		j := i / areas
		if a.Plans != alone["rutland"][j].Plans || b.Account.Net != alone["hartlepool"][j].Account.Net {
			t.Fatalf("draw %d: an authority's future depends on its company", a.Draw)
		}
		if sum.Plans != a.Plans+b.Plans || sum.Account.Net != a.Account.Net+b.Account.Net || sum.Flows.Requests != a.Flows.Requests+b.Flows.Requests {
			t.Fatalf("draw %d, year %d: the sum is not the sum", a.Draw, a.Year)
		}
	}
}

func TestALeverAtRestChangesNothing(t *testing.T) {
	m := model(t, nil, "rutland")
	idle := model(t, func(s *sim.Scenario) {
		for _, key := range levers.Keys() {
			l, _ := levers.New(key)
			l.Common().From = s.First()
			for _, d := range l.Card().AllDials() {
				if d.Rests {
					d.Of(l).Range = strict.Range{}
				}
			}
			s.Levers = append(s.Levers, l)
		}
	}, "rutland")
	if !slices.Equal(lived(t, m, 50, 2), lived(t, idle, 50, 2)) {
		t.Error("levers whose dials are at rest change the futures")
	}
}

func TestTheAccountHoldsToThePoundInEveryFuture(t *testing.T) {
	for _, y := range lived(t, model(t, nil, "stockton-on-tees", "wiltshire"), 100, 2) {
		a := &y.Account
		if a.InYear != a.Spend(0)-a.Grant-a.Transfer || a.Gross != a.OpeningGross+a.InYear ||
			a.Net != a.OpeningNet+a.InYear-a.Payments-a.Stability || a.Net != a.Own+a.Notional {
			t.Fatalf("draw %d, %d: %+v", y.Draw, y.Year, a)
		}
	}
}

func TestAFutureAllocatesNothingOnceWarm(t *testing.T) {
	m := model(t, nil, "stockton-on-tees")
	w := sim.NewWarmWorker(m)
	draw := 0
	if n := testing.AllocsPerRun(5, func() { w(draw); draw++ }); n > 0 {
		t.Errorf("%v allocations in a future", n)
	}
}
