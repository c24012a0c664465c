package web_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
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
