package sim

import (
	"slices"
	"strings"

	"sendsim/internal/strict"
	"sendsim/sim/levers"
)

// checkWaits refuses levers that wait for what is not there, and for each
// other.
func (s *Scenario) checkWaits(say sayer) {
	var names []string
	after := map[string][]string{}
	for _, l := range s.Levers {
		name := levers.NameOf(l)
		names, after[name] = append(names, name), l.Common().After
	}
	told := false
	for i, name := range names {
		waits := fault{key: "levers", item: i, below: "after"}
		others := waits
		others.rests = onLevers
		for j, on := range s.Levers[i].Common().After {
			switch {
			case on == name:
				say(waits, "%q waits for itself; allowed: the names of other levers", on)
			case slices.Contains(s.Levers[i].Common().After[:j], on):
				say(waits, "%q stands here twice; take one away", on)
			case !slices.Contains(names, on):
				there := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == name })
				say(others, "%q names no lever of the scenario%s; allowed: %s", on, strict.Meant(on, there), orNoOther(there))
			}
		}
		if circle := circleFrom(name, after); len(circle) > 2 && !told && len(after) == len(names) {
			told = true // each of the circle would say the same
			say(others, "%s wait for each other; take one of these away", strings.Join(circle, " > "))
		}
	}
}

// orNoOther is a list of names.
func orNoOther(names []string) string {
	if len(names) == 0 {
		return "none, there is no other lever"
	}
	return strings.Join(names, ", ")
}

// circleFrom is the way from a lever along those that it waits for back to
// itself; nothing where there is none.
func circleFrom(name string, after map[string][]string) []string {
	seen := map[string]bool{}
	var search func(at string) []string
	search = func(at string) []string {
		for _, on := range after[at] {
			if on == name {
				return []string{at, on}
			}
			if !seen[on] {
				seen[on] = true
				if way := search(on); way != nil {
					return append([]string{at}, way...)
				}
			}
		}
		return nil
	}
	return search(name)
}
