package sweep_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/scenarios"
	"sendsim/sim/sweep"
)

// priced is a plan with costs and two amounts.
const priced = `authority: rutland
levers:
  - resourced-provision: {from: 2024-autumn, places: 12, cost: {council: 100k once}}
  - sen-support: {name: support, from: 2024-autumn, schools: {low: 40%, high: 60%}, cost: {dsg: 60k/year, council: 20k once}}
  - commissioning: {from: 2024-autumn, cost: {council: 90k/year}}
`

// Costs turn with the amount of a lever: all of them, or the part that the
// design says; of nothing there is none, and what is no amount turns none.
func TestCostsTurnWithAmounts(t *testing.T) {
	d, err := readBeside(t, "authorities: [rutland]\nscenarios: [priced.yaml]\ncosts: {support: 75%}\n"+
		"dials: {list: [{resourced-provision.places: 18, support.schools: 100%, commissioning.points: 4%}, {resourced-provision.places: 0, support.schools: 0%}, {}]}\n", priced)
	if err != nil {
		t.Fatal(err)
	}
	for point, says := range [][]string{
		// places 18 of 12; of support 25 % stays and 75 % is 100 % of 50 %.
		{"council: 150k once", "dsg: 105k/year", "council: 35k once", "council: 90k/year"},
		{"council: 0 once", "dsg: 0/year", "council: 90k/year"},
		{"council: 100k once", "dsg: 60k/year", "council: 20k once", "council: 90k/year"},
	} {
		s, err := d.Scenario(sweep.Combination{Point: point}, world(t).Known())
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range says {
			if text := string(s.YAML()); !strings.Contains(text, words) {
				t.Errorf("point %d does not say %q:\n%s", point, words, text)
			}
		}
	}
}

// A price is a dial by itself: it turns the costs of its lever on top of what the
// amount makes of them, wherever it stands among the dials, and is none of a lever
// that costs nothing.
func TestPricesAreDials(t *testing.T) {
	const design = "authorities: [rutland]\nscenarios: [none, priced.yaml]\n"
	for _, dials := range []string{"{support.cost: 150%, support.schools: 25%}", "{support.schools: 25%, support.cost: 150%}"} {
		d, err := readBeside(t, design+"costs: {support: 75%}\ndials: {list: ["+dials+", {support.cost: 0%}, {}]}\n", priced)
		if err != nil {
			t.Fatal(err)
		}
		if !d.Priced() {
			t.Error("no price is among the dials")
		}
		for point, says := range [][]string{
			// Of support 25 % stays and 75 % is 25 % of 50 %: 62.5 %, and half as much again.
			{"council: 100k once", "dsg: 56250/year", "council: 18750 once", "council: 90k/year", "schools: 25%"},
			{"council: 100k once", "dsg: 0/year", "council: 0 once", "council: 90k/year", "schools: {low: 40%, high: 60%}"},
			{"council: 100k once", "dsg: 60k/year", "council: 20k once", "council: 90k/year"},
		} {
			s, err := d.Scenario(sweep.Combination{Scenario: 1, Point: point}, world(t).Known())
			if err != nil {
				t.Fatal(err)
			}
			for _, words := range says {
				if text := string(s.YAML()); !strings.Contains(text, words) {
					t.Errorf("%s, point %d does not say %q:\n%s", dials, point, words, text)
				}
			}
		}
	}
	free := strings.Replace(priced, ", cost: {council: 90k/year}", "", 1)
	for dial, says := range map[string]string{"commissioning.cost: [50%]": "commissioning.cost: is a dial of no lever", "support.cost: [1100%]": "1100% is out of range"} {
		if _, err := readBeside(t, design+"dials: {grid: {"+dial+"}}\n", free); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", dial, err)
		}
	}
}

// What cannot be turned is a fault with a place: a part that is no share, a lever
// that is not there, and an amount that was nothing.
func TestFaultsOfCosts(t *testing.T) {
	_, err := readBeside(t, "authorities: [rutland]\nscenarios: [priced.yaml]\ncosts: {suport: 75%, support: 120%}\n", priced)
	for _, says := range []string{"costs.suport: is no lever of the scenarios that is done more or less of (did you mean support", "costs.support: 120% is out of range"} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is not said: %v", says, err)
		}
	}
	nothing := strings.Replace(priced, "places: 12", "places: 0", 1)
	const dials = "dials: {grid: {resourced-provision.places: [5]}}\n"
	if _, err := readBeside(t, "authorities: [rutland]\nscenarios: [priced.yaml]\n"+dials, nothing); err == nil || !strings.Contains(err.Error(), "places of resourced-provision is 0 in priced, so its costs cannot turn with it") {
		t.Errorf("%v", err)
	}
	if _, err := readBeside(t, "authorities: [rutland]\nscenarios: [priced.yaml]\ncosts: {resourced-provision: 0%}\n"+dials, nothing); err != nil {
		t.Error(err)
	}
}

// readBeside reads a design with a scenario priced.yaml beside it.
func readBeside(t *testing.T, text, priced string) (*sweep.Design, error) {
	t.Helper()
	files := sweep.Files{Beside: fstest.MapFS{"design.yaml": {Data: []byte(text)}, "priced.yaml": {Data: []byte(priced)}}, Ships: scenarios.FS}
	return sweep.Read(files, "design.yaml", world(t), columns, sweep.Over{})
}

// The base stands first: none, or the scenario that the design names.
func TestTheBaseIsFirst(t *testing.T) {
	const text = "authorities: [rutland]\nscenarios: [plan.yaml, stockton-example, none]\n"
	for base, want := range map[string]string{"": "none plan stockton-example", "base: stockton-example\n": "stockton-example plan none"} {
		d, err := read(t, text+base)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, s := range d.Scenarios {
			names = append(names, s.Name)
			if one, err := d.Scenario(sweep.Combination{Scenario: len(names) - 1}, world(t).Known()); err != nil || one.Name != s.Name {
				t.Errorf("%s is %v, %v", s.Name, one, err)
			}
		}
		if have := strings.Join(names, " "); have != want || !d.Paired() {
			t.Errorf("%q, want %q", have, want)
		}
	}
	d, err := read(t, text+"columns: [plans]\n")
	if err != nil || d.Paired() {
		t.Errorf("without deficits there is nothing to hold against: %v", err)
	}
}

// Points of a hypercube that whole places make alike are lived once, and counted.
func TestPointsThatCoincide(t *testing.T) {
	d, err := read(t, "authorities: [rutland]\nscenarios: [plan.yaml]\ndials: {latin-hypercube: {points: 12, of: {resourced-provision.places: {from: 3, to: 6}}}}\n")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.Scenarios[0].Points); n != 4 || d.Coincide != 12-n {
		t.Errorf("%d points, and %d that are like another; want 4 of 12", n, d.Coincide)
	}
}
