package main

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/sim"
	"sendsim/sim/attribution"
	"sendsim/sim/levers"
)

// moreThanLevers tells whether scenarios on the same ground differ in more
// than their levers.
func moreThanLevers(base, s *sim.Scenario) bool {
	return base.Regime != s.Regime || base.RatesOf != s.RatesOf
}

// differences says in which inputs scenarios differ that run on the same
// ground, a line each.
func differences(base, s *sim.Scenario) []string {
	var all []string
	differ := func(what, was, is string) {
		if was != is {
			all = append(all, fmt.Sprintf("%s: %s instead of %s", what, orNone(is), orNone(was)))
		}
	}
	differ("regime", base.Regime, s.Regime)
	differ("with-rates-of", base.RatesOf, s.RatesOf)
	was, is := settings(base), settings(s)
	var names []string
	for _, l := range slices.Concat(base.Levers, s.Levers) {
		if name := levers.NameOf(l); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		before, after := was[name], is[name]
		switch {
		case before == nil:
			all = append(all, fmt.Sprintf("%s: only in %s: %s", name, s.Name, strings.Join(after, "; ")))
		case after == nil:
			all = append(all, fmt.Sprintf("%s: only in %s: %s", name, base.Name, strings.Join(before, "; ")))
		case !slices.Equal(before, after):
			all = append(all, fmt.Sprintf("%s: %s instead of %s", name,
				orNone(strings.Join(beside(after, before), "; ")), orNone(strings.Join(beside(before, after), "; "))))
		}
	}
	if len(all) == 0 {
		return []string{"nothing: the two are the same"}
	}
	return all
}

// settings are the lines of each lever as a file has them, by its name.
func settings(s *sim.Scenario) map[string][]string {
	all := map[string][]string{}
	for _, l := range s.Levers {
		var lines []string
		for line := range strings.Lines(attribution.Written(l)) {
			line = strings.TrimSpace(line)
			switch {
			case strings.HasPrefix(line, "name: "):
			case strings.HasPrefix(line, "- "):
				if l.Common().Name != "" {
					lines = append(lines, strings.TrimSuffix(strings.TrimPrefix(line, "- "), ":"))
				}
			default:
				lines = append(lines, line)
			}
		}
		all[levers.NameOf(l)] = lines
	}
	return all
}

// beside is the lines that are not among others.
func beside(lines, others []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return slices.Contains(others, line) })
}
