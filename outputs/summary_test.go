package outputs_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow/ipc"

	"sendsim/outputs"
	"sendsim/sim"
)

// gathered is every value of a run by area, year and column: what a summary
// must agree with.
func gathered(a *outputs.About, draws int, size float64) func(area, year int, column string) []float64 {
	at := map[[2]int]map[string][]float64{}
	for draw := range draws {
		future(a, draw, size, func(y *sim.YearEnd) {
			key := [2]int{y.Area, y.Year - a.FirstYear}
			if at[key] == nil {
				at[key] = map[string][]float64{}
			}
			for _, c := range outputs.Columns {
				at[key][c.Name] = append(at[key][c.Name], c.Of(y))
			}
		})
	}
	return func(area, year int, column string) []float64 { return at[[2]int{area, year}][column] }
}

func summarised(t testing.TB, a outputs.About, draws int, size float64, threshold outputs.Threshold) *outputs.Summary {
	t.Helper()
	s, err := outputs.Summarise(opened(t, written(t, a, draws, size)), threshold)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSummaryIsOfAllDraws says that every column's quantiles and mean are
// those of its sorted values, by area and year.
func TestSummaryIsOfAllDraws(t *testing.T) {
	a := twoAreas(3)
	const draws = 3*blockDraws + 11
	s := summarised(t, a, draws, 900, outputs.DefaultThreshold)
	values := gathered(&a, draws, 900)
	for area := range 2 {
		for year := range 3 {
			for _, c := range outputs.Columns {
				v := slices.DeleteFunc(slices.Clone(values(area, year, c.Name)), math.IsNaN)
				got := s.Stats(area, year, c.Name)
				if got.Draws != len(v) {
					t.Fatalf("%s is defined in %d draws, want %d", c.Name, got.Draws, len(v))
				}
				if len(v) == 0 {
					if !math.IsNaN(got.Mean.Value) || !math.IsNaN(got.At(50).Value) {
						t.Fatalf("%s is never defined and has a mean of %v", c.Name, got.Mean.Value)
					}
					continue
				}
				slices.Sort(v)
				for _, l := range outputs.Levels {
					if want := v[int(math.Ceil(float64(int(l)*len(v))/100))-1]; got.At(l).Value != want {
						t.Fatalf("%s, area %d, year %d: %v is %v, want %v", c.Name, area, year, l, got.At(l).Value, want)
					}
				}
				sum := 0.0
				for _, x := range v {
					sum += x
				}
				if math.Abs(got.Mean.Value-sum/float64(len(v))) > 1e-9*math.Abs(sum) {
					t.Fatalf("%s has a mean of %v, want %v", c.Name, got.Mean.Value, sum/float64(len(v)))
				}
			}
		}
	}
}

// TestChances says that the chances count draws: in balance in a year, above
// a threshold of the same draw, balanced first in a year or never.
func TestChances(t *testing.T) {
	a := about(4)
	const draws = 120
	for _, threshold := range []outputs.Threshold{outputs.DefaultThreshold, {Pounds: 3e6}, {}} {
		s := summarised(t, a, draws, 900, threshold)
		values := gathered(&a, draws, 900)
		never := 0
		first := make([]int, 4)
		for d := range draws {
			balanced := -1
			for y := 3; y >= 0; y-- {
				if values(0, y, "in_year_deficit")[d] <= 0 {
					balanced = y
				}
			}
			if balanced < 0 {
				never++
			} else {
				first[balanced]++
			}
		}
		c := s.Chances[0]
		if c.Never.Hits != never || never == 0 || never == draws {
			t.Errorf("%d of %d never balance, want %d", c.Never.Hits, draws, never)
		}
		for y := range 4 {
			balance, over := 0, 0
			for d := range draws {
				if values(0, y, "in_year_deficit")[d] <= 0 {
					balance++
				}
				level := threshold.Pounds
				if threshold.OfBlock > 0 {
					level = threshold.OfBlock * values(0, y, "high_needs_block")[d]
				}
				if values(0, y, "cumulative_deficit")[d] > level {
					over++
				}
			}
			if c.Balance[y].Hits != balance || c.Over[y].Hits != over || c.First[y].Hits != first[y] {
				t.Errorf("%v, year %d: %d, %d, %d of %d, want %d, %d, %d", threshold, y,
					c.Balance[y].Hits, c.Over[y].Hits, c.First[y].Hits, draws, balance, over, first[y])
			}
		}
	}
}

// TestWilson says that a chance's interval is Wilson's: 2 of 10 have a 95 %
// interval of 0.0567 to 0.5098 (Newcombe 1998, Statistics in Medicine 17,
// 857-872, method 3 for 81 of 263: 0.2553 to 0.3662), and none of 10 reaches
// to 0.2775.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		hits, of  int
		low, high float64
	}{{2, 10, 0.0567, 0.5098}, {81, 263, 0.2553, 0.3662}, {0, 10, 0, 0.2775}, {10, 10, 0.7225, 1}} {
		low, high := outputs.Chance{Hits: c.hits, Draws: c.of}.Wilson()
		if math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.hits, c.of, low, high, c.low, c.high)
		}
	}
	if e := (outputs.Chance{Hits: 0, Draws: 100}).Error(); e <= 0 {
		t.Errorf("a chance that no draw met has an error of %v", e)
	}
}

// TestFewDrawsWarn says that a summary of few draws says so, and how many
// would do.
func TestFewDrawsWarn(t *testing.T) {
	const says = "40 draws cannot support a P5-P95 band; 200 would"
	if s := summarised(t, about(1), 40, 900, outputs.DefaultThreshold); !slices.Contains(s.Warnings, says) {
		t.Errorf("%q is not among %q", says, s.Warnings)
	}
	for _, w := range summarised(t, about(1), 200, 900, outputs.DefaultThreshold).Warnings {
		if strings.Contains(w, "cannot support") {
			t.Errorf("200 draws: %s", w)
		}
	}
	empty, err := outputs.OpenDraws(bytes.NewReader(written(t, about(1), 0, 900)), int64(len(written(t, about(1), 0, 900))))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := outputs.Summarise(empty, outputs.DefaultThreshold); err == nil {
		t.Error("no draws were summarised")
	}
}

// TestSummaryFile says that summary.arrow holds the summary: a row for each
// authority, year, column and statistic, and the chances.
func TestSummaryFile(t *testing.T) {
	a := twoAreas(2)
	s := summarised(t, a, 230, 900, outputs.DefaultThreshold)
	var b bytes.Buffer
	if err := s.WriteArrow(&b); err != nil {
		t.Fatal(err)
	}
	r, err := ipc.NewFileReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	next := rowsOf(t, r)
	rows := map[[4]any][]any{}
	for row := next(); row != nil; row = next() {
		key := [4]any{row[0], row[1], row[2], row[4]}
		if rows[key] != nil {
			t.Fatalf("%v stands twice", key)
		}
		rows[key] = row
	}
	same := func(row []any, e outputs.Estimate, draws int) bool {
		for i, want := range []float64{e.Value, e.Error, e.Low, e.High} {
			if got, ok := row[5+i].(float64); ok != !math.IsNaN(want) || ok && got != want {
				return false
			}
		}
		return row[9] == int32(draws)
	}
	seen := 0
	for area, at := range a.Areas {
		for y := range 2 {
			year := int16(a.FirstYear + y)
			for _, c := range outputs.Columns {
				st := s.Stats(area, y, c.Name)
				for _, l := range outputs.Levels {
					if row := rows[[4]any{at.Code, year, c.Name, l.String()}]; row == nil || !same(row, st.At(l), st.Draws) || row[3] != c.Unit {
						t.Fatalf("%s, %d, %s, %v: %v, want %v", at.Code, year, c.Name, l, row, st.At(l))
					}
					seen++
				}
				if row := rows[[4]any{at.Code, year, c.Name, "mean"}]; row == nil || !same(row, st.Mean, st.Draws) {
					t.Fatalf("%s, %d, %s, mean: %v, want %v", at.Code, year, c.Name, row, st.Mean)
				}
				seen++
			}
			for name, c := range map[string]outputs.Chance{
				"chance_of_in_year_balance":                    s.Chances[area].Balance[y],
				"chance_of_cumulative_deficit_above_threshold": s.Chances[area].Over[y],
				"chance_that_first_year_of_balance_is":         s.Chances[area].First[y],
			} {
				if row := rows[[4]any{at.Code, year, name, "chance"}]; row == nil || !same(row, c.Estimate(), 230) {
					t.Fatalf("%s, %d, %s: %v, want %v", at.Code, year, name, row, c)
				}
				seen++
			}
		}
		seen++ // that no year balances
	}
	if len(rows) != seen {
		t.Errorf("%d rows, want %d", len(rows), seen)
	}
}

// TestCellsFile says that cells.arrow holds the mean and the quantiles of
// every cell of every census, those that are always empty too.
func TestCellsFile(t *testing.T) {
	a := twoAreas(2)
	const draws = 2*blockDraws + 3
	c := outputs.NewCells(a)
	run(t, &a, draws, 900, c.Open)
	var b bytes.Buffer
	if err := c.WriteArrow(&b); err != nil {
		t.Fatal(err)
	}
	values := map[[6]any][]float64{}
	for draw := range draws {
		future(&a, draw, 900, func(y *sim.YearEnd) {
			eachCell(&a, y, func(key [6]any, n int32) { values[key] = append(values[key], float64(n)) })
		})
	}
	r, err := ipc.NewFileReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	next, rows := rowsOf(t, r), 0
	for row := next(); row != nil; row = next() {
		rows++
		v := values[[6]any{row[0], row[1], row[3], row[4], row[5], row[6]}]
		if len(v) != draws {
			t.Fatalf("row %v is no cell", row[:7])
		}
		sum := 0.0
		for _, x := range v {
			sum += x
		}
		slices.Sort(v)
		at := func(p int) float64 { return v[(len(v)*p+99)/100-1] }
		want := []any{sum / draws, at(10), at(50), at(90), int32(1)}
		if got := []any{row[7], row[9], row[10], row[11], row[12]}; !slices.Equal(got, want) {
			t.Fatalf("cell %v: %v, want %v", row[:7], got, want)
		}
	}
	if rows != len(values) {
		t.Errorf("%d rows for %d cells", rows, len(values))
	}
}

// A chance in plain words has no error and one form, whether no draw meets it or
// few do; of few draws it is a bound where all or none meet it: Wilson's, of 100.
func TestAPlainChance(t *testing.T) {
	for want, c := range map[string]outputs.Chance{
		"-": {}, "less than 3.7 %": {Draws: 100}, "more than 96.3 %": {Hits: 100, Draws: 100}, "30 %": {Hits: 30, Draws: 100}, "less than 1 %": {Hits: 1, Draws: 1000},
		"less than 1.3 %": {Draws: 300}, "0.3 %": {Hits: 1, Draws: 300}, "99.7 %": {Hits: 299, Draws: 300}, "1 %": {Hits: 3, Draws: 300},
	} {
		if got := c.Plain(); got != want {
			t.Errorf("%+v is %q, want %q", c, got, want)
		}
	}
	for c, want := range map[outputs.Chance]string{{Draws: 1000}: "less than 1 %", {Hits: 1000, Draws: 1000}: "more than 99 %"} {
		if got := c.Plain(); got != want {
			t.Errorf("%+v is %q, want %q", c, got, want)
		}
	}
}
