package cohorts

import (
	"slices"

	"sendsim/internal/rng"
)

// outside is the setting of a child who has none yet.
const outside = NumSettings

// wish is a child who is to be placed: four fields, which the compiler keeps
// in registers.
type wish struct {
	key   rng.Key // the address of its luck
	child uint32  // its number there
	from  uint32  // code of its cell; its setting is outside for one who has none
	asks  ask
}

// ask is the setting a child wishes for, and how it stands.
type ask struct {
	to       Setting
	standing standing
}

// standing is what becomes of a child who finds no place.
type standing uint8

const (
	mayStay  standing = iota
	mustGo            // it has a setting but cannot stay there
	arriving          // it has none
	issued            // it has none, and its plan is new
)

// cell is the cell that the child is in.
func (w *wish) cell() Cell { return CellOf(int(w.from)) }

// word is word i of the child's luck.
func (w *wish) word(i uint64) uint64 { return w.key.Word(wordsPerChild*uint64(w.child) + i) }

// room is room for n wishes more, of which the first so many stand as stand
// says.
func (t *turn) room(n int) []wish {
	t.wishes = slices.Grow(t.wishes, n)
	return t.wishes[len(t.wishes) : len(t.wishes)+n]
}

// stand lets the first n wishes of the room stand.
func (t *turn) stand(n int) { t.wishes = t.wishes[:len(t.wishes)+n] }

// queues are the wishes of a step by what is asked for: the first those for
// settings that are not rationed, then one for each that is.
type queues [1 + numRationed][]int32

const numRationed = 3

var (
	rationed = [numRationed]Setting{ResourcedProvision, StateSpecial, SpecialistPost16}
	queueOf  = func() (queue [NumSettings]uint8) {
		for i, s := range rationed {
			queue[s] = uint8(1 + i)
		}
		return queue
	}()
)

// line lets wishes queue up: each is put at the end of its queue, without a
// branch.
func (q *queues) line(wishes []wish) {
	var n [len(q)]int
	for i := range q {
		q[i] = slices.Grow(q[i][:0], len(wishes))[:len(wishes)]
	}
	for i := range wishes {
		to := queueOf[wishes[i].asks.to]
		q[to][n[to]] = int32(i)
		n[to]++
	}
	for i := range q {
		q[i] = q[i][:n[i]]
	}
}

// grant lets all who have a wish go. Those who wish for a setting that is not
// rationed go there; then, for each rationed setting, a random subset of those
// who wish for it fills the places that are free, by keyed priority, so that
// one more does not reshuffle the rest, and the others overflow. Where places
// are reserved, priority goes as far as they are not held back.
func (t *turn) grant() {
	t.queues.line(t.wishes)
	t.send(t.queues[0])
	var free [numRationed]int32
	for i, s := range rationed {
		free[i] = t.Places[s] - t.bySetting[s]
		t.back[i].count(&t.f.Reserved, t.State, i)
	}
	for i, queue := range t.queues[1:] {
		taken := max(0, min(len(queue), int(free[i])))
		switch held := &t.back[i]; {
		case held.any():
			taken = t.byNeed(queue, free[i], held)
		case taken < len(queue):
			t.byPriority(queue, taken)
		}
		t.send(queue[:taken])
		t.send(t.spill(rationed[i], queue[taken:]))
	}
	t.wishes = t.wishes[:0]
}

// byPriority brings those with the n lowest priorities to the front of a
// queue.
func (t *turn) byPriority(queue []int32, n int) {
	lots := t.drawLots(queue)
	keepFirst(lots, n)
	for k := range lots {
		queue[k] = lots[k].of
	}
}

// drawLots gives each of a queue its lot.
func (t *turn) drawLots(queue []int32) []lot {
	t.lots = slices.Grow(t.lots[:0], len(queue))[:len(queue)]
	lots, wishes := t.lots, t.wishes
	for k, i := range queue {
		lots[k] = lot{wishes[i].word(2), i}
	}
	return lots
}

// send takes the children of a queue to the settings they wish for.
func (t *turn) send(queue []int32) {
	s, wishes, out := t.State, t.wishes, t.out
	var moved [NumWays]int32
	for _, i := range queue {
		w := &wishes[i]
		from, to := w.from/perSetting, uint32(w.asks.to)
		if w.asks.standing < arriving {
			s.move(w.from, -1)
			moved[ways[from][to]]++
		} else if w.asks.standing == issued {
			out.NewPlans[to]++
		}
		s.enter(w.from+(to-from)*perSetting, 1)
	}
	out.moves(&moved)
}

// sendTogether takes n children of a cell to another setting.
func (t *turn) sendTogether(c Cell, to Setting, n int32) {
	var moved [NumWays]int32
	moved[c.Setting.WayTo(to)] = n
	t.out.moves(&moved)
	t.Put(c, -n)
	c.Setting = to
	t.Put(c, n)
}

// spill makes those for whom there is no place in a setting wish for where they
// go without one, and returns those who then move.
func (t *turn) spill(full Setting, queue []int32) []int32 {
	share, wishes := &t.p.Placement.Overflow[full], t.wishes
	independent, placed := share[ToIndependent], share[ToIndependent]+share[ToEnhanced]
	var ways [NumOverflows]int32
	move := 0
	for _, i := range queue {
		w := &wishes[i]
		c := w.cell()
		wait := NotPlaced
		if w.asks.standing == mayStay {
			wait = c.Setting
		}
		luck := rng.Uniform(w.word(3))
		way := counted(luck >= independent) + counted(luck >= placed)
		to := [NumOverflows]Setting{IndependentSpecial, enhancedFor(c.Age), wait}[way]
		if to == c.Setting {
			way, to = int32(ToWait), wait
		}
		ways[way]++
		w.asks.to = to
		queue[move] = i
		move += int(counted(to != c.Setting))
	}
	t.out.Unplaced[full] += int32(len(queue))
	t.out.ToIndependent += ways[ToIndependent]
	t.out.ToEnhanced += ways[ToEnhanced]
	t.out.ToWaiting += ways[ToWait]
	return queue[:move]
}

// enhancedFor is where an enhanced package is provided at an age.
func enhancedFor(a Age) Setting {
	if Enhanced.Admits(a) {
		return Enhanced
	}
	return FurtherEducation
}
