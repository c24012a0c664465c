package arch

import (
	"fmt"
	"path"
	"strings"
)

func checkParses(t *Tree) []Fault { return t.broken }

// floorOf is the floor a directory stands on: the longest entry of Floors
// that holds it.
func floorOf(dir string) (level int, ok bool) {
	best := ""
	for i, f := range Floors {
		if at(dir, f.Dir) && len(f.Dir) > len(best) {
			best, level, ok = f.Dir, i, true
		}
	}
	return level, ok
}

func checkFloors(t *Tree) []Fault {
	var faults []Fault
	for _, f := range t.Files {
		own, ok := floorOf(f.Dir())
		if !ok {
			faults = append(faults, f.fault(f.AST.Name, "package %s stands on no floor of the plan", f.Dir()))
			continue
		}
		if f.IsOutside() {
			continue
		}
		for _, im := range f.imports() {
			dir, inside := t.within(im.path)
			if !inside || f.IsTest() && t.isTestTool(im.path) {
				continue
			}
			level, ok := floorOf(dir)
			if !ok {
				faults = append(faults, f.fault(im.spec, "imports %s, which stands on no floor of the plan", dir))
			} else if level > own {
				faults = append(faults, f.fault(im.spec, "%s (floor %q) imports %s (floor %q), which stands above it%s",
					f.Dir(), Floors[own].Dir, dir, Floors[level].Dir, insideHint(f)))
			}
		}
	}
	return faults
}

func insideHint(f *File) string {
	if f.IsTest() {
		return "; a test that needs it says package " + f.AST.Name.Name + "_test"
	}
	return ""
}

// isTestTool says whether only tests import the package.
func (t *Tree) isTestTool(importPath string) bool {
	dir, inside := t.within(importPath)
	return inside && isTestDir(dir) || matchesAny(dir, TestTools)
}

func isTestDir(dir string) bool {
	return strings.HasSuffix(path.Base(dir), "test") || matchesAny(dir, TestTools)
}

func checkTestTools(t *Tree) []Fault {
	var faults []Fault
	for _, f := range t.Files {
		if f.IsTest() || isTestDir(f.Dir()) {
			continue
		}
		for _, im := range f.imports() {
			if t.isTestTool(im.path) {
				faults = append(faults, f.fault(im.spec, "imports %s, which is for tests alone", im.path))
			}
		}
	}
	return faults
}

func keepRules(keeps []Keep) []Rule {
	var rules []Rule
	for _, k := range keeps {
		rules = append(rules, Rule{k.Rule, k.Says, k.Remedy, func(t *Tree) []Fault { return checkKeep(t, k) }})
	}
	return rules
}

func checkKeep(t *Tree, k Keep) []Fault {
	var faults []Fault
	for _, f := range t.Files {
		if atAny(f.Path, k.Only) || f.IsTest() && atAny(f.Path, k.Tests) {
			continue
		}
		for _, im := range f.imports() {
			if matchesAny(im.path, k.Imports) {
				faults = append(faults, f.fault(im.spec, "imports %s; allowed in %s", im.path, places(k)))
			}
		}
	}
	return faults
}

func places(k Keep) string {
	s := strings.Join(k.Only, ", ")
	switch {
	case len(k.Tests) == 1 && k.Tests[0] == ".":
		return s + " and in tests"
	case len(k.Tests) > 0:
		return fmt.Sprintf("%s and in the tests of %s", s, strings.Join(k.Tests, ", "))
	}
	return s
}
