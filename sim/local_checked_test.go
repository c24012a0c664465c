package sim_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"sendsim/sim"
)

// aged is Leeds' figures as they are written out, of a later census: its
// children, its balance and its new plans are the council's.
func aged(t *testing.T, lines string) (*sim.Local, error) {
	t.Helper()
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	fsys := figures(t, "leeds")
	change(t, fsys, "own.yaml", "census: 2024-01", "census: 2026-01")
	change(t, fsys, "own.yaml", "tables: [own-caseload.csv]", "total: 7350")
	change(t, fsys, "own.yaml", "at: 2024-03", "at: 2026-03")
	text := string(fsys["own.yaml"].Data)
	text = regexp.MustCompile(`(?m)^  net: \S+`).ReplaceAllString(text, "  net: 34.5m")
	fsys["own.yaml"].Data = []byte(strings.Replace(text, "\nnew-plans:", "\n"+lines+"new-plans:\n  2025: 1300\n  2024: 1200", 1))
	return sim.ReadLocal(fsys, "own.yaml", world)
}

// Beside a later census all that stands as it was written out is named, in one
// warning.
func TestAllThatIsPutAsideIsNamed(t *testing.T) {
	l, err := aged(t, "")
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(l.Warnings, "\n")
	if !strings.Contains(said, "are not taken for the council's: waiting, population, places, unit-costs, lines. ") || strings.Count(said, "written out") != 1 {
		t.Error(said)
	}
	if !strings.Contains(said, "the council gives no requests of 2025") {
		t.Errorf("requests are not missed: %s", said)
	}
}

// What is checked is the council's though it stands as it was written out; what
// is not is named still.
func TestWhatIsCheckedIsTheCouncils(t *testing.T) {
	l, err := aged(t, "checked: [waiting, places, unit-costs.state-special, population]\n")
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{}
	for _, f := range l.Figures {
		own[f.Key] = true
	}
	for _, key := range []string{"waiting", "population", "places.state-special", "places.resourced-provision", "places.specialist-post16", "unit-costs.state-special"} {
		if !own[key] {
			t.Errorf("%s is not the council's", key)
		}
	}
	if said := fmt.Sprint(l.Warnings); !strings.Contains(said, "are not taken for the council's: the 12 other unit-costs, lines. ") {
		t.Error(said)
	}
	if _, err := aged(t, "checked: [waitin, caseload]\n"); err == nil || !strings.Contains(err.Error(), `"waitin" names no figure of the file that could be checked (did you mean waiting?)`) || strings.Count(err.Error(), "names no figure") != 1 {
		t.Errorf("a key mistyped: %v", err)
	}
	if _, err := read(t, "checked: [waiting]\nwaiting: -1\n"); err == nil || strings.Count(err.Error(), "own.yaml:") != 1 {
		t.Errorf("a figure that cannot be read: %v", err)
	}
}

// Places follow a caseload of the council's: those that stand as they were
// written out for the published children are named.
func TestPlacesThatFollowTheCaseloadAreNamed(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	for total, want := range map[int]bool{6500: true, 0: false} {
		fsys := figures(t, "leeds")
		if total > 0 {
			change(t, fsys, "own.yaml", "tables: [own-caseload.csv]", fmt.Sprintf("total: %d", total))
		}
		l, err := sim.ReadLocal(fsys, "own.yaml", world)
		if err != nil {
			t.Fatal(err)
		}
		if said := fmt.Sprint(l.Warnings); strings.Contains(said, "are not taken for the council's: places. ") != want {
			t.Errorf("with %d children: %s", total, said)
		}
	}
}

// The balance of a later census cannot be the one that was written out.
func TestABalanceIsThatOfItsDay(t *testing.T) {
	shown := regexp.MustCompile(`(?m)^  net: (\S+)`).FindSubmatch(figures(t, "leeds")["own.yaml"].Data)
	text := strings.Replace(later, "34.5m", string(shown[1]), 1)
	if _, err := read(t, text); err == nil || !strings.Contains(err.Error(), "balance.net: stands as it was written out, of 31 March 2024; allowed: the balance at 31 March 2026") {
		t.Errorf("said %v", err)
	}
	if _, err := read(t, text+"checked: [balance.net]\n"); err != nil {
		t.Error(err)
	}
}

// A census that cannot be is the one fault of its file: what goes by its date is
// not held against it.
func TestAFaultyCensusIsTheOneFault(t *testing.T) {
	for _, census := range []string{"2035-01", "2026-02", "2022-01"} {
		_, err := read(t, "caseload: {census: "+census+", total: 7350}\nbalance: {at: "+census[:4]+"-03, net: 3m}\nnew-plans: {2024: 1000}\nrequests: {2025: 1000}\nprices: 2024-25\nplaces: {state-special: {openings: [{from: 2023-autumn, places: 3}]}}\n")
		if err == nil || strings.Count(err.Error(), "own.yaml:") != 1 || !strings.Contains(err.Error(), "caseload.census: ") {
			t.Errorf("of %s it says %v", census, err)
		}
	}
}

// Rows that a table lacks are named where they are few of the children, too.
func TestWhatATableLacksIsNamed(t *testing.T) {
	l, err := read(t, "caseload: {census: 2024-01, tables: [1.csv]}\n", "setting,children\nmainstream,3000\nresourced-provision,400\nstate-special,2000\nindependent-special,300\nfurther-education,600\nspecialist-post16,60\n")
	if err != nil {
		t.Fatal(err)
	}
	if said := fmt.Sprint(l.Warnings); !strings.Contains(said, "1.csv has no row for early-years, ") || !strings.Contains(said, "other-arrangements, not-placed, where children are published, and so holds nobody there") {
		t.Error(said)
	}
}

// An empty list of openings keeps no place from opening, and is not taken for it.
func TestAnEmptyListOfOpeningsIsRefused(t *testing.T) {
	if _, err := read(t, "places: {state-special: {openings: []}}\n"); err == nil || !strings.Contains(err.Error(), "openings: is empty, and no places are kept from opening by that") {
		t.Error(err)
	}
	if _, err := read(t, "places: {state-special: {openings: [{from: 2028-autumn, places: 0}]}}\n"); err != nil {
		t.Error(err)
	}
}

// Requests that cannot be had with the new plans are not lived, and it is said.
func TestRequestsThatCannotBeHadAreSaid(t *testing.T) {
	for requests, want := range map[int]string{1400: "", 1000: "too few for its new plans, whatever share of requests is agreed: a run makes 1.2", 6000: "a run makes 0.7"} {
		l, err := read(t, fmt.Sprintf("requests: {2023: %d}\n", requests))
		if err != nil {
			t.Fatal(err)
		}
		said := fmt.Sprint(l.Warnings)
		if !strings.Contains(said, want) || strings.Contains(said, "a run makes") != (want != "") {
			t.Errorf("of %d requests it says %s", requests, said)
		}
	}
}

// Blocks after the last year of a run change nothing of it, and it is said.
func TestBlocksAfterTheRunAreSaid(t *testing.T) {
	for text, want := range map[string]bool{"blocks: {2028-29: 120m}\n": false, "blocks: {2028-29: 120m, 2029-30: 125m}\n": true} { // five years from 2024-25
		m := council(t, yaml("authority: leeds\n"+text))
		if said := fmt.Sprint(m.Warnings); strings.Contains(said, "high needs blocks of 2029-30 are after the last year of the run, 2028-29") != want {
			t.Errorf("%s: it says %s", text, said)
		}
	}
}

// Places now, and a cost of all, may stand without what else a setting can say.
func TestAKeyOfASettingMayStandAlone(t *testing.T) {
	l, err := read(t, "places: {state-special: {now: 2400}}\nunit-costs: {state-special: {all: 16000}}\n")
	if err != nil {
		t.Fatal(err)
	}
	if said := fmt.Sprint(l.Figures); !strings.Contains(said, "January 2024: 2,400 (") || !strings.Contains(said, "£16,000 in prices of 2023-24 (") {
		t.Error(said)
	}
}
