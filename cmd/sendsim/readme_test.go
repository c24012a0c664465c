package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readme runs the commands of the README in a folder, one after another, with
// few draws. RELEASE.zip is a later release.
func readme(t *testing.T, at string) {
	t.Helper()
	text, release := string(read(t, "..", "..", "README.md")), read(t, later(t))
	if err := os.CopyFS(filepath.Join(at, "scenarios"), os.DirFS("../../scenarios")); err != nil {
		t.Fatal(err)
	}
	write(t, string(release), at, "RELEASE.zip")
	t.Chdir(at)
	ran := 0
	for i, block := range strings.Split(text, "```") {
		if i%2 == 0 || !strings.HasPrefix(block, "sh\n") {
			continue
		}
		for _, line := range strings.Split(block, "\n") {
			line, _, _ = strings.Cut(line, "#")
			asked, ok := strings.CutPrefix(line, "go run ./cmd/sendsim ")
			if !ok {
				continue
			}
			args := strings.Fields(asked)
			if args[0] == "run" || args[0] == "explain" {
				args = append(args, "--draws", "4")
			}
			if args[0] == "run" {
				args = append(args, "--out", fmt.Sprint("run-", ran))
			}
			does(t, args...)
			ran++
		}
	}
	const least = 10 // there were 16
	if ran < least {
		t.Errorf("only %d commands were found", ran)
	}
}
