package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var aPage = regexp.MustCompile(`/Type\s*/Page\b`)

// pagesOf prints a page of the web as a browser does, and counts the sheets.
func pagesOf(t *testing.T, page string) int {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium is here to print the page with, so its sheets are not counted; make tools installs Debian's")
	}
	at := t.TempDir()
	printed := filepath.Join(at, "printed.pdf")
	c := exec.CommandContext(t.Context(), chromium, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+at,
		"--no-pdf-header-footer", "--print-to-pdf="+printed, "file://"+page)
	c.Env = append(os.Environ(), "HOME="+at)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("chromium: %v: %s", err, out)
	}
	return len(aPage.FindAll(read(t, printed), -1))
}

// What is folded on the screen is printed: a report takes as many sheets as with
// every table opened, and more than where only what is open is printed.
func TestFoldedTablesArePrinted(t *testing.T) {
	folder := small(t, "--years", "3")
	does(t, "report", folder)
	page := string(read(t, folder, "report.html"))
	const rule = "details::details-content"
	if !strings.Contains(page, "<details>") || !strings.Contains(page, rule) {
		t.Fatal("nothing is folded, or nothing unfolds it in print")
	}
	sheets := func(text string) int { return pagesOf(t, write(t, text, t.TempDir(), "page.html")) }
	asIs, opened, folded := sheets(page), sheets(strings.ReplaceAll(page, "<details>", "<details open>")), sheets(strings.ReplaceAll(page, rule, "nothing"))
	if asIs != opened || asIs <= folded {
		t.Errorf("it takes %d sheets, %d with all tables opened, %d with none", asIs, opened, folded)
	}
}
