package web_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"sendsim/internal/fuzztest"
	"sendsim/outputs/web"
)

// perByte is the bytes that answering a request may allocate for each byte of
// its body: those of a scenario (sim.FuzzScenario), and every dial of each lever
// in the answer.
const perByte = 40_000

// FuzzRequest says of any body: it is answered with what is wrong with it, in
// words, or with scenarios that are answered alike when they are sent again; in
// bounded memory.
func FuzzRequest(f *testing.F) {
	h := answering(f, "127.0.0.1")
	f.Add(small)
	f.Add(placesFor + "---\n" + small)
	f.Add("authority: [kent, \"region:north-east\"]\nwith-rates-of: newham\nthreshold: 20m\n---\n\n---\nlocal: own.yaml\ncalibrations: mine\n")
	f.Add(strings.Repeat(small+"---\n", web.MostScenarios+1))
	f.Add("\xff---\r\n--- \nyears: many\n")
	post := func(t *testing.T, body string) (code int, said struct {
		Scenarios []struct {
			YAML string `json:"yaml"`
		} `json:"scenarios"`
		Faults []struct {
			Says string `json:"says"`
		} `json:"faults"`
	}, text string,
	) {
		fuzztest.Frugal(t, len(body), perByte, func() {
			r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/api/scenario", strings.NewReader(body))
			r.Header.Set("Content-Type", "application/yaml")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			code, text = w.Code, w.Body.String()
			if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil {
				t.Fatalf("%d is answered with %q: %v", code, text, err)
			}
		})
		return code, said, text
	}
	f.Fuzz(func(t *testing.T, body string) {
		code, said, text := post(t, body)
		switch code {
		case http.StatusUnprocessableEntity:
			for _, one := range said.Faults {
				if one.Says == "" {
					t.Fatalf("a fault without words: %s", text)
				}
			}
			if len(said.Faults) == 0 {
				t.Fatalf("refused, and not said why: %s", text)
			}
		case http.StatusOK:
			var again []string
			for _, one := range said.Scenarios {
				again = append(again, one.YAML)
			}
			if n := len(again); n < 1 || n > web.MostScenarios {
				t.Fatalf("%d scenarios", n)
			}
			if code, _, back := post(t, strings.Join(again, "---\n")); code != http.StatusOK || back != text {
				t.Fatalf("%s\nis answered, when it is sent again, with %d\n%s", text, code, back)
			}
		default:
			t.Fatalf("%d: %s", code, text)
		}
	})
}
