package evidence

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// A successor of an abolished authority has the history of its predecessors:
// a predecessor that went into one successor is added whole; one that was cut
// is shared out so that the successors' parts of all their predecessors'
// plans, at the last census before, are as their own plans at the first census
// after. (Dorset was cut in two, and the part around Christchurch joined
// Bournemouth and Poole: no figure of that part alone was published.) Sums are
// apportioned so; rates and prices are those of the one predecessor, and stay
// missing where there are several.

// shares works out the parts of the predecessors of every successor.
func (d *directory) shares(rows sheets) {
	for _, gone := range slices.Sorted(maps.Keys(d.successors)) {
		next := d.successors[gone]
		if len(next) == 1 {
			d.give(next[0], gone, 1)
			continue
		}
		var needed []float64
		var all float64
		for _, successor := range next {
			n := d.needed(successor, gone, rows)
			needed = append(needed, n)
			all += n
		}
		left := 1.0
		for i, successor := range next {
			part := left
			if i < len(next)-1 {
				part = 1 / float64(len(next)) // where no census says more
				if all > 0 {
					part = math.Round(needed[i]/all*1e4) / 1e4
				}
			}
			left -= part
			d.give(successor, gone, math.Round(part*1e4)/1e4)
		}
	}
	for i := range d.areas {
		slices.SortFunc(d.areas[i].Predecessors, func(a, b Share) int { return strings.Compare(a.Code, b.Code) })
	}
}

func (d *directory) give(successor, gone string, part float64) {
	a := d.area(successor)
	if a == nil || part <= 0 {
		return
	}
	a.Predecessors = append(a.Predecessors, Share{gone, d.area(gone).Name, part, d.first[successor]})
}

// needed is how many of the plans of an abolished authority, at its last
// census, a successor needs to have the part of its group that it has at its
// first census.
func (d *directory) needed(successor, gone string, rows sheets) float64 {
	first := d.first[successor]
	var before, after, whole float64
	for _, g := range d.group(gone) {
		n, _ := rows[g].value(Plans, first-1, AllAges, "")
		before += n
		if next := d.successors[g]; len(next) == 1 && next[0] == successor {
			whole += n
		}
	}
	for _, s := range d.successors[gone] {
		n, _ := rows[s].value(Plans, first, AllAges, "")
		after += n
	}
	own, _ := rows[successor].value(Plans, first, AllAges, "")
	if after == 0 {
		return 0
	}
	return max(0, float64(own/after*before)-whole)
}

// group is the abolished authorities that share a successor with one.
func (d *directory) group(gone string) []string {
	var group []string
	for _, other := range slices.Sorted(maps.Keys(d.successors)) {
		if slices.ContainsFunc(d.successors[other], func(s string) bool { return slices.Contains(d.successors[gone], s) }) {
			group = append(group, other)
		}
	}
	return group
}

// inherit gives a successor the rows of its predecessors for every series and
// year in which it has none of its own.
func inherit(a *Area, rows sheets) sheet {
	own := rows[a.Code]
	given := maps.Clone(own)
	if given == nil {
		given = sheet{}
	}
	has := own.spans()
	for c, r := range rows[a.Predecessors[0].Code] {
		if has[span{c.series, c.year}] {
			continue
		}
		if r.rate() {
			if len(a.Predecessors) == 1 {
				r.Note = noted("derived: the rate of "+a.Predecessors[0].Name, r.Note)
				given[c] = r
			}
			continue
		}
		r.Value = 0
		complete := true
		for _, p := range a.Predecessors {
			v, ok := rows[p.Code].value(c.series, c.year, c.ages, c.of)
			complete = complete && ok
			r.Value += float64(p.Part * v)
		}
		if complete {
			r.Value = math.Round(r.Value*1e3) / 1e3
			r.Note = noted("derived: "+a.inheritance(), r.Note)
			given[c] = r
		}
	}
	return given
}

// noted puts a remark before another.
func noted(first, then string) string {
	if then == "" {
		return first
	}
	return first + "; " + then
}

// inheritance says in words what a successor has of whom.
func (a *Area) inheritance() string {
	var parts []string
	for _, p := range a.Predecessors {
		if p.Part == 1 {
			parts = append(parts, p.Name)
		} else {
			parts = append(parts, fmt.Sprintf("share %.4g of %s", p.Part, p.Name))
		}
	}
	return strings.Join(parts, " and ")
}
