package attribution

import (
	"cmp"
	"slices"
	"strings"

	"sendsim/sim"
	"sendsim/sim/levers"
)

// Players are what differs between two models on the same luck: the levers,
// each by its name, and whatever else their scenarios differ in together; or
// parts of another kind (PlayersBy).
type Players struct {
	Names []string // in catalogue order; what else differs comes first

	from, to *sim.Model
	other    bool // the first player is what else differs
	levers   []change
	shared   []levers.Lever                             // that are the same in both
	by       func(has func(player int) bool) *sim.Model // nil: players are levers
}

// change is a lever as it is in one scenario and in the other; nil where it is
// not there.
type change struct{ from, to levers.Lever }

// Most is the most players: a set of them is a word of bits.
const Most = 62

// Other is the name of what else differs, if scenarios differ in more than
// levers.
const Other = "other inputs"

// PlayersOf are what leads from one model to another. other tells whether
// their scenarios differ in more than levers.
func PlayersOf(from, to *sim.Model, other bool) *Players {
	p := &Players{from: from, to: to, other: other}
	if other {
		p.Names = append(p.Names, Other)
	}
	was, is := byName(from), byName(to)
	ordered := levers.NewPolicy(slices.Concat(from.Scenario.Levers, to.Scenario.Levers)...).Levers()
	for i, l := range ordered {
		name := levers.NameOf(l)
		if slices.ContainsFunc(ordered[:i], func(o levers.Lever) bool { return levers.NameOf(o) == name }) {
			continue
		}
		c := change{was[name], is[name]}
		if c.from != nil && c.to != nil && Written(c.from) == Written(c.to) {
			p.shared = append(p.shared, c.to)
			continue
		}
		p.Names, p.levers = append(p.Names, name), append(p.levers, c)
	}
	return p
}

// PlayersBy are players of another kind than levers: of makes the model in which
// those that it is told have gone over, and from is where none has.
func PlayersBy(names []string, from *sim.Model, of func(gone func(player int) bool) *sim.Model) *Players {
	return &Players{Names: names, from: from, by: of}
}

func byName(m *sim.Model) map[string]levers.Lever {
	all := map[string]levers.Lever{}
	for _, l := range m.Scenario.Levers {
		all[levers.NameOf(l)] = l
	}
	return all
}

// Written is a lever as a file has it.
func Written(l levers.Lever) string {
	var b strings.Builder
	levers.Write(&b, "", l)
	return b.String()
}

// set is some of the players, a bit for each.
type set uint64

func (s set) has(player int) bool { return s>>player&1 == 1 }

// all is the set of the first n players.
func all(n int) set { return 1<<n - 1 }

// model is where these players have gone over and the others not.
func (p *Players) model(s set) *sim.Model {
	if p.by != nil {
		return p.by(s.has)
	}
	m, first := p.from, 0
	if p.other {
		if first = 1; s.has(0) {
			m = p.to
		}
	}
	list := slices.Clone(p.shared)
	for i, c := range p.levers {
		l := c.from
		if s.has(first + i) {
			l = c.to
		}
		if l != nil {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(a, b levers.Lever) int { return cmp.Compare(levers.NameOf(a), levers.NameOf(b)) })
	return m.WithLevers(list...)
}
