package strict

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Value is a cursor on one value of a file, or on one that is absent. Reading
// an absent value changes nothing and is no fault, but for Need.
type Value struct {
	doc          *Doc
	node         ast.Node // nil: absent
	path         string
	line, column int
	needed       bool // absent, and may not be
}

// opened is a mapping of which keys have been asked for.
type opened struct {
	of      Value
	asked   []string
	refused map[string]bool
	free    bool // its keys are names of the writer's own
}

// place is where a value begins: a mapping in block style at its first key.
func place(n ast.Node) (line, column int) {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	t := n.GetToken()
	if t == nil || t.Position == nil {
		return 1, 1
	}
	return t.Position.Line, t.Position.Column
}

// asMapping is what stands where keys are asked for.
const asMapping = "keys and their values, as key: value"

// Here tells whether the value stands in the file.
func (v Value) Here() bool { return v.node != nil }

// Fault reports something wrong with the value: say what is wrong and what is
// allowed. An absent value is reported where its mapping begins.
func (v Value) Fault(format string, args ...any) {
	v.doc.fault(v.line, v.column, v.path, fmt.Sprintf(format, args...))
}

// below is the value of a key of v.
func (v Value) below(key string, n ast.Node) Value {
	return Value{doc: v.doc, node: n, path: join(v.path, key), line: v.line, column: v.column}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// missing reports a value that is needed and absent, and tells whether it is
// absent.
func (v Value) missing(allowed string) bool {
	if v.needed {
		v.Fault("is missing; allowed: %s", allowed)
	}
	return !v.Here()
}

// open notes that keys of v are asked for.
func (v Value) open() *opened {
	o := v.doc.opened[v.node]
	if o == nil {
		o = &opened{of: v, refused: map[string]bool{}}
		v.doc.opened[v.node] = o
		v.doc.order = append(v.doc.order, o)
	}
	return o
}

// Key is the value of a key, absent where the key is.
func (v Value) Key(key string) Value {
	if v.missing(asMapping) {
		return v.below(key, nil)
	}
	o := v.open()
	if !slices.Contains(o.asked, key) {
		o.asked = append(o.asked, key)
	}
	for _, pair := range pairs(v.node) {
		if pair.Key.GetToken().Value == key {
			return v.at(key, pair)
		}
	}
	return v.below(key, nil)
}

// Has tells whether a mapping has any of some keys. It asks for none of them: one
// that nobody asks for is a fault all the same.
func (v Value) Has(keys ...string) bool {
	return slices.ContainsFunc(pairs(v.node), func(pair *ast.MappingValueNode) bool {
		return slices.Contains(keys, pair.Key.GetToken().Value)
	})
}

// Need is Key, but reading the value where the key is absent is a fault.
func (v Value) Need(key string) Value {
	k := v.Key(key)
	k.needed = v.IsMapping() && !k.Here()
	return k
}

// Refused says why a key that is known is not taken, or what replaced one that
// files of old may carry.
func (v Value) Refused(key, why string) {
	if !v.Here() {
		return
	}
	v.open().refused[key] = true
	for _, pair := range pairs(v.node) {
		if pair.Key.GetToken().Value == key {
			old := v.at(key, pair)
			old.line, old.column = place(pair.Key)
			old.Fault("%s", why)
		}
	}
}

// Each visits every key of a mapping whose keys are names of the writer's own,
// in the order of the file. A fault about the key itself is reported on name,
// which reads as a text.
func (v Value) Each(visit func(name string, key, value Value)) {
	if v.missing(asMapping) {
		return
	}
	v.open().free = true
	seen := map[string]bool{}
	for _, pair := range pairs(v.node) {
		name := pair.Key.GetToken().Value
		if seen[name] {
			continue
		}
		seen[name] = true
		value := v.at(name, pair)
		key := value
		key.node = pair.Key
		key.line, key.column = place(pair.Key)
		visit(name, key, value)
	}
}

// Items are the values of a list.
func (v Value) Items() []Value {
	const allowed = "a list, each item on a line of its own after a -"
	if v.missing(allowed) {
		return nil
	}
	list, ok := v.node.(*ast.SequenceNode)
	if !ok {
		v.Fault("is %s; allowed: %s", v.Kind(), allowed)
		return nil
	}
	items := make([]Value, 0, len(list.Values))
	for _, n := range list.Values {
		item := Value{doc: v.doc, node: n, path: v.path, line: v.line, column: v.column}
		if t := n.GetToken(); t != nil {
			item.line, item.column = place(n)
		}
		items = append(items, item)
	}
	return items
}

// at is the value of a pair of v. A value left empty is placed at its key.
func (v Value) at(key string, pair *ast.MappingValueNode) Value {
	k := v.below(key, pair.Value)
	k.line, k.column = place(pair.Value)
	if _, empty := pair.Value.(*ast.NullNode); empty {
		k.line, k.column = place(pair.Key)
	}
	return k
}

// IsList, IsMapping and IsScalar tell what the value is; all are false where
// it is absent.
func (v Value) IsList() bool {
	_, ok := v.node.(*ast.SequenceNode)
	return ok
}

// IsMapping tells whether the value has keys of its own.
func (v Value) IsMapping() bool { return isMapping(v.node) }

// IsScalar tells whether the value is a single text or number.
func (v Value) IsScalar() bool {
	_, ok := scalar(v.node)
	return ok
}

func isMapping(n ast.Node) bool {
	_, ok := n.(*ast.MappingNode)
	return ok
}

func pairs(n ast.Node) []*ast.MappingValueNode {
	if m, ok := n.(*ast.MappingNode); ok {
		return m.Values
	}
	return nil
}

// Kind names what a value that is there is: a text, a list.
func (v Value) Kind() string {
	switch v.node.(type) {
	case *ast.MappingNode:
		return "a mapping of keys"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode:
		return "empty"
	case *ast.BoolNode:
		return "true or false"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	default:
		return "a text"
	}
}

// Faulty is the number of faults reported so far, in the whole file: a reader
// that goes on to compare values asks whether there are more than before.
func (v Value) Faulty() int { return len(v.doc.faults) }

// Sound tells whether nothing was reported of the value, nor of what stands
// below it, after the first so many faults of the file.
func (v Value) Sound(after int) bool {
	return !slices.ContainsFunc(v.doc.faults[after:], func(f Fault) bool {
		return f.Key == v.path || strings.HasPrefix(f.Key, v.path+".")
	})
}

// Err is everything that is wrong with the file, sorted by place, or nil. It
// is asked when all has been read: a key that nobody asked for until then is
// a fault.
func (d *Doc) Err() error {
	said := len(d.faults)
	for _, o := range d.order {
		o.check()
	}
	all := Faults(d.faults).sorted()
	d.faults = d.faults[:said]
	if len(all) == 0 {
		return nil
	}
	return all
}

// check reports the keys of a mapping that nobody asked for.
func (o *opened) check() {
	v := o.of
	if !isMapping(v.node) {
		if o.free || len(o.asked) == 0 {
			v.Fault("is %s; allowed: %s", v.Kind(), asMapping)
		} else {
			v.Fault("is %s; allowed: keys with their values, of %s", v.Kind(), strings.Join(o.asked, ", "))
		}
		return
	}
	if o.free {
		return
	}
	for _, pair := range pairs(v.node) {
		key := pair.Key.GetToken().Value
		if slices.Contains(o.asked, key) || o.refused[key] {
			continue
		}
		unknown := v.at(key, pair)
		unknown.line, unknown.column = place(pair.Key)
		hint := Meant(key, o.asked)
		if _, empty := pair.Value.(*ast.NullNode); empty && plain(key) {
			hint = " (between braces a comma parts keys: numbers have none, as 350000)"
		}
		unknown.Fault("is not a known key%s; allowed here: %s", hint, strings.Join(o.asked, ", "))
	}
}
