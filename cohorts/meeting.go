package cohorts

import (
	"math/bits"
	"slices"

	"sendsim/internal/rng"
)

// The luck of a review is drawn before anything is done: first for all children
// whether they may meet an event at all, then for those who may whether and
// which. A decision drawn in its turn would make all behind it wait; here each
// list is made without one.

// meeting is the first eight children of a cell, of whom those who are marked may
// meet an event. What is listed here has four fields at most, which the compiler
// keeps in registers.
type meeting struct {
	code uint32
	luck rng.Eight // of whether they do
	h    float64   // hazard of the term
}

// hit is a child who meets an event, and the address of its luck.
type hit struct {
	key   rng.Key
	code  uint32
	child uint32
	h     float64 // hazard of the term
}

// event is what a child with a plan may meet in a term.
type event uint8

const (
	needsMet event = iota
	movesOut
	finishes
	changesNeed
	changesSetting
	numEvents
)

// fate is a child of a cell who meets an event, and the address of its luck.
type fate struct {
	key   rng.Key
	rest  float64 // what its luck leaves of the hazards of a change of setting
	child uint32
	code  uint32
}

// word is word i of the child's luck.
func (f *fate) word(i uint64) uint64 { return f.key.Word(wordsPerChild*uint64(f.child) + i) }

// age is the child's age.
func (f *fate) age() Age { return Age(f.code % ageSlots) }

// fates are the children who meet an event, by event.
type fates struct {
	of [numEvents][]fate // each as long as the longest can be
	n  [numEvents]int
}

// all is those who meet an event.
func (f *fates) all(e event) []fate { return f.of[e][:f.n[e]] }

// clear forgets them, and makes room for n of any event.
func (f *fates) clear(n int) {
	for e := range f.of {
		f.n[e] = 0
		if n > len(f.of[e]) {
			f.of[e] = make([]fate, n+n/2)
		}
	}
}

// meetings lists the first eight children of cells, where their luck does not
// rule out that one of them meets an event, and the cells that have more. Of
// most cells it does: each is put at the end of the list, and stays there or
// does not.
func (t *turn) meetings() ([]meeting, []largeCell) {
	at, others := 0, 0
	tb, list, large, plans, held := &t.tables, &t.met, &t.large, &t.State.plans, &t.State.held
	years, reviewed, key := t.years, t.tables.reviewed, t.key
	for block := range uint(numBlocks) {
		cells := uint64(held[2*block]) | uint64(held[2*block+1])<<ageSlots
		if missing := cells &^ tb.made[block]; missing != 0 {
			tb.makeOwn(int(block), missing)
		}
		first := block * blockCells
		own, in := (*[blockCells]own)(tb.own[first:]), (*[blockCells]int32)(plans[first:])
		gone := &tb.gone[block/perSettingBlocks]
		for ; cells != 0; cells &= cells - 1 {
			i := uint(bits.TrailingZeros64(cells)) % blockCells
			h := gone[i%ageSlots] + float64(years*own[i].steady) + float64(reviewed*own[i].reviewed)
			luck := key.Eight(uint64(first+i), rng.LimitOf(h), in[i])
			list[at] = meeting{uint32(first + i), luck, h}
			if luck.Marked() {
				at++
			}
			large[others] = largeCell{uint32(first + i), in[i], h}
			if in[i] > 8 {
				others++
			}
		}
	}
	return list[:at], large[:others]
}

// largeCell is a cell of more than eight children.
type largeCell struct {
	code uint32
	n    int32
	h    float64 // hazard of the term
}

// draw finds who meets an event, and what.
func (t *turn) draw() {
	met, large := t.meetings()
	hits := t.hitOthers(t.hitBy(met), large)
	t.fates.clear(len(hits))
	f, tables := &t.fates, &t.tables
	for i := range hits {
		who := &hits[i]
		c := CellOf(int(who.code))
		leave := &tables.leave[kindOf[c.Setting]]
		met, out, finish := leave.met[c.Age], leave.out[c.Age], tables.gone[c.Setting][c.Age]
		change := finish + float64(tables.reviewed*tables.changing(c))
		x := float64(uniform(who.key, wordsPerChild*uint64(who.child)) * who.h)
		e := from(x, met) + from(x, out) + from(x, finish) + from(x, change)
		f.of[e][f.n[e]] = fate{who.key, x - change, who.child, who.code}
		f.n[e]++
	}
}

// hitBy lists the children who meet an event. Nearly always bounds tell.
func (t *turn) hitBy(met []meeting) []hit {
	t.hits = slices.Grow(t.hits[:0], 8*len(met)+1)
	all, n, cells := t.hits[:8*len(met)+1], 0, t.key
	for k := range met {
		m := &met[k]
		key, h, luck := cells.Nth(uint64(m.code)), m.h, m.luck
		sure := rng.Sure(h)
		for may := luck.Marks(); may != 0; may &= may - 1 {
			child := uint32(bits.TrailingZeros64(may)) / 8
			u := luck.Luck(child, key.Word(wordsPerChild*uint64(child)+4))
			all[n] = hit{key, m.code, child, h}
			meets := from(sure, u)
			if meets != from(h, u) && u < 1-rng.ExpNeg(h) {
				meets = 1
			}
			n += int(meets)
		}
	}
	return all[:n]
}

// hitOthers adds those who meet an event of the children of large cells beyond
// the first eight, of whom one inversion draws the number.
func (t *turn) hitOthers(hits []hit, large []largeCell) []hit {
	for i := range large {
		c := &large[i]
		u := uniform(t.key, uint64(c.code)+uint64(NumCells))
		if n := uint32(rng.BinomialHazard(u, int(c.n-8), c.h)); n > 0 {
			key := t.key.Nth(uint64(c.code))
			for child := uint32(8); child < 8+n; child++ {
				hits = append(hits, hit{key, c.code, child, c.h})
			}
		}
	}
	t.hits = hits
	return hits
}

// from is 1 from a bound on, 0 below it.
func from(x, bound float64) event {
	if x >= bound {
		return 1
	}
	return 0
}
