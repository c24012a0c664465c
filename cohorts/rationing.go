package cohorts

import (
	"slices"

	"sendsim/internal/rng"
)

// outside is the setting of a child who has none yet.
const outside = NumSettings

// wish is a child who is to be placed, and where it wishes to go.
type wish struct {
	key   rng.Key // the address of its luck
	child uint32  // its number there
	Cell          // Setting is outside for one who has none
	to    Setting
	must  bool // cannot stay where it is
	fresh bool // has a new plan
}

// word is word i of the child's luck.
func (w *wish) word(i uint64) uint64 { return w.key.Word(wordsPerChild*uint64(w.child) + i) }

// claim is one child's wish for a place that not all who wish for it can have.
type claim struct {
	priority uint64
	wish     *wish
}

// lot is the priority of the claim: the lowest are served first.
func (c *claim) lot() uint64 { return c.priority }

// room is room for n wishes more, of which the first so many stand as stand
// says.
func (t *turn) room(n int) []wish {
	t.wishes = slices.Grow(t.wishes, n)
	return t.wishes[len(t.wishes) : len(t.wishes)+n]
}

// stand lets the first n wishes of the room stand.
func (t *turn) stand(n int) { t.wishes = t.wishes[:len(t.wishes)+n] }

// grant lets all who have a wish go. Those who wish for a setting that is not
// rationed go there; then, for each rationed setting, a random subset of those
// who wish for it fills the places that are free, by keyed priority, so that
// one more does not reshuffle the rest, and the others overflow.
func (t *turn) grant() {
	claims := t.claims[:0]
	for i := range t.wishes {
		switch w := &t.wishes[i]; {
		case w.to == w.Setting: // a wish to stay
		case w.to.Rationed():
			claims = append(claims, claim{wish: w})
		default:
			t.send(w, w.to)
		}
	}
	free := t.freeNow()
	t.claims = claims
	for s := range NumSettings {
		if s.Rationed() && len(claims) > 0 {
			n := gather(claims, s)
			t.ration(claims[:n], s, int(free[s]))
			claims = claims[n:]
		}
	}
	t.wishes = t.wishes[:0]
}

// ration gives the free places of a setting to some who claim one.
func (t *turn) ration(claims []claim, s Setting, free int) {
	taken := max(0, min(len(claims), free))
	if taken < len(claims) {
		for i := range claims {
			claims[i].priority = claims[i].wish.word(2)
		}
		keepFirst(claims, taken)
	}
	for _, c := range claims[:taken] {
		t.send(c.wish, s)
	}
	for _, c := range claims[taken:] {
		t.spill(c.wish)
	}
}

// send takes a child to the cell of a setting.
func (t *turn) send(w *wish, to Setting) {
	code := w.Code()
	switch {
	case w.Setting != outside:
		t.move(code, -1)
		t.countMove(w.Setting, to)
	case w.fresh:
		t.out.NewPlans[to]++
	}
	t.move(Cell{w.Age, w.Need, to}.Code(), 1)
}

// countMove counts a change of setting by the rank of the two.
func (t *turn) countMove(from, to Setting) {
	switch ways[from][to] {
	case up:
		t.out.MovedUp++
	case down:
		t.out.MovedDown++
	default:
		t.out.MovedAside++
	}
}

// freeNow is the places free in each rationed setting.
func (t *turn) freeNow() (free [NumSettings]int32) {
	for s := range NumSettings {
		if s.Rationed() {
			free[s] = t.Places[s] - t.bySetting[s]
		}
	}
	return free
}

// spill sends a child for whom there is no place where it goes without.
func (t *turn) spill(w *wish) {
	t.out.Unplaced[w.to]++
	share := &t.p.Placement.Overflow[w.to]
	to, count := NotPlaced, &t.out.ToWaiting
	switch luck := rng.Uniform(w.word(3)); {
	case luck < share[ToIndependent]:
		to, count = IndependentSpecial, &t.out.ToIndependent
	case luck < share[ToIndependent]+share[ToEnhanced]:
		to, count = enhancedFor(w.Age), &t.out.ToEnhanced
	}
	if to == NotPlaced || to == w.Setting {
		to, count = NotPlaced, &t.out.ToWaiting
		if !w.must {
			to = w.Setting
		}
	}
	*count++
	if to != w.Setting {
		t.send(w, to)
	}
}

// enhancedFor is where an enhanced package is provided at an age.
func enhancedFor(a Age) Setting {
	if Enhanced.Admits(a) {
		return Enhanced
	}
	return FurtherEducation
}

// gather brings the claims for s to the front and returns their number. It
// keeps no order: ration orders by priority alone.
func gather(claims []claim, s Setting) (n int) {
	for i := range claims {
		if claims[i].wish.to == s {
			claims[i], claims[n] = claims[n], claims[i]
			n++
		}
	}
	return n
}
