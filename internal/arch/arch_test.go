package arch_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sendsim/internal/arch"
)

// readHouse is where the house stands, and all that is in it.
func readHouse(t *testing.T) (root string, tree *arch.Tree) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if tree, err = arch.Read(os.DirFS(root)); err != nil {
		t.Fatal(err)
	}
	return root, tree
}

// TestHouse reads the house and holds every rule against it.
func TestHouse(t *testing.T) {
	root, tree := readHouse(t)
	tree.Words = machine(root)
	for _, rule := range arch.Rules {
		t.Run(rule.Name, func(t *testing.T) {
			var said strings.Builder
			for _, fault := range rule.Check(tree) {
				fmt.Fprintf(&said, "\n\t%s", fault)
			}
			if said.Len() > 0 {
				t.Errorf("%s\n\trule:   %s\n\tremedy: %s", said.String(), rule.Says, rule.Remedy)
			}
		})
	}
}

// machine is what a text would say by accident: where this copy stands, and
// whose it is. Words too short to be an accident are left out.
func machine(root string) []string {
	const telling = 10
	home, _ := os.UserHomeDir() // none is fine
	var words []string
	for _, w := range []string{root, home} {
		if len(w) >= telling && strings.Count(filepath.ToSlash(w), "/") > 1 {
			words = append(words, w)
		}
	}
	return words
}

// TestPlanStands says that the places the plan names are still there: a
// permission for a file that has gone is one nobody meant to give.
func TestPlanStands(t *testing.T) {
	for _, f := range arch.Floors {
		if f.Holds == "" {
			t.Errorf("floor %s does not say what it holds", f.Dir)
		}
	}
	files := []string{arch.CalibrationFile}
	for _, p := range arch.Goroutines {
		files = append(files, p.File)
		if p.Why == "" {
			t.Errorf("%s may start goroutines, and nobody says why", p.File)
		}
	}
	for _, f := range files {
		if _, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(f))); err != nil {
			t.Errorf("internal/arch/plan.go names %s, which is not there\n\tremedy: mend the name in the plan, or take the permission away", f)
		}
	}
}
