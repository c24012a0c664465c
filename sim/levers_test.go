package sim_test

import (
	"slices"
	"testing"

	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/levers"
)

// atOnce is a lever of a kind that is delivered in full, on time and at once.
func atOnce(key string, s *sim.Scenario) levers.Lever {
	l, _ := levers.New(key)
	p := l.Common()
	p.From, p.Ramp = s.First(), levers.Ramp{Shape: levers.Step}
	p.Delivery.Late.Range, p.Delivery.Realised.Range = strict.Exactly(0), strict.Exactly(1)
	return l
}

// TestEveryLeverIsFelt pulls each lever alone, as its card has it: the futures
// differ from those without it. What only lifts others is pulled beside one.
func TestEveryLeverIsFelt(t *testing.T) {
	const futures = 20
	with := func(keys ...string) *sim.Model {
		return model(t, func(s *sim.Scenario) {
			s.Years = 5
			for _, key := range keys {
				s.Levers = append(s.Levers, atOnce(key, s))
			}
		}, "wiltshire")
	}
	plain, supported := lived(t, with(), futures, 2), lived(t, with("sen-support"), futures, 2)
	for _, key := range levers.Keys() {
		was, is := plain, lived(t, with(key), futures, 2)
		if key == "workforce-training" {
			was, is = supported, lived(t, with("sen-support", key), futures, 2)
		}
		if slices.Equal(was, is) {
			t.Errorf("nobody feels %s", key)
		}
	}
}

// TestLeversAreTheSameForAnyNumberOfWorkers pulls all levers at once: what the
// workers share of them they only read (make race watches it, every package of
// the model with it).
func TestLeversAreTheSameForAnyNumberOfWorkers(t *testing.T) {
	m := model(t, func(s *sim.Scenario) {
		s.Years = 5
		for _, key := range levers.Keys() {
			l, _ := levers.New(key)
			l.Common().From = s.First()
			s.Levers = append(s.Levers, l)
		}
	}, "wiltshire", "rutland")
	const draws = 4*smallBlock + 3
	if !slices.Equal(lived(t, m, draws, 1), lived(t, m, draws, 3)) {
		t.Error("three workers live other futures than one")
	}
}
