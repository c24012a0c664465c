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
			"The plans “early”, “places” and “early-2” are each compared with “as now”", "None of the plans has a lower deficit at 31 March 2028 than “as now” in the middle of the futures. Nearest is “places”: it raises it by £", " Of the futures it is below “early” in ",
			"\n## The plans side by side\n", "What each plan changes: EHC plans in January, deficit at 31 March 2027", "How each two plans differ: EHC plans in January, deficit at 31 March 2028", "| places less early |", "more than chance", "“early-2”: Early-years",
		},
		brief: {"We set 3 plans beside “as now”.", "By March 2028 none of them makes less short than “as now”, in the middle of the futures. The nearest to it is “places”.", "The plans side by side: "},
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

// Of plans of which two are alike, and one is under another law, that is said.
func TestPlansThatAreAlikeAreSaidToBe(t *testing.T) {
	const ground = "authority: rutland\nyears: 4\ndraws: 60\n"
	const criteria = ground + "levers:\n  - plan-criteria: {from: 2024-autumn, assess: 60%, issue: 60%, contested: 0%, delivery: {late: 0, realised: 100%}}\n"
	folder, stdout := compared(t, []string{"name: as now\n" + ground, "name: criteria\n" + criteria, "name: again\n" + criteria, "name: of old\nregime: known-2024-03\n" + ground})
	does(t, "report", folder, "--md", "--brief")
	text, brief := string(read(t, folder, "report.md")), html.UnescapeString(string(read(t, folder, "brief.html")))
	for where, says := range map[string][]string{
		stdout: {"law and funding differ (as now: law and funding as announced November 2026;"},
		text: {
			"Of the plans, “criteria” has the lowest deficit at 31 March 2028: compared with “as now”, it lowers it by £", "It is the same as with “again” in every future.",
			"Law and funding differ (as now: law and funding as announced November 2026;",
		},
		brief: {
			"The futures of “as now” take the law and funding as announced November 2026, and those of a plan take another.",
			"By March 2028 the least is short with “criteria”. It is less than with “as now” in ", "With “again” it is the same in each future.",
		},
	} {
		for _, s := range says {
			if !strings.Contains(strings.Join(strings.Fields(where), " "), s) {
				t.Errorf("no %q in\n%.3000s", s, where)
			}
		}
	}
}

// The brief says that payments of a safety valve are counted where a plan has
// them, if their base has none; and that they are not, where no plan has.
func TestTheBriefSaysWhosePaymentsAreCounted(t *testing.T) {
	const ground = "authority: wiltshire\nyears: 2\ndraws: 20\n"
	const posts = ground + "levers:\n  - early-years-support: {from: 2024-autumn}\n"
	const valve = ground + "levers:\n  - safety-valve: {from: 2024-summer}\n"
	for says, last := range map[string]string{"is counted only where a plan says so.": valve, "is not counted here.": posts} {
		folder, _ := compared(t, []string{"name: as now\n" + ground, "name: posts\n" + posts, "name: last\n" + last})
		does(t, "report", folder, "--brief")
		if brief := html.UnescapeString(string(read(t, folder, "brief.html"))); !strings.Contains(brief, "What it is still to pay "+says) {
			t.Errorf("not %q in\n%.4000s", says, brief)
		}
	}
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
