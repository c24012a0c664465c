package levers

import (
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// Reserved says for which needs a lever's places are; for none: for all. A lever
// that opens places embeds it.
type Reserved struct{ Needs cohorts.NeedSet }

// SaysReserved says what the key needs does, wherever such levers are listed.
const SaysReserved = "needs: [semh] reserves the places, as they open, for children of some primary needs, who alone are drawn to them by prefer; " +
	"communication-and-interaction, cognition-and-learning and sensory-and-physical stand for the needs of an area"

// reserved is the part itself: a lever that embeds it has this method.
func (r *Reserved) reserved() *Reserved { return r }

// ReservedBy is for which needs a lever's places are; nil where it opens none.
func ReservedBy(l Lever) *Reserved {
	if r, ok := l.(interface{ reserved() *Reserved }); ok {
		return r.reserved()
	}
	return nil
}

// NeedsOf are the keys of the needs for which a lever reserves its places; none:
// for all.
func NeedsOf(l Lever) (keys []string) {
	if r := ReservedBy(l); r != nil {
		for _, n := range r.Needs.Needs() {
			keys = append(keys, n.Key())
		}
	}
	return keys
}

// openFor opens places of a setting for those whose they are, and lets them
// prefer it.
func (r *Reserved) openFor(in cohorts.Setting, places, prefer float64, terms *Terms) {
	terms.Places(in, places)
	switch {
	case places <= 0:
	case r.Needs == 0:
		terms.Scale(&terms.Chances.Prefer[cohorts.Mainstream][in], prefer)
	default:
		terms.Reserve(in, r.Needs, places, prefer)
	}
}

// readNeeds reads the needs for which places are reserved: one need or area, or
// a list.
func readNeeds(v strict.Value, r *Reserved) {
	all := []strict.Value{v}
	if v.IsList() {
		if all = v.Items(); len(all) == 0 {
			v.Fault("is empty; allowed: needs, as [semh], or no such line")
		}
	}
	keys := cohorts.NeedKeys()
	for _, at := range all {
		key := ""
		if at.Text(&key); key == "" {
			continue
		}
		needs, ok := cohorts.NeedsByKey(key)
		switch {
		case !ok:
			at.Fault("%q is no need%s; allowed: %s", key, strict.Meant(key, keys), strings.Join(keys, ", "))
		case r.Needs&needs == needs:
			at.Fault("%q stands here already; take one away", key)
		}
		r.Needs |= needs
	}
}
