package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"sendsim/calibration"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/peers"
)

// got asks for JSON and reads it.
func got(t testing.TB, url string, into any) {
	t.Helper()
	code, text := ask(t, "GET", url, "")
	if code != 200 {
		t.Fatalf("%s: %d %.200s", url, code, text)
	}
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatal(err)
	}
}

// The ranking is the one that ships, in its order.
func TestTheRankingIsThatWhichShips(t *testing.T) {
	on := serving(t, "127.0.0.1")
	ships, _, err := outputs.ShippedStandings()
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Code  string
		Value *float64
		Rank  *float64
	}
	var said struct {
		Year     string
		Measures []struct {
			Key   string
			Notes []string
			Rows  []row
		}
	}
	for ask, year := range map[string]int{"": outputs.CautionYears - 1, "?year=" + finance.FinancialYear(ships.FirstYear): 0} {
		got(t, on.URL+"/api/standings"+ask, &said)
		if said.Year != finance.FinancialYear(ships.FirstYear+year) || len(said.Measures) != len(peers.Measures) {
			t.Fatalf("%q is answered with %s and %d measures", ask, said.Year, len(said.Measures))
		}
		for m, of := range said.Measures {
			var printed bytes.Buffer
			if err := ships.JSON(&printed, year, m); err != nil {
				t.Fatal(err)
			}
			var want []row
			if err := json.Unmarshal(printed.Bytes(), &want); err != nil {
				t.Fatal(err)
			}
			if len(want) < 150 || len(of.Rows) != len(want) || len(of.Notes) < 3 {
				t.Fatalf("%s: %d rows of %d, %d notes", of.Key, len(of.Rows), len(want), len(of.Notes))
			}
			for i := range want {
				if of.Rows[i].Code != want[i].Code || fmt.Sprint(of.Rows[i].Value == nil, of.Rows[i].Rank == nil) != fmt.Sprint(want[i].Value == nil, want[i].Rank == nil) || want[i].Value != nil && *of.Rows[i].Value != *want[i].Value {
					t.Errorf("%s: row %d is %v instead of %v", of.Key, i, of.Rows[i], want[i])
				}
			}
		}
	}
	if code, text := ask(t, "GET", on.URL+"/api/standings?year=1999-00", ""); code != 404 || !strings.Contains(text, "allowed") {
		t.Errorf("a year that is not ranked: %d %s", code, text)
	}
}

// An authority stands beside its neighbours as sendsim authorities --compare has
// it, and is drawn once.
func TestNeighboursAreThoseOfTheComparison(t *testing.T) {
	on := serving(t, "127.0.0.1")
	var said struct {
		Draws      int
		Neighbours []struct{ Key string }
		Figures    []struct{ Key string }
		Rows       json.RawMessage
		Notes      []string
	}
	path := on.URL + "/api/authorities/rutland/peers"
	got(t, path, &said)
	world := worldOf(t)
	regime, err := world.Regime(finance.RegimeOf(world.Library.January()))
	if err != nil {
		t.Fatal(err)
	}
	c, err := peers.Compare(t.Context(), world, regime, []string{"rutland"}, said.Draws, sim.Default().Seed)
	if err != nil {
		t.Fatal(err)
	}
	p := outputs.PeersOf(c, len(world.Library.England.National.Rows))
	var want, is bytes.Buffer
	if err := p.JSON(&want); err != nil {
		t.Fatal(err)
	}
	if err := json.Indent(&is, said.Rows, "", "  "); err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(want.String()) != strings.TrimSpace(is.String()) {
		t.Error("the figures are not those of the comparison")
	}
	if len(said.Neighbours) != 10 || len(said.Figures) != len(peers.Figures) || len(said.Notes) != len(p.Notes()) {
		t.Errorf("%d neighbours, %d figures, %d notes", len(said.Neighbours), len(said.Figures), len(said.Notes))
	}
	for _, wrong := range []string{"/api/authorities/nowhere/peers", "/api/authorities/rutland/peers?regime=none", "/api/authorities/..%2f/peers"} {
		if code, _ := ask(t, "GET", on.URL+wrong, ""); code != 404 {
			t.Errorf("%s: %d", wrong, code)
		}
	}
}

// written is an answer that takes deadlines, as one on a connection does.
type written struct{ *httptest.ResponseRecorder }

func (written) SetWriteDeadline(time.Time) error { return nil }

// For a reader who left, neighbours are not drawn.
func TestWhoLeavesEndsTheComparison(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	leave()
	to := written{httptest.NewRecorder()}
	answering(t, "127.0.0.1").ServeHTTP(to, httptest.NewRequestWithContext(ctx, "GET", "http://127.0.0.1/api/authorities/rutland/peers", nil))
	if to.Body.Len() > 0 {
		t.Errorf("one who left is answered %.100s", to.Body)
	}
}

// The scorecard of an authority is its lines of the one that ships; of those that
// were one, it is the same under both names; the rest stand beside all.
func TestTheScorecardIsThatWhichShips(t *testing.T) {
	on := serving(t, "127.0.0.1")
	type card struct {
		Own  bool
		Rows []struct {
			Name    string
			Horizon int
			N       int
		}
	}
	of := func(key string) (said card) {
		got(t, on.URL+"/api/authorities/"+key+"/scorecard", &said)
		return said
	}
	one, other := of("cumberland"), of("westmorland-and-furness")
	if !one.Own || fmt.Sprint(one) != fmt.Sprint(other) || !strings.Contains(one.Rows[0].Name, ", with ") {
		t.Errorf("those who were one: %v and %v", one, other)
	}
	if s := of("stockton-on-tees"); !s.Own || s.Rows[0].Name != "Stockton-on-Tees" || s.Rows[0].N != 7 || s.Rows[len(s.Rows)-1].Name != "all authorities" {
		t.Errorf("%v", s)
	}
	if code, _ := ask(t, "GET", on.URL+"/api/authorities/nowhere/scorecard", ""); code != 404 {
		t.Errorf("an authority that is not there: %d", code)
	}
}

// Under each law the page says of its later years what the law allows.
func TestTheCautionIsOfTheLaw(t *testing.T) {
	on := serving(t, "127.0.0.1")
	var said struct {
		Regimes []struct{ Key, Rules, Caution string }
	}
	got(t, on.URL+"/api/catalogue", &said)
	other := 0
	for _, r := range said.Regimes {
		if !strings.Contains(r.Caution, r.Rules) {
			t.Errorf("%s: %q lacks %q", r.Key, r.Caution, r.Rules)
		}
		if r.Caution != outputs.Caution {
			other++
		}
	}
	if unchanged := outputs.Rules(calibration.Break{}); !strings.Contains(outputs.Caution, unchanged) || other == 0 {
		t.Errorf("of %d laws none says other than %q", len(said.Regimes), outputs.Caution)
	}
}
