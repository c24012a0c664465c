package strict

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// What a file may be at most. The parser takes time in the square of the
// length of a line and of the number of keys of a mapping, and stacks a call
// for every level.
const (
	maxBytes   = 1 << 20
	maxColumns = 4_000
	maxTokens  = 40_000
	maxDepth   = 24
)

// Doc is one file, read with the cursor methods of its top Value. Err says
// what is wrong with it, when everything has been read.
type Doc struct {
	Value

	name   string
	lines  []string
	faults Faults
	opened map[ast.Node]*opened
	order  []*opened
}

// Open reads a file. The error is that of the disk; what is wrong with the
// text is said by Err.
func Open(fsys fs.FS, name string) (*Doc, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder; allowed: a file", name)
	}
	src, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return Parse(name, src), nil
}

// Parse reads a text that stands in the file of the given name.
func Parse(name string, src []byte) *Doc {
	d := &Doc{name: name, opened: map[ast.Node]*opened{}}
	d.Value = Value{doc: d}
	if len(src) > maxBytes {
		d.fault(1, 1, "", fmt.Sprintf("the file is larger than %d KiB", maxBytes>>10))
		return d
	}
	if says := notText(src); says != "" {
		d.fault(1, 1, "", says+": save the file as UTF-8")
		return d
	}
	text := strings.ReplaceAll(strings.TrimPrefix(string(src), "\ufeff"), "\r\n", "\n")
	d.lines = strings.Split(text, "\n")
	if d.checkLetters(); len(d.faults) > 0 {
		return d
	}
	tokens := lexer.Tokenize(text)
	if d.checkTokens(tokens); len(d.faults) > 0 {
		return d
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		d.syntax(err)
		return d
	}
	d.take(file)
	return d
}

// take makes the first document that says anything the top of d.
func (d *Doc) take(file *ast.File) {
	for _, one := range file.Docs {
		if one.Body == nil {
			continue
		}
		if d.node != nil {
			line, column := place(one.Body)
			d.fault(line, column, "", "a second document begins here: a file holds one")
			continue
		}
		d.node = one.Body
		d.line, d.column = place(one.Body)
	}
	if d.node == nil {
		d.fault(1, 1, "", "the file is empty")
		return
	}
	d.repeats(d.node, "")
}

// checkLetters finds what is no text: broken UTF-8, control characters, lines
// without end. It says one fault for each line.
func (d *Doc) checkLetters() {
	for i, line := range d.lines {
		column, broken := 0, invalidAt(line)
		for at, r := range line {
			column++
			says := ""
			switch {
			case at == broken: // a replacement character that is written as one is text
				says = "this is not UTF-8 text: save the file as UTF-8"
			case r < ' ' && r != '\t' || r == 0x7f || r == '\ufeff':
				says = fmt.Sprintf("there is a control character (%U): take it out", r)
			case column > maxColumns:
				says = fmt.Sprintf("the line is too long: %d characters are the most", maxColumns)
			}
			if says != "" {
				d.fault(i+1, column, "", says)
				break
			}
		}
	}
}

// notAllowed says what YAML can do and these files do without.
var notAllowed = map[token.Type]string{
	token.AnchorType:     "anchors (&) are not allowed: write the value out where it is needed, and quote a text that begins with &",
	token.AliasType:      "aliases (*) are not allowed: write the value out, and quote a text that begins with *",
	token.TagType:        "tags (!) are not allowed: leave it out, and quote a text that begins with !",
	token.MergeKeyType:   "merging (<<) is not allowed: write the keys out",
	token.MappingKeyType: "the long form of a key (? key) is not allowed: write key: value",
	token.DirectiveType:  "directives (%) are not allowed: leave the line out, and quote a text that begins with %",
}

// checkTokens looks over a text before it is parsed.
func (d *Doc) checkTokens(tokens token.Tokens) {
	if len(tokens) > maxTokens {
		at := tokens[maxTokens].Position
		d.fault(at.Line, at.Column, "", fmt.Sprintf("the file is too long: %d words and signs are the most", maxTokens))
		return
	}
	var depth depth
	for _, t := range tokens {
		if says, ok := notAllowed[t.Type]; ok {
			d.fault(t.Position.Line, t.Position.Column, "", says)
		}
		if depth.see(t) > maxDepth {
			d.fault(t.Position.Line, t.Position.Column, "", fmt.Sprintf("this is nested too deep: %d levels are the most", maxDepth))
			return
		}
	}
}

// depth follows how deep a token stands: brackets, and in block style the
// columns at which mappings and lists begin.
type depth struct {
	brackets int
	columns  []int
}

func (d *depth) see(t *token.Token) int {
	switch t.Type {
	case token.MappingStartType, token.SequenceStartType:
		d.brackets++
	case token.MappingEndType, token.SequenceEndType:
		d.brackets = max(0, d.brackets-1)
	case token.SequenceEntryType:
		d.begin(t.Position.Column)
	case token.MappingValueType:
		if t.Prev != nil {
			d.begin(t.Prev.Position.Column)
		}
	}
	return d.brackets + len(d.columns)
}

func (d *depth) begin(column int) {
	if d.brackets > 0 {
		return
	}
	for len(d.columns) > 0 && d.columns[len(d.columns)-1] >= column {
		d.columns = d.columns[:len(d.columns)-1]
	}
	d.columns = append(d.columns, column)
}

// syntax takes over an error of the parser, which knows one at a time.
func (d *Doc) syntax(err error) {
	line, column, says := 1, 1, err.Error()
	var known yaml.Error
	if errors.As(err, &known) {
		says = known.GetMessage()
		if t := known.GetToken(); t != nil && t.Position != nil {
			line, column = t.Position.Line, t.Position.Column
		}
	}
	if strings.Contains(says, "'\t'") {
		says = "a tab cannot indent: use spaces"
	}
	d.fault(line, column, "", "this is not YAML: "+says)
}

// repeats reports every key that stands twice in a mapping, at any depth.
func (d *Doc) repeats(n ast.Node, path string) {
	if list, ok := n.(*ast.SequenceNode); ok {
		for _, item := range list.Values {
			d.repeats(item, path)
		}
	}
	first := map[string]int{}
	for _, pair := range pairs(n) {
		key := pair.Key.GetToken()
		at := join(path, key.Value)
		if line, twice := first[key.Value]; twice {
			d.fault(key.Position.Line, key.Position.Column, at,
				fmt.Sprintf("the key stands here twice, first in line %d: take one away", line))
		} else {
			first[key.Value] = key.Position.Line
		}
		d.repeats(pair.Value, at)
	}
}

func (d *Doc) fault(line, column int, key, says string) {
	if len(d.faults) > maxFaults*maxFaults {
		return
	}
	f := Fault{File: d.name, Line: max(1, line), Column: max(1, column), Key: key, Says: says}
	if i := f.Line - 1; i < len(d.lines) {
		f.Source = d.lines[i]
	}
	d.faults = append(d.faults, f)
}
