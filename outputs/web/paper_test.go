package web_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A paper is of the scenarios of the run, with one of them in detail; one that
// fails, or is too much, is said.
func TestAPaperIsOfItsRun(t *testing.T) {
	on := serving(t, "127.0.0.1")
	id := begin(t, on.URL, placesFor+"---\n"+small)
	answer, err := http.Get(fmt.Sprintf("%s/api/runs/%d/papers/report.txt?scenario=2", on.URL, id))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != 200 || string(text) != "2 scenarios, 2 levers in the first, 1 in detail" || answer.Header.Get("Content-Type") != "text/plain" || answer.Header.Get("Content-Disposition") != "attachment; filename=report.txt" {
		t.Errorf("%d %q %v", answer.StatusCode, text, answer.Header)
	}
	for path, want := range map[string]int{
		"report.txt?scenario=3": 404, "report.txt?scenario=0": 404, "report.txt": 404, "other.txt?scenario=1": 404, "..%2freport.txt?scenario=1": 404, "fails.txt?scenario=1": 500,
	} {
		if got, text := ask(t, "GET", fmt.Sprintf("%s/api/runs/%d/papers/%s", on.URL, id, path), ""); got != want {
			t.Errorf("%s: %d %s", path, got, text)
		}
	}
	id = begin(t, on.URL, strings.Replace(small, "draws: 60", "draws: 35000", 1))
	if got, text := ask(t, "GET", fmt.Sprintf("%s/api/runs/%d/papers/report.txt?scenario=1", on.URL, id), ""); got != 422 || !strings.Contains(text, "allowed: 60000") {
		t.Errorf("too much: %d %s", got, text)
	}
}

// What breaks while a paper is made takes no turn away from others.
func TestAPaperThatBreaksGivesItsTurnBack(t *testing.T) {
	on := serving(t, "127.0.0.1")
	id := begin(t, on.URL, small)
	for range 3 { // more than may be made at once
		ctx, leave := context.WithTimeout(t.Context(), 10*time.Second)
		r, err := http.NewRequestWithContext(ctx, "GET", fmt.Sprintf("%s/api/runs/%d/papers/panics.txt?scenario=1", on.URL, id), nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err == nil {
			answer.Body.Close()
			t.Errorf("it is answered with %d", answer.StatusCode)
		}
		if ctx.Err() != nil {
			t.Error("it had no turn")
		}
		leave()
	}
	ctx, leave := context.WithTimeout(t.Context(), 30*time.Second)
	defer leave()
	if events := strings.Join(watch(t, ctx, on.URL, id, nil), " "); !strings.HasSuffix(events, "done") {
		t.Errorf("after them the events of a run are %q", events)
	}
}
