package strict

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// word is a scalar as it stands in the file.
type word struct {
	text   string
	quoted bool // in quotes, or a block of lines
}

// scalar reads a node that is one text or number.
func scalar(n ast.Node) (word, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		t := n.GetToken()
		return word{n.Value, t.Type == token.SingleQuoteType || t.Type == token.DoubleQuoteType}, true
	case *ast.LiteralNode:
		return word{n.Value.Value, true}, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return word{n.GetToken().Value, false}, true
	}
	return word{}, false
}

// word reads the value as one text or number; allowed says what may stand
// there. The second result is false for an absent value too.
func (v Value) word(allowed string) (word, bool) {
	if v.missing(allowed) {
		return word{}, false
	}
	w, ok := scalar(v.node)
	if !ok {
		v.Fault("is %s; allowed: %s", v.Kind(), allowed)
	}
	return w, ok
}

// Text reads a text of one line that is not blank.
func (v Value) Text(into *string) {
	const longest = 400 // characters
	const allowed = "a text of one line"
	w, ok := v.word(allowed)
	if !ok {
		return
	}
	text := strings.TrimSpace(w.text)
	switch {
	case text == "" || strings.ContainsAny(text, "\n\r"):
		v.Fault("%s is no name; allowed: %s", quote(w.text), allowed)
	case utf8.RuneCountInString(text) > longest:
		v.Fault("%s is too long; allowed: %s, of %d characters at most", quote(text), allowed, longest)
	default:
		*into = text
	}
}

// OneOf reads one of the names of a list.
func (v Value) OneOf(into *string, names ...string) {
	w, ok := v.word(choice(names))
	if !ok {
		return
	}
	for _, name := range names {
		if w.text == name {
			*into = name
			return
		}
	}
	v.Fault("%s is not among what is allowed%s: %s", quote(w.text), Meant(w.text, names), choice(names))
}

// choice is the names of a list, or the first of a long one.
func choice(names []string) string {
	const most = 12
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " and " + strconv.Itoa(len(names)-most) + " more"
}

// Bool reads true or false.
func (v Value) Bool(into *bool) {
	const allowed = "true or false"
	w, ok := v.word(allowed)
	switch {
	case !ok:
	case w.text == "true" && !w.quoted:
		*into = true
	case w.text == "false" && !w.quoted:
		*into = false
	default:
		v.Fault("%s is not allowed; allowed: %s", quote(w.text), allowed)
	}
}

// Whole numbers come in any integer type.
type integer interface {
	~int | ~int32 | ~int64 | ~uint8 | ~uint32 | ~uint64
}

// Int reads a whole number from low to high.
func (v Value) Int(into *int, low, high int) { Whole(v, into, low, high) }

// Whole reads a whole number from low to high into any integer type.
func Whole[T integer](v Value, into *T, low, high T) {
	allowed := "a whole number from " + digits(low) + " to " + digits(high)
	w, ok := v.word(allowed)
	if !ok {
		return
	}
	n, known := whole[T](w.text)
	switch {
	case w.quoted:
		v.Fault("%s is a text in quotes; allowed: %s, without quotes", quote(w.text), allowed)
	case !known && !(plain(w.text) && !strings.Contains(w.text, ".")):
		v.Fault("%s is no whole number; allowed: %s", quote(w.text), allowed)
	case !known || n < low || n > high:
		v.Fault("%s is out of range; allowed: %s", w.text, allowed)
	default:
		*into = n
	}
}

func digits[T integer](n T) string {
	if n < 0 {
		return strconv.FormatInt(int64(n), 10)
	}
	return strconv.FormatUint(uint64(n), 10)
}

// whole reads decimal digits; a number too large for T is none.
func whole[T integer](s string) (T, bool) {
	if strings.HasPrefix(s, "-") {
		n, err := strconv.ParseInt(s, 10, 64)
		return T(n), err == nil && T(n) < 0 && int64(T(n)) == n
	}
	n, err := strconv.ParseUint(s, 10, 64)
	return T(n), err == nil && T(n) >= 0 && uint64(T(n)) == n
}

// quote shows a text in a fault, shortened.
func quote(s string) string {
	const longest = 40
	if r := []rune(s); len(r) > longest {
		s = string(r[:longest]) + "..."
	}
	return strconv.Quote(s)
}

// Quote writes a text in quotes, as it is read.
func Quote(s string) string { return strconv.QuoteToGraphic(s) }
