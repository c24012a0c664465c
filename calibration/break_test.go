package calibration

import (
	"math"
	"testing"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// Worked sum: 1,000 plans, 150 new ones a year for them and 50 that end. A move
// of .05 in the first year makes 200 of the 150, and 1,150 of the 1,100; in the
// second of 1,150 plans, to 150 new ones of 1,100 come .05 a plan, and none of a
// move of -.2 but a fifth.
func TestABreakMovesGrowthForGood(t *testing.T) {
	still := Targets{Stock: [Years + 1]float64{0: 1000}}
	for y := range Years {
		still.Entries[y], still.Net[y] = 150, .05
		still.Stock[y+1] = .95*still.Stock[y] + 150
	}
	for key := range uint64(200) {
		b := Break{Chance: 1, Spread: .06}
		luck := LuckOf(rng.Seed(key))
		p, of := Path{ahead: 2}, still
		p.broken(b, luck[NationalPath])
		of.moved(&p)
		by, stock := 0., 1000.
		for y := range Years {
			by += b.shift(luck[NationalPath], 2+y) // the calendar's, not the start's
			near(t, "plans", of.Stock[y], stock, 1e-6*stock)
			e := 150 * stock / still.Stock[y]
			e = math.Max(.2*e, e+by*stock)
			near(t, "new plans", of.Entries[y], e, 1e-6*e)
			stock = .95*stock + e
		}
		near(t, "plans at last", of.Stock[Years], stock, 1e-6*stock)
	}
	of := still
	of.moved(&Path{})
	near(t, "plans without a break", of.Stock[Years], still.Stock[Years], 1e-9*still.Stock[Years])
}

// Breaks widen a future's range, most of all in its tails, and leave draws
// without one as they were.
func TestBreaksWidenTheRange(t *testing.T) {
	a := authority(t, "Wiltshire")
	risky := a.On(a.National.Breaking(Break{Chance: .07, Spread: .06}))
	const draws, ahead = 1000, 5
	same, wide := 0, 0.
	for k := range draws {
		luck := LuckOf(rng.Seed(9))
		plain, moved := a.Targets(k, luck), risky.Targets(k, luck)
		if math.Abs(plain.Stock[ahead]/moved.Stock[ahead]-1) < 1e-9 {
			same++
		}
		wide += math.Abs(portable.Log(moved.Stock[ahead] / plain.Stock[ahead]))
		p := risky.National.Path(k, .9, &luck)
		plain.moved(&p)
		for y, n := range moved.Stock { // whole: pooling knows of none
			near(t, "plans of the same breaks", n, plain.Stock[y], 1e-9*n)
		}
	}
	want := math.Pow(1-.07, ahead)
	near(t, "futures without a break", float64(same)/draws, want, 4*math.Sqrt(want*(1-want)/draws))
	if wide/draws < .01 {
		t.Errorf("breaks move plans by %.3f", wide/draws)
	}
}
