package local

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// The axes of a table of children.
const (
	byAge = iota
	byNeed
	bySetting
	numAxes
)

var axisNames = [numAxes]string{"age", "need", "setting"}

// mostTable is the most bytes of a table of counts, and mostChildren the most
// children of one row: far more than any authority has.
const (
	mostTable    = 4 << 20
	mostChildren = 100_000
)

// key is a cell of a table: a group of ages, a need, a setting. Axes that the
// table does not have are 0; all and unknown are not cells of their own.
type key [numAxes]int

const (
	all     = -1 // a sum of other rows
	unknown = -2 // not recorded
)

// margin is a table of counts by some of the axes.
type margin struct {
	file   string
	on     [numAxes]bool
	groups []evidence.Ages // of its ages, in order
	cells  map[key]int
	total  int
	// unrecorded is the children whose place on some axis was not recorded,
	// and who were put as the others are.
	unrecorded int
}

// readMargin reads a table of counts; nil where it has no columns to read.
func readMargin(fsys fs.FS, folder, file string) (*margin, strict.Faults, error) {
	t, err := strict.OpenTable(fsys, path.Join(folder, file), mostTable)
	if err != nil {
		return nil, nil, err
	}
	m := &margin{file: file, cells: map[key]int{}}
	p := watch(t)
	any := false
	for axis, name := range axisNames {
		m.on[axis] = t.Has(name)
		any = any || m.on[axis]
	}
	if !t.Need("children") {
		return nil, t.Faults(), nil
	}
	if !any {
		return nil, append(t.Faults(), strict.Fault{File: file, Line: 1, Column: 1, Says: "counts children of what? Allowed: one or more of the columns age, need and setting"}), nil
	}
	m.read(t, p)
	p.end()
	return m, t.Faults(), nil
}

// given is one row as it was read.
type given struct {
	at    key
	n     int
	field strict.Field // of the count
	first strict.Field // of the first axis
}

// read reads the rows: cells, sums of cells to be held against them, and
// children who are not recorded on some axis.
func (m *margin) read(t *strict.Table, p *persons) {
	var cells, sums, unrecorded []given
	seen := map[string]int{}
	for row := range t.Rows() {
		p.row(row)
		g := given{field: row.Field("children")}
		ok := m.place(row, &g)
		if counted := count(g.field, &g.n, mostChildren); !counted || !ok {
			continue
		}
		p.count(g.n)
		words := m.words(row)
		if line, twice := seen[words]; twice {
			g.first.Fault("the row stands here twice, first in line %d: a cell has one row", line)
			continue
		}
		seen[words] = g.field.Line()
		switch {
		case slices.Contains(g.at[:], all):
			sums = append(sums, g)
		case slices.Contains(g.at[:], unknown):
			unrecorded = append(unrecorded, g)
		default:
			cells = append(cells, g)
		}
		if p.refused {
			return
		}
	}
	m.overlaps(cells)
	for _, g := range sums {
		m.check(g, slices.Concat(cells, unrecorded))
	}
	m.sum(cells, unrecorded)
}

// words are the texts that say where the children of a row are.
func (m *margin) words(row strict.Row) string {
	var texts []string
	for axis, name := range axisNames {
		if m.on[axis] {
			texts = append(texts, strings.ToLower(row.Field(name).Text()))
		}
	}
	return strings.Join(texts, ",")
}

// count reads a number of children. A mark of what was suppressed is no
// number: a missing value is never zero.
func count(f strict.Field, into *int, most int) bool {
	return there(f, most) && f.Count(into, 0, most)
}

// number reads a number of children that may have fractions, as projections
// have.
func number(f strict.Field, into *float64, most int) bool {
	return there(f, most) && f.Number(into, 0, float64(most))
}

// there tells whether a number stands in a field, and no mark of a missing one.
func there(f strict.Field, most int) bool {
	why, marked := evidence.Missing(f.Text())
	switch {
	case f.Text() == "":
		f.Fault("is blank, and a missing number is never zero; allowed: a number from 0 to %d", most)
	case marked:
		f.Fault("%q says that the number is missing (%s), and a missing number is never zero; allowed: a number from 0 to %d", f.Text(), why, most)
	}
	return !marked
}

// place reads where the children of a row are.
func (m *margin) place(row strict.Row, g *given) bool {
	ok := true
	for axis, name := range axisNames {
		if !m.on[axis] {
			continue
		}
		f := row.Field(name)
		if g.first == (strict.Field{}) {
			g.first = f
		}
		i, known := 0, true
		switch word := strings.ToLower(f.Text()); {
		case word == "all" || word == "total":
			i = all
		case word == "unknown" || word == "not recorded":
			i = unknown
		case axis == byAge:
			i, known = m.age(f)
		case axis == byNeed:
			i, known = needOf(f)
		default:
			i, known = settingOf(f)
		}
		g.at[axis], ok = i, ok && known
	}
	return ok
}

// age finds the group of ages of a field among those of the table.
func (m *margin) age(f strict.Field) (int, bool) {
	ages, ok := evidence.ParseAges(f.Text())
	if !ok || ages == evidence.AgeUnknown {
		f.Fault("%q is no age; allowed: 0 to %d, on 31 August before the census, or a group as 5-10", f.Text(), cohorts.MaxAge)
		return 0, false
	}
	if i := slices.Index(m.groups, ages); i >= 0 {
		return i, true
	}
	m.groups = append(m.groups, ages)
	return len(m.groups) - 1, true
}

// needOf finds the need of a field, by its key or its name.
func needOf(f strict.Field) (int, bool) {
	var keys []string
	for _, n := range cohorts.Needs() {
		if strings.EqualFold(f.Text(), n.Key()) || squeezed(f.Text()) == squeezed(n.String()) {
			return int(n), true
		}
		keys = append(keys, n.Key())
	}
	f.Fault("%q is no need%s; allowed: %s", f.Text(), strict.Meant(f.Text(), keys), strings.Join(keys, ", "))
	return 0, false
}

// settingOf finds the setting of a field, by its key, or by the words or the
// column under which placements are published.
func settingOf(f strict.Field) (int, bool) {
	var keys []string
	for _, s := range cohorts.Settings() {
		if strings.EqualFold(f.Text(), s.Key()) {
			return int(s), true
		}
		keys = append(keys, s.Key())
	}
	column := strings.ToLower(f.Text())
	if of, ok := evidence.ColumnOf(f.Text()); ok {
		column = of
	}
	if s, ok := evidence.SettingOf(column); ok {
		return int(s), true
	}
	f.Fault("%q is no setting%s; allowed: %s", f.Text(), strict.Meant(f.Text(), keys), strings.Join(keys, ", "))
	return 0, false
}
