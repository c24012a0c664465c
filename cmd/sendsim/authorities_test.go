package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"sendsim/docs"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/peers"
)

func TestAuthoritiesAreCompared(t *testing.T) {
	t.Setenv("COLUMNS", "")
	at := filepath.Join(t.TempDir(), "out")
	stdout := does(t, "authorities", "--compare", "rutland,E10000016", "--draws", "200", "--out", at)
	fits(t, "authorities", stdout)
	for _, want := range []string{"neighbours of Rutland", "neighbours of Kent", "England", "new plans a year per 1,000", "not told apart", "as published"} {
		if !strings.Contains(strings.Join(strings.Fields(stdout), " "), want) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
	if len(read(t, filepath.Join(at, outputs.PeersName))) == 0 {
		t.Error("nothing is written")
	}
	var list []struct {
		Code, Name, Figure string
		Range              struct{ P10, P50, P90 *float64 }
		Against            []struct {
			Code  string
			Above *float64
			Told  bool `json:"more_than_chance"`
		}
	}
	if err := json.Unmarshal([]byte(does(t, "authorities", "--compare", "rutland", "--draws", "100", "--json", "--out", at, "--force")), &list); err != nil {
		t.Fatal(err)
	}
	const subjects = 3 // Rutland, its neighbours, England
	if want := subjects * len(peers.Figures); len(list) != want || len(list[0].Against) != 2 {
		t.Errorf("%d objects, not %d, the first with %d differences", len(list), want, len(list[0].Against))
	}
	for _, one := range list {
		r := one.Range
		if one.Name == "Rutland" && one.Figure == "share_home_educated" {
			// Fewer than five children: a share would tell how many.
			if r.P50 != nil || one.Against[0].Above != nil || one.Against[0].Told {
				t.Errorf("a small count is told: %v", one)
			}
			continue
		}
		if r.P50 != nil && (*r.P10 > *r.P50 || *r.P50 > *r.P90) {
			t.Errorf("%s of %s has no range: %v %v %v", one.Figure, one.Name, *r.P10, *r.P50, *r.P90)
		}
	}
}

// A difference is split into five parts, which add up in what is printed and, to
// the last bit, in what is written; the same for any workers.
func TestADifferenceIsSplit(t *testing.T) {
	t.Setenv("COLUMNS", "")
	at := filepath.Join(t.TempDir(), "out")
	args := []string{"authorities", "--compare", "rutland", "--with-rates-of", "hartlepool", "--draws", "60", "--years", "2", "--quiet"}
	stdout := does(t, append(args, "--out", at, "--workers", "1")...)
	fits(t, "authorities", stdout[:strings.Index(stdout, "\nWritten to")+1])
	for _, want := range []string{"What makes the difference, 2025-26", "Rutland against Hartlepool", "on the rates of Hartlepool", "population, prices and grant stay those of Rutland", "population - - - - rates "} {
		if !strings.Contains(strings.Join(strings.Fields(stdout), " "), want) {
			t.Errorf("%q is not in\n%s", want, stdout)
		}
	}
	first := read(t, filepath.Join(at, outputs.SplitName))
	stdout = does(t, append(args, "--out", at, "--force", "--workers", "3", "--json")...)
	if !bytes.Equal(first, read(t, filepath.Join(at, outputs.SplitName))) {
		t.Error("three workers write another file")
	}
	var list []struct {
		From, To, Outcome, Part string
		Mean                    float64
	}
	if err := json.Unmarshal([]byte(stdout), &list); err != nil {
		t.Fatal(err)
	}
	const splits, outcomes, ends = 2, 4, 2
	if want := splits * outcomes * (len(peers.Parts) + ends); len(list) != want {
		t.Fatalf("%d objects, not %d", len(list), want)
	}
	sum := 0.0
	for _, one := range list {
		switch one.Part {
		case "from":
			sum = one.Mean
		case "to":
			if sum != one.Mean {
				t.Errorf("%s, %s: the parts lead to %v, the end is %v", one.To, one.Outcome, sum, one.Mean)
			}
		default:
			sum += one.Mean
		}
	}
}

func TestAuthoritiesAreRanked(t *testing.T) {
	t.Setenv("COLUMNS", "")
	for _, measure := range measureKeys() {
		stdout := does(t, "authorities", "--rank", measure)
		fits(t, "authorities", stdout)
		if lines := strings.Count(stdout, "\n"); lines < 150 || !strings.Contains(stdout, "England") {
			t.Errorf("%s: %d lines, not one for each of the 151 and England", measure, lines)
		}
		var list []struct{ Rank *float64 }
		if err := json.Unmarshal([]byte(does(t, "authorities", "--rank", measure, "--year", "2024-25", "--json")), &list); err != nil {
			t.Fatal(err)
		}
		for i, one := range list {
			if (one.Rank == nil) != (i == len(list)-1) || i > 0 && one.Rank != nil && *one.Rank < *list[i-1].Rank {
				t.Errorf("%s: number %d has the rank %v", measure, i, one.Rank)
			}
		}
	}
}

// A run of all authorities writes how they stand to one another, the same for
// any workers, is verified, and refused by what wants futures.
func TestAllAuthoritiesAreRun(t *testing.T) {
	t.Setenv("COLUMNS", "")
	at := t.TempDir()
	one := filepath.Join(at, "one")
	draws := 26
	if testing.Short() {
		draws = 4
	}
	stdout := does(t, "run", "--authority", "all", "--draws", fmt.Sprint(draws), "--years", "1", "--workers", "2", "--quiet", "--out", one)
	table, _, _ := strings.Cut(stdout, "\nWritten to")
	fits(t, "run", table+"\n")
	does(t, "verify", one, "--quiet", "--workers", "1")
	text := read(t, filepath.Join(one, outputs.StandingsText))
	s, made, err := outputs.ReadStandings(text)
	if err != nil {
		t.Fatal(err)
	}
	if s.Years != 1 || s.FirstYear != 2024 || len(s.Areas) != 152 || s.Draws != draws {
		t.Errorf("%d years from %d of %d areas with %d draws", s.Years, s.FirstYear, len(s.Areas), s.Draws)
	}
	var again bytes.Buffer
	if err := s.WriteText(&again, made); err != nil || !bytes.Equal(text, again.Bytes()) {
		t.Errorf("read and written again it differs: %v", err)
	}
	code, _, stderr := command(t, "report", one)
	if code != 2 || !strings.Contains(stderr, "is a run of all authorities") {
		t.Errorf("report: %d, %s", code, stderr)
	}
}

// What ships of a run of all authorities is of the model and the calibrations
// that ship.
func TestTheStandingsAreNotStale(t *testing.T) {
	const remedy = "\n\tremedy: make rankings, then read the diff"
	_, made, err := outputs.ShippedStandings()
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := outputs.ShippedInputs()
	if err != nil {
		t.Fatal(err)
	}
	if of := shippedDigest(inputs); of != made.Calibrations {
		t.Errorf("the calibrations are %s; the standings were made from %s%s", of, made.Calibrations, remedy)
	}
	lib, err := openShipped()
	if err != nil {
		t.Fatal(err)
	}
	world, err := sim.NewWorld(lib)
	if err != nil {
		t.Fatal(err)
	}
	model, err := peers.Digest(world)
	if err != nil {
		t.Fatal(err)
	}
	if model != made.Model {
		t.Errorf("the model is %s; the standings were made with %s%s", model, made.Model, remedy)
	}
	const mostBytes = 300_000
	if n := len(docs.Standings); n > mostBytes {
		t.Errorf("the standings take %d bytes", n)
	}
	if made.Seed != sim.Default().Seed {
		t.Errorf("the standings have the seed %d, not the usual one%s", made.Seed, remedy)
	}
}
