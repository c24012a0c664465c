package main

import (
	"path/filepath"
	"strings"
	"testing"

	"sendsim/outputs"
)

// What drives the range is told of a run, on as many draws as the budget has
// time for and no fewer than there are; the manifest says on how many, and the
// files are made again to the byte by any number of workers.
func TestWhatDrivesTheRangeIsToldAndMadeAgain(t *testing.T) {
	at := t.TempDir()
	plan := write(t, bolder, at, "plan.yaml")
	folder := filepath.Join(at, "run")
	stdout := does(t, "run", plan, "--drivers=1ms", "--out", folder, "--quiet")
	for _, want := range []string{"What drives the range of the cumulative deficit at 31 March 2026", "lever delivery", "Of 30 draws", "drivers.arrow"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
	if manifest := string(read(t, folder, outputs.ManifestName)); !strings.Contains(strings.Join(strings.Fields(manifest), " "), `"drivers": { "draws": 30, "budget": "1ms" }`) {
		t.Errorf("the manifest is\n%s", manifest)
	}
	for _, workers := range []string{"1", "3"} {
		if stdout := does(t, "verify", folder, "--quiet", "--workers", workers); !strings.Contains(stdout, "all the same") {
			t.Errorf("%s workers: %s", workers, stdout)
		}
	}
}

// A comparison says beside it what it would be worth to know before choosing;
// nothing that it says without is moved.
func TestWhatKnowingIsWorthIsToldOfAComparison(t *testing.T) {
	folder, stdout := compared(t, []string{bolder}, "--budget", "0s", "--drivers=1ms")
	plain, _ := compared(t, []string{bolder}, "--budget", "0s")
	for _, want := range []string{"What it would be worth to know before choosing", "everything, chance too", "As things are known now"} {
		if !strings.Contains(strings.Join(strings.Fields(stdout), " "), want) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
	for _, name := range []string{outputs.EffectsName, outputs.AttributionName, filepath.Join("plan", outputs.DrawsName)} {
		if string(read(t, folder, name)) != string(read(t, plain, name)) {
			t.Errorf("%s is not as without", name)
		}
	}
	if drawn := string(read(t, folder, "without-levers", outputs.DriversName)); strings.Contains(drawn, "lever delivery") {
		t.Error("the base has levers among its drivers")
	}
	if stdout := does(t, "verify", folder, "--quiet", "--workers", "2"); !strings.Contains(stdout, "35 files, all the same") {
		t.Errorf("verify says\n%s", stdout)
	}
}

func TestATimeBelowNothingIsRefused(t *testing.T) {
	for _, of := range []string{"run", "compare"} {
		code, _, stderr := command(t, of, write(t, bolder, t.TempDir(), "plan.yaml"), "--drivers=-1s")
		if code != wrongUse || !strings.Contains(stderr, "--drivers: -1s is below 0") {
			t.Errorf("%s: exit %d: %s", of, code, stderr)
		}
	}
}
