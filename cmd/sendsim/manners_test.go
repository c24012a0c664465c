package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"sendsim/outputs"
	"sendsim/outputs/export"
)

// TestTheShellCompletes says what a shell offers for what is typed.
func TestTheShellCompletes(t *testing.T) {
	own, _ := outputs.ColumnNamed("cumulative_deficit_own")
	run := ranOnce(t)
	for _, c := range []struct {
		typed []string
		want  []string
	}{
		{[]string{"run", "--authority", "leed"}, []string{"leeds\tLeeds"}},
		{[]string{"run", "--authority", "leeds,stockto"}, []string{"leeds,stockton-on-tees\tStockton-on-Tees"}},
		{[]string{"explain", "--authority", "region:north-e"}, []string{"region:north-east"}},
		{[]string{"run", "--with-rates-of", "ken"}, []string{"kent\tKent", "kensington-and-chelsea\tKensington and Chelsea"}},
		{[]string{"new", "plan.yaml", "--lever", "res"}, []string{"resourced-provision\tResourced provision and SEN units"}},
		{[]string{"run", "--regime", "known"}, []string{"known-2024-03\tlaw and funding as known March 2024"}},
		{[]string{"run", ""}, []string{"yaml", "yml"}},
		{[]string{"check", "a.yaml", ""}, []string{"yaml", "yml"}},
		{[]string{"export", "runs/plan", "--to", "pa"}, []string{"parquet\t" + export.Formats[0].Says}},
		{[]string{"export", "runs/plan", "--out", ""}, nil},
		{[]string{"explain", "--near", ""}, []string{"p10", "p50", "p90"}},
		{[]string{"explain", "--column", "cumulative_deficit_o"}, []string{"cumulative_deficit_own\t" + own.Says}},
		{[]string{"goal", "stockton-example", "--by", "2033"}, []string{"2033-34"}},
		{[]string{"goal", "stockton-example", "--keep", "early"}, []string{"early-years-support"}},
		{[]string{"report", run, "--authority", "R"}, []string{"Rutland"}},
		{[]string{"report", run, "--scenario", ""}, nil},
		{[]string{"report", "nowhere", "--scenario", ""}, nil},
		{[]string{"verify", ""}, nil},
		{[]string{"report", run, "--actuals", ""}, []string{"csv"}},
		{[]string{"reg"}, []string{"regimes\tThe regimes of law and funding"}},
	} {
		out := does(t, append([]string{"__complete"}, c.typed...)...)
		offered, _, _ := strings.Cut(out, "\n:")
		got := slices.DeleteFunc(strings.Split(offered, "\n"), func(line string) bool { return line == "" || line[0] == ':' })
		slices.Sort(c.want)
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%q offers %q, not %q", c.typed, got, c.want)
		}
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if out := does(t, "completion", shell); !strings.Contains(out, "sendsim") {
			t.Errorf("%s gets %q", shell, out)
		}
	}
}

// TestEveryFlagIsCompleted says that of the flags that take a word only those
// are not completed whose word is free.
func TestEveryFlagIsCompleted(t *testing.T) {
	free := []string{"shard", "threshold", "probability", "term", "origins", "horizons", "addr", "name", "year"}
	for _, cmd := range newRoot().Commands() {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			_, completed := cmd.GetFlagCompletionFunc(f.Name)
			word := strings.HasPrefix(f.Value.Type(), "string")
			if word && !completed && !slices.Contains(free, f.Name) {
				t.Errorf("%s --%s is not completed", cmd.Name(), f.Name)
			}
			if completed && (!word || slices.Contains(free, f.Name)) {
				t.Errorf("%s --%s is completed, and is %s", cmd.Name(), f.Name, f.Value.Type())
			}
		})
	}
}

// TestExitCodes says 0 done, 2 wrong use, 1 failed, with the reason on stderr
// alone.
func TestExitCodes(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a file", "runs")
	write(t, "authority: kent\nyears: 99\n", "bad.yaml")
	write(t, "authority: region:north-est\n", "worse.yaml")
	write(t, "authority: region:north-east\n", "good.yaml")
	for _, c := range []struct {
		code int
		args []string
		says []string
	}{
		{done, []string{"--help"}, nil},
		{done, []string{"--version"}, nil},
		{done, []string{"check", "good.yaml"}, nil},
		{wrongUse, []string{"check", "good.yaml", "bad.yaml", "worse.yaml"}, []string{"bad.yaml:2:8: years: 99", "worse.yaml:1:12: authority: \"north-est\" is no region (did you mean north-east "}},
		{wrongUse, []string{"ruin"}, []string{`"ruin" is no command (did you mean run?)`}},
		{wrongUse, []string{"run", "--drawz", "4"}, []string{"--drawz", "did you mean draws?"}},
		{wrongUse, []string{"run", "--draws", "many"}, []string{"draws"}},
		{wrongUse, []string{"run", "--draws", "0"}, []string{"draws: 0 is out of range"}},
		{wrongUse, []string{"run", "--authority", "region:north-est"}, []string{"did you mean north-east "}},
		{wrongUse, []string{"run", "--with-rates-of", "stokton-on-tees"}, []string{"with-rates-of: ", "Stockton-on-Tees"}},
		{wrongUse, []string{"run", "a.yaml", "b.yaml"}, []string{"one word too many"}},
		{wrongUse, []string{"check"}, []string{"something is missing"}},
		{wrongUse, []string{"run", "nowhere.yaml"}, []string{"nowhere.yaml"}},
		{failed, []string{"new", "runs/plan.yaml", "--authority", "kent"}, []string{"runs"}},
	} {
		code, stdout, stderr := command(t, c.args...)
		if code != c.code {
			t.Errorf("%v: exit %d, want %d: %s", c.args, code, c.code, stderr)
		}
		if c.code != done && stdout != "" && c.args[0] != "check" {
			t.Errorf("%v: fails, and prints %q", c.args, stdout)
		}
		for _, want := range c.says {
			if !strings.Contains(stderr, want) {
				t.Errorf("%v says %q, not %q", c.args, stderr, want)
			}
		}
	}
}

// TestARunSaysWhatIsNext says that each command printed at the end of a run is
// one, that a region is run end to end, and that a quiet run says nothing on
// stderr and no more than its table and files.
func TestARunSaysWhatIsNext(t *testing.T) {
	t.Chdir(t.TempDir())
	args := []string{"run", "--authority", "region:north-east", "--with-rates-of", "kent", "--draws", "3", "--years", "2", "--out", "it's-here"}
	out := does(t, args...)
	if !strings.HasPrefix(out, "North East on the rates of Kent\n") {
		t.Errorf("the title is %.80q", out)
	}
	_, after, _ := strings.Cut(out, "\nNext:\n")
	ran := 0
	for line := range strings.Lines(after) {
		if words, ok := strings.CutPrefix(strings.TrimSpace(line), "sendsim "); ok {
			args := strings.Fields(words)
			for i, word := range args {
				if strings.HasPrefix(word, "'") {
					args[i] = strings.ReplaceAll(word[1:len(word)-1], `'\''`, "'")
				}
			}
			does(t, args...)
			ran++
		}
	}
	if ran < 4 {
		t.Errorf("%d commands are next:\n%s", ran, after)
	}
	code, out, stderr := command(t, append(args, "--force", "--quiet")...)
	if code != done || stderr != "" || strings.Contains(out, "Next:") {
		t.Errorf("exit %d; a quiet run says %q, and prints %s", code, stderr, out)
	}
	var rows []map[string]any
	if err := json.Unmarshal([]byte(does(t, append(args, "--force", "--json")...)), &rows); err != nil || len(rows) != 2 {
		t.Errorf("%d rows of JSON: %v", len(rows), err)
	}
}

// TestListingsAreJSON says that a listing is also an array of objects: an
// authority has code and name, a lever its key, a column name and unit.
func TestListingsAreJSON(t *testing.T) {
	for name, keys := range map[string][]string{
		"authorities": {"code", "name"}, "levers": {"key", "dials"}, "columns": {"name", "unit"},
		"scenarios": {"name"}, "regimes": {"key"},
	} {
		var rows []map[string]any
		if err := json.Unmarshal([]byte(does(t, name, "--json")), &rows); err != nil || len(rows) == 0 {
			t.Fatalf("%s: %d rows: %v", name, len(rows), err)
		}
		for _, row := range rows {
			for _, key := range keys {
				if row[key] == nil || row[key] == "" {
					t.Errorf("%s: %v has no %s", name, row, key)
				}
			}
		}
	}
}

// TestProgressInLines says how fast a run is and how long it goes on, in lines
// where there is no terminal.
func TestProgressInLines(t *testing.T) {
	var b bytes.Buffer
	p := newProgress(&b, 300, false)
	p.begun = p.begun.Add(-2 * every)
	p.last.Store(p.begun.UnixNano())
	p.add(100)
	p.add(100) // too soon after the first
	p.end()
	if got, want := b.String(), "100 of 300 futures after 20s, 5 a second, about 40s left\n"; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
}

// TestWhatIsStoppedLeavesNothing says so of commands that end soon by
// themselves: stopped, they write nothing and say that they were.
func TestWhatIsStoppedLeavesNothing(t *testing.T) {
	run, release := ranOnce(t), released(t)
	before, err := namesIn(run)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, args := range [][]string{
		{"run", "--draws", "2", "--out", "out"},
		{"compare", "stockton-example", "--draws", "2", "--out", "out"},
		{"import", release, "--out", "out"},
		{"report", run},
		{"export", run, "--to", "csv", "--out", "out"},
		{"check", "stockton-example"},
	} {
		var out, errs bytes.Buffer
		if code := execute(stopped, args, &out, &errs); code != failed || !strings.Contains(errs.String(), "stopped; nothing was left behind") || out.Len() > 0 {
			t.Errorf("%v: exit %d, %s%s", args, code, out.String(), errs.String())
		}
	}
	after, err := namesIn(run)
	here, none := namesIn(".")
	if err := errors.Join(err, none); err != nil || !slices.Equal(before, after) || len(here) > 0 {
		t.Errorf("left behind: %v, %v, %v", after, here, err)
	}
}
