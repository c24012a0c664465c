package outputs

import (
	"cmp"
	"math"
	"slices"
)

// Change is a figure that is not what it was. NaN, in JSON null, is a figure
// that is empty or not there.
type Change struct {
	Figure
	Was number `json:"was"`
	Is  number `json:"is"`
}

// Changes lists the figures that differ between two summaries in any bit, the
// earliest financial year first, and within it in the summaries' order: by
// authority, column and quantile.
func Changes(was, is []Figured) []Change {
	now := map[Figure]float64{}
	for _, f := range is {
		now[f.Figure] = f.Value
	}
	var list []Change
	add := func(f Figure, was, is float64) {
		if math.Float64bits(was) != math.Float64bits(is) && !(math.IsNaN(was) && math.IsNaN(is)) {
			list = append(list, Change{f, number(was), number(is)})
		}
	}
	for _, f := range was {
		n, here := now[f.Figure]
		if !here {
			n = math.NaN()
		}
		delete(now, f.Figure)
		add(f.Figure, f.Value, n)
	}
	for _, f := range is {
		if _, fresh := now[f.Figure]; fresh {
			add(f.Figure, math.NaN(), f.Value)
		}
	}
	slices.SortStableFunc(list, func(a, b Change) int { return cmp.Compare(a.Year, b.Year) })
	return list
}
