package local

import (
	"cmp"
	"math"
	"slices"
)

// whole turns a table of fractions into whole numbers whose rows and columns
// sum to the margins given, which have one total: each fraction is rounded
// down or up, the largest remainders up first, as far as the margins allow
// (controlled rounding). Where the margins cannot be met so, a number may be
// further from its fraction, and a 0 may be filled.
func whole(x [][]float64, rows, columns []int) [][]int {
	w := &rounding{x: x, n: make([][]int, len(x)), rows: slices.Clone(rows), columns: slices.Clone(columns)}
	for i := range x {
		w.n[i] = make([]int, len(x[i]))
		for j := range x[i] {
			const almost = 1e-9 // what fitting leaves of a whole number
			w.put(i, j, min(int(math.Floor(x[i][j]+almost)), w.rows[i], w.columns[j]))
		}
	}
	order := w.byRemainder()
	for _, c := range order {
		if w.rows[c[0]] > 0 && w.columns[c[1]] > 0 {
			w.put(c[0], c[1], 1)
		}
	}
	for i := range w.rows {
		for w.rows[i] > 0 {
			w.fill(i)
		}
	}
	return w.n
}

// rounding is a table while it is rounded: rows and columns are what is left
// to be put.
type rounding struct {
	x             [][]float64
	n             [][]int
	rows, columns []int
}

func (w *rounding) put(i, j, n int) {
	w.n[i][j] += n
	w.rows[i] -= n
	w.columns[j] -= n
}

// byRemainder lists the cells that have a fraction, the largest first.
func (w *rounding) byRemainder() (order [][2]int) {
	left := func(c [2]int) float64 { return w.x[c[0]][c[1]] - float64(w.n[c[0]][c[1]]) }
	for i := range w.x {
		for j := range w.x[i] {
			if left([2]int{i, j}) > 0 {
				order = append(order, [2]int{i, j})
			}
		}
	}
	slices.SortStableFunc(order, func(a, b [2]int) int { return cmp.Compare(left(b), left(a)) })
	return order
}

// fill puts one more into a row that lacks it: into a column that lacks one
// too, by way of another row where its own cell there is empty.
func (w *rounding) fill(i int) {
	to := slices.IndexFunc(w.columns, func(n int) bool { return n > 0 })
	for j, n := range w.columns {
		if n > 0 && w.x[i][j] > 0 {
			w.put(i, j, 1)
			return
		}
	}
	for j := range w.columns { // i takes j's place of another row, which goes to "to"
		for k := range w.x {
			if w.x[i][j] > 0 && w.n[k][j] > 0 && w.x[k][to] > 0 {
				w.put(i, j, 1)
				w.put(k, j, -1)
				w.put(k, to, 1)
				return
			}
		}
	}
	w.put(i, to, 1)
}
