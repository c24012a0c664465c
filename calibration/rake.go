package calibration

import (
	"cmp"
	"math"
	"slices"
)

// rakings is how often the margins of a table are fitted in turn at the most;
// the fit stops earlier where it has settled to settled parts.
const (
	rakings = 200
	settled = 1e-10
)

// rake scales table (rows by columns) in place until its rows and columns sum
// to the margins given, by iterative proportional fitting (Deming and Stephan
// 1940). Margins that do not agree are scaled to the sum of the rows; a margin
// that no positive cell can meet stays unmet.
func rake(table [][]float64, rows, columns []float64) {
	total, other := sum(rows), sum(columns)
	if total == 0 || other == 0 {
		return
	}
	at := make([]float64, len(columns))
	for range rakings {
		worst := 0.0
		for i, row := range table {
			worst = max(worst, rescale(row, rows[i]))
		}
		clear(at)
		for _, row := range table {
			for j, x := range row {
				at[j] += x
			}
		}
		for j := range columns {
			if at[j] == 0 {
				continue
			}
			f := columns[j] * total / other / at[j]
			for _, row := range table {
				row[j] *= f
			}
			worst = max(worst, math.Abs(f-1))
		}
		if worst < settled {
			return
		}
	}
}

// rescale scales row to sum to want and returns how far the factor was from 1.
func rescale(row []float64, want float64) float64 {
	s := sum(row)
	if s == 0 {
		return 0
	}
	f := want / s
	for j := range row {
		row[j] *= f
	}
	return math.Abs(f - 1)
}

// share scales x in place to sum to 1 and returns whether it could.
func share(x []float64) bool {
	s := sum(x)
	if s <= 0 {
		return false
	}
	for i := range x {
		x[i] /= s
	}
	return true
}

func sum(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v
	}
	return s
}

// wholes turns weights into whole numbers that sum to n, by largest remainder;
// ties go to the earlier. carry, where given, is added to the weights scaled
// to n and keeps what the rounding left, so that a row of tables comes out
// right in sum.
func wholes(n int32, weights, carry []float64, into []int32) {
	clear(into)
	s := sum(weights)
	if n <= 0 || s <= 0 {
		return
	}
	want := make([]float64, len(weights))
	order := make([]int, len(weights))
	left := n
	for i, w := range weights {
		want[i] = w / s * float64(n)
		order[i] = i
		if carry != nil {
			want[i] += carry[i]
		}
		if w > 0 {
			into[i] = min(left, int32(max(0, math.Floor(want[i]))))
			left -= into[i]
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(want[b]-float64(into[b]), want[a]-float64(into[a]))
	})
	for k := 0; left > 0; k = (k + 1) % len(order) {
		if weights[order[k]] > 0 {
			into[order[k]]++
			left--
		}
	}
	for i := range carry {
		carry[i] = want[i] - float64(into[i])
	}
}

// transport is the way from shares p to shares q (both summing to 1) that
// moves the fewest: everyone stays who can, and what is left over goes where
// something is missing, in proportion to affinity (nil: evenly). Element s, t
// of the result is the share of all who go from s to t.
func transport(p, q []float64, affinity func(s, t int) float64) [][]float64 {
	n := len(p)
	flow := make([][]float64, n)
	over, under := make([]float64, n), make([]float64, n)
	for s := range n {
		flow[s] = make([]float64, n)
		over[s] = max(0, p[s]-q[s])
		under[s] = max(0, q[s]-p[s])
	}
	for s := range n {
		for t := range n {
			if over[s] > 0 && under[t] > 0 {
				flow[s][t] = over[s] * under[t]
				if affinity != nil {
					flow[s][t] *= affinity(s, t)
				}
			}
		}
	}
	rake(flow, over, under)
	for s := range n {
		flow[s][s] = min(p[s], q[s])
	}
	return flow
}
