package main

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The workbook of several plans says of which run its figures are, on every sheet
// and over every part of the management plan.
func TestTheWorkbookOfPlansSaysWhoseFiguresItHas(t *testing.T) {
	folder, _ := compared(t, threePlans)
	sheets := sheetsOf(t, workbookOf(t, folder))
	for _, name := range []string{"Summary", "DSG plan", "Specialist places", "Distribution", "Draws"} {
		if says := sheets[name][1][0]; !strings.HasPrefix(says, "Scenario: as now, the base; the plans beside it are on the sheet Effects. ") {
			t.Errorf("the sheet %s says %q", name, says)
		}
	}
	section, parts := regexp.MustCompile(`^[1-6][a-d]?\. `), map[string]int{}
	for _, row := range sheets["DSG plan"] {
		switch {
		case len(row) == 0:
		case section.MatchString(row[0]) && row[0][0] != '4' && !strings.HasSuffix(row[0], ": as now"):
			t.Errorf("the section %q is of no run", row[0])
		case strings.HasPrefix(row[0], "Mitigation"):
			parts[row[0]]++
		}
	}
	for _, plan := range []string{"early", "places", "early-2"} {
		for _, part := range []string{"Mitigation (" + plan + "): the difference, future by future", "Mitigation by lever (" + plan + "): In-year position", "Mitigation by lever (" + plan + "): Reserve carried forward, net"} {
			if parts[part] != 1 {
				t.Errorf("%q stands %d times in %v", part, parts[part], parts)
			}
		}
	}
}

// leverRows are the rows of the sheet of levers, each from its run on.
func leverRows(t *testing.T, folder string) (all []string) {
	t.Helper()
	for _, row := range sheetsOf(t, workbookOf(t, folder))["Levers"] {
		all = append(all, strings.Join(row[:min(4, len(row))], "|"))
	}
	return all
}

// The levers of all plans are told, with dials and evidence, each with its plan.
func TestTheWorkbookTellsTheLeversOfAllPlans(t *testing.T) {
	folder, _ := compared(t, threePlans)
	rows := leverRows(t, folder)
	for _, want := range []string{
		"No lever is pulled in as now.",
		"early|early-years-support|Early-years speech and language support|from 2024-autumn", "early||effect|30%", "early||cost|20k/year", "early||evidence|",
		"places|resourced-provision|Resourced provision and SEN units|from 2024-autumn", "places||places|12", "places||evidence|",
		"early-2||effect|60%", "early-2||cost|60k/year", "early-2||evidence|",
	} {
		if !slices.Contains(rows, want) {
			t.Errorf("no row %q in\n%s", want, strings.Join(rows, "\n"))
		}
	}
}

// A base that pulls levers is told of with them, under its name, beside one plan
// and beside several, and is nowhere called unmitigated.
func TestABaseWithLeversIsToldWithThem(t *testing.T) {
	early, places, early2 := threePlans[1], threePlans[2], strings.Replace(threePlans[3], "early", "bolder", 1)
	for _, plans := range [][]string{{places, early}, {places, early, early2}} {
		folder, _ := compared(t, plans)
		rows := leverRows(t, folder)
		for _, want := range []string{"places (the base)||places|12", "early||effect|30%"} {
			if !slices.Contains(rows, want) {
				t.Errorf("no row %q in\n%s", want, strings.Join(rows, "\n"))
			}
		}
		var plan []string
		for _, row := range sheetsOf(t, workbookOf(t, folder))["DSG plan"] {
			plan = append(plan, row[:min(1, len(row))]...)
		}
		if !slices.Contains(plan, "Base, with levers of its own (places)") || slices.Contains(plan, "Unmitigated (places)") {
			t.Errorf("the base of the management plan is called otherwise: %q", plan)
		}
		does(t, "report", folder, "--md")
		text := html.UnescapeString(string(read(t, folder, "report.md")))
		for _, want := range []string{"These levers are pulled:", "- “places”: Resourced provision", "- “early”: Early-years", "“places”: Resourced provision and SEN units\n", "“early”: Early-years speech and language support\n"} {
			if !strings.Contains(text, want) {
				t.Errorf("the report of %d runs has no %q in\n%.3000s", len(plans), want, text)
			}
		}
	}
}

// What is said beside differences of deficits holds under either sign that may be
// chosen: a deficit is smaller, and never lower or less.
func TestWordsOfDifferencesHoldUnderEitherSign(t *testing.T) {
	folder, _ := compared(t, threePlans)
	turned := regexp.MustCompile(`\b(lower|has less|below 0|above 0|positive = deficit)\b`)
	heads := 0
	for _, row := range sheetsOf(t, workbookOf(t, folder))["Effects"] {
		for _, cell := range row {
			if turned.MatchString(cell) {
				t.Errorf("%q is true under one sign alone", cell)
			}
			if strings.HasPrefix(cell, "Chance") && strings.Contains(cell, "smaller deficit, or fewer plans") {
				heads++
			}
		}
	}
	if want := 2 * 2; heads != want { // of plans and of pairs, by 2026-27 and by 2027-28
		t.Errorf("%d heads say what the chance is of, want %d", heads, want)
	}
}

// A plan that pulls no lever is named, and so is the law of each where they differ.
func TestTheWorkbookSaysWhatPlansWithoutLeversAre(t *testing.T) {
	folder, _ := compared(t, []string{threePlans[0], threePlans[2], strings.Replace(threePlans[0], "as now", "of old\nregime: known-2024-03", 1)})
	if rows := leverRows(t, folder); !slices.Contains(rows, "No lever is pulled in as now, of old.") {
		t.Errorf("not who pulls none:\n%s", strings.Join(rows, "\n"))
	}
	const law = "What a plan changes has the difference of these in it: law and funding differ (as now: law and funding as announced November 2026; places: "
	if !slices.ContainsFunc(sheetsOf(t, workbookOf(t, folder))["Effects"], func(row []string) bool { return len(row) > 0 && strings.HasPrefix(row[0], law) }) {
		t.Error("the laws of the plans are not told apart")
	}
}
