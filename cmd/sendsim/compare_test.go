package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sendsim/outputs"
	"sendsim/sim"
)

// bolder is planned with more levers, so many that their orders are sampled
// where there is no time.
const bolder = `authority: rutland
years: 2
draws: 30
levers:
  - resourced-provision: {from: 2024-autumn, places: 12}
  - resourced-provision: {name: phase 2, from: 2025-autumn, places: 20}
  - early-years-support: {from: 2024-autumn, effect: 30%, cost: {dsg: 20k/year}}
`

// compared is the folder of a small comparison, and what was printed.
func compared(t *testing.T, files []string, more ...string) (folder, stdout string) {
	t.Helper()
	names := []string{"plan.yaml", "bolder.yaml", "third.yaml", "fourth.yaml"}
	named := map[string]string{}
	for i, text := range files {
		named[names[i]] = text
	}
	at, stdout := once(t, named, func(at string) []string {
		args := []string{"compare"}
		for i := range files {
			args = append(args, filepath.Join(at, names[i]))
		}
		return append(append(args, "--out", filepath.Join(at, "compared"), "--quiet"), more...)
	})
	return filepath.Join(at, "compared"), stdout
}

// One file is compared with itself without its levers: each run's folder is the
// one that run makes, and the whole is made again to the byte by any number of
// workers, as it was planned whatever the budget was.
func TestCompareAFileWithItself(t *testing.T) {
	folder, stdout := compared(t, []string{bolder}, "--budget", "0s")
	if !strings.Contains(stdout, "plan against without levers") || !strings.Contains(stdout, "sampled, one order of the levers for each of 30 draws") {
		t.Errorf("it prints\n%s", stdout)
	}
	for _, workers := range []string{"1", "2", "7"} {
		stdout := does(t, "verify", folder, "--quiet", "--workers", workers)
		if !strings.Contains(stdout, "28 files, all the same") {
			t.Errorf("%s workers: %s", workers, stdout)
		}
	}
	alone := filepath.Join(t.TempDir(), "alone")
	does(t, "run", filepath.Join(filepath.Dir(folder), "plan.yaml"), "--out", alone, "--quiet")
	for _, name := range []string{outputs.DrawsName, outputs.SummaryName, outputs.CellsName, outputs.ScenarioName, "deficit.png"} {
		if string(read(t, alone, name)) != string(read(t, folder, "plan", name)) {
			t.Errorf("%s is not that of a run", name)
		}
	}
	does(t, "verify", filepath.Join(folder, "without-levers"), "--quiet")
}

// A base and two scenarios: each is compared with the base, in text and JSON,
// and what differs is said.
func TestCompareScenariosWithABase(t *testing.T) {
	third := strings.Replace(planned, "places: 12", "places: 14", 1) + "regime: known-2024-03\n"
	folder, stdout := compared(t, []string{planned, bolder, third}, "--json")
	var all []struct {
		Scenario, Base string
		Differences    []string
		Against        []struct{ Scenario, Column string } `json:"against_others"`
		Years          []struct {
			Effects map[string]struct{ P10, P50, P90, Mean float64 }
		}
		Attribution []struct {
			Column         string
			Base, Scenario float64
			Parts          []struct {
				Name string
				Mean float64
			}
		}
	}
	if err := json.Unmarshal([]byte(stdout), &all); err != nil || len(all) != 2 {
		t.Fatalf("%v: %s", err, stdout)
	}
	if len(all[0].Against) != 0 || len(all[1].Against) != 2 || all[1].Against[0].Scenario != "bolder" {
		t.Errorf("against the others: %v, %v", all[0].Against, all[1].Against)
	}
	for _, e := range all {
		for _, a := range e.Attribution {
			sum := a.Base
			for _, p := range a.Parts {
				sum += p.Mean
			}
			if sum != a.Scenario {
				t.Errorf("%s: %s sums to %v, want %v", e.Scenario, a.Column, sum, a.Scenario)
			}
		}
	}
	if got := strings.Join(all[0].Differences, "\n"); !strings.Contains(got, "phase 2: only in bolder: ") || strings.Contains(got, "\nresourced-provision") {
		t.Errorf("what differs: %s", got)
	}
	want := []string{"regime: known-2024-03 instead of announced-2026-11", "resourced-provision: places: 14 instead of places: 12"}
	if !slices.Equal(all[1].Differences, want) {
		t.Errorf("what differs: %q, want %q", all[1].Differences, want)
	}
	names, err := namesIn(folder)
	for _, name := range []string{"plan", "bolder", "third", "effects.arrow", "attribution.arrow", "waterfall-deficit-third.svg", "waterfall-plans-bolder.png"} {
		if !slices.Contains(names, name) {
			t.Errorf("%v %v: no %s", names, err, name)
		}
	}
	does(t, "verify", folder, "--quiet")
}

// What cannot be paired is refused, with all faults at once; a changed input is
// found by verify.
func TestCompareRefusesWhatCannotBePaired(t *testing.T) {
	at := t.TempDir()
	base := write(t, planned, at, "base.yaml")
	other := write(t, "authority: kent\nyears: 3\ndraws: 30\nseed: 5\n", at, "other.yaml")
	code, _, stderr := command(t, "compare", base, other)
	for _, fault := range []string{"authority is kent", "years is 3", "seed is 5"} {
		if code != wrongUse || !strings.Contains(stderr, fault) {
			t.Errorf("exit %d, not %q: %s", code, fault, stderr)
		}
	}
	if code, _, _ := command(t, "compare", base, "--budget=-1s"); code != wrongUse {
		t.Errorf("a budget below 0: exit %d", code)
	}
	if code, _, _ := command(t, "compare"); code != wrongUse {
		t.Errorf("nothing to compare: exit %d", code)
	}
	err := onSameGround([]string{"base.yaml", "later.yaml"}, []*sim.Scenario{{Start: 2024}, {Start: 2026}})
	if err == nil || !strings.Contains(err.Error(), "start is 2026-01, and in base.yaml 2024-01") {
		t.Errorf("a start is not as elsewhere: %v", err)
	}
	folder, _ := compared(t, []string{planned})
	changed := filepath.Join(folder, "plan", "scenario.yaml")
	if err := os.WriteFile(changed, []byte(strings.Replace(string(read(t, changed)), "places: 12", "places: 13", 1)), fileMode); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := command(t, "verify", folder, "--quiet"); code != failed || !strings.Contains(stderr, "plan: scenario.yaml was changed since the run") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}
