package outputs

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestAnErrorByHand says that draws which share a row are summed before they
// are squared: 1, 5, 3 and 7 on two rows depart from their mean by -4 and 4,
// so the variance is (16 + 16) 2/(2-1) / 4², and their standard error 2; on
// rows of their own it is the usual one, the root of (9+1+1+9)/3/4.
func TestAnErrorByHand(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		rows       sharing
		v          []float64
		mean, want float64
	}{
		{2, []float64{1, 5, 3, 7}, 4, 2},
		{0, []float64{1, 5, 3, 7}, 4, math.Sqrt(20. / 3 / 4)},
		{4, []float64{1, 5, 3, 7}, 4, math.Sqrt(20. / 3 / 4)},
		{2, []float64{1, 5, nan, 7}, 13. / 3, math.Sqrt(2 * (100. / 9) * 2 / 9)}, // -10/3 and 2/3 + 8/3
		{2, []float64{nan, 5, nan, 7}, 6, nan},                                   // one row says nothing
	} {
		got := c.rows.meanError(c.v, c.mean)
		if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v on %d rows: %v, want %v", c.v, c.rows, got, c.want)
		}
	}
}

// A run of the tests below: draws on rows, each the sum of its row's effect
// and its own, both standard normal.
const (
	testDraws = 5000
	testRows  = 2000 // 1,000 rows have three draws, 1,000 have two
)

func onRows(luck *rand.Rand) []float64 {
	var row [testRows]float64
	for r := range row {
		row[r] = luck.NormFloat64()
	}
	v := make([]float64, testDraws)
	for k := range v {
		v[k] = row[k%testRows] + luck.NormFloat64()
	}
	return v
}

// known is the true standard error of the mean: rows count as often as they
// are taken.
func known() float64 {
	const n = testDraws
	return math.Sqrt(float64(1000*3*3+1000*2*2)/(n*n) + 1./n)
}

// spreadOf is the standard deviation of what runs find, and the root mean
// square of the errors they state.
type spreadOf struct{ n, sum, squares, errors float64 }

func (s *spreadOf) add(value, err float64) {
	s.n++
	s.sum += value
	s.squares += value * value
	s.errors += err * err
}

func (s *spreadOf) found() float64 { return math.Sqrt(s.squares/s.n - s.sum*s.sum/s.n/s.n) }

func (s *spreadOf) stated() float64 { return math.Sqrt(s.errors / s.n) }

// TestErrorsCountTheRowsThatDrawsShare says that over many runs the mean, the
// quantiles and a chance vary as their errors state, that 95 % intervals hold
// the truth in 95 % of runs, and that errors which take draws for independent
// state too little.
func TestErrorsCountTheRowsThatDrawsShare(t *testing.T) {
	const runs = 1500
	luck := rand.New(rand.NewPCG(3, 4))
	shared, alone := counter{sharing: testRows}, counter{}
	var mean, meanAlone, above spreadOf
	var quantiles, quantilesAlone [len(Levels)]spreadOf
	truth := [len(Levels)]float64{}
	for i, l := range Levels {
		truth[i] = math.Sqrt2 * math.Sqrt2 * math.Erfinv(2*l.Share()-1) // variance 2
	}
	var held [len(Levels)]float64
	for range runs {
		v := onRows(luck)
		over := sharing(testRows).chance(testDraws, func(d int) bool { return v[d] > 1 })
		above.add(over.Share(), over.Error())
		a := alone.stats(append([]float64{}, v...))
		s := shared.stats(v)
		mean.add(s.Mean.Value, s.Mean.Error)
		meanAlone.add(a.Mean.Value, a.Mean.Error)
		for i, e := range s.Quantiles {
			quantiles[i].add(e.Value, e.Error)
			quantilesAlone[i].add(e.Value, a.Quantiles[i].Error)
			if e.Low <= truth[i] && truth[i] <= e.High {
				held[i] += 1. / runs
			}
		}
	}
	near := func(name string, got, want, within float64) {
		t.Helper()
		if math.Abs(got/want-1) > within {
			t.Errorf("%s: %.4f, want %.4f", name, got, want)
		}
	}
	near("stated error of the mean", mean.stated(), known(), 0.02)
	near("spread of the mean", mean.found(), known(), 0.05)
	near("stated error of a chance", above.stated(), above.found(), 0.05)
	if short := meanAlone.stated() / known(); short > 0.8 {
		t.Errorf("taken for independent, the error is %.2f of the true one: the test shows nothing", short)
	}
	for i, l := range Levels {
		near("stated error of "+l.String(), quantiles[i].stated(), quantiles[i].found(), 0.08)
		if held[i] < 0.94 || held[i] > 0.975 {
			t.Errorf("the 95 %% interval of %v holds the truth in %.3f of runs", l, held[i])
		}
	}
	if short := quantilesAlone[levelIndex(Median)].stated() / quantiles[levelIndex(Median)].found(); short > 0.87 {
		t.Errorf("taken for independent, the median's error is %.2f of the true one: the test shows nothing", short)
	}
}

// TestRowsOfTheirOwn says that sharing changes nothing where no row is shared,
// and that what all draws meet is worth no more than the rows.
func TestRowsOfTheirOwn(t *testing.T) {
	v := onRows(rand.New(rand.NewPCG(5, 6)))
	alone, own := counter{}, counter{sharing: testDraws}
	if a, b := alone.stats(append([]float64{}, v...)), own.stats(v); a != b {
		t.Errorf("draws with rows of their own: %+v, want %+v", b, a)
	}
	always := func(int) bool { return true }
	if c := sharing(testRows).chance(testDraws, always); c.Worth != testRows || c.Hits != testDraws {
		t.Errorf("%d draws on %d rows that agree are worth %v", testDraws, testRows, c.Worth)
	}
	if c := sharing(0).chance(testDraws, always); c.worth() != testDraws {
		t.Errorf("%d draws that agree are worth %v", testDraws, c.worth())
	}
}
