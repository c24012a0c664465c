package calibration

import (
	"math"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/rng"
)

func TestRakeMeetsItsMargins(t *testing.T) {
	table := [][]float64{{1, 2, 0}, {3, 1, 1}}
	rake(table, []float64{6, 4}, []float64{5, 3, 2})
	for i, want := range []float64{6, 4} {
		near(t, "row", sum(table[i]), want, 1e-6)
	}
	for j, want := range []float64{5, 3, 2} {
		near(t, "column", table[0][j]+table[1][j], want, 1e-6)
	}
	if table[0][2] != 0 {
		t.Error("a cell that was empty is filled")
	}
}

// Worked sum: 7 children by weights 1, 1, 2 are 1.75, 1.75, 3.5: 2, 2 and 3.
// What was rounded is carried: the next 7 are 1.5, 1.5, 4 and so 2, 1, 4.
func TestWholesCarryWhatTheyRound(t *testing.T) {
	carry, into := make([]float64, 3), make([]int32, 3)
	wholes(7, []float64{1, 1, 2}, carry, into)
	if into[0] != 2 || into[1] != 2 || into[2] != 3 {
		t.Errorf("the first seven are %v", into)
	}
	wholes(7, []float64{1, 1, 2}, carry, into)
	if into[0]+into[1]+into[2] != 7 || into[2] != 4 {
		t.Errorf("the next seven are %v", into)
	}
	wholes(1, []float64{0, 1, 0}, nil, into)
	if into[1] != 1 {
		t.Errorf("one child went to %v", into)
	}
}

// Worked sum: from shares .6, .4, 0 to .5, .2, .3 everyone stays who can, and
// .1 and .2 move to the third.
func TestTransportMovesTheFewest(t *testing.T) {
	flow := transport([]float64{.6, .4, 0}, []float64{.5, .2, .3}, nil)
	for i, want := range [][]float64{{.5, 0, .1}, {0, .2, .2}, {0, 0, 0}} {
		for j := range want {
			near(t, "flow", flow[i][j], want[j], 1e-9)
		}
	}
}

// Authorities that differ by chance alone are shrunk wholly; ones that differ
// far more are left what they are.
func TestWeightsFollowTheSpread(t *testing.T) {
	profile := []float64{.5, .3, .2}
	key := rng.Seed(5)
	draw := func(spread float64) (all [][]float64) {
		for i := range 80 {
			own := make([]float64, 3)
			for j, p := range profile {
				own[j] = p * math.Exp(spread*shock(key.Nth(uint64(i)), j))
			}
			share(own)
			row := make([]float64, 3)
			var shares rng.Shares
			shares.Fill(own, 0)
			shares.Split(key.Nth(uint64(1000+i)), 1, 400, func(j, n int) { row[j] = float64(n) })
			all = append(all, row)
		}
		return all
	}
	alike, unlike := profileWeight(draw(0), profile), profileWeight(draw(.5), profile)
	if alike < 2000 || unlike > 60 {
		t.Errorf("the common profile weighs as %.0f children where authorities are alike, and as %.0f where they are not", alike, unlike)
	}
	got := towards([]float64{10, 0, 0}, profile, 10)
	near(t, "half way", got[0], .75, 1e-12)
}

// Worked sum: of the requests of an autumn 1-6/17.4 are decided in it, and due
// in spring: with a first chance of 1 all their plans come in the next
// calendar year, when the child is a year older at the census after.
func TestChainLagsWorkedSum(t *testing.T) {
	p := &cohorts.Pipeline{Finish: [2]float64{1, 1}}
	l := chainLags(p, termShares)
	near(t, "autumn requests with a plan in the same year", l.part[2][0], 0, 0)
	near(t, "in the next", l.part[2][1], 1, 1e-12)
	near(t, "spring requests with a plan in the same year", l.part[0][0], 1, 1e-12)
	at := decidedAtOnce(cohorts.Summer)
	near(t, "summer requests with a plan in the same year", l.part[1][0], at, 1e-12)
	near(t, "all of them, in some year", sum(l.years[:]), 1, 1e-12)
	near(t, "a year older at the census", l.years[1], 1-termShares[1]*(1-at), 1e-12)
	p.Finish = [2]float64{.3, .5}
	l = chainLags(p, termShares)
	for q := range l.part {
		near(t, "every request", sum(l.part[q][:]), 1, 1e-12)
	}
}

// A mixing of ages is undone: the peak at 4 comes back.
func TestUnmixBringsThePeakBack(t *testing.T) {
	truth := make([]float64, ages)
	for a := 2; a < 20; a++ {
		truth[a] = .04
	}
	truth[4], truth[5] = .25, .07
	share(truth)
	seen := make([]float64, ages)
	for a, n := range truth {
		for l := range seen {
			seen[l] += n * labelled(a, l)
		}
	}
	x := make([]float64, ages)
	for a := 2; a < ages-1; a++ {
		x[a] = 1
	}
	unmix(seen, x, unmixLabels, labelled)
	near(t, "share at 4", x[4], truth[4], .02)
	near(t, "share at 5", x[5], truth[5], .02)
	near(t, "all", sum(x), 1, 1e-9)
}
