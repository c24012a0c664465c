package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"unicode"
)

func checkGoroutines(t *Tree) []Fault {
	var faults []Fault
	for _, f := range t.Files {
		named := slices.ContainsFunc(Goroutines, func(p Place) bool { return p.File == f.Path })
		if f.IsTest() || named {
			continue
		}
		groups := f.calls("sync", "golang.org/x/sync/errgroup")
		later := f.calls("context", "time")
		ast.Inspect(f.AST, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				faults = append(faults, f.fault(n, "starts a goroutine"))
			case *ast.CallExpr:
				sel, ok := n.Fun.(*ast.SelectorExpr)
				if !ok {
					break
				}
				if sel.Sel.Name == "Go" && len(n.Args) == 1 && len(groups) > 0 {
					faults = append(faults, f.fault(sel.Sel, "starts a goroutine by calling Go"))
				}
				if id, ok := sel.X.(*ast.Ident); ok && sel.Sel.Name == "AfterFunc" && later[id.Name] {
					faults = append(faults, f.fault(sel.Sel, "starts a goroutine by calling AfterFunc"))
				}
			}
			return true
		})
	}
	return faults
}

func checkClock(t *Tree) []Fault {
	looks := []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}
	var faults []Fault
	for _, f := range t.Files {
		if f.IsTest() || atAny(f.Path, Clocks) {
			continue
		}
		f.selectors(f.calls("time"), func(sel *ast.SelectorExpr) {
			if slices.Contains(looks, sel.Sel.Name) {
				faults = append(faults, f.fault(sel, "time.%s looks at the clock", sel.Sel.Name))
			}
		})
	}
	return faults
}

// checkPortable finds functions of package math whose bits are a matter of the
// processor: those that IEEE 754 does not define. Tests may compare with them.
func checkPortable(t *Tree) []Fault {
	defined := []string{
		"Abs", "Ceil", "Copysign", "Dim", "FMA", "Float32bits", "Float32frombits", "Float64bits", "Float64frombits", "Floor", "Frexp", "Ilogb",
		"Inf", "IsInf", "IsNaN", "Ldexp", "Logb", "Max", "Min", "Mod", "Modf", "NaN", "Nextafter", "Pow10", "Remainder", "Round", "RoundToEven",
		"Signbit", "Sqrt", "Trunc",
	}
	var faults []Fault
	for _, f := range t.Files {
		if f.IsTest() || isTestDir(f.Dir()) {
			continue
		}
		ast.Inspect(f.AST, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok && !slices.Contains(defined, sel.Sel.Name) {
				if id, ok := sel.X.(*ast.Ident); ok && f.calls("math")[id.Name] {
					faults = append(faults, f.fault(sel, "math.%s has other bits on other processors", sel.Sel.Name))
				}
			}
			return true
		})
	}
	return faults
}

func checkRegistration(t *Tree) []Fault {
	var faults []Fault
	for _, f := range t.Files {
		if f.IsTest() || slices.ContainsFunc(Registers, func(p Place) bool { return p.File == f.Path }) {
			continue
		}
		for _, im := range f.imports() {
			if im.name == "_" && im.path != "embed" {
				faults = append(faults, f.fault(im.spec, "imports %s for what it does on import", im.path))
			}
			if im.name == "." {
				faults = append(faults, f.fault(im.spec, "imports %s without a name: the rules cannot see what is used of it", im.path))
			}
		}
		for _, d := range f.AST.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.Name == "init" && d.Recv == nil {
					faults = append(faults, f.fault(d, "declares an init function"))
				}
			case *ast.GenDecl:
				faults = append(faults, effects(f, d)...)
			}
		}
	}
	return faults
}

// effects finds var _ = f(): a call made for what it does, not for its value.
func effects(f *File, d *ast.GenDecl) []Fault {
	var faults []Fault
	for _, s := range d.Specs {
		v, ok := s.(*ast.ValueSpec)
		if !ok || v.Type != nil || d.Tok != token.VAR {
			continue
		}
		for i, name := range v.Names {
			if name.Name != "_" || i >= len(v.Values) {
				continue
			}
			call, ok := v.Values[i].(*ast.CallExpr)
			if !ok {
				continue
			}
			if _, conversion := ast.Unparen(call.Fun).(*ast.StarExpr); !conversion {
				faults = append(faults, f.fault(v, "calls a function at start-up for its effect"))
			}
		}
	}
	return faults
}

func checkLength(t *Tree) []Fault {
	const opening = 40 // lines in which the reason must stand
	var faults []Fault
	for _, f := range t.Files {
		n := len(f.Lines)
		if f.IsTest() || f.IsGenerated() || n <= MaxLines || givesReason(f, opening) {
			continue
		}
		faults = append(faults, Fault{f.Path, MaxLines + 1, fmt.Sprintf("has %d lines and no reason for it", n)})
	}
	return faults
}

func givesReason(f *File, within int) bool {
	for _, group := range f.AST.Comments {
		for _, c := range group.List {
			_, reason, ok := strings.Cut(c.Text, LongBecause)
			if ok && f.fset.Position(c.Pos()).Line <= within && strings.ContainsFunc(reason, unicode.IsLetter) {
				return true
			}
		}
	}
	return false
}

func checkDocumented(t *Tree) []Fault {
	said := map[string]bool{}   // directory: package comment seen
	first := map[string]*File{} // directory: where to write one
	var faults []Fault
	for _, f := range t.Files {
		if f.IsTest() {
			continue
		}
		dir := f.Dir()
		if first[dir] == nil {
			first[dir] = f
		}
		said[dir] = said[dir] || f.AST.Doc.Text() != ""
		if at(dir, "internal") || f.IsGenerated() {
			continue
		}
		for _, d := range f.AST.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				faults = append(faults, undocumentedFunc(f, d)...)
			case *ast.GenDecl:
				faults = append(faults, undocumentedGroup(f, d)...)
			}
		}
	}
	for dir, f := range first {
		if !said[dir] {
			faults = append(faults, f.fault(f.AST, "package %s has no comment that says what it is for", dir))
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int { return strings.Compare(a.String(), b.String()) })
	return faults
}

func undocumentedFunc(f *File, d *ast.FuncDecl) []Fault {
	if !d.Name.IsExported() || d.Doc.Text() != "" {
		return nil
	}
	if d.Recv == nil {
		return []Fault{f.fault(d, "func %s has no comment", d.Name.Name)}
	}
	owner := receiver(d)
	if !ast.IsExported(owner) || slices.Contains(knownContracts, d.Name.Name) {
		return nil
	}
	return []Fault{f.fault(d, "method %s.%s has no comment", owner, d.Name.Name)}
}

func receiver(d *ast.FuncDecl) string {
	var name string
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return name == ""
	})
	return name
}

func undocumentedGroup(f *File, d *ast.GenDecl) []Fault {
	var faults []Fault
	alone := !d.Lparen.IsValid()
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			said := s.Doc.Text() != "" || s.Comment.Text() != "" || alone && d.Doc.Text() != ""
			if s.Name.IsExported() && !said {
				faults = append(faults, f.fault(s, "type %s has no comment", s.Name.Name))
			}
		case *ast.ValueSpec:
			// A group of constants or variables may be said once, at its head.
			if s.Doc.Text() != "" || s.Comment.Text() != "" || d.Doc.Text() != "" {
				continue
			}
			for _, name := range s.Names {
				if name.IsExported() {
					faults = append(faults, f.fault(name, "%s %s has no comment", d.Tok, name.Name))
				}
			}
		}
	}
	return faults
}
