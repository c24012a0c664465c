package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sendsim/calibration"
	"sendsim/outputs"
	"sendsim/outputs/web"
	"sendsim/sim"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const small = "authority: rutland\nyears: 3\ndraws: 60\nseed: 5\n"

const placesFor = small + `levers:
  - resourced-provision: {from: 2024-autumn, places: 12, cost: {council: 20k once, dsg: [1k/year, 2k/year]}}
  - early-years-support: {from: 2025-spring, effect: {low: 5%, mid: 10%, high: 30%}, after: [resourced-provision]}
`

// serving is a server on what ships, listening on this machine.
func serving(t testing.TB, listens string) *httptest.Server {
	t.Helper()
	on := httptest.NewServer(answering(t, listens))
	t.Cleanup(func() {
		on.CloseClientConnections()
		on.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	return on
}

// theWorld is opened once for all servers, which only read it.
var theWorld = sync.OnceValues(func() (*sim.World, error) {
	lib, err := calibration.Shipped()
	if err != nil {
		return nil, err
	}
	return sim.NewWorld(lib)
})

// worldOf is what ships.
func worldOf(t testing.TB) *sim.World {
	t.Helper()
	world, err := theWorld()
	if err != nil {
		t.Fatal(err)
	}
	return world
}

// answering is what a server on what ships answers.
func answering(t testing.TB, listens string) http.Handler {
	t.Helper()
	return handler(t, configured(t, listens))
}

// handler answers what a server so configured does.
func handler(t testing.TB, c web.Config) http.Handler {
	t.Helper()
	server, err := web.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return server.Handler()
}

// configured is a server of what ships.
func configured(t testing.TB, listens string) web.Config {
	return web.Config{
		Papers: []web.Paper{{File: "report.txt", Kind: "text/plain"}, {File: "fails.txt", Kind: "text/plain"}, {File: "panics.txt", Kind: "text/plain"}},
		Write: func(_ context.Context, _ *sim.World, all []*sim.Scenario, detail int, as web.Paper) ([]byte, error) {
			switch as.File {
			case "fails.txt":
				return nil, errors.New("it failed")
			case "panics.txt":
				panic(http.ErrAbortHandler) // which the server does not print
			}
			return fmt.Appendf(nil, "%d scenarios, %d levers in the first, %d in detail", len(all), len(all[0].Levers), detail), nil
		},
		World: worldOf(t), First: []*sim.Scenario{sim.Default()}, Version: "test", Workers: 2, Host: listens, Now: time.Now,
		About: func(m *sim.Model) (outputs.About, []outputs.Past) {
			about := outputs.About{FirstYear: m.Scenario.Start, Years: m.Years, Draws: m.Scenario.Draws, Regime: m.Regime.Title}
			var pasts []outputs.Past
			for i, a := range m.Areas {
				about.Areas = append(about.Areas, outputs.Area{Code: a.Code, Name: a.Name})
				pasts = append(pasts, outputs.Past{Area: i})
			}
			return about, pasts
		},
		Threshold: func(*sim.Scenario, *sim.Local) outputs.Threshold { return outputs.DefaultThreshold },
	}
}

// ask asks, with headers as pairs.
func ask(t testing.TB, method, url, body string, headers ...string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/yaml")
	}
	for i := 0; i < len(headers); i += 2 {
		if r.Header.Set(headers[i], headers[i+1]); headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// Only a page of this server, under a name of this machine, is answered.
func TestTheServerAnswersItsOwnPageAlone(t *testing.T) {
	here, open := serving(t, "127.0.0.1"), serving(t, "0.0.0.0")
	own := strings.TrimPrefix(here.URL, "http://")
	for _, c := range []struct {
		says, url, method, path string
		headers                 []string
		want                    int
	}{
		{"the page", here.URL, "GET", "/", nil, 200},
		{"by the name localhost", here.URL, "GET", "/", []string{"Host", "localhost:8765"}, 200},
		{"by the address of IPv6", here.URL, "GET", "/", []string{"Host", "[::1]:8765"}, 200},
		{"a name that points here", here.URL, "GET", "/api/catalogue", []string{"Host", "rebound.example:8765"}, 421},
		{"a name that looks like it", here.URL, "GET", "/", []string{"Host", "localhost.rebound.example"}, 421},
		{"an address elsewhere", here.URL, "GET", "/", []string{"Host", "203.0.113.9"}, 421},
		{"an address, where it listens on all", open.URL, "GET", "/", []string{"Host", "203.0.113.9"}, 200},
		{"a name, where it listens on all", open.URL, "GET", "/", []string{"Host", "rebound.example"}, 421},
		{"its own page", here.URL, "POST", "/api/scenario", []string{"Origin", "http://" + own}, 200},
		{"a page from elsewhere", here.URL, "POST", "/api/scenario", []string{"Origin", "http://rebound.example"}, 403},
		{"a page without an origin", here.URL, "POST", "/api/scenario", []string{"Origin", "null"}, 403},
		{"a page of another port", here.URL, "POST", "/api/scenario", []string{"Origin", "http://127.0.0.1:1"}, 403},
		{"a picture in another page", here.URL, "GET", "/api/catalogue", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, 403},
		{"a link in another page", here.URL, "GET", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 200},
		{"a link to its figures", here.URL, "GET", "/api/catalogue", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 403},
		{"a form of another page", here.URL, "POST", "/api/runs", []string{"Content-Type", "text/plain"}, 415},
		{"another method", here.URL, "PUT", "/api/runs", nil, 405},
	} {
		if got, text := ask(t, c.method, c.url+c.path, small, c.headers...); got != c.want {
			t.Errorf("%s: %d instead of %d: %s", c.says, got, c.want, text)
		}
	}
}

// Every answer forbids what is not the server's own.
func TestEveryAnswerHasAPolicy(t *testing.T) {
	on := serving(t, "127.0.0.1")
	for _, path := range []string{"/", "/page.js", "/api/catalogue", "/nowhere"} {
		answer, err := http.Get(on.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		policy := answer.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
			t.Errorf("%s: the policy is %q", path, policy)
		}
		if answer.Header.Get("X-Content-Type-Options") != "nosniff" || answer.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %v", path, answer.Header)
		}
	}
}

// There is no disk behind the paths.
func TestNoPathLeadsToTheDisk(t *testing.T) {
	on := serving(t, "127.0.0.1")
	for _, path := range []string{
		"/../go.mod", "/..%2f..%2fgo.mod", "/dist/page.js", "/page.js/", "/web.go", "/%2e%2e/%2e%2e/etc/passwd",
		"/api/runs/1/results/../../../etc/passwd", "/api/runs/..%2f1/events", "/api/runs/-1/events", "/api/runs/99999999999999999999/events",
	} {
		if got, text := ask(t, "GET", on.URL+path, ""); got != http.StatusNotFound {
			t.Errorf("%s: %d %.60s", path, got, text)
		}
	}
	for _, name := range []string{"../../etc/passwd", "figures.yaml", "/etc/passwd"} {
		if got, text := ask(t, "POST", on.URL+"/api/scenario", small+"local: "+name+"\n"); got != http.StatusUnprocessableEntity || !strings.Contains(text, `"key":"local"`) {
			t.Errorf("local: %s: %d %s", name, got, text)
		}
		if got, text := ask(t, "POST", on.URL+"/api/scenario", small+"calibrations: "+name+"\n"); got != http.StatusUnprocessableEntity {
			t.Errorf("calibrations: %s: %d %s", name, got, text)
		}
	}
}

// What is wrong with a scenario is said as sendsim check says it.
func TestBadScenariosAreRefused(t *testing.T) {
	on := serving(t, "127.0.0.1")
	for _, c := range []struct{ says, body, want string }{
		{"an unknown key", small + "colour: red\n", `"key":"colour"`},
		{"a dial out of range", small + "levers:\n  - resourced-provision: {from: 2024-autumn, places: 99999}\n", `"key":"levers.resourced-provision.places"`},
		{"no YAML", "a: [", `"line":1`},
		{"nothing", "", "faults"},
		{"bytes", "\x00\xff\x01", "faults"},
		{"too much", strings.Repeat("# comment\n", 40_000), "allowed: up to 256 KiB"},
		{"five scenarios", strings.Repeat(small+"---\n", 4) + small, "allowed: 1 to 4"},
		{"another authority beside it", small + "---\n" + strings.Replace(small, "rutland", "kent", 1), `"key":"authority"`},
		{"another seed beside it", small + "---\n" + strings.Replace(small, "seed: 5", "seed: 6", 1), `"key":"seed"`},
		{"more than the page holds", strings.Replace(small, "draws: 60", "draws: 900000", 1), "allowed: up to"},
	} {
		got, text := ask(t, "POST", on.URL+"/api/runs", c.body)
		if got != http.StatusUnprocessableEntity || !strings.Contains(text, c.want) {
			t.Errorf("%s: %d %.300s; wanted %s", c.says, got, text, c.want)
		}
	}
}

// A scenario comes back as its controls show it, and its text reads back as
// the same.
func TestAScenarioGoesRound(t *testing.T) {
	on := serving(t, "127.0.0.1")
	round := func(text string) (yaml string, rest any) {
		got, answer := ask(t, "POST", on.URL+"/api/scenario", text)
		if got != http.StatusOK {
			t.Fatalf("%d %s", got, answer)
		}
		var said struct{ Scenarios []map[string]any }
		if err := json.Unmarshal([]byte(answer), &said); err != nil {
			t.Fatal(err)
		}
		one := said.Scenarios[0]
		return one["yaml"].(string), one
	}
	text, first := round(placesFor)
	again, second := round(text)
	if text != again || fmt.Sprint(first) != fmt.Sprint(second) {
		t.Errorf("once\n%s\ntwice\n%s", text, again)
	}
	for _, want := range []string{"early-years-support", "dsg:[1k/year 2k/year]", "map[high:0.3 low:0.05 mid:0.1]", "after:[resourced-provision]"} {
		if !strings.Contains(fmt.Sprint(first), want) {
			t.Errorf("the form lacks %s:\n%v", want, first)
		}
	}
}

// begin asks for a run.
func begin(t testing.TB, url, text string) (id int) {
	t.Helper()
	got, answer := ask(t, "POST", url+"/api/runs", text)
	var said struct{ ID int }
	if err := json.Unmarshal([]byte(answer), &said); got != http.StatusCreated || err != nil {
		t.Fatalf("%d %s", got, answer)
	}
	return said.ID
}

// watch reads the events of a run until it ends, or until stop says so.
func watch(t testing.TB, ctx context.Context, url string, id int, stop func(event string) bool) (events []string) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, "GET", fmt.Sprintf("%s/api/runs/%d/events", url, id), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	for lines.Scan() {
		if event, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			if events = append(events, event); stop != nil && stop(event) {
				return events
			}
		}
	}
	return events
}

// Results come in more and more draws, each as a stream; a run is lived once.
func TestResultsComeInMoreAndMoreDraws(t *testing.T) {
	on := serving(t, "127.0.0.1")
	id := begin(t, on.URL, strings.Replace(placesFor, "draws: 60", "draws: 300", 1))
	events := strings.Join(watch(t, t.Context(), on.URL, id, nil), " ")
	if strings.Count(events, "result") != 2 || !strings.HasSuffix(events, "result attribution drivers done") || !strings.Contains(events, "progress") {
		t.Errorf("the events are %s", events)
	}
	for draws, want := range map[int]int{100: 200, 300: 200, 200: 404} {
		if got, _ := ask(t, "GET", fmt.Sprintf("%s/api/runs/%d/results/%d", on.URL, id, draws), ""); got != want {
			t.Errorf("%d draws: %d", draws, got)
		}
	}
	if got, _ := ask(t, "GET", fmt.Sprintf("%s/api/runs/%d/events", on.URL, id), ""); got != http.StatusNoContent {
		t.Errorf("watched again it answers %d", got)
	}
	got, text := ask(t, "GET", fmt.Sprintf("%s/api/runs/%d/future?scenario=1&draws=300&column=plans&year=2025&value=1", on.URL, id), "")
	if got != http.StatusOK || !strings.Contains(text, "Where it starts") {
		t.Errorf("a future: %d %.200s", got, text)
	}
	for _, q := range []string{"", "scenario=9&draws=300&column=plans&year=2025&value=1", "scenario=1&draws=300&column=/etc&year=2025&value=1", "scenario=1&draws=7&column=plans&year=2025&value=1"} {
		if got, _ := ask(t, "GET", fmt.Sprintf("%s/api/runs/%d/future?%s", on.URL, id, q), ""); got != http.StatusNotFound {
			t.Errorf("future?%s: %d", q, got)
		}
	}
}

const long = "authority: kent\nyears: 10\ndraws: 20000\n"

// A reader who leaves ends the run: the next has its turn at once.
func TestWhoLeavesEndsTheRun(t *testing.T) {
	on := serving(t, "127.0.0.1")
	for range 6 { // three times as many as may live at once
		ctx, leave := context.WithCancel(t.Context())
		watch(t, ctx, on.URL, begin(t, on.URL, long), func(event string) bool { return event == "progress" || event == "result" })
		leave()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	events := strings.Join(watch(t, ctx, on.URL, begin(t, on.URL, small), nil), " ")
	if !strings.HasSuffix(events, "done") {
		t.Errorf("after six that were left, the events are %q", events)
	}
}

// saying reads what a run says by an event of one name, to its end.
func saying(t testing.TB, url string, id int, event string) (said []string) {
	t.Helper()
	answer, err := http.Get(fmt.Sprintf("%s/api/runs/%d/events", url, id))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines, on := bufio.NewScanner(answer.Body), ""
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			on = name
		} else if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && on == event {
			said = append(said, data)
		}
	}
	return said
}

// As many runs as may live and wait do so; one more is told so, and is not lost:
// it can be watched once there is room.
func TestOneMoreThanMayWaitIsTold(t *testing.T) {
	on := serving(t, "127.0.0.1")
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	begun := make(chan struct{})
	ended := make(chan struct{})
	var ids [2 + 62]int // begun before one is watched, for from then on the processors are taken
	for i := range ids {
		ids[i] = begin(t, on.URL, long)
	}
	more := begin(t, on.URL, small)
	for _, id := range ids {
		go func() {
			defer func() { ended <- struct{}{} }()
			first := true
			watch(t, ctx, on.URL, id, func(string) bool {
				if first {
					first = false
					begun <- struct{}{}
				}
				return false
			})
		}()
	}
	for range ids {
		<-begun
	}
	if got, text := ask(t, "GET", fmt.Sprintf("%s/api/runs/%d/events", on.URL, more), ""); got != http.StatusOK || !strings.HasPrefix(text, "event: full\n") || !strings.Contains(text, "try again") {
		t.Errorf("one more: %d %s", got, text)
	}
	leave()
	for range ids {
		<-ended
	}
	for events := ""; !strings.HasSuffix(events, "done"); {
		if events = strings.Join(watch(t, t.Context(), on.URL, more, nil), " "); events != "full" && !strings.HasSuffix(events, "done") {
			t.Fatalf("once there is room: %s", events)
		}
	}
}
