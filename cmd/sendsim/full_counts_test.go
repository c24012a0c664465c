package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"sendsim/internal/disclosure"
	"sendsim/outputs"
)

// A run with --full-counts is marked so in its manifest, is made again with the
// mark, and differs from one without.
func TestARunInFullIsMarkedAndVerified(t *testing.T) {
	for _, full := range []bool{false, true} {
		var more []string
		if full {
			more = []string{"--full-counts"}
		}
		run := ranOnce(t, more...)
		text := read(t, run, outputs.ManifestName)
		var m outputs.Manifest
		if err := json.Unmarshal(text, &m); err != nil {
			t.Fatal(err)
		}
		if m.FullCounts != full || bytes.Contains(read(t, run, "plans.svg"), []byte("not for publication")) != full {
			t.Errorf("in full %v: the mark is wrong", full)
		}
		if code, says, _, stderr := verdicts(t, run); code != done || len(says) > 0 {
			t.Errorf("in full %v: exit %d, %v %s", full, code, says, stderr)
		}
	}
}

// A future is told without small counts, unless they are asked for.
func TestAFutureIsToldWithoutSmallCounts(t *testing.T) {
	for _, full := range []bool{false, true} {
		args := []string{"explain", "--authority", "rutland", "--years", "1"}
		if full {
			args = append(args, "--full-counts")
		}
		code, stdout, stderr := command(t, args...)
		told := strings.Join(strings.Fields(stdout), " ") // lines are folded to the width
		if code != done || strings.Contains(told, outputs.InFull) != full || strings.Contains(told, disclosure.Says) == full {
			t.Errorf("%v: exit %d, %s%.2000s", args, code, stderr, stdout)
		}
	}
}
