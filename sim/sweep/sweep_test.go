package sweep_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"sendsim/calibration"
	"sendsim/internal/fuzztest"
	"sendsim/internal/strict"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

var opened = sync.OnceValues(func() (*sim.World, error) {
	ships, err := calibration.OpenShipped()
	if err != nil {
		return nil, err
	}
	lib, err := ships.Library()
	if err != nil {
		return nil, err
	}
	return sim.NewWorld(lib)
})

func world(t testing.TB) *sim.World {
	t.Helper()
	w, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

var columns = []string{"plans", "in_year_deficit", "cumulative_deficit"}

const plan = `authority: rutland
levers:
  - resourced-provision: {from: 2024-autumn, places: 12}
  - early-years-support: {name: early, from: 2024-autumn, reach: 40%}
`

func read(t testing.TB, text string) (*sweep.Design, error) {
	t.Helper()
	return readOver(t, text, 0)
}

func readOver(t testing.TB, text string, draws int) (*sweep.Design, error) {
	t.Helper()
	files := sweep.Files{Beside: fstest.MapFS{"design.yaml": {Data: []byte(text)}, "plan.yaml": {Data: []byte(plan)}, "bad.yaml": {Data: []byte("authority: nowhere\nyeers: 3\n")}}, Ships: scenarios.FS}
	return sweep.Read(files, "design.yaml", world(t), columns, sweep.Over{Draws: draws})
}

func TestAGridIsEveryCombinationOfItsDials(t *testing.T) {
	d, err := read(t, "authorities: [rutland, Hartlepool]\nscenarios: [none, plan.yaml]\ndraws: 7\nblock: 3\nyears: 3\nbalance-by: 2025-26\n"+
		"dials: {grid: {resourced-provision.places: [5, 10], early.reach: [20%, 40%, 60%]}}\n")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.Combinations()); n != 2*(1+6) {
		t.Errorf("%d combinations, want two authorities times one without levers and six", n)
	}
	if d.By != 2025 || !slices.Equal(d.Authorities, []string{"rutland", "hartlepool"}) {
		t.Errorf("by %d, of %v", d.By, d.Authorities)
	}
	items := d.Items()
	if len(items) != 3*14 || items[2].First != 6 || items[2].Draws != 1 {
		t.Errorf("%d items; the third is %+v", len(items), items[2])
	}
	m := sweep.Models{Design: d, World: world(t)}
	last, err := m.Of(sweep.Combination{Authority: 1, Scenario: 1, Point: 5})
	if err != nil {
		t.Fatal(err)
	}
	text := string(last.Scenario.YAML())
	for _, says := range []string{"authority: hartlepool", "years: 3", "draws: 7", "places: 10", "reach: 60%"} {
		if !strings.Contains(text, says) {
			t.Errorf("the last combination does not say %q:\n%s", says, text)
		}
	}
}

// A Latin hypercube has one point in each part of every range, is the same
// every time, and another by another seed.
func TestAHypercubeFillsEveryPart(t *testing.T) {
	const text = "authorities: [rutland]\nscenarios: [plan.yaml]\ndials:\n  latin-hypercube:\n    points: 16\n    of:\n" +
		"      early.reach: {from: 20%, to: 60%}\n      early.effect: {from: 0%, to: 32%}\n"
	d, err := read(t, text)
	if err != nil {
		t.Fatal(err)
	}
	again, err := read(t, text)
	if err != nil {
		t.Fatal(err)
	}
	other, err := read(t, text+"seed: 5\n")
	if err != nil {
		t.Fatal(err)
	}
	for dial, of := range [][2]float64{{0.2, 0.4}, {0, 0.32}} {
		seen := map[int]bool{}
		for _, p := range d.Scenarios[0].Points {
			seen[int((*p[dial]-of[0])/of[1]*16)] = true
		}
		if len(seen) != 16 {
			t.Errorf("dial %d: %d of 16 parts have a point", dial, len(seen))
		}
	}
	points := func(d *sweep.Design) string { b, _ := json.Marshal(d.Scenarios[0].Points); return string(b) }
	if points(d) != points(again) || points(d) == points(other) {
		t.Error("the points do not follow from the seed")
	}
}

// Everything that is wrong is said at once, with its place.
func TestEveryFaultOfADesign(t *testing.T) {
	_, err := read(t, "authorities: [rutland, nowhere]\nscenarios: [plan.yaml, bad.yaml, lost.yaml, ../up.yaml, plan.yaml]\ndraws: 0\nbalance-by: 2050-51\ncolumns: [plans, plonks]\nregime: none\n"+
		"pints: 3\ndials:\n  grid: {resourced-provision.plaices: [5], early.reach: [200%]}\n  list: [{early.reach: 1}]\n")
	for _, says := range []string{
		`design.yaml:1:24: authorities: `, `bad.yaml:1:12: authority: `, `bad.yaml:2:1: yeers: is not a known key`, `lost.yaml" is no file beside the design`, `"../up.yaml" is not the name of a file`,
		"a scenario of the name plan stands here already", "draws: 0 is out of range", `"2050-51" is no financial year`, "plonks", "regime: ", "pints: is not a known key",
		"early.reach: 200%", "stands beside grid",
	} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is not said:\n%v", says, err)
		}
	}
	_, err = read(t, "authorities: [rutland]\nscenarios: [plan.yaml]\ndials:\n  grid: {resourced-provision.plaices: [5]}\n")
	if err == nil || !strings.Contains(err.Error(), "resourced-provision.plaices: is a dial of no lever of the scenarios (did you mean resourced-provision.places") {
		t.Errorf("said is\n%v", err)
	}
}

// Of a scenario that cannot be read its faults are said, and not that its levers
// are not there. A design without authorities says what may stand there.
func TestACauseIsSaidWithoutItsConsequences(t *testing.T) {
	const lacking = "levers:\n  - resourced-provision: {from: 2024-autumn, places: 12, cost: {dsg: 1k/year}}\n"
	_, err := readBeside(t, "authorities: [rutland]\nscenarios: [none, priced.yaml]\nbase: priced\ndials: {grid: {resourced-provision.places: [5]}}\ncosts: {resourced-provision: 75%}\n", lacking)
	if err == nil || !strings.Contains(err.Error(), "priced.yaml:1:1: authority: is missing") || strings.Contains(err.Error(), "design.yaml:") {
		t.Errorf("said is\n%v", err)
	}
	if _, err := read(t, "scenarios: [none]\n"); err == nil || !strings.Contains(err.Error(), "authorities: is missing; allowed: a list, as [kent, leeds]") {
		t.Errorf("said is\n%v", err)
	}
}

// Draws that stand over those of the design are those of its scenarios too, and
// in range.
func TestDrawsOverTheDesign(t *testing.T) {
	const text = "authorities: [rutland]\nscenarios: [plan.yaml]\ndraws: 7\n"
	d, err := readOver(t, text, 9)
	if err != nil {
		t.Fatal(err)
	}
	if d.Draws != 9 || !strings.Contains(d.Scenarios[0].YAML, "draws: 9\n") {
		t.Errorf("%d draws, of\n%s", d.Draws, d.Scenarios[0].YAML)
	}
	for _, n := range []int{-1, sim.MaxDraws + 1} {
		if _, err := readOver(t, text, n); err == nil || !strings.Contains(err.Error(), "out of range") {
			t.Errorf("%d draws: %v", n, err)
		}
	}
}

// More items than a machine can list are a fault with a place, and one of a
// design that was changed by hand.
func TestADesignIsBounded(t *testing.T) {
	const text = "scenarios: [plan.yaml]\nauthorities: [rutland, hartlepool]\ndraws: 500001\nblock: 1\n"
	if _, err := read(t, text); err == nil || !strings.Contains(err.Error(), "design.yaml:2:") || !strings.Contains(err.Error(), "more than 1000000 parts") {
		t.Errorf("%v", err)
	}
	d, err := readOver(t, text, 500_000)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Sound(columns); err != nil {
		t.Error(err)
	}
	d.Draws++
	if err := d.Sound(columns); err == nil || !strings.Contains(err.Error(), "more than 1000000 parts") {
		t.Errorf("%v", err)
	}
}

// Names that are one folder where letters are not told apart by case are one.
func TestNamesThatDifferInCase(t *testing.T) {
	_, err := read(t, "authorities: [rutland]\nscenarios: [none, NONE]\n")
	if err == nil || !strings.Contains(err.Error(), "a scenario of the name NONE stands here already") {
		t.Errorf("%v", err)
	}
}

// Tallies of parts add up to that of all, bit for bit, in any grouping and
// order, and come back from their bytes.
func TestTalliesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64Range(-1<<rapid.IntRange(0, 40).Draw(t, "bits"), 1<<30), 0, 400).Draw(t, "values")
		of := func(values []int64) *sweep.Tally {
			a := &sweep.Tally{}
			for _, v := range values {
				a.Draws++
				a.Cost += v
				a.Deficit.Add(v)
				a.Effect.Add(v / 3)
			}
			return a
		}
		whole := of(values)
		merged := &sweep.Tally{}
		for rest := values; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "part")
			part := of(rest[:n])
			if rest = rest[n:]; rapid.Bool().Draw(t, "before") {
				part.Merge(merged)
				merged = part
			} else {
				merged.Merge(part)
			}
		}
		if !bytes.Equal(whole.Bytes(), merged.Bytes()) {
			t.Fatalf("%x\n%x", whole.Bytes(), merged.Bytes())
		}
		back, err := sweep.TallyOf(whole.Bytes())
		if err != nil || !bytes.Equal(back.Bytes(), whole.Bytes()) {
			t.Fatalf("%v: %x", err, back.Bytes())
		}
		if len(values) == 0 {
			return
		}
		sorted := slices.Sorted(slices.Values(values))
		width := float64(whole.Deficit.Width())
		if want, have := float64(sorted[(len(sorted)-1)/2]), whole.Deficit.Quantile(0.5); math.Abs(want-have) > width {
			t.Fatalf("the median is %v, to %v; told %v", want, width, have)
		}
		if spread := float64(sorted[len(sorted)-1] - sorted[0]); width > 1 && width > spread/2000 {
			t.Fatalf("bins of %v on a range of %v", width, spread)
		}
	})
}

// FuzzDesign says of any text: it is a design that is sound, or its faults have
// places; in bounded memory.
func FuzzDesign(f *testing.F) {
	world(f) // which is not read of a design
	f.Add("authorities: [rutland]\nscenarios: [none, plan.yaml]\ndials: {grid: {early.reach: [20%, 40%]}}\n")
	f.Add("authorities: region:north-east\nscenarios: [plan.yaml]\ndials: {latin-hypercube: {points: 4, of: {early.reach: {from: 1%, to: 2%}}}}\n")
	f.Add("authorities: england\ndials: {list: [{early.reach: 4}]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		var d *sweep.Design
		var err error
		const perByte, points = 20_000, 64 << 20 // a short text may ask for 100,000 points
		fuzztest.Frugal(t, len(text)+points/perByte, perByte, func() { d, err = read(t, text) })
		if err == nil {
			if err := d.Sound(columns); err != nil {
				t.Fatalf("a design that was read is not sound: %v", err)
			}
			return
		}
		var faults strict.Faults
		if !errors.As(err, &faults) {
			t.Fatalf("no fault with a place: %v", err)
		}
	})
}

// FuzzTally says of any bytes: they are refused, or are those of a tally.
func FuzzTally(f *testing.F) {
	t := sweep.Tally{Draws: 2}
	t.Deficit.Add(-5)
	t.Deficit.Add(1 << 40)
	f.Add(t.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		tally, err := sweep.TallyOf(b)
		if err != nil {
			return
		}
		if again, err := sweep.TallyOf(tally.Bytes()); err != nil || !bytes.Equal(again.Bytes(), tally.Bytes()) {
			t.Fatalf("%v: %x", err, b)
		}
	})
}
