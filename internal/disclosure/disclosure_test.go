package disclosure_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sendsim/internal/disclosure"
)

// A worked table. The 2 is small; its row and its column would give it away,
// so the smallest of each and the corner between them go too.
func TestASmallCountAndWhatWouldGiveItAway(t *testing.T) {
	got := disclosure.Table([][]int{
		{2, 10, 30},
		{20, 12, 40},
		{50, 60, 70},
	})
	want := [][]bool{
		{true, true, false, false},
		{true, true, false, false},
		{false, false, false, false},
		{false, false, false, false},
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("row %d: %v, want %v", i, got[i], want[i])
		}
	}
}

func TestWhatIsNotSmallIsShown(t *testing.T) {
	if got := disclosure.Sum([]int{5, 6, 700}); slices.Contains(got, true) {
		t.Errorf("%v", got)
	}
	if got := disclosure.Sum([]int{3}); !got[0] || !got[1] {
		t.Errorf("a small count and its total, which is the same: %v", got)
	}
	if got := disclosure.Sum([]int{1, 1, 50, 6}); !slices.Equal(got, []bool{true, true, false, true, false}) {
		t.Errorf("two small counts that sum to less than %d: %v", disclosure.Least, got)
	}
	for n, want := range map[float64]bool{0: true, 4: true, 5: false, -3: true, -5: false} {
		if disclosure.Hidden(n) != want {
			t.Errorf("%v alone: hidden is %v", n, !want)
		}
	}
}

// reader works out of what is shown of a table with totals what the rest may
// be: every table of whole numbers that agrees with it, up to a number.
type reader struct {
	cells     [][]int
	hidden    [][]bool
	most      int
	low, high [][]int // of each count, totals too
}

func newReader(cells [][]int, hidden [][]bool, most int) *reader {
	r := &reader{cells: cells, hidden: hidden, most: most}
	for range hidden {
		r.low = append(r.low, slices.Repeat([]int{1 << 30}, len(hidden[0])))
		r.high = append(r.high, slices.Repeat([]int{-1}, len(hidden[0])))
	}
	guess := make([][]int, len(cells))
	for i := range cells {
		guess[i] = make([]int, len(cells[i]))
	}
	r.try(guess, 0)
	return r
}

// total is that of a row (past the last column), a column (past the last row),
// or all; or a cell.
func total(cells [][]int, i, j int) (n int) {
	for k := range cells {
		for l := range cells[k] {
			if (i == k || i == len(cells)) && (j == l || j == len(cells[k])) {
				n += cells[k][l]
			}
		}
	}
	return n
}

func (r *reader) try(guess [][]int, at int) {
	rows, columns := len(guess), len(guess[0])
	if at > 0 && at%columns == 0 { // a row is whole
		if i := at/columns - 1; !r.hidden[i][columns] && total(guess, i, columns) != total(r.cells, i, columns) {
			return
		}
	}
	if at == rows*columns {
		for i := range rows + 1 {
			for j := range columns + 1 {
				if n := total(guess, i, j); !r.hidden[i][j] && n != total(r.cells, i, j) {
					return
				}
			}
		}
		for i := range rows + 1 {
			for j := range columns + 1 {
				n := total(guess, i, j)
				r.low[i][j], r.high[i][j] = min(r.low[i][j], n), max(r.high[i][j], n)
			}
		}
		return
	}
	i, j := at/columns, at%columns
	if !r.hidden[i][j] {
		guess[i][j] = r.cells[i][j]
		r.try(guess, at+1)
		return
	}
	for n := range r.most + 1 {
		guess[i][j] = n
		r.try(guess, at+1)
	}
	guess[i][j] = 0
}

// No reader of what is shown can tell a count that is not shown to within a
// range narrower than 0 to 4; one that is below 5 may be any of these. Every
// table that agrees with what is shown is tried.
func TestNoReaderFindsASmallCount(t *testing.T) {
	const most = 7
	rapid.Check(t, func(t *rapid.T) {
		shape := rapid.SampledFrom([][2]int{{1, 1}, {1, 2}, {1, 4}, {2, 2}, {2, 3}, {3, 2}}).Draw(t, "rows and columns")
		cells := make([][]int, shape[0])
		for i := range cells {
			cells[i] = rapid.SliceOfN(rapid.IntRange(0, most), shape[1], shape[1]).Draw(t, "row")
		}
		hidden := disclosure.Table(cells)
		r := newReader(cells, hidden, most+disclosure.Least)
		for i := range hidden {
			for j, is := range hidden[i] {
				n := total(cells, i, j)
				switch {
				case !is && n < disclosure.Least:
					t.Fatalf("%v: %d at %d, %d is shown", cells, n, i, j)
				case is && r.high[i][j]-r.low[i][j] < disclosure.Least-1,
					is && n < disclosure.Least && (r.low[i][j] > 0 || r.high[i][j] < disclosure.Least-1):
					t.Fatalf("%v, hidden %v: the %d at %d, %d is from %d to %d", cells, hidden, n, i, j, r.low[i][j], r.high[i][j])
				}
			}
		}
	})
}

// The same counts are hidden each time, and of large tables not all.
func TestHidingIsTheSameEachTimeAndSparing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := make([][]int, 13)
		for i := range cells {
			cells[i] = rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 3, 8, 40, 200}), 12, 12).Draw(t, "row")
		}
		once, twice := disclosure.Table(cells), disclosure.Table(cells)
		for i := range once {
			if !slices.Equal(once[i], twice[i]) {
				t.Fatalf("row %d: %v, then %v", i, once[i], twice[i])
			}
		}
		if last := once[len(cells)]; last[len(last)-1] {
			t.Fatalf("all children together, %d, are hidden", total(cells, len(cells), len(cells[0])))
		}
	})
}
