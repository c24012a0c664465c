package local

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// overlaps reports groups of ages that have ages in common.
func (m *margin) overlaps(cells []given) {
	said := map[int]bool{}
	for _, g := range cells {
		i := g.at[byAge]
		if !m.on[byAge] || said[i] {
			continue
		}
		said[i] = true
		for j, other := range m.groups[:i] {
			if a := m.groups[i]; a.From <= other.To && other.From <= a.To {
				g.first.Fault("the ages %s and %s have ages in common: a child is counted once, and a sum stands under all", a, m.groups[j])
			}
		}
	}
}

// check holds a sum against the cells that it is the sum of.
func (m *margin) check(sum given, cells []given) {
	parts := 0
	for _, c := range cells {
		inside := true
		for axis, at := range sum.at {
			inside = inside && (at == all || at == c.at[axis])
		}
		if inside {
			parts += c.n
		}
	}
	if parts != sum.n {
		sum.field.Fault("the sum is %d and its parts make %d: mend the one or the other", sum.n, parts)
	}
}

// sum takes over the cells, and puts the children who are not recorded on some
// axis where those are who are recorded and agree on the others.
func (m *margin) sum(cells, unrecorded []given) {
	for _, g := range cells {
		m.cells[g.at] += g.n
		m.total += g.n
	}
	m.order()
	keys := m.keys()
	for _, g := range unrecorded {
		m.unrecorded += g.n
		m.total += g.n
		weights := make([]float64, len(keys))
		some := false
		for i, k := range keys {
			inside := true
			for axis, at := range g.at {
				inside = inside && (at == unknown || at == k[axis])
			}
			if inside {
				weights[i] = float64(m.cells[k])
				some = some || weights[i] > 0
			}
		}
		if !some { // nobody agrees: as all are
			for i, k := range keys {
				weights[i] = float64(m.cells[k])
			}
		}
		for i, n := range evidence.Apportion(g.n, weights) {
			m.cells[keys[i]] += n
		}
	}
}

// order puts the groups of ages in order.
func (m *margin) order() {
	was := slices.Clone(m.groups)
	slices.SortFunc(m.groups, evidence.Ages.Compare)
	if !m.on[byAge] {
		return
	}
	cells := map[key]int{}
	for k, n := range m.cells {
		k[byAge] = slices.Index(m.groups, was[k[byAge]])
		cells[k] = n
	}
	m.cells = cells
}

// keys are the cells that have a row, in order.
func (m *margin) keys() []key {
	return slices.SortedFunc(maps.Keys(m.cells), func(a, b key) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]))
	})
}

// forgotten are the settings, needs or ages for which the table has no row, not
// even of 0, where children are by what is published. many says that on one axis
// they are a good part of all: the table is one of a few, as one would give to
// mend them, not of all. [JUDGEMENT]
func (m *margin) forgotten(published *Plans) (names []string, many bool) {
	const part = 4 // a quarter of all
	for axis := range numAxes {
		if !m.on[axis] {
			continue
		}
		children, total := along(published, axis)
		for k := range m.cells {
			if axis != byAge {
				children[k[axis]] = 0
				continue
			}
			for a := m.groups[k[byAge]].From; a <= m.groups[k[byAge]].To; a++ {
				children[a] = 0
			}
		}
		var without []string
		left := 0
		for i, n := range children {
			if left += n; n > 0 {
				without = append(without, label(axis, i))
			}
		}
		many = many || part*left >= total
		const said = 4 // ages
		if more := len(without) - said; more > 1 && axis == byAge {
			without = append(without[:said], fmt.Sprintf("%d other ages", more))
		}
		names = append(names, without...)
	}
	return names, many
}

// label says a place of an axis.
func label(axis, at int) string {
	switch axis {
	case byAge:
		return fmt.Sprintf("age %d", at)
	case byNeed:
		return cohorts.Need(at).Key()
	default:
		return cohorts.Setting(at).Key()
	}
}

// along is the children at each place of an axis, of which age has the most, and
// all of them.
func along(plans *Plans, axis int) (children [cohorts.NumAges]int, total int) {
	for s := range plans {
		for n := range plans[s] {
			for a, here := range plans[s][n] {
				children[[numAxes]int{byAge: a, byNeed: n, bySetting: s}[axis]] += int(here)
				total += int(here)
			}
		}
	}
	return children, total
}

// onto sums the table over all axes but some that it has.
func (m *margin) onto(on [numAxes]bool) map[key]int {
	sums := map[key]int{}
	for k, n := range m.cells {
		for axis := range k {
			if !on[axis] {
				k[axis] = 0
			}
		}
		sums[k] += n
	}
	return sums
}

// axes is what a table counts by: "age and setting".
func (m *margin) axes() string {
	var names []string
	for axis, name := range axisNames {
		if m.on[axis] {
			names = append(names, name)
		}
	}
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// agree says where two tables do not count the same children: one line for
// each, at most a few.
func (m *margin) agree(o *margin) (faults []string) {
	const most = 3
	if m.on[byAge] && o.on[byAge] && !slices.Equal(m.groups, o.groups) {
		return []string{fmt.Sprintf("%s and %s are not cut at the same ages: give both by the same groups", m.file, o.file)}
	}
	var on [numAxes]bool
	for axis := range on {
		on[axis] = m.on[axis] && o.on[axis]
	}
	one, two := m.onto(on), o.onto(on)
	keys := slices.SortedFunc(maps.Keys(merged(one, two)), func(a, b key) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]))
	})
	for _, k := range keys {
		if one[k] != two[k] && len(faults) < most {
			faults = append(faults, fmt.Sprintf("%s counts %d children%s, and %s %d: mend the one or the other", m.file, one[k], m.where(k, on), o.file, two[k]))
		}
	}
	return faults
}

func merged(a, b map[key]int) map[key]int {
	m := maps.Clone(a)
	maps.Copy(m, b)
	return m
}

// where says a cell in words.
func (m *margin) where(k key, on [numAxes]bool) string {
	var words []string
	if on[byAge] {
		words = append(words, "aged "+m.groups[k[byAge]].String())
	}
	if on[byNeed] {
		words = append(words, "with "+cohorts.Need(k[byNeed]).Key())
	}
	if on[bySetting] {
		words = append(words, "in "+cohorts.Setting(k[bySetting]).Key())
	}
	if len(words) == 0 {
		return ""
	}
	return " " + strings.Join(words, " ")
}
