package cohorts

import "sendsim/internal/rng"

// outside is the setting of a child who has none yet.
const outside = NumSettings

// mover is a child who is to be placed.
type mover struct {
	Cell       // Setting is outside for one who has none
	must  bool // cannot stay where it is
	fresh bool // has a new plan
}

// claim is one child's wish for a place in a rationed setting.
type claim struct {
	priority uint64
	overflow float64 // luck of where to go without a place
	mover
	to Setting
}

// lot is the priority of the claim: the lowest are served first.
func (c *claim) lot() uint64 { return c.priority }

// wish lets child number i of an address go to a setting: at once where there
// is no rationing, else by a claim. A wish for the child's own setting is to
// stay.
func (t *turn) wish(key rng.Key, i uint64, m mover, to Setting) {
	switch {
	case to == m.Setting:
	case to.Rationed():
		t.claims = append(t.claims, claim{
			priority: key.Word(wordsPerChild*i + 2),
			overflow: uniform(key, wordsPerChild*i+3),
			mover:    m,
			to:       to,
		})
	default:
		t.send(m, to)
	}
}

// send takes a child out of its cell and lists it for the cell of the new
// setting, where it arrives when the step's rationing is over: so no child is
// met twice in a step.
func (t *turn) send(m mover, to Setting) {
	switch {
	case m.Setting != outside:
		t.move(m.Code(), -1)
		t.countMove(m.Setting, to)
	case m.fresh:
		t.out.NewPlans[to]++
	}
	t.moved = append(t.moved, int32(Cell{m.Age, m.Need, to}.Code()))
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

// ration gives out the free places and settles the step's moves. In each rationed setting a random subset
// of those who claim is taken, by keyed priority, so that one claim more does
// not reshuffle the rest; the others overflow.
func (t *turn) ration() {
	free := t.freeNow()
	rest := t.claims
	for s := range NumSettings {
		if !s.Rationed() || len(rest) == 0 {
			continue
		}
		n := gather(rest, s)
		here := rest[:n]
		rest = rest[n:]
		taken := max(0, min(n, int(free[s])))
		keepFirst(here, taken)
		for i := range here {
			if i < taken {
				t.send(here[i].mover, s)
			} else {
				t.spill(&here[i])
			}
		}
	}
	t.claims = t.claims[:0]
	for _, code := range t.moved {
		t.move(int(code), 1)
	}
	t.moved = t.moved[:0]
}

// freeNow is the places free in each rationed setting. Children whose need
// alone changes in the step are on their way into another cell of the setting
// they are in, and keep their place.
func (t *turn) freeNow() (free [NumSettings]int32) {
	for s := range NumSettings {
		if s.Rationed() {
			free[s] = t.Places[s] - t.bySetting[s] - t.staying[s]
		}
	}
	return free
}

// spill sends a child for whom there is no place where it goes without.
func (t *turn) spill(c *claim) {
	t.out.Unplaced[c.to]++
	share := &t.p.Placement.Overflow[c.to]
	to, count := NotPlaced, &t.out.ToWaiting
	switch {
	case c.overflow < share[ToIndependent]:
		to, count = IndependentSpecial, &t.out.ToIndependent
	case c.overflow < share[ToIndependent]+share[ToEnhanced]:
		to, count = enhancedFor(c.Age), &t.out.ToEnhanced
	}
	if to == NotPlaced || to == c.Setting {
		to, count = NotPlaced, &t.out.ToWaiting
		if !c.must {
			to = c.Setting
		}
	}
	*count++
	if to != c.Setting {
		t.send(c.mover, to)
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
		if claims[i].to == s {
			claims[i], claims[n] = claims[n], claims[i]
			n++
		}
	}
	return n
}
