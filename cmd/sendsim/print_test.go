package main

import (
	"strings"
	"testing"
)

// pagesOf counts the sheets that a page prints on. It is there where a browser
// prints them (make print), and nil where these tests look at the page alone.
var pagesOf func(t *testing.T, page string) int

// What is folded on the screen is printed: the page has the rule that unfolds it,
// and a report takes as many sheets as with every table opened, and more than where
// only what is open is printed.
func TestFoldedTablesArePrinted(t *testing.T) {
	folder := small(t, "--years", "3")
	does(t, "report", folder)
	page := string(read(t, folder, "report.html"))
	const rule = "details::details-content"
	if !strings.Contains(page, "<details>") || !strings.Contains(page, rule) {
		t.Fatal("nothing is folded, or nothing unfolds it in print")
	}
	if pagesOf == nil {
		return
	}
	sheets := func(text string) int { return pagesOf(t, write(t, text, t.TempDir(), "page.html")) }
	asIs, opened, folded := sheets(page), sheets(strings.ReplaceAll(page, "<details>", "<details open>")), sheets(strings.ReplaceAll(page, rule, "nothing"))
	if asIs != opened || asIs <= folded {
		t.Errorf("it takes %d sheets, %d with all tables opened, %d with none", asIs, opened, folded)
	}
}
