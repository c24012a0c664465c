package arch_test

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sendsim/internal/arch"
)

// wordsOf are the words of a list of the Makefile.
func wordsOf(t *testing.T, root, name string) []string {
	t.Helper()
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?m)^` + name + ` := ((?:.*\\\n)*.*)$`).FindSubmatch(makefile)
	if list == nil {
		t.Fatalf("the Makefile has no list %s", name)
	}
	return strings.Fields(strings.ReplaceAll(string(list[1]), "\\\n", " "))
}

// TestSequentialPackagesStartNothing says of the packages that make race leaves
// out that no goroutine starts in them or in their tests, that they give no work
// to what starts some, and that nothing of them is made to be shared.
func TestSequentialPackagesStartNothing(t *testing.T) {
	root, tree := readHouse(t)
	for _, dir := range wordsOf(t, root, "SEQUENTIAL") {
		files := filesOf(tree, dir)
		if len(files) < 2 {
			t.Errorf("%s: there is no such package", dir)
		}
		for _, f := range files {
			for _, how := range []string{starts(f.AST), givesWork(tree, f), shares(f)} {
				if how != "" {
					t.Errorf("%s says %s, and make race leaves out %s\n\tremedy: take it from SEQUENTIAL", f.Path, how, dir)
				}
			}
		}
	}
}

// TestUnwatchedPackagesKeepNothing says of the packages of the house that are
// compiled without the race detector that nothing starts in them, and that no
// function of them writes to a variable of the package: they write where they
// are told to, and who tells them is watched.
func TestUnwatchedPackagesKeepNothing(t *testing.T) {
	root, tree := readHouse(t)
	dirs := wordsOf(t, root, "RECKONS")
	for _, name := range wordsOf(t, root, "UNWATCHED") {
		if inside, ok := strings.CutPrefix(name, tree.Module+"/"); ok {
			dirs = append(dirs, inside)
		}
	}
	for _, dir := range dirs {
		files := slices.DeleteFunc(filesOf(tree, dir), (*arch.File).IsTest)
		if len(files) == 0 {
			t.Errorf("%s: there is no such package", dir)
		}
		kept := map[string]bool{} // variables of the package
		for _, f := range files {
			for _, d := range f.AST.Decls {
				if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
					for _, s := range g.Specs {
						for _, name := range s.(*ast.ValueSpec).Names {
							kept[name.Name] = true
						}
					}
				}
			}
		}
		for _, f := range files {
			how := []string{starts(f.AST), shares(f)}
			for _, d := range f.AST.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
					how = append(how, writesTo(fn, kept))
				}
			}
			for _, how := range how {
				if how != "" {
					t.Errorf("%s says %s, and the race detector does not watch %s\n\tremedy: keep it where it is given, or take the package from RECKONS and UNWATCHED", f.Path, how, dir)
				}
			}
		}
	}
}

// TestUnracedTestsStartNothing says of the tests that the race detector is not
// asked to run that they are there, and start no goroutine of their own.
func TestUnracedTestsStartNothing(t *testing.T) {
	root, tree := readHouse(t)
	left := map[string]int{} // how often each was found
	for _, name := range wordsOf(t, root, "UNRACED") {
		left[name] = 0
	}
	for _, f := range tree.Files {
		for _, d := range f.AST.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || !f.IsTest() {
				continue
			}
			if _, ok := left[fn.Name.Name]; !ok {
				continue
			}
			if left[fn.Name.Name]++; starts(fn) != "" {
				t.Errorf("%s: %s says %s, and make race leaves it out\n\tremedy: take it from UNRACED", f.Path, fn.Name.Name, starts(fn))
			}
		}
	}
	for name, n := range left {
		if n != 1 {
			t.Errorf("%d tests are named %s\n\tremedy: mend its name, or UNRACED in the Makefile", n, name)
		}
	}
}

// filesOf are the files of a folder, its tests too.
func filesOf(tree *arch.Tree, dir string) (files []*arch.File) {
	for _, f := range tree.Files {
		if f.Dir() == dir {
			files = append(files, f)
		}
	}
	return files
}

// imports says whether a file imports one of some packages.
func imports(f *arch.File, names ...string) string {
	for _, im := range f.AST.Imports {
		if name, _ := strconv.Unquote(im.Path.Value); slices.Contains(names, name) { // it was parsed
			return name
		}
	}
	return ""
}

// shares is with what a file makes something that many may use at once, or "".
// Tests may read once what all of them read.
func shares(f *arch.File) string {
	if f.IsTest() {
		return ""
	}
	return imports(f, "sync", "sync/atomic")
}

// givesWork is how a file gives work to those who do it side by side, or "".
func givesWork(tree *arch.Tree, f *arch.File) (how string) {
	if how = imports(f, tree.Module+"/internal/sidebyside", "net/http", "net/http/httptest"); how != "" {
		return how
	}
	ast.Inspect(f.AST, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && strings.HasPrefix(sel.Sel.Name, "Run") {
			if of, ok := sel.X.(*ast.Ident); ok && of.Name == "sim" {
				how = "sim." + sel.Sel.Name
			}
		}
		return how == ""
	})
	return how
}

// starts is how a goroutine is started in something, or "".
func starts(in ast.Node) (how string) {
	ast.Inspect(in, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			how = "go"
		case *ast.SelectorExpr:
			switch n.Sel.Name {
			case "Go", "Parallel", "RunParallel", "AfterFunc":
				how = n.Sel.Name
			}
		}
		return how == ""
	})
	return how
}

// writesTo is how a function assigns to a variable that is kept, or "". Names that
// it declares are its own; through whose address it reads is not looked at.
func writesTo(fn *ast.FuncDecl, kept map[string]bool) (how string) {
	own := declared(fn)
	written := func(e ast.Expr) {
		if name := rootOf(e); kept[name] && !own[name] {
			how = "that " + fn.Name.Name + " writes to " + name
		}
	}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				written(e)
			}
		case *ast.IncDecStmt:
			written(n.X)
		}
		return how == ""
	})
	return how
}

// declared are the names that a function declares, wherever in it.
func declared(fn *ast.FuncDecl) map[string]bool {
	own := map[string]bool{}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				if id, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE {
					own[id.Name] = true
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE {
					own[id.Name] = true
				}
			}
		case *ast.Field:
			for _, id := range n.Names {
				own[id.Name] = true
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				own[id.Name] = true
			}
		}
		return true
	})
	return own
}

// rootOf is the variable in which something written to stands, or "".
func rootOf(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x.Name
		case *ast.IndexExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		default:
			return ""
		}
	}
}
