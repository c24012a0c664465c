package calibration

import "sendsim/internal/rng"

// Luck is where a future's chance lies: one key for each group of parameters,
// the same for all unless a group is drawn anew. Behind them is where the row
// of the national layer is drawn; while that is not set, draw k takes row k.
type Luck [NumGroups + 1]rng.Key

// LuckOf is the luck of a run: every group at the run's key.
func LuckOf(seed rng.Key) (l Luck) {
	for g := range NumGroups {
		l[g] = seed
	}
	return l
}

// Redraw has a group drawn at another key: all that is uncertain in it comes
// out anew, and nothing else.
func (l *Luck) Redraw(g Group, at rng.Key) {
	l[g] = at
	if g == NationalPath {
		l[NumGroups] = at.At(rowTag)
	}
}

// row is the row of the national layer that draw k takes.
func (l *Luck) row(k, rows int) int {
	if l[NumGroups] == 0 {
		return k % rows
	}
	return int(l[NumGroups].Word(uint64(k)) % uint64(rows))
}

var (
	parameterTag = rng.Name("parameter")
	pathTag      = rng.Name("path")
	rowTag       = rng.Name("row")
)

// at is the address of a name in a group, for an authority where it is the
// authority's own.
func (l *Luck) at(g Group, scope Scope, area, name rng.Tag) rng.Key {
	k := l[g]
	if scope == Local {
		k = k.At(area)
	}
	return k.At(name)
}

// Table is a list of parameters made ready to be drawn.
type Table struct {
	list []Parameter
	tags []rng.Tag
}

// NewTable makes a table of parameters; the table keeps the list.
func NewTable(list []Parameter) *Table {
	t := &Table{list: list, tags: make([]rng.Tag, len(list))}
	for i, p := range list {
		t.tags[i] = rng.Name(p.Name)
	}
	return t
}

// Len is the number of parameters.
func (t *Table) Len() int { return len(t.list) }

// Parameters lists the parameters: a view, not to be written to.
func (t *Table) Parameters() []Parameter { return t.list }

// Draw draws every parameter of the table for one future of an area, by the
// rule of the package, into a slice of the table's length. area is the tag of
// the authority's code.
func (t *Table) Draw(draw int, luck *Luck, area rng.Tag, into []float64) {
	for i := range t.list {
		p := &t.list[i]
		key := luck.at(p.Group, p.Scope, area, t.tags[i]).At(parameterTag)
		z := rng.Normal(rng.Uniform(key.Word(uint64(draw))))
		into[i] = p.Transform.From(p.Post.Mean + float64(p.Post.SD*z))
	}
}

// Draws draws a table that was not made ready; it is for few draws.
func Draws(list []Parameter, draw int, luck *Luck, area rng.Tag) []float64 {
	into := make([]float64, len(list))
	NewTable(list).Draw(draw, luck, area, into)
	return into
}
