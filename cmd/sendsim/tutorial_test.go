package main

import (
	"slices"
	"strings"
	"testing"
)

// A strategist follows the tutorial: its commands are run, its edits made, and
// what it shows is printed by the command above, in that order. Under -short
// there are few futures, and what is printed is not what it shows.
func TestAStrategistFollowsTheTutorial(t *testing.T) {
	text := string(read(t, tutorial))
	t.Setenv("COLUMNS", "")
	t.Chdir(t.TempDir())
	printed, done := "", map[string]int{}
	for _, block := range fenced.FindAllStringSubmatch(text, -1) {
		says, body := block[1], block[3]
		kind, file, _ := strings.Cut(says, ": ")
		done[kind]++
		switch kind {
		case "run":
			for _, line := range examples("```" + block[2] + "\n" + body + "```") {
				printed = follows(t, line)
			}
		case "edit":
			edit(t, file, body)
		case "shown":
			if !testing.Short() {
				showsInOrder(t, printed, body)
			}
		default:
			t.Errorf("what is to be done with this block?\n%s", body)
		}
	}
	if done["run"] < 8 || done["edit"] < 2 || done["shown"] < 3 {
		t.Errorf("only %v blocks", done)
	}
}

// follows does one line of the tutorial.
func follows(t *testing.T, line string) string {
	t.Helper()
	asked, ok := strings.CutPrefix(line, "go run ./cmd/sendsim ")
	if !ok {
		t.Fatalf("nothing runs %q", line)
	}
	return does(t, append(strings.Fields(asked), quietly(asked)...)...)
}

// quietly keeps progress out of a run, and under -short most of its futures.
func quietly(asked string) (more []string) {
	command, _, _ := strings.Cut(asked, " ")
	if command == "run" || command == "compare" {
		more = append(more, "--quiet")
	}
	if testing.Short() && (command == "explain" || len(more) > 0) {
		more = append(more, "--draws", "40")
	}
	return more
}

// showsInOrder fails the test unless the lines that are shown are printed, one
// after another.
func showsInOrder(t *testing.T, printed, shown string) {
	t.Helper()
	lines := strings.Split(printed, "\n")
	for line := range strings.Lines(shown) {
		line = strings.TrimSuffix(line, "\n")
		at := slices.Index(lines, line)
		if at < 0 {
			t.Fatalf("%q is not printed there; put into the tutorial what is:\n%s", line, printed)
		}
		lines = lines[at+1:]
	}
}
