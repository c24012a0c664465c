package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// documents are the README and every page of docs, by their paths from here.
func documents(t *testing.T) []string {
	t.Helper()
	pages := []string{"../../README.md"}
	err := filepath.WalkDir("../../docs", func(name string, _ fs.DirEntry, err error) error {
		if filepath.Ext(name) == ".md" {
			pages = append(pages, name)
		}
		return err
	})
	if err != nil || len(pages) < 5 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	return pages
}

// examples are the lines of the sh blocks of a page, without their comments.
func examples(text string) (lines []string) {
	for i, block := range strings.Split(text, "```") {
		if i%2 == 0 || !strings.HasPrefix(block, "sh\n") {
			continue
		}
		for line := range strings.Lines(strings.TrimPrefix(block, "sh\n")) {
			line, _, _ = strings.Cut(line, "#")
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// elsewhere are examples that CI runs by themselves, this test among them, and
// the server, which does not end by itself and has tests of its own.
var elsewhere = []string{"go test ./...", "go run ./cmd/sendsim serve"}

// tutorial is the page that has a test of its own, with the edits that it asks
// for.
const tutorial = "../../docs/tutorial.md"

// readme runs the examples of the README and of every other page of docs in a
// folder, one after another. What is other than as written: runs have 4 draws, comparisons of authorities 20, and,
// where they name none, a folder of their own, and RELEASE.zip is a release made up
// for the test.
func readme(t *testing.T, at string) {
	t.Helper()
	var lines []string
	for _, page := range documents(t) {
		if filepath.ToSlash(page) != tutorial {
			lines = append(lines, examples(string(read(t, page)))...)
		}
	}
	for _, folder := range []string{"scenarios", "sweeps"} {
		if err := os.CopyFS(filepath.Join(at, folder), os.DirFS("../../"+folder)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, string(read(t, later(t))), at, "RELEASE.zip")
	t.Chdir(at)
	ran := 0
	for _, line := range lines {
		asked, ok := strings.CutPrefix(line, "go run ./cmd/sendsim ")
		switch {
		case slices.Contains(elsewhere, line):
			continue
		case !ok:
			t.Errorf("nothing runs %q", line)
			continue
		}
		args := strings.Fields(asked)
		if slices.Contains([]string{"run", "sweep", "explain", "compare", "goal"}, args[0]) {
			args = append(args, "--draws", "4")
		}
		if slices.Contains(args, "--compare") { // of which the least are more
			args = append(args, "--draws", "20")
		}
		if (args[0] == "run" || args[0] == "compare") && !slices.Contains(args, "--out") {
			args = append(args, "--out", fmt.Sprint("run-", ran))
		}
		does(t, args...)
		ran++
	}
	const least = 20 // there were 22
	if ran < least {
		t.Errorf("only %d commands were found", ran)
	}
}

var inCode = regexp.MustCompile("`(?:go run \\./cmd/)?sendsim ([^`]+)`")

// TestCommandsThatAreNamedExist says that what pages, help and hints name in
// passing are commands, with flags that they have.
func TestCommandsThatAreNamedExist(t *testing.T) {
	named := map[string][]string{} // where: commands
	for _, page := range documents(t) {
		text := strings.ReplaceAll(string(read(t, page)), "\n", " ")
		for _, found := range inCode.FindAllStringSubmatch(text, -1) {
			named[page] = append(named[page], found[1])
		}
	}
	root := newRoot()
	for _, cmd := range root.Commands() {
		for line := range strings.Lines(cmd.Example) {
			if words, ok := strings.CutPrefix(strings.TrimSpace(line), "sendsim "); ok {
				named[cmd.Name()] = append(named[cmd.Name()], words)
				if err := lawful(newRoot(), strings.Fields(inQuotes.ReplaceAllString(words, "quoted"))); err != nil {
					t.Errorf("example: sendsim %s: %v", words, err)
				}
			}
		}
	}
	checked := 0
	for where, all := range named {
		for _, words := range all {
			checked++
			if err := exists(root, strings.Fields(words)); err != nil {
				t.Errorf("%s: sendsim %s: %v", where, words, err)
			}
		}
	}
	const least = 20 // there were 30
	if checked < least {
		t.Errorf("only %d commands are named", checked)
	}
}

var inQuotes = regexp.MustCompile(`"[^"]*"`)

// lawful says why a whole command line would be refused before anything is done.
func lawful(root *cobra.Command, words []string) error {
	cmd, rest, err := root.Find(words)
	if err != nil {
		return err
	}
	if err := cmd.ParseFlags(rest); err != nil {
		return err
	}
	return cmd.ValidateArgs(cmd.Flags().Args())
}

// exists says what of a command line is not there.
func exists(root *cobra.Command, words []string) error {
	if words[0] == "completion" || words[0] == "help" { // cobra's own, added as it runs
		return nil
	}
	cmd, _, err := root.Find(words[:1])
	if err != nil || cmd == root {
		return fmt.Errorf("no command")
	}
	for _, word := range words[1:] {
		name, ok := strings.CutPrefix(word, "--")
		name, _, _ = strings.Cut(name, "=")
		if ok && cmd.Flags().Lookup(name) == nil {
			return fmt.Errorf("no flag --%s", name)
		}
	}
	return nil
}

var stamp = regexp.MustCompile(`(runs/stockton-on-tees)-\d+-\d+`)

// TestTheReadmeShowsWhatARunPrints says that the output that stands in the
// README is that of the command above it, but for years left out and the time
// in a folder's name.
func TestTheReadmeShowsWhatARunPrints(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it runs 10,000 futures; go test ./... without -short runs it")
	}
	text := string(read(t, "../../README.md"))
	_, shown, ok := strings.Cut(text, "<!-- output of: go run ./cmd/sendsim run -->\n```\n")
	shown, _, _ = strings.Cut(shown, "```")
	if !ok || len(shown) < 1000 {
		t.Fatal("the README shows no output")
	}
	t.Setenv("COLUMNS", "")
	t.Chdir(t.TempDir())
	printed := strings.Split(does(t, "run"), "\n")
	at := 0
	for line := range strings.Lines(shown) {
		line = stamp.ReplaceAllString(strings.TrimSuffix(line, "\n"), "$1")
		found := slices.IndexFunc(printed[at:], func(p string) bool { return stamp.ReplaceAllString(p, "$1") == line })
		if found < 0 {
			t.Fatalf("%q is not printed; put into the README what `go run ./cmd/sendsim run` prints now", line)
		}
		for _, left := range printed[at : at+found] {
			if !strings.HasPrefix(left, "20") {
				t.Errorf("%q is printed, and not shown", left)
			}
		}
		at += found + 1
	}
}
