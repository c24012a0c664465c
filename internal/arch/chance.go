package arch

import (
	"go/ast"
	"slices"
)

// checkSeeded finds numbers drawn from a global source: math/rand's own
// functions, and gonum distributions without a Src. It sees what stands in
// one function, which is where such a slip is made.
func checkSeeded(t *Tree) []Fault {
	var faults []Fault
	for _, f := range t.Files {
		faults = append(faults, globalDraws(f)...)
		faults = append(faults, t.sources(f)...)
	}
	return faults
}

func globalDraws(f *File) []Fault {
	seeded := []string{ // of math/rand, math/rand/v2 and x/exp/rand: these take a seed, or are types
		"New", "NewSource", "NewPCG", "NewChaCha8", "NewZipf",
		"ChaCha8", "LockedSource", "PCG", "PCGSource", "Rand", "Source", "Source64", "Zipf",
	}
	var faults []Fault
	f.selectors(f.calls("math/rand/...", "golang.org/x/exp/rand"), func(sel *ast.SelectorExpr) {
		if !slices.Contains(seeded, sel.Sel.Name) {
			faults = append(faults, f.fault(sel, "rand.%s draws from the global source", sel.Sel.Name))
		}
	})
	for _, im := range f.imports() {
		if im.path == "crypto/rand" || im.path == "hash/maphash" {
			faults = append(faults, f.fault(im.spec, "%s cannot be seeded", im.path))
		}
	}
	return faults
}

// sources judges the gonum distributions of a file.
func (t *Tree) sources(f *File) []Fault {
	names := f.calls(distributions...)
	if len(names) == 0 {
		return nil
	}
	var faults []Fault
	fromRNG := f.IsTest() || at(f.Dir(), "internal/rng") || t.importsRNG(f.Dir())
	bare := map[string]bool{} // variables that hold a distribution without a Src
	note := func(left, right ast.Expr) {
		switch left := left.(type) {
		case *ast.Ident:
			lit, is := distribution(right, names)
			bare[left.Name] = is && source(lit) == nil
		case *ast.SelectorExpr: // d.Src = ...
			if id, ok := left.X.(*ast.Ident); ok && left.Sel.Name == "Src" {
				bare[id.Name] = false
			}
		}
	}
	ast.Inspect(f.AST, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			clear(bare)
		case *ast.ValueSpec:
			for i, v := range n.Values {
				note(n.Names[min(i, len(n.Names)-1)], v)
			}
		case *ast.AssignStmt:
			for i, v := range n.Rhs {
				note(n.Lhs[min(i, len(n.Lhs)-1)], v)
			}
		case *ast.CompositeLit:
			lit, is := distribution(n, names)
			if src := source(lit); is && src != nil {
				if id, ok := src.(*ast.Ident); ok && id.Name == "nil" {
					faults = append(faults, f.fault(src, "Src is nil: the distribution draws from the global source"))
				} else if !fromRNG {
					faults = append(faults, f.fault(src, "the package does not import internal/rng: where does this Src come from?"))
				}
			}
		case *ast.CallExpr:
			if says := unsourced(n, names, bare); says != "" {
				faults = append(faults, f.fault(n, "%s", says))
			}
		}
		return true
	})
	return faults
}

// unsourced says what is wrong with a call that draws without a source.
func unsourced(call *ast.CallExpr, names, bare map[string]bool) string {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if id, ok := sel.X.(*ast.Ident); ok && names[id.Name] { // distmv.NewNormal(mu, sigma, nil)
		if len(call.Args) > 0 {
			if last, ok := call.Args[len(call.Args)-1].(*ast.Ident); ok && last.Name == "nil" {
				return sel.Sel.Name + " is given no source: it draws from the global one"
			}
		}
		return ""
	}
	if sel.Sel.Name != "Rand" {
		return ""
	}
	const says = "Rand is called on a distribution without a Src: it draws from the global source"
	switch x := ast.Unparen(sel.X).(type) {
	case *ast.Ident:
		if bare[x.Name] {
			return says
		}
	case *ast.SelectorExpr: // distuv.UnitNormal.Rand()
		if id, ok := x.X.(*ast.Ident); ok && names[id.Name] {
			return says
		}
	case *ast.CompositeLit:
		if lit, is := distribution(x, names); is && source(lit) == nil {
			return says
		}
	}
	return ""
}

// distribution is the literal NAME.Type{...} where NAME is one of names.
func distribution(e ast.Expr, names map[string]bool) (*ast.CompositeLit, bool) {
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = u.X
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		return nil, false
	}
	sel, ok := lit.Type.(*ast.SelectorExpr)
	if !ok {
		return nil, false
	}
	id, ok := sel.X.(*ast.Ident)
	return lit, ok && names[id.Name]
}

// source is the value given to Src, or nil.
func source(lit *ast.CompositeLit) ast.Expr {
	if lit == nil {
		return nil
	}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Src" {
				return kv.Value
			}
		}
	}
	return nil
}

func (t *Tree) importsRNG(dir string) bool {
	return slices.ContainsFunc(t.Files, func(f *File) bool {
		return f.Dir() == dir && !f.IsTest() && len(f.calls(t.Module+"/internal/rng")) > 0
	})
}
