package web_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/sim"
)

// figuresOf is the files of an authority's figures as the page sends them, with
// texts replaced in pairs.
func figuresOf(t testing.TB, key string, pairs ...string) map[string]string {
	t.Helper()
	tables, err := sim.WriteLocal(worldOf(t), key, "own.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, table := range tables {
		files[table.Name] = string(table.Text)
	}
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(files["own.yaml"], pairs[i]) {
			t.Fatalf("the figures have no %q", pairs[i])
		}
		files["own.yaml"] = strings.Replace(files["own.yaml"], pairs[i], pairs[i+1], 1)
	}
	return files
}

// bring sends figures.
func bring(t testing.TB, url string, files map[string]string) (int, string) {
	t.Helper()
	body, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	return ask(t, "POST", url+"/api/local", string(body), "Content-Type", "application/json")
}

// A council's own figures are brought, run on and put aside; what differs is
// named, but no count below 5.
func TestACouncilsOwnFiguresAreRunOn(t *testing.T) {
	on := serving(t, "127.0.0.1")
	code, text := bring(t, on.URL, figuresOf(t, "rutland", "waiting: 0 ", "waiting: 3 ", "2023: 79 ", "2023: 97 "))
	var own struct {
		ID, File, Key, Start string
		Figures              []struct{ Says, Own, Published string }
	}
	if err := json.Unmarshal([]byte(text), &own); code != 200 || err != nil {
		t.Fatalf("%d %s", code, text)
	}
	if own.Key != "rutland" || own.File != "own.yaml" || own.Start != "2024-01" || len(own.Figures) != 2 {
		t.Errorf("%+v", own)
	}
	said := fmt.Sprint(own.Figures)
	if !strings.Contains(said, "97") || !strings.Contains(said, "fewer than 5") || strings.Contains(said, " 3 ") {
		t.Errorf("the figures are said as %s", said)
	}
	plan := small + "local: own.yaml\n"
	asking := func(id int, what string) string { return fmt.Sprintf("%s/api/runs/%d/%s", on.URL, id, what) }
	ends := func(query, text string) string {
		t.Helper()
		got, answer := ask(t, "POST", on.URL+"/api/runs"+query, text)
		var job struct{ ID int }
		if err := json.Unmarshal([]byte(answer), &job); got != 201 || err != nil {
			t.Fatalf("%s: %d %s", query, got, answer)
		}
		if code, events := ask(t, "GET", asking(job.ID, "events"+query), ""); code != 200 || !strings.Contains(events, "event: done\n") {
			t.Fatalf("%s: %d %s", query, code, events)
		}
		code, stream := ask(t, "GET", asking(job.ID, "results/60"+query), "")
		told, future := ask(t, "GET", asking(job.ID, "future"+cmp.Or(query, "?")+"&scenario=1&draws=60&column=requests&year=2025&value=100"), "")
		if code != 200 || told != 200 {
			t.Fatalf("%s: %d and %d", query, code, told)
		}
		return future + stream
	}
	with, without := ends("?local="+own.ID, plan), ends("", small)
	if with == without {
		t.Error("with the council's figures the futures are those without")
	}
	if with != ends("?local="+own.ID, plan) || without != ends("?local=none", small) {
		t.Error("the same figures lead to other futures")
	}
	if got, text := ask(t, "POST", on.URL+"/api/runs", plan); got != 422 || !strings.Contains(text, "open own.yaml too") {
		t.Errorf("figures that the request does not name: %d %s", got, text)
	}
	if got, text := ask(t, "POST", on.URL+"/api/runs?local=1234", plan); got != 422 || !strings.Contains(text, `"key":"local-gone"`) {
		t.Errorf("figures that are not there: %d %s", got, text)
	}
	if got, text := ask(t, "GET", on.URL+"/api/local/"+own.ID, ""); got != 200 || !strings.Contains(text, `"key":"rutland"`) {
		t.Errorf("asked for again: %d %s", got, text)
	}
	if got, _ := ask(t, "GET", on.URL+"/api/local/1234", ""); got != 404 {
		t.Errorf("those of nobody: %d", got)
	}
}

// A server that is given an authority's own figures says what a page goes
// through as lists, also where it has none: no scenario that ships is about Leeds.
func TestOnACouncilsFiguresAreListsWhereThereAreNone(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range figuresOf(t, "leeds") {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	own, err := sim.ReadLocal(files, "own.yaml", worldOf(t))
	if err != nil {
		t.Fatal(err)
	}
	c := configured(t, "127.0.0.1")
	c.Local = own
	on := httptest.NewServer(handler(t, c))
	defer on.Close()
	code, text := ask(t, "GET", on.URL+"/api/catalogue", "")
	var said map[string]any
	if err := json.Unmarshal([]byte(text), &said); code != 200 || err != nil {
		t.Fatalf("%d %v", code, err)
	}
	if list, ok := said["shipped"].([]any); !ok || len(list) != 0 {
		t.Errorf("scenarios that ship are %v", said["shipped"])
	}
	for key, what := range said {
		if what == nil {
			t.Errorf("%s is null", key)
		}
	}
}

// Runs are counted, and a stranger can count: what rests on a council's own
// figures is for who names them.
func TestARunOnACouncilsFiguresIsNotForStrangers(t *testing.T) {
	on := serving(t, "127.0.0.1")
	_, text := bring(t, on.URL, figuresOf(t, "rutland", "2023: 79 ", "2023: 97 "))
	var own struct{ ID string }
	if err := json.Unmarshal([]byte(text), &own); err != nil || own.ID == "" {
		t.Fatal(text)
	}
	code, text := ask(t, "POST", on.URL+"/api/runs?local="+own.ID, small)
	var job struct {
		ID    int
		Local string
	}
	if err := json.Unmarshal([]byte(text), &job); code != 201 || err != nil || job.Local != own.ID {
		t.Fatalf("%d %s", code, text)
	}
	// The events are the first to be asked for: a stranger's asking begins nothing.
	parts := []string{"events?", "results/60?", "future?scenario=1&draws=60&column=requests&year=2025&value=100&", "papers/report.txt?scenario=1&"}
	for _, of := range []struct {
		local string
		want  int
	}{{"", 404}, {"local=", 404}, {"local=none", 404}, {"local=1234", 404}, {"local=1234&local=" + own.ID, 404}, {"local=" + own.ID, 200}} {
		for _, part := range parts {
			if code, text := ask(t, "GET", fmt.Sprintf("%s/api/runs/%d/%s%s", on.URL, job.ID, part, of.local), ""); code != of.want {
				t.Errorf("%s%s: %d instead of %d: %.200s", part, of.local, code, of.want, text)
			}
		}
	}
}

// What is wrong with a council's figures is said, by file and line, and records
// of single children are refused without showing one.
func TestBadFiguresAreRefused(t *testing.T) {
	on := serving(t, "127.0.0.1")
	good := func() map[string]string { return figuresOf(t, "rutland") }
	one := "own-caseload.csv"
	for _, c := range []struct {
		says   string
		change func(map[string]string)
		want   string
	}{
		{"an unknown key", func(f map[string]string) { f["own.yaml"] += "colour: red\n" }, `"key":"colour"`},
		{"a fault in a table", func(f map[string]string) { f[one] += "nowhere,asd,9,4\n" }, `"file":"` + one + `"`},
		{"a table that is missing", func(f map[string]string) { delete(f, one) }, one},
		{"records of children", func(f map[string]string) {
			f[one] = "upn,setting,need,age,children\nA123456789012,mainstream,asd,9,1\n"
		}, "records of single children"},
		{"two files", func(f map[string]string) { f["more.yaml"] = "form: 1\n" }, "here are 2 YAML files"},
		{"a path", func(f map[string]string) { f["../own.yaml"] = "form: 1\n" }, "is not the name of a file"},
		{"an absolute path", func(f map[string]string) { f["/etc/passwd"] = "" }, "is not the name of a file"},
		{"too much", func(f map[string]string) { f[one] = strings.Repeat("x", 5<<20) }, "allowed: up to"},
		{"another authority", func(f map[string]string) { f["own.yaml"] = "form: 1\nauthority: nowhere\n" }, `"key":"authority"`},
	} {
		files := good()
		c.change(files)
		if code, text := bring(t, on.URL, files); code != 422 || !strings.Contains(text, c.want) || strings.Contains(text, "A123456789012") {
			t.Errorf("%s: %d %.300s; wanted %s", c.says, code, text, c.want)
		}
	}
	if code, _ := ask(t, "POST", on.URL+"/api/local", "{}", "Content-Type", "application/yaml"); code != 415 {
		t.Errorf("of another type: %d", code)
	}
	if code, text := ask(t, "POST", on.URL+"/api/local", "[1]", "Content-Type", "application/json"); code != 422 {
		t.Errorf("no object: %d %s", code, text)
	}
}

// No more than a few councils' figures are kept.
func TestFiguresOfLongAgoAreForgotten(t *testing.T) {
	on := serving(t, "127.0.0.1")
	var first string
	for i := range 17 {
		code, text := bring(t, on.URL, map[string]string{"own.yaml": fmt.Sprintf("form: 1\nauthority: rutland\nrequests:\n  2023: %d\n", 100+i)})
		var own struct{ ID string }
		if err := json.Unmarshal([]byte(text), &own); code != 200 || err != nil {
			t.Fatalf("%d %s", code, text)
		}
		if i == 0 {
			first = own.ID
		}
	}
	if got, _ := ask(t, "GET", on.URL+"/api/local/"+first, ""); got != 404 {
		t.Errorf("the first of seventeen is answered with %d", got)
	}
}
