package cohorts

import (
	"math/bits"

	"sendsim/internal/rng"
)

// The luck of a review is drawn before anything is done: first for all cells
// how many children meet an event, then for all of these which. A decision
// drawn in its turn would make all behind it wait; here each list is made
// without one.

// meeting is a cell in which children may meet an event: how many children,
// their hazard of the term, and the luck of how many of them meet one.
type meeting struct {
	code uint32
	n    int32
	h, u float64
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

// meetings lists the cells whose luck is below their hazard times children,
// which bounds the chance of any event. In most nothing can happen: each is
// put at the end of the list, and stays there or does not.
func (t *turn) meetings() []meeting {
	at := 0
	tb, list, plans, held := &t.tables, &t.met, &t.State.plans, &t.State.held
	years, reviewed, key := t.years, t.tables.reviewed, t.key
	for block := range uint(numBlocks) {
		cells := uint64(held[2*block]) | uint64(held[2*block+1])<<ageSlots
		if missing := cells &^ tb.made[block]; missing != 0 {
			tb.makeOwn(int(block), missing)
		}
		first := block * blockCells
		own, n := (*[blockCells]own)(tb.own[first:]), (*[blockCells]int32)(plans[first:])
		gone := &tb.gone[block/perSettingBlocks]
		for ; cells != 0; cells &= cells - 1 {
			i := uint(bits.TrailingZeros64(cells)) % blockCells
			h := gone[i%ageSlots] + float64(years*own[i].steady) + float64(reviewed*own[i].reviewed)
			u := uniform(key, uint64(first+i))
			list[at] = meeting{uint32(first + i), n[i], h, u}
			if u < float64(n[i])*h {
				at++
			}
		}
	}
	return list[:at]
}

// draw finds who meets what. Often luck tells without a law that it is one
// child of a cell; the laws of the other cells are made side by side.
func (t *turn) draw() {
	met := t.meetings()
	children, sure, unsure := 0, 0, 0
	one, open := t.one[:len(met)], t.unsure[:len(met)]
	for i := range met {
		m := &met[i]
		children += int(m.n)
		one[sure], open[unsure] = int32(i), int32(i)
		alone := int(counted(rng.MeetsOne(m.u, float64(m.n)*m.h)))
		sure += alone
		unsure += 1 - alone
	}
	t.fates.clear(children)
	for _, i := range one[:sure] {
		t.share(&met[i], 1)
	}
	laws := t.laws[:unsure]
	for k, i := range open[:unsure] {
		laws[k] = rng.HazardLawOf(int(met[i].n), met[i].h)
	}
	for k, i := range open[:unsure] {
		if n := laws[k].At(met[i].u); n > 0 {
			t.share(&met[i], n)
		}
	}
}

// share shares out events among n children of a cell, in proportion to their
// hazards.
func (t *turn) share(m *meeting, n int) {
	f, tables, hazard, code := &t.fates, &t.tables, m.h, m.code
	c := CellOf(int(code))
	key := t.key.Nth(uint64(code))
	leave := &tables.leave[kindOf[c.Setting]]
	met, out, finish := leave.met[c.Age], leave.out[c.Age], tables.gone[c.Setting][c.Age]
	change := finish + float64(tables.reviewed*tables.changing(c))
	for i := range uint32(n) {
		x := float64(uniform(key, wordsPerChild*uint64(i)) * hazard)
		e := from(x, met) + from(x, out) + from(x, finish) + from(x, change)
		f.of[e][f.n[e]] = fate{key, x - change, i, code}
		f.n[e]++
	}
}

// from is 1 from a bound on, 0 below it.
func from(x, bound float64) event {
	if x >= bound {
		return 1
	}
	return 0
}
