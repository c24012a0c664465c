package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The commands of the README do what it says, one after another, with few
// draws.
func TestTheCommandsOfTheReadmeRun(t *testing.T) {
	if testing.Short() {
		t.Skip("imports, and fits all authorities")
	}
	text := string(read(t, "..", "..", "README.md"))
	at, release := t.TempDir(), later(t)
	if err := os.CopyFS(filepath.Join(at, "scenarios"), os.DirFS("../../scenarios")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(at)
	write(t, string(read(t, release)), "RELEASE.zip")
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
