package main

import (
	"html"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// threePlans are a base and three plans on the same ground.
var threePlans = []string{
	"name: as now\nauthority: rutland\nyears: 4\ndraws: 60\n",
	"name: early\nauthority: rutland\nyears: 4\ndraws: 60\nlevers:\n  - early-years-support: {from: 2024-autumn, effect: 30%, cost: {dsg: 20k/year}}\n",
	"name: places\nauthority: rutland\nyears: 4\ndraws: 60\nlevers:\n  - resourced-provision: {from: 2024-autumn, places: 12}\n",
	"name: early\nauthority: rutland\nyears: 4\ndraws: 60\nlevers:\n  - early-years-support: {from: 2024-autumn, effect: 60%, cost: {dsg: 60k/year}}\n",
}

// Three plans stand side by side in what is printed, and in report, brief and
// workbook; two of one name are called apart. One asked for is told of alone, and
// stands beside the others.
func TestPlansStandSideBySide(t *testing.T) {
	folder, stdout := compared(t, threePlans)
	does(t, "report", folder, "--md", "--brief", "--xlsx")
	text, brief := string(read(t, folder, "report.md")), html.UnescapeString(string(read(t, folder, "brief.html")))
	for where, says := range map[string][]string{
		stdout: {"Rutland: early, places and early-2 side by side, each against as now", "Difference of two: cumulative deficit, £m", "early-2 less"},
		text: {
			"The plans “early”, “places” and “early-2” are each compared with “as now”", "Of the plans “early”, “places” and “early-2”, “",
			"\n## The plans side by side\n", "plan changes by 31 March 2027", "two plans differ by 31 March 2028", "| places less early |", "more than chance", "“early-2”: Early-years",
		},
		brief: {"We set 3 plans beside “as now”.", "By March 2028 the least is short with “", "The plans side by side: "},
	} {
		for _, s := range says {
			if !strings.Contains(where, s) {
				t.Errorf("no %q in\n%.3000s", s, where)
			}
		}
	}
	var first []string
	for _, row := range sheetsOf(t, workbookOf(t, folder))["Effects"] {
		first = append(first, row[:min(1, len(row))]...)
	}
	for _, row := range []string{"By 2027-28: the first less the second", "early-2 less places", "early-2 less as now, future by future."} {
		if !slices.Contains(first, row) {
			t.Errorf("the workbook has no row %q in %q", row, first)
		}
	}
	does(t, "report", folder, "--md", "--scenario", "places")
	text = string(read(t, folder, "report.md"))
	if !strings.Contains(text, "The plan “places” is compared with “as now”") || !strings.Contains(text, "\n## The plans side by side\n") {
		t.Errorf("the plan asked for is told of as\n%.2000s", text)
	}
	does(t, "verify", folder, "--quiet")
}

// What a report of several folders, and a comparison on different figures, ought
// to be is said.
func TestRunsAreComparedByTheirScenarios(t *testing.T) {
	code, _, stderr := command(t, "report", "runs/a", "runs/b")
	want := "sendsim compare " + filepath.Join("runs", "a", "SCENARIO", "scenario.yaml") + " " + filepath.Join("runs", "b", "SCENARIO", "scenario.yaml")
	if code != wrongUse || !strings.Contains(stderr, want) {
		t.Errorf("exit %d: %s", code, stderr)
	}
	at := t.TempDir()
	base, own := write(t, planned, at, "base.yaml"), write(t, planned+"local: own.yaml\n", at, "own-plan.yaml")
	write(t, "form: 1\nauthority: rutland\nbalance: {at: 2024-03, net: 1m}\n", at, "own.yaml")
	code, _, stderr = command(t, "compare", base, own)
	if code != wrongUse || !strings.Contains(stderr, "read their reports as levels") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	code, _, stderr = command(t, "compare", write(t, "authority: rutlnd\n", at, "one.yaml"), write(t, "authority: rutland\ndrawss: 3\n", at, "two.yaml"))
	if code != wrongUse || !strings.Contains(stderr, "one.yaml") || !strings.Contains(stderr, "two.yaml") {
		t.Errorf("not the faults of both, exit %d: %s", code, stderr)
	}
}
