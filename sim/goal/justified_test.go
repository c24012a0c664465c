package goal_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"sendsim/internal/rng"
	"sendsim/sim/goal"
)

// normal is a standard normal number at an address.
func normal(k rng.Key, i int) float64 { return rng.Normal(rng.Uniform(k.Word(uint64(i)))) }

// lucky is a goal far out of reach, on 500 draws: the first lever brings 5 nearer
// a step, the second nothing but luck, and both cost.
func lucky(gain float64) goal.Problem {
	const draws, spread = 500, 20.0
	p := goal.Problem{Steps: []int{4, 4}, Asked: 0.8}
	p.Of = func(levels []int) (goal.Score, error) {
		s := goal.Score{Cost: float64(levels[0] + levels[1]), InYear: make([]float64, draws)}
		both, own := rng.Seed(1).At(rng.Name("both")), rng.Seed(1).At(rng.Name(fmt.Sprint(levels)))
		for i := range s.InYear {
			s.InYear[i] = 1000 + float64(spread*normal(both, i)) + normal(own, i) - float64(gain*float64(levels[0]))
		}
		s.Short = slices.Sorted(slices.Values(s.InYear))[draws*8/10-1]
		return s, nil
	}
	return p
}

// TestWhatIsShownOfAGoalOutOfReachIsNotLuck: a lever that does nothing is left at
// nothing, and one that does something stays, though each other level of the
// first looks a little nearer or farther on its draws.
func TestWhatIsShownOfAGoalOutOfReachIsNotLuck(t *testing.T) {
	for gain, want := range map[float64][]int{0: {0, 0}, 5: {4, 0}} {
		s, err := goal.Run(lucky(gain), 1000, unstopped)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Justified(); !slices.Equal(got.Levels, want) {
			t.Errorf("at a gain of %v a step: %v, want %v; the nearest is %v", gain, got.Levels, want, s.Nearest().Levels)
		}
	}
}

// TestTheErrorOfADifferenceIsItsSpread: over many sets of draws the difference of
// two quantiles spreads as its error says, and pairing narrows it.
func TestTheErrorOfADifferenceIsItsSpread(t *testing.T) {
	const sets, draws, share = 300, 500, 0.8
	sum, squares, said := 0.0, 0.0, 0.0
	for set := range sets {
		a, b := make([]float64, draws), make([]float64, draws)
		for i := range draws {
			k := rng.Seed(7).Nth(uint64(set)).Nth(uint64(i))
			both := 10 * normal(k, 0)
			a[i], b[i] = both+normal(k, 1), both+normal(k, 2)-2
		}
		d, err := goal.Apart(a, b, share)
		sum += d
		squares += float64(d * d)
		said += err
	}
	mean := sum / sets
	spread := math.Sqrt(squares/sets - float64(mean*mean))
	if math.Abs(mean-2) > 4*spread/math.Sqrt(sets) {
		t.Errorf("the difference is %v, want 2", mean)
	}
	if ratio := said / sets / spread; ratio < 0.85 || ratio > 1.2 {
		t.Errorf("the error is said to be %v, and is %v", said/sets, spread)
	}
	// Unpaired it would be some 10 times root 2 by 1.4 over the root of 500.
	if spread > 0.3 {
		t.Errorf("the spread of the paired difference is %v", spread)
	}
}
