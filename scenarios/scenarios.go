// Package scenarios holds the scenarios that ship. Each says in the comment
// that opens it what it is for.
package scenarios

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

// FS holds the scenarios that ship, each a YAML file at its top.
//
//go:embed *.yaml figures
var FS embed.FS

// A Shipped is a scenario that ships: the name of its file without the ending,
// and what it says it is for.
type Shipped struct{ Name, Says string }

// All lists the scenarios that ship, by name.
func All() ([]Shipped, error) {
	files, err := fs.Glob(FS, "*.yaml")
	if err != nil {
		return nil, err
	}
	var all []Shipped
	for _, file := range files {
		src, err := FS.ReadFile(file)
		if err != nil {
			return nil, err
		}
		all = append(all, Shipped{strings.TrimSuffix(file, path.Ext(file)), opening(string(src))})
	}
	return all, nil
}

// opening is the comment at the top of a file, as one line.
func opening(text string) string {
	var said []string
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(line, "#")
		if !ok {
			break
		}
		said = append(said, strings.TrimSpace(comment))
	}
	return strings.Join(said, " ")
}
