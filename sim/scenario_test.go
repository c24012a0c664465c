package sim_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/cohorts"
	"sendsim/internal/golden"
	"sendsim/internal/strict"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// shelf is what ships, in these tests.
type shelf map[string][]string // authorities by region

var shipped = shelf{
	"north-east": {"hartlepool", "stockton-on-tees"},
	"london":     {"barnet"},
	"south-east": {"oxfordshire"},
}

func (s shelf) Authority(name string) (string, error) {
	if name == "E06000001" {
		return "hartlepool", nil
	}
	if name == "Barnet, London Borough of" {
		return "barnet", nil
	}
	all := s.Members("")
	if slices.Contains(all, name) {
		return name, nil
	}
	return "", fmt.Errorf("%q is not an authority that is known%s", name, strict.Meant(name, all))
}

func (s shelf) Members(region string) []string {
	if region != "" {
		return s[region]
	}
	return slices.Concat(s["london"], s["north-east"], s["south-east"])
}

func (s shelf) Unfit(string) string { return "" }

func (s shelf) Regions() []string { return []string{"london", "north-east", "south-east"} }

func (s shelf) Regimes() []string {
	return []string{"announced-2020-01", "announced-2021-01", "announced-2022-01", "announced-2026-11", "known-2024-03"}
}
func (s shelf) Local() (key string, alone bool) { return "", false }
func (s shelf) Censuses() (first, last int)     { return 2018, 2024 }

// few is a shelf of which one authority can be run.
type few struct{ shelf }

func (few) Unfit(key string) string {
	if key == "barnet" {
		return ""
	}
	return "not calibrated here"
}

// anyone is a shelf on which every authority stands.
type anyone struct{ shelf }

func (anyone) Authority(name string) (string, error) { return name, nil }

func (a anyone) open(string) (sim.Known, error) { return a, nil }

// open finds the shelf in any folder but two.
func (s shelf) open(calibrations string) (sim.Known, error) {
	switch calibrations {
	case "nowhere":
		return nil, errors.New("nowhere: holds no calibrations")
	case "few":
		return few{s}, nil
	}
	return s, nil
}

func load(t *testing.T, text string) *sim.Scenario {
	t.Helper()
	s, err := sim.LoadScenario(fstest.MapFS{"a/test.yaml": {Data: []byte(text)}}, "a/test.yaml", shipped.open)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestFaultyScenariosSayEverythingThatIsWrong holds each faulty file against
// what is said of it.
func TestFaultyScenariosSayEverythingThatIsWrong(t *testing.T) {
	files, err := filepath.Glob("testdata/faulty/*.yaml")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d faulty files: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			_, err := sim.LoadScenario(os.DirFS("testdata/faulty"), filepath.Base(file), shipped.open)
			var faults strict.Faults
			if !errors.As(err, &faults) {
				t.Fatalf("got %v, want faults", err)
			}
			golden.File(t, strings.TrimSuffix(file, ".yaml")+".txt", []byte(err.Error()+"\n"))
		})
	}
}

func TestAScenarioThatIsNotThere(t *testing.T) {
	_, err := sim.LoadScenario(fstest.MapFS{}, "none.yaml", shipped.open)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestTheDefaultIsTheUnmitigatedFile(t *testing.T) {
	s, err := sim.LoadScenario(scenarios.FS, "unmitigated.yaml", shipped.open)
	if err != nil {
		t.Fatal(err)
	}
	if want := sim.Default(); !reflect.DeepEqual(s, want) {
		t.Errorf("the file is %+v, the default %+v", s, want)
	}
	if err := sim.Default().Check(shipped); err != nil {
		t.Error(err)
	}
}

func TestWhatIsLeftOutIsAsInTheDefault(t *testing.T) {
	s := load(t, "authority: hartlepool\n")
	want := sim.Default()
	want.Name, want.Areas = "test", []string{"hartlepool"}
	if !reflect.DeepEqual(s, want) {
		t.Errorf("read %+v, want %+v", s, want)
	}
}

func TestAreasAreKnownByNameCodeRegionAndEngland(t *testing.T) {
	for text, want := range map[string]string{
		"E06000001":                       "[hartlepool]",
		"hartlepool, stockton-on-tees":    "[hartlepool stockton-on-tees]",
		"[hartlepool, barnet]":            "[hartlepool barnet]",
		`"Barnet, London Borough of"`:     "[barnet]",
		"region:north-east":               "[region:north-east]",
		`"region: North East"`:            "[region:north-east]",
		"England":                         "[england]",
		"region:north-east,region:london": "[region:north-east region:london]",
	} {
		if got := fmt.Sprint(load(t, "authority: "+text+"\n").Areas); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

func TestEveryScenarioThatShipsComesBackAsResolved(t *testing.T) {
	files, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil || len(files) < 2 {
		t.Fatalf("%v: %v", files, err)
	}
	for _, file := range files {
		every := anyone{shipped}
		s, err := sim.LoadScenario(scenarios.FS, file, every.open)
		if err != nil {
			t.Fatal(err)
		}
		again, err := sim.LoadScenario(fstest.MapFS{file: {Data: s.YAML()}}, file, every.open)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(s, again) {
			t.Errorf("%s: %+v came back as %+v", file, s, again)
		}
		if string(again.YAML()) != string(s.YAML()) {
			t.Errorf("%s: written\n%sthen\n%s", file, s.YAML(), again.YAML())
		}
		golden.Equal(t, "resolved/"+file, s.YAML())
	}
}

func TestTheExampleIsReadAsWritten(t *testing.T) {
	s, err := sim.LoadScenario(scenarios.FS, "stockton-example.yaml", shipped.open)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Levers) != 2 || levers.NameOf(s.Levers[0]) != "early-years-support" || levers.NameOf(s.Levers[1]) != "phase 1" {
		t.Fatalf("levers are %v", s.Levers)
	}
	e := s.Levers[0].(*levers.EarlyYearsSupport)
	if e.From != (cohorts.Term{Year: 2024}) || e.Reach.Range != strict.Exactly(0.4) || e.Effect.Range != strict.Between(0.05, 0.2) {
		t.Errorf("early-years support is %+v", e)
	}
	if e.Delivery.Late.Range != strict.Between(0, 12) || e.Delivery.Realised.Range != strict.Between(0.4, 1) {
		t.Errorf("its delivery is %+v", e.Delivery)
	}
	want := []levers.Cost{
		{Purse: finance.HighNeeds, Money: strict.Money{Pounds: 350_000, Yearly: true}},
		{Purse: finance.Council, Money: strict.Money{Pounds: 100_000}},
	}
	if !slices.Equal(e.Cost, want) {
		t.Errorf("its cost is %v", e.Cost)
	}
	if r := s.Levers[1].(*levers.ResourcedProvision); r.Places.Range != strict.Exactly(40) {
		t.Errorf("places are %v", r.Places)
	}
}

func TestFlagsAreHeldToTheSameRules(t *testing.T) {
	s := load(t, "authority: hartlepool\nlevers:\n  - resourced-provision: {from: 2032-autumn}\n")
	s.Years, s.Draws, s.Regime = 3, 0, "none"
	err := s.Check(shipped)
	for _, want := range []string{"draws: 0", "regime: \"none\"", "levers: 2032-autumn is after the last term lived"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
}

func TestTheTermsOfARun(t *testing.T) {
	s := sim.Default()
	if got := fmt.Sprint(s.First(), s.Last()); got != "2024-spring 2034-spring" {
		t.Errorf("ten years from January 2024 are %s", got)
	}
}
