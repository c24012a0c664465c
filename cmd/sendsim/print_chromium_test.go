//go:build chromium

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

var aPage = regexp.MustCompile(`/Type\s*/Page\b`)

// init lets the tests of what is printed count sheets (make print).
func init() { pagesOf = printed }

// printed prints a page of the web as chromium does, and counts the sheets.
func printed(t *testing.T, page string) int {
	t.Helper()
	at := t.TempDir()
	pdf := filepath.Join(at, "printed.pdf")
	c := exec.CommandContext(t.Context(), "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+at,
		"--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+page)
	c.Env = append(os.Environ(), "HOME="+at)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("chromium: %v: %s", err, out)
	}
	return len(aPage.FindAll(read(t, pdf), -1))
}
