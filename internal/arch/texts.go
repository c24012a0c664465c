package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
)

// References is the file in which every source tag is resolved.
const References = "docs/references.md"

// machinePath is an absolute path such as a build leaves behind, the address
// of a machine in a private network, or the host of a package mirror.
var machinePath = regexp.MustCompile(`(?:^|[\s"'=:(\x60])/(?:home|root|Users|tmp|work|workspace|builds|mnt)/` +
	`|\b[A-Z]:\\+Users\b|\bfile:///` +
	`|\b10\.\d+\.\d+\.\d+\b|\b192\.168\.\d+\.\d+\b|\b172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+\b` +
	`|https?://[\w.-]*(?:artifactory|mirror|nexus|proxy|registry)[\w-]*\.[\w.-]+`)

func checkWords(t *Tree) []Fault {
	var faults []Fault
	for _, text := range t.Texts {
		for i, line := range text.Lines {
			found := machinePath.FindString(line)
			for _, word := range t.Words {
				if found == "" && strings.Contains(line, word) {
					found = word
				}
			}
			if found != "" {
				faults = append(faults, Fault{text.Path, i + 1, fmt.Sprintf("says %q", strings.TrimSpace(found))})
			}
		}
	}
	return faults
}

// A tag is capitals, with digits or hyphens after them, in square brackets,
// with an optional section: [CFA14 s36], [S251-21]. P10 is a quantile. A bracket that stands
// against a word is an index or a type, and one before ( is a link.
var tagPattern = regexp.MustCompile(`(?:^|[^\w\])])\[((?:[A-Z]{2}|[A-Z][0-9]{3})[A-Z0-9]*(?:-[A-Z0-9]+)*)(?: [a-z0-9][^\]\[]*)?\](?:$|[^\w\[({])`)

// tagsIn returns the tags of a line. Where anyWord is false, a plain word of
// capitals is no tag: text that is not a comment has other uses for brackets.
func tagsIn(line string, anyWord bool) []string {
	var tags []string
	// Neighbouring tags share the character between them: look again from the
	// closing bracket of each.
	for rest := line; ; {
		m := tagPattern.FindStringSubmatchIndex(rest)
		if m == nil {
			return tags
		}
		tag := rest[m[2]:m[3]]
		if anyWord || strings.ContainsAny(tag, "-0123456789") {
			tags = append(tags, tag)
		}
		rest = rest[m[3]+strings.IndexByte(rest[m[3]:], ']')+1:]
	}
}

func checkTags(t *Tree) []Fault {
	known, faults := t.references()
	names := t.exported()
	look := func(p string, line int, text string, anyWord bool) {
		for _, tag := range tagsIn(text, anyWord) {
			if !known[tag] && !names[tag] {
				faults = append(faults, Fault{p, line, fmt.Sprintf("cites [%s], which %s does not list", tag, References)})
			}
		}
	}
	for _, f := range t.Files {
		for _, group := range f.AST.Comments {
			for _, c := range group.List {
				for i, line := range strings.Split(c.Text, "\n") {
					look(f.Path, f.fset.Position(c.Pos()).Line+i, line, true)
				}
			}
		}
		if f.IsTest() || at(f.Path, "cmd") {
			continue
		}
		ast.Inspect(f.AST, func(n ast.Node) bool { // the laws of steps, the evidence of cards
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				for i, line := range strings.Split(lit.Value, "\n") {
					look(f.Path, f.fset.Position(lit.Pos()).Line+i, strings.Trim(line, "`\""), false)
				}
			}
			return true
		})
	}
	for _, text := range t.Texts {
		yaml := slices.Contains([]string{".yaml", ".yml"}, path.Ext(text.Path))
		page := at(text.Path, "docs") && path.Ext(text.Path) == ".md"
		if !yaml && !page || text.Path == References || strings.Contains(text.Path, "/testdata/") {
			continue
		}
		for i, line := range text.Lines {
			look(text.Path, i+1, line, false)
		}
	}
	return faults
}

// references reads the tags of the reference list, and what is wrong with it.
// A row is | [tag] | what | title | date | licence | grade |.
func (t *Tree) references() (map[string]bool, []Fault) {
	const columns = 6
	known := map[string]bool{}
	i := slices.IndexFunc(t.Texts, func(x Text) bool { return x.Path == References })
	if i < 0 {
		return known, []Fault{{References, 1, "the reference list is missing"}}
	}
	var faults []Fault
	for n, line := range t.Texts[i].Lines {
		if !strings.HasPrefix(line, "| [") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "| "), "|")
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		fault := func(format string, args ...any) {
			faults = append(faults, Fault{References, n + 1, fmt.Sprintf(format, args...)})
		}
		tag := strings.Trim(cells[0], "[]")
		switch {
		case len(cells) != columns || slices.Contains(cells, ""):
			fault("the row of [%s] has not its %d columns: tag, what, title, date, licence, grade", tag, columns)
		case known[tag]:
			fault("[%s] stands here twice", tag)
		case strings.Trim(cells[columns-1], "FDMJ, ") != "":
			fault("the grade of [%s] is %q, not one of F, D, M, J", tag, cells[columns-1])
		case !slices.Equal(tagsIn(cells[0], true), []string{tag}):
			fault("[%s] does not look like a tag", tag)
		}
		known[tag] = true
	}
	return known, faults
}

// exported is every exported name of the house at package level: a comment
// links to them in brackets too.
func (t *Tree) exported() map[string]bool {
	names := map[string]bool{}
	for _, f := range t.Files {
		for _, d := range f.AST.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, s := range g.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					names[s.Name.Name] = true
				case *ast.ValueSpec:
					for _, id := range s.Names {
						names[id.Name] = true
					}
				}
			}
		}
	}
	return names
}
