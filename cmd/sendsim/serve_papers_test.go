package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// paper asks for a paper of a run of some scenarios.
func (s served) paper(t *testing.T, yaml, file string, scenario int) []byte {
	t.Helper()
	answer, err := http.Get(fmt.Sprintf("%s/api/runs/%s/papers/%s?scenario=%d", s.url, s.post(t, yaml), file, scenario))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v %.300s", file, answer.StatusCode, err, text)
	}
	return text
}

// plainly is a report without the lines that say which commands made it, and from
// what files as they were typed.
func plainly(report []byte) (lines []string) {
	for line := range strings.Lines(string(report)) {
		if !strings.Contains(line, "sendsim ") && !strings.Contains(line, "folder") && !strings.Contains(line, "inputs/scenario/") && !strings.Contains(line, "manifest.json") {
			lines = append(lines, line)
		}
	}
	return lines
}

// What the page gives to be taken away is what compare and report write.
func TestThePageGivesTheReport(t *testing.T) {
	s := serves(t, "--addr", "127.0.0.1:0")
	const plan = "name: plan\nauthority: rutland\nyears: 4\nseed: 7\ndraws: 60\nlevers:\n  - resourced-provision: {from: 2024-autumn, places: 15}\n"
	more := strings.NewReplacer("name: plan", "name: more", "places: 15", "places: 25").Replace(plan)
	bare := strings.Split(plan, "levers:")[0]
	at := t.TempDir()
	for _, c := range []struct {
		says, yaml string
		scenario   int
		files      []string
		flags      []string
	}{
		{"one scenario", plan, 1, []string{"plan.yaml"}, nil},
		{"two of them, the second in detail", bare + "---\n" + more, 2, []string{"bare.yaml", "more.yaml"}, []string{"--scenario", "more"}},
	} {
		var named []string
		for _, file := range c.files {
			text := map[string]string{"plan.yaml": plan, "more.yaml": more, "bare.yaml": bare}[file]
			named = append(named, write(t, text, at, file))
		}
		folder := filepath.Join(t.TempDir(), "compared")
		does(t, append(append([]string{"compare"}, named...), "--out", folder, "--quiet")...)
		does(t, append([]string{"report", folder, "--md"}, c.flags...)...)
		want, is := plainly(read(t, folder, "report.md")), plainly(s.paper(t, c.yaml, "report.md", c.scenario))
		if len(want) < 100 || !slices.Equal(want, is) {
			for i := range min(len(want), len(is)) {
				if want[i] != is[i] {
					t.Errorf("%s: line %d is %q instead of %q", c.says, i, is[i], want[i])
					break
				}
			}
			t.Errorf("%s: %d lines instead of %d", c.says, len(is), len(want))
		}
	}
	book, err := excelize.OpenReader(bytes.NewReader(s.paper(t, plan, "report.xlsx", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if sheets := book.GetSheetList(); len(sheets) < 8 {
		t.Errorf("the workbook has %v", sheets)
	}
	book.Close()
	for file, want := range map[string]string{"report.html": "<!doctype html>", "brief.html": "<!doctype html>", "report-charts.zip": "PK"} {
		if text := s.paper(t, bare, file, 1); !strings.HasPrefix(strings.ToLower(string(text[:min(len(text), 40)])), strings.ToLower(want)) {
			t.Errorf("%s begins with %.40q", file, text)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	if code := s.end(); code != done {
		t.Errorf("%d %s", code, s.stderr)
	}
}

// A server that was given a council's own figures lays scenarios on them, says so,
// and lays them on the published ones where the page asks for that.
func TestServeIsGivenACouncilsFigures(t *testing.T) {
	at := t.TempDir()
	own := write(t, "form: 1\nauthority: rutland\nrequests:\n  2023: 97\n", at, "own.yaml")
	s := serves(t, "--addr", "127.0.0.1:0", "--local", own)
	answer, err := http.Get(s.url + "/api/catalogue")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil || !bytes.Contains(text, []byte(`"file":"own.yaml"`)) || !bytes.Contains(text, []byte(`"authority":["rutland"]`)) || !bytes.Contains(text, []byte(`"start":"2024-01","most_years"`)) {
		t.Errorf("%v %.300s", err, text)
	}
	const plan = "authority: rutland\nyears: 2\ndraws: 40\n"
	report := string(s.paper(t, plan, "report.md", 1))
	if !strings.Contains(report, "Contains local data") || !strings.Contains(report, "97") {
		t.Error("the report does not say that it contains local data")
	}
	other := serves(t, "--addr", "127.0.0.1:0")
	if strings.Contains(string(other.paper(t, plan, "report.md", 1)), "Contains local data") {
		t.Error("without them the report says that it contains local data")
	}
	other.end()
	http.DefaultClient.CloseIdleConnections()
	if code := s.end(); code != done {
		t.Errorf("%d %s", code, s.stderr)
	}
}
