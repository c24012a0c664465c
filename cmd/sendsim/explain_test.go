package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestAFutureIsToldInShort: where it starts and a row for each year, whose
// figures are those of the columns; terms and accounts are told when asked for.
func TestAFutureIsToldInShort(t *testing.T) {
	args := []string{"explain", "--authority", "rutland", "--years", "3", "--draw", "7", "--draws", "10"}
	short, whole := does(t, args...), does(t, append(args, "--all")...)
	if n := strings.Count(short, "\n"); n > 80 || strings.Contains(short, "Account of") || strings.Contains(short, "  decide  ") {
		t.Errorf("%d lines in short\n%s", n, short)
	}
	opening, _, _ := strings.Cut(short, "What is rare in what this future drew")
	if opening == short || !strings.HasPrefix(whole, opening) || !strings.Contains(whole, "Account of 2026-27") {
		t.Errorf("in short and whole it starts otherwise:\n%s", short)
	}
	var told []struct {
		Years []struct {
			Year    string             `json:"financial_year"`
			Columns map[string]float64 `json:"columns"`
		}
	}
	if err := json.Unmarshal([]byte(does(t, append(args, "--json")...)), &told); err != nil || len(told[0].Years) != 3 {
		t.Fatal(err, told)
	}
	for _, y := range told[0].Years {
		c := y.Columns
		want := fmt.Sprintf("%s %.0f %.0f %.0f %.0f %.0f %.1f %.1f %.1f %.1f", y.Year, c["requests"], c["new_plans"], c["arrived"], c["ended"], c["plans"],
			c["spend"]/1e6, c["high_needs_block"]/1e6, c["in_year_deficit"]/1e6, c["cumulative_deficit"]/1e6)
		if !strings.Contains(strings.Join(strings.Fields(strings.ReplaceAll(short, "-0.0", "0.0")), " "), strings.ReplaceAll(want, "-0.0", "0.0")) {
			t.Errorf("%q is not in\n%s", want, short)
		}
	}
	if code, _, stderr := command(t, append(args, "--all", "--term", "2024-autumn")...); code != wrongUse || !strings.Contains(stderr, "say one of them") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	t.Setenv("COLUMNS", "80")
	fits(t, "explain in short", does(t, "explain", "--draw", "7", "--draws", "10"))
}
