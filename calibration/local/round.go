package local

import (
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// roundedCube is a cube while it is rounded, two axes at a time.
type roundedCube struct {
	cube
	n      [][cohorts.NumNeeds][cohorts.NumSettings]int
	total  int
	narrow [numAxes]*margin // tables of one axis
}

// size is the number of cells on an axis.
func (r *roundedCube) size(axis int) int {
	return [numAxes]int{byAge: len(r.cube), byNeed: int(cohorts.NumNeeds), bySetting: int(cohorts.NumSettings)}[axis]
}

// axesOn is how many axes a table has.
func (m *margin) axesOn() (n int) {
	for _, on := range m.on {
		if on {
			n++
		}
	}
	return n
}

// axis is the first axis of a table.
func (m *margin) axis() int {
	for axis, on := range m.on {
		if on {
			return axis
		}
	}
	return 0
}

// pair is the two axes of a table, and the one it has not.
func (m *margin) pair() (on [2]int, rest int) {
	i := 0
	for axis, is := range m.on {
		if is {
			on[i] = axis
			i++
		} else {
			rest = axis
		}
	}
	return on, rest
}

// dense is a table of two axes in full.
func (m *margin) dense(on [2]int, rows, columns int) [][]int {
	full := make([][]int, rows)
	for i := range full {
		full[i] = make([]int, columns)
		for j := range full[i] {
			var k key
			k[on[0]], k[on[1]] = i, j
			full[i][j] = m.cells[k]
		}
	}
	return full
}

// take takes over a table that has every axis.
func (r *roundedCube) take(m *margin) {
	for k, n := range m.cells {
		r.n[k[byAge]][k[byNeed]][k[bySetting]] = n
	}
}

// margin is the children on one axis: as a table says, else the nearest whole
// numbers to the fit.
func (r *roundedCube) margin(axis int) []int {
	if m := r.narrow[axis]; m != nil {
		counts := make([]int, r.size(axis))
		for k, n := range m.cells {
			counts[k[axis]] = n
		}
		return counts
	}
	weights := make([]float64, r.size(axis))
	r.each(func(k key, n *float64) { weights[k[axis]] += *n })
	return evidence.Apportion(r.total, weights)
}

// plane is the whole children on two axes, of which the sums are known.
func (r *roundedCube) plane(one, two int, rows, columns []int) [][]int {
	x := make([][]float64, len(rows))
	for i := range x {
		x[i] = make([]float64, len(columns))
	}
	r.each(func(k key, n *float64) { x[k[one]][k[two]] += *n })
	return whole(x, rows, columns)
}

// across shares the children of each cell of two axes out over the third.
func (r *roundedCube) across(plane [][]int, on [2]int, rest int) {
	var rows []int
	var x [][]float64
	for i := range plane {
		for j, n := range plane[i] {
			rows = append(rows, n)
			line := make([]float64, r.size(rest))
			for l := range line {
				line[l] = *r.at(on, i, j, rest, l)
			}
			x = append(x, line)
		}
	}
	shared := whole(x, rows, r.margin(rest))
	for i := range plane {
		for j := range plane[i] {
			for l, n := range shared[i*len(plane[i])+j] {
				*r.count(on, i, j, rest, l) = n
			}
		}
	}
}

// slices rounds the cube where two tables have one axis in common: slice by
// slice of that axis.
func (r *roundedCube) slices(a, b *margin) {
	common, one, two := 0, 0, 0
	for axis := range numAxes {
		switch {
		case a.on[axis] && b.on[axis]:
			common = axis
		case a.on[axis]:
			one = axis
		default:
			two = axis
		}
	}
	for c := range r.size(common) {
		rows, columns := make([]int, r.size(one)), make([]int, r.size(two))
		x := make([][]float64, len(rows))
		for i := range rows {
			rows[i] = a.cells[keyOf(common, c, one, i)]
			x[i] = make([]float64, len(columns))
			for j := range columns {
				columns[j] = b.cells[keyOf(common, c, two, j)]
				x[i][j] = *r.at([2]int{common, one}, c, i, two, j)
			}
		}
		for i, row := range whole(x, rows, columns) {
			for j, n := range row {
				*r.count([2]int{common, one}, c, i, two, j) = n
			}
		}
	}
}

func keyOf(one, i, two, j int) (k key) {
	k[one], k[two] = i, j
	return k
}

// at is a cell of the cube by its place on each axis.
func (r *roundedCube) at(on [2]int, i, j, rest, l int) *float64 {
	var k key
	k[on[0]], k[on[1]], k[rest] = i, j, l
	return &r.cube[k[byAge]][k[byNeed]][k[bySetting]]
}

// count is the whole children there.
func (r *roundedCube) count(on [2]int, i, j, rest, l int) *int {
	var k key
	k[on[0]], k[on[1]], k[rest] = i, j, l
	return &r.n[k[byAge]][k[byNeed]][k[bySetting]]
}
