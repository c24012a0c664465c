package peers_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"sendsim/sim"
	"sendsim/sim/peers"
)

// gathered is the standings of three authorities and their sum.
func gathered(t *testing.T, draws, workers int) (*sim.Model, *peers.Standings) {
	t.Helper()
	w, err := world()
	if err != nil {
		t.Fatal(err)
	}
	s := sim.Default()
	s.Areas, s.Years, s.Draws = []string{"rutland", "hartlepool", "bury"}, 2, draws
	m, err := sim.NewModel(w, s)
	if err != nil {
		t.Fatal(err)
	}
	all := peers.NewStandings(m)
	if err := sim.RunBlocks(context.Background(), m, sim.Blocks{Draws: draws, Size: 7}, workers, all.Open); err != nil {
		t.Fatal(err)
	}
	return m, all
}

// What is gathered is what the futures say, and the ranks of each draw are 1
// to the number of authorities.
func TestStandingsAreThoseOfTheFutures(t *testing.T) {
	const draws = 20
	m, all := gathered(t, draws, 2)
	for k := range draws {
		for y := range m.Future(k) {
			for i := range peers.Measures {
				if got, want := all.Of(i, y.Area, y.Year-all.First)[k], peers.Measures[i].Of(y); math.Abs(got-want) > 1e-4*math.Max(1, math.Abs(want)) {
					t.Fatalf("draw %d, area %d, %s: %v, not %v", k, y.Area, peers.Measures[i].Key, got, want)
				}
			}
		}
	}
	for i := range peers.Measures {
		ranks := all.Ranks(i, 1)
		if len(ranks) != 3 {
			t.Fatalf("%d are ranked", len(ranks))
		}
		for k := range ranks[0] {
			if sum := ranks[0][k] + ranks[1][k] + ranks[2][k]; sum != 6 {
				t.Fatalf("%s, draw %d: ranks sum to %v", peers.Measures[i].Key, k, sum)
			}
		}
	}
	_, one := gathered(t, draws, 1)
	for i := range peers.Measures {
		if !slices.Equal(one.Of(i, 1, 1), all.Of(i, 1, 1)) {
			t.Errorf("%s differs with another number of workers", peers.Measures[i].Key)
		}
	}
}

// The highest is 1, those that tie share the middle of their ranks, and what is
// not there has none.
func TestRanks(t *testing.T) {
	nan := math.NaN()
	got := peers.RankOf([]float64{3, 7, nan, 3, 9})
	want := []float64{3.5, 2, nan, 3.5, 1}
	for i := range want {
		if got[i] != want[i] && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) {
			t.Errorf("the ranks are %v, not %v", got, want)
		}
	}
}
