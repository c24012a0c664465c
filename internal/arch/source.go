package arch

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A Tree is the source of the house, read once.
type Tree struct {
	Module string   // module path, from go.mod
	Files  []*File  // Go files
	Texts  []Text   // every text file, Go or not
	Words  []string // this machine's own words, which no file may say
	broken []Fault  // files that do not parse
}

// A Text is one file that people can read.
type Text struct {
	Path  string
	Lines []string
}

// A File is one Go file, parsed.
type File struct {
	Text
	AST  *ast.File
	fset *token.FileSet
}

// A Fault is one place where a rule is broken.
type Fault struct {
	Path string
	Line int
	Says string
}

func (f Fault) String() string { return fmt.Sprintf("%s:%d: %s", f.Path, f.Line, f.Says) }

// Read reads the tree below fsys, leaving out what is not written by hand or
// not kept: hidden folders (but the CI's), vendored code, runs and binaries.
func Read(fsys fs.FS) (*Tree, error) {
	t := &Tree{}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if leftOut(d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || d.Name() == ".git" { // where git worktree put the copy
			return nil
		}
		b, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		t.add(p, b)
		return nil
	})
	return t, err
}

func leftOut(dir string) bool {
	hidden := strings.HasPrefix(dir, ".") && dir != "." && dir != ".ci" && dir != ".github"
	return hidden || strings.HasPrefix(dir, "_") ||
		slices.Contains([]string{"vendor", "node_modules", "runs", "bin"}, dir)
}

func (t *Tree) add(p string, b []byte) {
	const head = 8000 // as git: a NUL among the first bytes makes a file binary
	if bytes.IndexByte(b[:min(len(b), head)], 0) >= 0 {
		return
	}
	text := Text{p, strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")}
	t.Texts = append(t.Texts, text)
	if p == "go.mod" {
		t.Module = strings.TrimSpace(strings.TrimPrefix(text.Lines[0], "module"))
	}
	if path.Ext(p) != ".go" || strings.Contains("/"+p, "/testdata/") {
		return
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, p, b, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.broken = append(t.broken, Fault{p, 1, err.Error()})
		return
	}
	t.Files = append(t.Files, &File{text, tree, fset})
}

// Dir is the file's folder, which is its package.
func (f *File) Dir() string { return path.Dir(f.Path) }

// IsTest says whether only tests are built from the file.
func (f *File) IsTest() bool { return strings.HasSuffix(f.Path, "_test.go") }

// IsOutside says whether the file is a test in a package of its own, which
// sees its package as a user does.
func (f *File) IsOutside() bool { return f.IsTest() && strings.HasSuffix(f.AST.Name.Name, "_test") }

// IsGenerated says whether the file carries Go's mark of generated code.
func (f *File) IsGenerated() bool { return ast.IsGenerated(f.AST) }

func (f *File) fault(n ast.Node, format string, args ...any) Fault {
	return Fault{f.Path, f.fset.Position(n.Pos()).Line, fmt.Sprintf(format, args...)}
}

// An imported is one import of a file.
type imported struct {
	path string // as written
	name string // by which the file calls it
	spec *ast.ImportSpec
}

func (f *File) imports() []imported {
	var all []imported
	for _, spec := range f.AST.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // the parser has refused such a file
		}
		name := lastName(p)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		all = append(all, imported{p, name, spec})
	}
	return all
}

// lastName guesses a package's name from its path: the last element that is
// not a major version.
func lastName(p string) string {
	base := path.Base(p)
	if n, err := strconv.Atoi(strings.TrimPrefix(base, "v")); err == nil && n > 1 {
		base = path.Base(path.Dir(p))
	}
	return base
}

// calls are the names by which the file calls the packages that match.
func (f *File) calls(patterns ...string) map[string]bool {
	names := map[string]bool{}
	for _, im := range f.imports() {
		if matchesAny(im.path, patterns) {
			names[im.name] = true
		}
	}
	return names
}

// selectors reports each NAME.SEL of the file in which NAME is one of names.
func (f *File) selectors(names map[string]bool, report func(*ast.SelectorExpr)) {
	if len(names) == 0 {
		return
	}
	ast.Inspect(f.AST, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && names[id.Name] {
				report(sel)
			}
		}
		return true
	})
}

// within is the import's path inside the module, and whether it is one.
func (t *Tree) within(importPath string) (string, bool) {
	if importPath == t.Module {
		return ".", true
	}
	return strings.CutPrefix(importPath, t.Module+"/")
}

// at says whether p is place or stands below it; "." is above everything.
func at(p, place string) bool {
	return place == "." || p == place || strings.HasPrefix(p, place+"/")
}

func atAny(p string, places []string) bool {
	return slices.ContainsFunc(places, func(place string) bool { return at(p, place) })
}

// matchesAny reads import patterns as the go command does: "x/..." is x and
// all below it.
func matchesAny(importPath string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		if dir, below := strings.CutSuffix(pattern, "/..."); below {
			return at(importPath, dir)
		}
		return importPath == pattern
	})
}
