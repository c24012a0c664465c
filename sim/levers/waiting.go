package levers

import (
	"math"
	"slices"

	"sendsim/cohorts"
)

// wait is a lever that waits for others: which, by their places in a policy.
type wait struct {
	lever Lever
	on    []Lever
	never bool // one of them is not there
}

// waitsOf are the levers that wait, those on which others wait before these.
// What waits for a lever that is not there never begins; nor does what waits in
// a circle, which a scenario refuses when it is read.
func waitsOf(all []Lever) []wait {
	var waits []wait
	settled := func(name string) (l Lever, ok bool) {
		i := slices.IndexFunc(all, func(l Lever) bool { return NameOf(l) == name })
		if i < 0 {
			return nil, false
		}
		l = all[i]
		return l, len(l.Common().After) == 0 || slices.ContainsFunc(waits, func(w wait) bool { return w.lever == l })
	}
	left := slices.DeleteFunc(slices.Clone(all), func(l Lever) bool { return len(l.Common().After) == 0 })
	for len(left) > 0 {
		before := len(left)
		left = slices.DeleteFunc(left, func(l Lever) bool {
			w := wait{lever: l}
			for _, name := range l.Common().After {
				on, ok := settled(name)
				if on == nil {
					w.never = true
				} else if !ok {
					return false
				}
				w.on = append(w.on, on)
			}
			waits = append(waits, w)
			return true
		})
		if len(left) == before {
			for _, l := range left {
				waits = append(waits, wait{lever: l, never: true})
			}
			break
		}
	}
	return waits
}

// settle sets the first term of the lever in the future at hand: as planned,
// or the first that begins once all that it waits for is there.
func (w *wait) settle() {
	p := w.lever.Common()
	p.begins = never
	if w.never {
		return
	}
	there := monthOf(p.From)
	for _, l := range w.on {
		there = max(there, l.There())
	}
	if math.IsInf(there, 1) {
		return
	}
	for p.begins = p.From; monthOf(p.begins) < there; {
		p.begins = p.begins.Next()
	}
}

// never is a term after all that are lived.
var never = cohorts.Term{Year: 9999, Part: cohorts.Autumn}

// Begins is the lever's first term in the future at hand: as planned, but
// later where it waits for others, as late as these are delivered.
func (p *Programme) Begins() cohorts.Term {
	if (p.begins == cohorts.Term{}) {
		return p.From
	}
	return p.begins
}

// There is when the effect, as delivered, is first there, in months from a
// fixed September; what is never there is infinitely late.
func (p *Programme) There() float64 {
	at := monthOf(p.Begins()) + p.Delivery.Late.Now
	if p.Begins() == never {
		return math.Inf(1)
	}
	if p.Ramp.Shape == Step {
		at += p.Ramp.Months
	}
	return at
}
