package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// transferred can reach balance in a year by money alone: two transfers whose
// size can be turned, and places that do nothing for the year.
const transferred = `authority: rutland
years: 2
draws: 300
levers:
  - schools-block-transfer: {from: 2024-summer, size: 3%, consent: 100%}
  - schools-block-transfer: {name: another, from: 2024-summer, size: 3%, consent: 100%}
  - resourced-provision: {from: 2024-autumn, places: 12, cost: {council: 100k/year}}
`

// Under -short of few draws.
func TestTheLeastCostlyLevelsAreFound(t *testing.T) {
	at := t.TempDir()
	plan, found := write(t, transferred, at, "plan.yaml"), filepath.Join(at, "found.yaml")
	args := []string{"goal", plan, "--by", "2024-25", "--probability", "50%", "--budget", "10m", "--quiet"}
	if testing.Short() {
		args = append(args, "--draws", "100")
	}
	stdout := does(t, append(args, "--out", found, "--workers", "1")...)
	for _, want := range []string{"in-year balance in 2024-25 with a chance of 50 %", "It is reached, for", "resourced-provision places 12 none", "Written to"} {
		if !strings.Contains(strings.Join(strings.Fields(stdout), " "), want) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
	if strings.Contains(stdout, "ended the search") {
		t.Errorf("it says that it was cut\n%s", stdout)
	}
	// What is written is a scenario with what was found, and no more.
	if yaml := string(read(t, found)); strings.Contains(yaml, "resourced-provision") || !strings.Contains(yaml, "schools-block-transfer") {
		t.Errorf("written is\n%s", yaml)
	}
	does(t, "check", found)
	if again := does(t, append(args, "--out", found, "--workers", "3", "--force")...); again != stdout {
		t.Errorf("three workers find\n%s\none\n%s", again, stdout)
	}
}

func TestAGoalThatCannotBeReachedIsSaid(t *testing.T) {
	plan := write(t, bolder, t.TempDir(), "plan.yaml")
	stdout := does(t, "goal", plan, "--probability", "99.9%", "--evaluations", "3", "--budget", "10m", "--quiet")
	for _, want := range []string{"It was not reached", "In-year deficit of 2025-26 that 99.9 % of draws do not exceed", "no levels that were tried bring it nearer than none do", "3 levels were tried of at most 3", "Sources: DfE", "The search ended at the levels allowed"} {
		if !strings.Contains(strings.Join(strings.Fields(stdout), " "), want) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
	if stdout := does(t, "goal", plan, "--budget", "0s", "--quiet"); !strings.Contains(stdout, "The budget ended the search early") {
		t.Errorf("without time it prints\n%s", stdout)
	}
	var rows []struct {
		Effect         float64 `json:"effect_plan"`
		Error          float64 `json:"effect_plan_mc_error"`
		DeficitWithout float64 `json:"deficit_without"`
		DeficitPlan    float64 `json:"deficit_plan"`
		Notes          []string
	}
	if err := json.Unmarshal([]byte(does(t, "goal", plan, "--evaluations", "2", "--quiet", "--json")), &rows); err != nil || len(rows) != 3 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for _, r := range rows {
		if r.Effect != r.DeficitPlan-r.DeficitWithout || r.Effect == 0 || r.Error <= 0 {
			t.Errorf("an effect of %v ±%v from %v to %v", r.Effect, r.Error, r.DeficitWithout, r.DeficitPlan)
		}
		if notes := strings.Join(r.Notes, " "); !strings.Contains(notes, "Warning: ") || !strings.Contains(notes, "Sources: DfE") {
			t.Errorf("its notes are %q", notes)
		}
	}
}

func TestAFaultyGoalSaysEverything(t *testing.T) {
	plan := write(t, bolder, t.TempDir(), "plan.yaml")
	code, _, stderr := command(t, "goal", plan, "--by", "2044-45", "--probability", "0%", "--keep", "phase 3", "--evaluations", "1", "--budget=-1s")
	if code != wrongUse {
		t.Errorf("exit %d", code)
	}
	for _, want := range []string{"--by: \"2044-45\"", "--probability: \"0%\"", "--keep: \"phase 3\" names no lever of the scenario (did you mean phase 2?)", "--evaluations: 1", "--budget: -1s"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("%q is not in\n%s", want, stderr)
		}
	}
	code, _, stderr = command(t, "goal", write(t, "authority: rutland\n", t.TempDir(), "none.yaml"))
	if code != wrongUse || !strings.Contains(stderr, "no lever to turn") {
		t.Errorf("without levers: exit %d: %s", code, stderr)
	}
}
