package sim_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/sim"
)

// placesShown is the places of state special schools as they are written out.
var placesShown = regexp.MustCompile(`state-special: (\d+) `)

// read is a council's figures of Leeds, from a text after the first two lines.
func read(t *testing.T, text string, tables ...string) (*sim.Local, error) {
	t.Helper()
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	fsys := yaml("authority: leeds\n"+text, tables...)
	return sim.ReadLocal(fsys, "own.yaml", world)
}

const later = "caseload: {census: 2026-01, total: 7350}\nbalance: {at: 2026-03, net: 34.5m}\nnew-plans: {2024: 1200, 2025: 1300}\n"

// What is said of a figure goes by its date: of places at a later census that
// stand as they were written out that they are put aside, of those given how they
// compare with the council's own children there.
func TestPlacesAreThoseOfTheirCensus(t *testing.T) {
	shown := placesShown.FindSubmatch(figures(t, "leeds")["own.yaml"].Data)
	if shown == nil {
		t.Fatal("no places are written out")
	}
	for _, c := range []struct{ says, text, want, not string }{
		{"as shown, then", "places: {state-special: " + string(shown[1]) + "}\n", "", "state special"},
		{"as shown, later", later + fmt.Sprintf("places: {state-special: %s}\n", shown[1]), "stand as they were written out, for another census, other children or other prices than the file has, and are not taken for the council's: places. ", ""},
		{"too few, then", "places: {state-special: 1900}\n", "fewer than the 2,003 children who are there", ""},
		{"too few, later", later + "places: {state-special: 2400}\n", "children who are there", ""},
		{"as many as her children", later + "places: {resourced-provision: 400}\n", "", "resourced provision"},
	} {
		l, err := read(t, c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.says, err)
		}
		said := strings.Join(l.Warnings, "\n")
		if !strings.Contains(said, c.want) || c.not != "" && strings.Contains(said, c.not) {
			t.Errorf("%s: it says %q", c.says, said)
		}
	}
}

// Costs are named with the year of their prices, and those left as they were
// written out are said to be of another.
func TestCostsAreOfTheirPrices(t *testing.T) {
	l, err := read(t, "prices: 2024-25\nunit-costs: {state-special: 16000}\n")
	if err != nil {
		t.Fatal(err)
	}
	if said := fmt.Sprint(l.Figures); !strings.Contains(said, "£16,000 in prices of 2024-25 (published: £15,056 in those of 2023-24)") {
		t.Errorf("it says %s", said)
	}
	if l, err = read(t, "prices: 2024-25\nunit-costs: {state-special: 15056}\n"); err != nil {
		t.Fatal(err)
	}
	if said := fmt.Sprint(l.Warnings); len(l.Figures) > 0 || !strings.Contains(said, "stand as they were written out, for another census, other children or other prices than the file has, and are not taken for the council's: unit-costs. ") {
		t.Errorf("of a cost as it was shown it says %s, %v", said, l.Figures)
	}
}

// A table of a few settings is none of all, a balance before payments is not
// below that after them, and new plans of the years between are missed.
func TestWhatCannotBeMeantIsSaid(t *testing.T) {
	for _, c := range []struct {
		text, table, want string
	}{
		{"caseload: {census: 2024-01, tables: [1.csv]}\n", "setting,children\nstate-special,2100\n", "has no row for early-years, mainstream"},
		{"caseload: {census: 2024-01, tables: [1.csv]}\n", "age,children\n5-10,3000\n", "has no row for age 2, age 3"},
		{"balance: {at: 2024-03, net: 12m, gross: 4m}\n", "", "a balance of £4,000,000 before payments is below that of £12,000,000 net of them"},
	} {
		_, err := read(t, c.text, c.table)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
	l, err := read(t, strings.Split(later, "new-plans")[0])
	if err != nil || !strings.Contains(fmt.Sprint(l.Warnings), "gives no new plans of 2024, 2025") {
		t.Errorf("%v, %v", l.Warnings, err)
	}
	if l, err = read(t, later); err != nil || strings.Contains(fmt.Sprint(l.Warnings), "no new plans") {
		t.Errorf("with them: %v, %v", l.Warnings, err)
	}
}

// Faults of a file that was written out of other calibrations may be theirs.
func TestFaultsMayBeThoseOfOtherCalibrations(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"own.yaml": {Data: []byte("form: 1\nauthority: leeds\nbalance: {at: 2025-03, net: 4m}\nfilled-from: 0123\n")}}
	if _, err = sim.ReadLocal(fsys, "own.yaml", world); err == nil || !strings.Contains(err.Error(), "own.yaml:4:14: filled-from: the file was filled in from other published figures") {
		t.Error(err)
	}
}
