package oracle

import (
	"math"
	"slices"

	"sendsim/cohorts"
)

// seats are the reserved places of a setting, one by one: the needs for which
// each is.
type seats []cohorts.NeedSet

// seats are those of a setting in the term at hand.
func (w *world) seats(s cohorts.Setting) (all seats) {
	for _, r := range w.factors.Reserved {
		if r.Needs != 0 && r.Setting == s {
			all = append(all, slices.Repeat(seats{r.Needs}, max(0, int(math.Floor(r.Places))))...)
		}
	}
	return all
}

// remember notes who is in a setting as its first seats are reserved for a need.
func (w *world) remember(s cohorts.Setting) {
	before := map[cohorts.Need]int{}
	for _, seat := range w.seats(s) {
		for _, d := range seat.Needs() {
			before[d] = 0
		}
	}
	w.every(placed, func(c *child) {
		if _, ok := before[c.need]; ok && c.at == s {
			before[c.need]++
		}
	})
	for d := range before {
		if n, ok := w.before[s][d]; ok {
			before[d] = n
		}
	}
	w.before[s] = before
}

// come is how many of each need are in each setting beyond those of before.
func (w *world) come() (more [cohorts.NumSettings][cohorts.NumNeeds]int) {
	w.every(placed, func(c *child) { more[c.at][c.need]++ })
	for s := range more {
		for d, n := range w.before[s] {
			more[s][d] -= n
		}
	}
	return more
}

// heldBack is how many of the seats that are not for a need stay empty, with as
// many filled as can be by the children of each need: one seat after the other
// looks for a child, who may come from another seat if that finds another.
func (all seats) heldBack(from cohorts.Need, children [cohorts.NumNeeds]int) (empty int) {
	var sits [cohorts.NumNeeds]seats // of each need
	var asked [cohorts.NumNeeds]bool
	var fill func(seat cohorts.NeedSet) bool
	fill = func(seat cohorts.NeedSet) bool {
		for _, d := range seat.Needs() {
			if asked[d] {
				continue
			}
			asked[d] = true
			if len(sits[d]) < children[d] {
				sits[d] = append(sits[d], seat)
				return true
			}
			for i, other := range sits[d] {
				if fill(other) {
					sits[d][i] = seat
					return true
				}
			}
		}
		return false
	}
	for _, seat := range all {
		if seat.Has(from) {
			continue
		}
		asked = [cohorts.NumNeeds]bool{}
		if !fill(seat) {
			empty++
		}
	}
	return empty
}

// wanted is how much more a child wishes for a setting that reserves places for
// its need.
func (w *world) wanted(c *child, s cohorts.Setting) float64 {
	x := 1.0
	for _, r := range w.factors.Reserved {
		if phase(c.age) == cohorts.Mainstream && r.Setting == s && r.Needs.Has(c.need) {
			x *= r.Prefer
		}
	}
	return x
}
