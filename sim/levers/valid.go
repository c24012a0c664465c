package levers

import (
	"errors"
	"fmt"
	"slices"

	"sendsim/cohorts"
)

// longest is the longest ramp or fade: ten years, in months.
const longest = 120

// fault is something wrong with a lever, the key that is to be mended, and the
// other one, if any, without which it cannot be told.
type fault struct{ key, says, rests string }

// Valid says everything that is wrong with a lever, by its card. Its Validate
// calls it.
func Valid(l Lever) error {
	var all []error
	for _, f := range faults(l) {
		all = append(all, fmt.Errorf("%s: %s: %s", NameOf(l), f.key, f.says))
	}
	return errors.Join(all...)
}

func faults(l Lever) []fault {
	var all []fault
	say := func(key, format string, args ...any) {
		all = append(all, fault{key: key, says: fmt.Sprintf(format, args...)})
	}
	for _, d := range l.Card().AllDials() {
		r := d.Of(l).Range
		inside := r.Low >= d.Low && r.Low <= r.High && r.High <= d.High
		if !inside || r.Split && !(r.Low <= r.Mid && r.Mid <= r.High) {
			say(d.Name, "%s is out of range; allowed: from %s to %s, low not above high", d.Format(r), d.Unit.Format(d.Low), d.Unit.Format(d.High))
		}
	}
	p, never := l.Common(), cohorts.Term{}
	switch {
	case p.From == never:
		say("from", "is missing; allowed: the first term, as 2024-autumn")
	case p.Until != never && p.Until.Before(p.From):
		say("until", "%s is before from; allowed: %s or later", p.Until, p.From)
	}
	if p.Fade != 0 && p.Until == never {
		all = append(all, fault{"fade", "has nothing to begin after; allowed: with until, the last term", "until"})
	}
	if !(p.Fade >= 0 && p.Fade <= longest) {
		say("fade", "%v months is out of range; allowed: 0 to %d", p.Fade, longest)
	}
	if !slices.Contains(Shapes, string(p.Ramp.Shape)) || !(p.Ramp.Months >= 0 && p.Ramp.Months <= longest) {
		say("ramp", "%s over %v months is no ramp; allowed: %v, over 0 to %d months", p.Ramp.Shape, p.Ramp.Months, Shapes, longest)
	}
	for _, c := range p.Cost {
		if !(c.Money.Pounds >= 0 && c.Money.Pounds <= mostPounds) {
			say("cost", "%v is out of range; allowed: 0 to %v pounds", c.Money.Pounds, mostPounds)
		}
	}
	return all
}
