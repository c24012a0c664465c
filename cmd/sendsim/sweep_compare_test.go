package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sendsim/outputs"
)

// priced is a plan with costs: two units, and a team that helps schools.
const priced = `authority: warrington
levers:
  - resourced-provision: {from: 2024-autumn, places: 12, cost: {council: 100k once}}
  - sen-support: {from: 2024-autumn, schools: 50%, cost: {dsg: 60k/year}}
  - commissioning: {from: 2024-autumn}
`

// pricedDesign turns the amounts of priced.
const pricedDesign = `authorities: [warrington]
scenarios: [priced.yaml, none]
draws: 60
block: 25
years: 3
dials:
  grid:
    sen-support.schools: [0%, 50%, 100%]
costs: {sen-support: 75%}
`

func pricedFile(t *testing.T) string {
	at := t.TempDir()
	write(t, priced, at, "priced.yaml")
	return write(t, pricedDesign, at, "design.yaml")
}

// effectsOf is what sendsim compare tells of one scenario against itself
// without levers.
func effectsOf(t *testing.T, scenario string) (last struct {
	Effects map[string]map[string]any `json:"effects"`
	Base    map[string]float64        `json:"chance_of_in_year_balance_base"`
	With    map[string]float64        `json:"chance_of_in_year_balance_scenario"`
}, cost float64,
) {
	t.Helper()
	code, stdout, stderr := command(t, "compare", scenario, "--quiet", "--json", "--budget", "0s", "--out", filepath.Join(t.TempDir(), "compared"))
	if code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	var told []struct {
		Years   []json.RawMessage `json:"years"`
		Payback []struct {
			Purse string         `json:"purse"`
			Cost  map[string]any `json:"programme_cost"`
		} `json:"payback"`
	}
	if err := json.Unmarshal([]byte(stdout), &told); err != nil {
		t.Fatal(err)
	}
	years := told[0].Years
	if err := json.Unmarshal(years[len(years)-1], &last); err != nil {
		t.Fatal(err)
	}
	for _, p := range told[0].Payback {
		if p.Purse == "together" {
			cost = p.Cost["mean"].(float64)
		}
	}
	return last, cost
}

// What a sweep says of a combination is what compare says of its scenario: the
// chance of balance, the effect draw by draw, the cost.
func TestASweepAgreesWithCompare(t *testing.T) {
	out := filepath.Join(t.TempDir(), "swept")
	code, stdout, stderr := command(t, "sweep", pricedFile(t), "--quiet", "--json", "--out", out)
	if code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	var rows []map[string]any
	if err := json.Unmarshal([]byte(stdout), &rows); err != nil {
		t.Fatal(err)
	}
	if rows[0]["scenario"] != "none" || rows[0]["effect_p50"] != nil || rows[0]["cost"] != 0.0 {
		t.Errorf("the base is not first: %v", rows[0])
	}
	s, world, err := openSweep(os.DirFS(out))
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range s.Design.Combinations()[1:] {
		row := rows[1+i]
		of, err := s.Design.Scenario(c, world.Known())
		if err != nil {
			t.Fatal(err)
		}
		scenario := write(t, string(of.YAML()), t.TempDir(), "plan.yaml")
		told, cost := effectsOf(t, scenario)
		if row["balance"] != told.With["value"] || rows[0]["balance"] != told.Base["value"] {
			t.Errorf("%v: balance %v of %v; compare says %v of %v", row["dials"], row["balance"], rows[0]["balance"], told.With["value"], told.Base["value"])
		}
		effect := told.Effects[outputs.ColCumulative]
		for _, p := range []string{"p10", "p50", "p90"} {
			if have, want := row["effect_"+p].(float64), effect[p].(float64); math.Abs(have-want) > row["effect_resolution"].(float64) {
				t.Errorf("%v: effect %s %v, to %v; compare says %v", row["dials"], p, have, row["effect_resolution"], want)
			}
		}
		if have := row["cost"].(float64); math.Abs(have-cost) > 0.5 {
			t.Errorf("%v: cost %v; compare says %v", row["dials"], have, cost)
		}
	}
}

// The example that ships has something to choose: balance is neither lost nor
// sure, chances differ, and more of what helps costs more.
func TestTheExampleHasAFrontier(t *testing.T) {
	designs, err := filepath.Glob(filepath.Join("..", "..", "sweeps", "*-example.yaml"))
	if err != nil || len(designs) == 0 {
		t.Fatalf("no example of a sweep ships: %v", err)
	}
	for _, design := range designs {
		does(t, "check", design)
		out := filepath.Join(t.TempDir(), "swept")
		var rows []map[string]any
		if err := json.Unmarshal([]byte(does(t, "sweep", design, "--draws", "150", "--quiet", "--json", "--out", out)), &rows); err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if chance := r["balance"].(float64); chance <= 0 || chance >= 1 {
				t.Errorf("%s: balance of %v is %v", design, r["dials"], chance)
			}
		}
		if best, err := filepath.Glob(filepath.Join(out, "frontier-*.yaml")); err != nil || len(best) < 3 {
			t.Errorf("%s: the frontier is %v", design, best)
		}
	}
}

// Where a price is turned, the table says that a frontier takes the cheapest, and
// else not.
func TestAPriceIsNotChosen(t *testing.T) {
	at := t.TempDir()
	write(t, priced, at, "priced.yaml")
	for dial, times := range map[string]int{"sen-support.cost: [50%, 150%]": 1, "sen-support.schools: [50%]": 0} {
		design := write(t, "authorities: [warrington]\nscenarios: [none, priced.yaml]\ndraws: 3\nyears: 1\ndials: {grid: {"+dial+"}}\n", at, "design.yaml")
		said := flowing(does(t, "sweep", design, "--quiet", "--out", filepath.Join(t.TempDir(), "swept")))
		if n := strings.Count(said, "LEVER.cost is not chosen"); n != times {
			t.Errorf("%s: it is said %d times, want %d:\n%s", dial, n, times, said)
		}
	}
}
