package cohorts

import (
	"cmp"
	"slices"
)

// NeedSet is a set of needs, a bit each.
type NeedSet uint16

// NeedsOf is the set of some needs.
func NeedsOf(needs ...Need) (all NeedSet) {
	for _, n := range needs {
		all |= 1 << n
	}
	return all
}

// Has tells whether a need is in the set.
func (s NeedSet) Has(n Need) bool { return s>>n&1 != 0 }

// Needs are the needs of the set, in order.
func (s NeedSet) Needs() []Need {
	return slices.DeleteFunc(Needs(), func(n Need) bool { return !s.Has(n) })
}

// Reserve is places of a rationed setting that are reserved for children of
// some needs. The zero Reserve is none.
type Reserve struct {
	Places  float64 // the floor of it, of all places of the setting
	Prefer  float64 // factor on the weight of the setting for those children, of the mainstream phase
	Setting Setting
	Needs   NeedSet
}

// MostReserves is how many reservations may differ in setting or needs.
const MostReserves = 12

// Reserves are the reservations of a term, in order of setting and needs, each
// pair once, those that are none last.
type Reserves [MostReserves]Reserve

// Add reserves places; those of one setting for the same needs add up, whatever
// the order in which they come.
func (all *Reserves) Add(r Reserve) {
	if r.Needs == 0 {
		return
	}
	i := 0
	for i < MostReserves && all[i].Needs != 0 && compare(&all[i], &r) < 0 {
		i++
	}
	switch {
	case i < MostReserves && compare(&all[i], &r) == 0:
		all[i].Places += r.Places
		all[i].Prefer *= r.Prefer
		return
	case all[MostReserves-1].Needs != 0:
		panic("places are reserved for too many sets of needs")
	}
	copy(all[i+1:], all[i:])
	all[i] = r
}

// compare compares what is reserved where, for whom.
func compare(a, b *Reserve) int {
	return cmp.Or(cmp.Compare(a.Setting, b.Setting), cmp.Compare(a.Needs, b.Needs))
}

// draw lets settings weigh more for a need for which they reserve places.
func (all *Reserves) draw(a Age, need Need, weights *BySetting) {
	if all[0].Needs == 0 || phase(a) != Mainstream {
		return
	}
	for i := range all {
		if r := &all[i]; r.Needs.Has(need) {
			weights[r.Setting] *= r.Prefer
		}
	}
}

// reserve remembers, of the needs for which places begin to be reserved, how
// many children are there.
func (s *State) reserve(all *Reserves) {
	was := s.reserved
	s.reserved = [numRationed]NeedSet{}
	for i := 0; i < MostReserves && all[i].Needs != 0; i++ {
		if r := &all[i]; r.Setting.Rationed() && whole(r.Places) > 0 {
			s.reserved[queueOf[r.Setting]-1] |= r.Needs
		}
	}
	for i, needs := range s.reserved {
		for n := range NumNeeds {
			if (needs &^ was[i]).Has(n) {
				s.before[i][n] = s.inNeed(rationed[i], n)
			}
		}
	}
}

// heldBack is what must stay empty of the reserved places of a setting: of
// every collection of its reservations, the places that they reserve less the
// children who have come with a need that one of them names. The most of these
// is what no seating can fill: the deficiency in Hall's theorem. The first
// collection is that of none.
type heldBack struct {
	collections int
	needs       [1 << MostReserves]NeedSet // that one of them names
	empty       [1 << MostReserves]int32
	come        [NumNeeds]int32 // children there beyond those of before; of others below 0
}

// any tells whether places are reserved.
func (h *heldBack) any() bool { return h.collections > 1 }

// count lists the collections of what is reserved in a rationed setting.
func (h *heldBack) count(all *Reserves, s *State, i int) {
	at, before := rationed[i], &s.before[i]
	h.collections = 1
	for j := range all {
		r := &all[j]
		if r.Needs == 0 {
			break
		}
		places := whole(r.Places)
		if r.Setting != at || places == 0 {
			continue
		}
		for c := range h.collections {
			with := h.collections + c
			h.needs[with], h.empty[with] = h.needs[c]|r.Needs, h.empty[c]+places
		}
		h.collections *= 2
	}
	if h.any() {
		for n := range NumNeeds {
			h.come[n] = s.inNeed(at, n) - before[n]
			h.seat(n, max(0, h.come[n]))
		}
	}
}

// take counts one more who comes.
func (h *heldBack) take(n Need) {
	if h.come[n]++; h.come[n] > 0 {
		h.seat(n, 1)
	}
}

// seat counts children of a need who have come.
func (h *heldBack) seat(n Need, children int32) {
	for c := range h.collections {
		if h.needs[c].Has(n) {
			h.empty[c] -= children
		}
	}
}

// from is the places held back from a child of a need: the most of any
// collection that does not name it.
func (h *heldBack) from(n Need) (places int32) {
	for c := range h.collections {
		if !h.needs[c].Has(n) {
			places = max(places, h.empty[c])
		}
	}
	return places
}

// byNeed brings those to the front of a queue who find a place, and returns
// their number: in order of priority, each for whom more places are free than
// are held back.
func (t *turn) byNeed(queue []int32, free int32, held *heldBack) (taken int) {
	lots := t.drawLots(queue)
	slices.SortFunc(lots, func(a, b lot) int { return cmp.Compare(a.word, b.word) })
	without := lots[:0]
	for _, l := range lots {
		need := t.wishes[l.of].cell().Need
		if free <= held.from(need) {
			without = append(without, l)
			continue
		}
		held.take(need)
		free--
		queue[taken] = l.of
		taken++
	}
	for i, l := range without {
		queue[taken+i] = l.of
	}
	return taken
}
