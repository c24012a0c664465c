// Package disclosure decides which counts of real children are shown: none
// below Least, and none that would give such a one away together with what
// stands beside it (docs/decisions/0013).
//
// Counts that add up are a circulation: each is a flow from one place to
// another, and at every place what comes in is what goes out. In a table with
// totals the total of a row flows to the row, its cells from the row to their
// columns, and the columns' totals to the whole. What a reader can work out of
// a count that is not shown is then how far it can be raised and lowered along
// flows that are not shown either, which is a search for paths.
package disclosure

// Least is the smallest count of real children that is shown.
const Least = 5

// Mark stands in the place of a count that is not shown, as in the published
// tables.
const Mark = "c"

// Says is what Mark means, for under a table.
const Says = "c: not shown, because it is below 5 or would give such a count away; --full-counts shows all."

// Hidden tells whether a count that stands by itself is not shown.
func Hidden(n float64) bool { return n > -Least && n < Least }

// Count is a count among others with which it adds up.
type Count struct {
	From, To int // places, from 0
	N        int // children, at least 0
	Hidden   bool
}

// Hide marks which counts are not shown: those below Least, and so many others
// that each that is not shown may be any of Least numbers or more, for all that
// the others say, and one below Least any number from 0 to it. It hides the
// smaller counts first, and always the same ones.
func Hide(counts []Count) {
	for i := range counts {
		counts[i].Hidden = counts[i].N < Least
	}
	for again := true; again; {
		again = false
		for i := range counts {
			if counts[i].Hidden && protect(counts, i) {
				again = true
			}
		}
	}
}

// protect hides what else must be, for one hidden count to be safe, and tells
// whether it hid anything.
func protect(counts []Count, i int) (more bool) {
	const room = Least - 1
	c := counts[i]
	if c.N < Least {
		_, lowered := push(counts, i, c.From, c.To, c.N, true)
		_, raised := push(counts, i, c.To, c.From, room-c.N, true)
		return lowered || raised
	}
	down, _ := push(counts, i, c.From, c.To, room, false)
	_, more = push(counts, i, c.To, c.From, room-down, true)
	return more
}
