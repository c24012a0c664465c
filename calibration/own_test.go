package calibration

import (
	"bytes"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/internal/strict"
)

// laid is a shipped authority with a council's own figures.
func laid(t testing.TB, name string, own *Own) (with, without *Authority) {
	t.Helper()
	lib, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	a, err := lib.Authority(name)
	if err != nil {
		t.Fatal(err)
	}
	return a.Lay(own, lib.England.Evidence), a
}

// more is an authority's caseload with a child more in each cell that has more
// than two.
func more(a *Authority) *[settings][needs][ages]int32 {
	plans := a.Structure.Plans
	for s := range plans {
		for d := range plans[s] {
			for age := range plans[s][d] {
				if plans[s][d][age] > 2 {
					plans[s][d][age]++
				}
			}
		}
	}
	return &plans
}

// starts fails the test unless a future starts with a table, to the child.
func starts(t *testing.T, s *cohorts.State, plans *[settings][needs][ages]int32) {
	t.Helper()
	for st := range plans {
		for d := range plans[st] {
			for age, n := range plans[st][d] {
				if have := s.Cell(cohorts.Cell{Age: cohorts.Age(age), Need: cohorts.Need(d), Setting: cohorts.Setting(st)}); have != n {
					t.Fatalf("%s, %s, age %d: %d children at the start, want %d", cohorts.Setting(st), cohorts.Need(d), age, have, n)
				}
			}
		}
	}
}

func TestOwnFiguresThatReplaceNothingChangeNothing(t *testing.T) {
	for _, name := range []string{"Stockton-on-Tees", "Hackney", "Wiltshire"} {
		with, without := laid(t, name, &Own{})
		for draw := range 5 {
			var p, q cohorts.Params
			var s, r cohorts.State
			with.Settle(draw, rng.Seed(1), &p, &s)
			without.Settle(draw, rng.Seed(1), &q, &r)
			if !reflect.DeepEqual(p, q) || !reflect.DeepEqual(s, r) {
				t.Errorf("%s, draw %d: another future", name, draw)
			}
		}
	}
}

func TestACaseloadIsTheStartAndLeavesNewPlansAsTheyWere(t *testing.T) {
	for _, name := range []string{"Stockton-on-Tees", "Hackney", "Wiltshire"} {
		_, a := laid(t, name, &Own{})
		plans := more(a)
		with, without := laid(t, name, &Own{January: 2024, Plans: plans})
		luck := LuckOf(rng.Seed(3))
		for draw := range 20 {
			var p cohorts.Params
			var s cohorts.State
			with.Settle(draw, rng.Seed(3), &p, &s)
			starts(t, &s, plans)
			one, other := with.Targets(draw, luck).Entries, without.Targets(draw, luck).Entries
			for y := range one {
				if one[y] != other[y] {
					t.Fatalf("%s, draw %d: %.2f new plans in year %d, and %.2f without", name, draw, one[y], y, other[y])
				}
			}
			if err := p.Check(31); err != nil {
				t.Error(err)
			}
		}
	}
}

// A council's new plans change their level as a fit to them does: as published,
// they are what ships.
func TestNewPlansAreFitted(t *testing.T) {
	_, a := laid(t, "Stockton-on-Tees", &Own{})
	was, _ := a.Evidence.Value(evidence.NewPlans, 2023, evidence.AllAges, "")
	same, _ := laid(t, "Stockton-on-Tees", &Own{NewPlans: map[int]float64{2023: was}})
	for _, i := range []int{entryLevel, entryVolatility} {
		have, want := same.Parameters[i].Post, a.Parameters[i].Post
		if math.Abs(have.Mean-want.Mean) > 1e-9 || math.Abs(have.SD-want.SD) > 1e-9 {
			t.Errorf("%s is %v, and ships as %v", a.Parameters[i].Name, have, want)
		}
	}
	high, _ := laid(t, "Stockton-on-Tees", &Own{NewPlans: map[int]float64{2023: 1.3 * was}})
	if up := high.Parameters[entryLevel].Post.Mean - a.Parameters[entryLevel].Post.Mean; up < .05 || up > math.Log(1.3) {
		t.Errorf("a third more new plans in the last year move the level by %.3f in the log", up)
	}
	for i := range high.Parameters {
		if i != entryLevel && i != entryVolatility && high.Parameters[i].Post != a.Parameters[i].Post {
			t.Errorf("they change %s", a.Parameters[i].Name)
		}
	}
}

// Requests change how many are made for a plan: by as much as the council
// counts more of them, at the same new plans.
func TestRequestsChangeTheirYield(t *testing.T) {
	_, a := laid(t, "Stockton-on-Tees", &Own{})
	was, _ := a.Evidence.Value(evidence.Requests, 2023, evidence.AllAges, "")
	with, _ := laid(t, "Stockton-on-Tees", &Own{Requests: 1.2 * was})
	if got, want := with.yieldAt(1), a.yieldAt(1)/1.2; math.Abs(got/want-1) > 1e-6 {
		t.Errorf("%.4f plans come of a request, want %.4f", got, want)
	}
	luck := LuckOf(rng.Seed(1))
	if with.Targets(1, luck) != a.Targets(1, luck) {
		t.Error("more requests change the new plans that are expected")
	}
}

// A later census starts the future there, on the national path of the same
// draw, with the council's children; what it knows of the years between makes
// new plans more certain.
func TestALaterCensusMovesTheStart(t *testing.T) {
	_, a := laid(t, "Stockton-on-Tees", &Own{})
	plans := more(a)
	known := map[int]float64{2024: 380, 2025: 420}
	with, _ := laid(t, "Stockton-on-Tees", &Own{January: 2026, Plans: plans, NewPlans: known})
	blind, _ := laid(t, "Stockton-on-Tees", &Own{January: 2026, Plans: plans})
	luck := LuckOf(rng.Seed(3))
	var first, unknown [2]float64 // sum, sum of squares, of the logs
	const draws = 2000
	for draw := range draws {
		for _, of := range []struct {
			*Authority
			into *[2]float64
		}{{with, &first}, {blind, &unknown}} {
			x := of.Targets(draw, luck)
			if x.First != 2026 || x.Stock[0] != with.Structure.Stock {
				t.Fatalf("a future from %d with %v plans", x.First, x.Stock[0])
			}
			e := math.Log(x.Entries[0])
			of.into[0] += e
			of.into[1] += e * e
		}
	}
	mean := func(x [2]float64) float64 { return x[0] / draws }
	sd := func(x [2]float64) float64 { return math.Sqrt(x[1]/draws - mean(x)*mean(x)) }
	if m, n := math.Exp(mean(first)), math.Exp(mean(unknown)); m < 360 || m > 440 || m < n+15 {
		t.Errorf("after 380 and 420 new plans %.0f are expected, and %.0f without them", m, n)
	}
	if sd(first) > .85*sd(unknown) {
		t.Errorf("the logs of new plans are spread by %.3f, and without the years between by %.3f", sd(first), sd(unknown))
	}
	now, then := Path{ahead: 2}, Path{}
	a.National.path(5, .8, &luck, &now)
	a.National.path(5, .8, &luck, &then)
	if now.U[0] != then.U[2] || now.R[3] != then.R[5] || now.Stock[1] != then.Stock[3] {
		t.Error("draw 5 is on another national path from a later start")
	}
	var p cohorts.Params
	var s cohorts.State
	with.Settle(4, rng.Seed(3), &p, &s)
	starts(t, &s, plans)
	if p.First != cohorts.AfterCensus(2026) || s.Term != p.First {
		t.Errorf("the first term lived is %v", s.Term)
	}
	if err := p.Check(Terms); err != nil {
		t.Error(err)
	}
}

// Children who were 5 two years before the start are 7 at it.
func TestPopulationThatIsNotGivenGrowsOlder(t *testing.T) {
	_, a := laid(t, "Stockton-on-Tees", &Own{})
	with, _ := laid(t, "Stockton-on-Tees", &Own{January: 2026, Plans: more(a)})
	was, is := a.Structure.Population, with.Structure.Population
	if is[7] != was[5] || is[25] != was[23] || is[0] != was[0] || is[1] != was[0] {
		t.Errorf("from %v to %v", was, is)
	}
}

// Places are those given, and no others open up to the last opening, which is
// built whatever stands empty; others are not.
func TestPlacesOpenAsTheCouncilSays(t *testing.T) {
	now := strict.Exactly(700)
	opens := cohorts.Term{Year: 2025, Part: cohorts.Autumn}
	with, without := laid(t, "Stockton-on-Tees", &Own{Places: map[cohorts.Setting]OwnPlaces{
		cohorts.StateSpecial: {Now: &now, Openings: []Opening{{opens, strict.Exactly(40)}}},
	}})
	const special, resourced = cohorts.StateSpecial, cohorts.ResourcedProvision
	for draw := range 20 {
		var p, q cohorts.Params
		var s, r cohorts.State
		with.Settle(draw, rng.Seed(3), &p, &s)
		without.Settle(draw, rng.Seed(3), &q, &r)
		if s.Places[special] != 700 || s.Places[resourced] != r.Places[resourced] {
			t.Fatalf("%d and %d places at the start", s.Places[special], s.Places[resourced])
		}
		last := opens.Index() - cohorts.AfterCensus(with.Structure.January).Index()
		if given := p.Placement.Given; int(given[special]) != last || given[resourced] != 0 {
			t.Fatalf("given to terms %d and %d, want %d and 0", given[special], given[resourced], last)
		}
		if filled := p.Placement.Filled; filled < .6 || filled > .97 || filled != q.Placement.Filled {
			t.Fatalf("places are added where %.2f and %.2f are filled", filled, q.Placement.Filled)
		}
		for i, places := range p.Placement.Places {
			want := 700.0
			at := cohorts.Term{Year: 2023, Part: cohorts.Spring}.Index() + i
			switch {
			case at > opens.Index()+int(cohorts.NumParts)-1:
				continue // places grow again as they would
			case at >= opens.Index():
				want = 740
			}
			if places[special] != want {
				t.Fatalf("draw %d, term %d: %.1f places, want %.0f", draw, i, places[special], want)
			}
			if places[resourced] != q.Placement.Places[i][resourced] {
				t.Fatalf("draw %d, term %d: places in resourced provision changed", draw, i)
			}
		}
	}
}

func TestAnUncertainNumberOfPlacesIsDrawn(t *testing.T) {
	now := strict.Between(650, 750)
	with, _ := laid(t, "Stockton-on-Tees", &Own{Places: map[cohorts.Setting]OwnPlaces{cohorts.StateSpecial: {Now: &now}}})
	var p cohorts.Params
	var s cohorts.State
	below, above := 0, 0
	const draws = 2000
	for draw := range draws {
		with.Settle(draw, rng.Seed(3), &p, &s)
		switch n := s.Places[cohorts.StateSpecial]; {
		case n < 650:
			below++
		case n > 750:
			above++
		}
	}
	const tenth, error = draws / 10, 3 * 13.4 // three standard errors of a tenth
	if math.Abs(float64(below-tenth)) > error+5 || math.Abs(float64(above-tenth)) > error+5 {
		t.Errorf("%d of %d draws below the P10 and %d above the P90", below, draws, above)
	}
}

// What holds a council's own figures is not written as a calibration.
func TestOwnFiguresAreNeverWritten(t *testing.T) {
	with, _ := laid(t, "Rutland", &Own{})
	lib, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	one := *lib
	one.Authorities = []*Authority{with}
	var known, fitted bytes.Buffer
	if err := one.WriteCompact(lib.Evidence(), &known, &fitted); err == nil || fitted.Len() > 0 {
		t.Errorf("written into the form that ships: %v", err)
	}
	discard := func(string) (io.WriteCloser, error) { return nowhere{}, nil }
	if err := one.WriteFiles(lib.Evidence(), one.Authorities, Origin{}, discard); err == nil || !strings.Contains(err.Error(), "own figures") {
		t.Errorf("written as a calibration file: %v", err)
	}
}

// nowhere is a file that keeps nothing.
type nowhere struct{}

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }

func (nowhere) Close() error { return nil }

// A quarter of the caseload has its oldest leave at the pace of the whole, for it
// says nothing of how fast they do.
func TestAPartOfACaseloadLeavesTheOldestTheirPace(t *testing.T) {
	_, a := laid(t, "Wiltshire", &Own{})
	part := a.Structure.Plans
	for st := range part {
		for d := range part[st] {
			for age := range part[st][d] {
				part[st][d][age] /= 4
			}
		}
	}
	with, without := laid(t, "Wiltshire", &Own{January: 2024, Plans: &part})
	var p, q cohorts.Params
	var s, r cohorts.State
	with.SettleMidway(&p, &s)
	without.SettleMidway(&q, &r)
	for _, b := range oldest {
		near(t, b.String(), p.Review.Leaving[0][b], q.Review.Leaving[0][b], .01)
	}
}
