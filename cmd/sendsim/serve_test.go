package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/ipc"

	"sendsim/outputs"
)

// served is the command at work: where, and how it is ended.
type served struct {
	url    string
	stderr *bytes.Buffer
	end    func() int
}

// serves starts the command on a port that is free.
func serves(t *testing.T, args ...string) served {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	s := served{stderr: new(bytes.Buffer)}
	code := make(chan int, 1)
	go func() {
		code <- execute(ctx, append([]string{"serve"}, args...), in, s.stderr)
		in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%q, %v: %s", line, err, s.stderr)
	}
	s.url = regexp.MustCompile(`http://[^/]+`).FindString(line)
	s.end = func() int { stop(); return <-code }
	return s
}

// post posts scenarios and gives the run's id.
func (s served) post(t *testing.T, yaml string) string {
	t.Helper()
	answer, err := http.Post(s.url+"/api/runs", "application/yaml", strings.NewReader(yaml))
	if err != nil {
		t.Fatal(err)
	}
	said, _ := io.ReadAll(answer.Body)
	answer.Body.Close()
	id := regexp.MustCompile(`"id":(\d+)`).FindSubmatch(said)
	if id == nil {
		t.Fatalf("%s", said)
	}
	return string(id[1])
}

// live posts scenarios and lives them to the end.
func (s served) live(t *testing.T, yaml string, draws ...int) (results [][]byte) {
	t.Helper()
	id := s.post(t, yaml)
	get := func(path string) []byte {
		answer, err := http.Get(fmt.Sprintf("%s/api/runs/%s/%s", s.url, id, path))
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return body
	}
	if events := get("events"); !bytes.Contains(events, []byte("event: done")) {
		t.Fatalf("%s", events)
	}
	for _, n := range draws {
		results = append(results, get(fmt.Sprintf("results/%d", n)))
	}
	return results
}

// figures are the rows of a table of statistics as texts, but for columns that
// say whose they are.
func figures(t *testing.T, schema *arrow.Schema, rec arrow.Record, keep func(part, scenario string) bool) (rows []string) {
	t.Helper()
	of := func(name string, row int) string {
		i := schema.FieldIndices(name)
		if len(i) == 0 {
			return ""
		}
		return rec.Column(i[0]).ValueStr(row)
	}
	for row := range int(rec.NumRows()) {
		if !keep(of("part", row), of("scenario", row)) {
			continue
		}
		var cells []string
		for _, name := range []string{"authority", "financial_year", "column", "unit", "statistic", "value", "mc_error", "mc_low", "mc_high", "draws"} {
			cells = append(cells, of(name, row))
		}
		rows = append(rows, strings.Join(cells, " "))
	}
	slices.Sort(rows)
	return rows
}

// What the page draws is what run and compare write, to the last digit: the
// base, the scenario and the effect, of the first picture and of the last.
func TestThePageSaysWhatRunSays(t *testing.T) {
	s := serves(t, "--addr", "127.0.0.1:0", "--workers", "3")
	plan, looks := "authority: rutland\nyears: 4\nseed: 7\ndraws: 300\nlevers:\n  - resourced-provision: {from: 2024-autumn, places: 15}\n", []int{100, 300}
	if testing.Short() {
		plan, looks = strings.Replace(plan, "draws: 300", "draws: 100", 1), looks[:1]
	}
	file := write(t, plan, t.TempDir(), "plan.yaml")
	results := s.live(t, plan, looks...)
	for i, draws := range looks {
		r, err := ipc.NewReader(bytes.NewReader(results[i]))
		if err != nil {
			t.Fatal(err)
		}
		if !r.Next() {
			t.Fatal(r.Err())
		}
		stream := r.Record()
		stream.Retain()
		folder := filepath.Join(t.TempDir(), "compared")
		does(t, "compare", file, "--draws", fmt.Sprint(draws), "--out", folder, "--quiet", "--budget", "0s")
		for _, c := range []struct {
			file, part, scenario string
			least                int
		}{
			{filepath.Join("without-levers", outputs.SummaryName), outputs.LiveLevel, "0", 1000},
			{filepath.Join("plan", outputs.SummaryName), outputs.LiveLevel, "1", 1000},
			{outputs.EffectsName, outputs.LiveEffect, "1", 1000},
		} {
			whole, err := ipc.NewFileReader(bytes.NewReader(read(t, folder, c.file)))
			if err != nil {
				t.Fatal(err)
			}
			rec, err := whole.Record(0)
			if err != nil {
				t.Fatal(err)
			}
			want := figures(t, whole.Schema(), rec, func(string, string) bool { return true })
			got := figures(t, r.Schema(), stream, func(part, scenario string) bool { return part == c.part && scenario == c.scenario })
			if len(got) < c.least {
				t.Errorf("%d draws, %s: %d rows", draws, c.file, len(got))
			}
			for _, row := range got {
				if _, ok := slices.BinarySearch(want, row); !ok {
					t.Errorf("%d draws: the page says %s, which %s does not", draws, row, c.file)
				}
			}
		}
		r.Release()
	}
	http.DefaultClient.CloseIdleConnections()
	if code := s.end(); code != done {
		t.Errorf("stopped, it ends with %d: %s", code, s.stderr)
	}
	if s.stderr.Len() > 0 {
		t.Errorf("on loopback it says %s", s.stderr)
	}
}

// Whoever lets other machines in is told so.
func TestServeSaysWhoCanReachIt(t *testing.T) {
	s := serves(t, "--addr", "0.0.0.0:0")
	said := "by whoever has a link to them"
	if code := s.end(); code != done || !strings.Contains(s.stderr.String(), "WARNING") || !strings.Contains(s.stderr.String(), said) || !strings.Contains(s.url, "localhost:") {
		t.Errorf("%d %s %s", code, s.url, s.stderr)
	}
	for _, args := range [][]string{
		{"--addr", "8765"},
		{"--addr", "127.0.0.1:http-or-so"},
		{"--workers", "0"},
		{"nowhere.yaml"},
		{"one.yaml", "two.yaml"},
	} {
		var out, says bytes.Buffer
		if code := execute(t.Context(), append([]string{"serve"}, args...), &out, &says); code != wrongUse && code != failed {
			t.Errorf("%v: %d %s", args, code, says.String())
		}
	}
}

// The folder of a run, and of a comparison, is opened with its scenarios.
func TestServeOpensARun(t *testing.T) {
	at := t.TempDir()
	plan := write(t, bolder, at, "plan.yaml")
	more := write(t, strings.Replace(bolder, "places: 12", "places: 24", 1), at, "more.yaml")
	does(t, "run", plan, "--out", filepath.Join(at, "run"), "--quiet")
	does(t, "compare", plan, more, "--out", filepath.Join(at, "compared"), "--quiet", "--budget", "0s")
	for _, c := range []struct {
		folder string
		names  []string
	}{{"run", []string{"plan"}}, {"compared", []string{"plan", "more"}}} {
		s := serves(t, filepath.Join(at, c.folder), "--addr", "127.0.0.1:0")
		answer, err := http.Get(s.url + "/api/catalogue")
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		var said struct{ First []struct{ Name string } }
		if err := json.Unmarshal(text, &said); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range said.First {
			names = append(names, f.Name)
		}
		if !slices.Equal(names, c.names) {
			t.Errorf("%s opens %v", c.folder, names)
		}
		http.DefaultClient.CloseIdleConnections()
		if code := s.end(); code != done {
			t.Errorf("%d %s", code, s.stderr)
		}
	}
	var out, says bytes.Buffer
	if code := execute(t.Context(), []string{"serve", at}, &out, &says); code != wrongUse {
		t.Errorf("a folder that is no run's: %d %s", code, says.String())
	}
}
