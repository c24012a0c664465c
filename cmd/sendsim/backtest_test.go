package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sendsim/calibration/trials"
	"sendsim/outputs"
)

// A small back-test prints its scores, and writes the scorecard where it is
// told to, and nowhere twice unasked.
func TestBacktest(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it fits every authority; go test ./... without -short runs it")
	}
	out := filepath.Join(t.TempDir(), "card")
	small := []string{"backtest", "--origins", "2022:2023", "--horizons", "1", "--authority", "kent,dorset,region:north-east", "--draws", "50"}
	code, stdout, stderr := command(t, append(small, "--out", out)...)
	if code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	for _, want := range []string{"14 authorities", "Holt, pooled", "CRPS skill", "Written to"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not said:\n%s", want, stdout)
		}
	}
	if !strings.Contains(stderr, "January 2023: layer") {
		t.Errorf("progress is %q", stderr)
	}
	names, err := namesIn(out)
	want := slices.Sorted(slices.Values(outputs.ScorecardFiles()))
	if err != nil || !slices.Equal(names, want) {
		t.Errorf("written: %v, %v; expected are %v", names, err, want)
	}
	if code, _, stderr := command(t, append(small, "--out", out)...); code != wrongUse || !strings.Contains(stderr, "--force") {
		t.Errorf("a second time: exit %d, %s", code, stderr)
	}
	code, stdout, stderr = command(t, append(small, "--json", "--quiet")...)
	var lines []trials.Line
	if err := json.Unmarshal([]byte(stdout), &lines); code != done || err != nil || len(lines) < 10 || stderr != "" {
		t.Errorf("as JSON: exit %d, %v, %d lines, %q", code, err, len(lines), stderr)
	}
}

func TestBacktestSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--origins", "2020:2010"}, "--origins 2020:2010: expected FIRST:LAST, from 2015 to 2023"},
		{[]string{"--origins", "2009"}, "from 2015"},
		{[]string{"--origins", "2024"}, "to 2023"},
		{[]string{"--horizons", "0:3"}, "from 1 to 5"},
		{[]string{"--horizons", "a:b"}, "FIRST:LAST"},
		{[]string{"--simulator", "--authority", "kent"}, "--simulator goes with all"},
		{[]string{"--draws", "3"}, "at least 20"},
		{[]string{"--authority", "kemt"}, "nearest names are Kent"},
		{[]string{"--evidence", "nowhere"}, "nowhere"},
	} {
		if code, _, stderr := command(t, append([]string{"backtest"}, c.args...)...); code != wrongUse || !strings.Contains(stderr, c.says) {
			t.Errorf("%v: exit %d, %s; expected %q", c.args, code, stderr, c.says)
		}
	}
}
