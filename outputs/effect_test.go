package outputs_test

import (
	"bytes"
	"context"
	"math"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/attribution"
	"sendsim/sim/levers"
)

var shippedWorld = sync.OnceValues(func() (*sim.World, error) {
	lib, err := calibration.Shipped()
	if err != nil {
		return nil, err
	}
	return sim.NewWorld(lib)
})

// laid is an authority's scenario with some levers.
func laid(t *testing.T, area string, years int, all ...levers.Lever) *sim.Model {
	t.Helper()
	w, err := shippedWorld()
	if err != nil {
		t.Fatal(err)
	}
	s := sim.Default()
	s.Areas, s.Years, s.Levers = []string{area}, years, all
	m, err := sim.NewModel(w, s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// fewerRequests is a lever that lowers requests for children of four needs by a
// share from its first term on, whatever the future, and costs what it is said
// to.
func fewerRequests(share float64, from cohorts.Term, cost ...levers.Cost) levers.Lever {
	l, _ := levers.New("early-years-support")
	e := l.(*levers.EarlyYearsSupport)
	e.From, e.Cost, e.Ramp = from, cost, levers.Ramp{Shape: levers.Step}
	e.Delivery.Late.Range, e.Delivery.Realised.Range = strict.Exactly(0), strict.Exactly(1)
	e.Reach.Range, e.Effect.Range = strict.Exactly(1), strict.Exactly(share)
	e.Others.Range, e.Young.Range = strict.Exactly(1), strict.Exactly(1)
	return e
}

var autumn2024 = cohorts.Term{Year: 2024, Part: cohorts.Autumn}

// effect compares two models.
func effect(t *testing.T, base, scenario *sim.Model, draws, workers int) *outputs.Effect {
	t.Helper()
	var read [2]*outputs.Draws
	var said [2]*outputs.Summary
	for i, m := range []*sim.Model{base, scenario} {
		read[i] = opened(t, filesOf(t, m, draws, workers)[0])
		var err error
		if said[i], err = outputs.Summarise(read[i], outputs.DefaultThreshold); err != nil {
			t.Fatal(err)
		}
	}
	e, err := outputs.EffectOf(read[0], read[1], said[0], said[1])
	if err != nil {
		t.Fatal(err)
	}
	e.Name, e.BaseName = "plan", "without levers"
	from, to := outputs.EndOf(read[0]), outputs.EndOf(read[1])
	lives := func(ctx context.Context, m *sim.Model, n int, open func(int) (sim.Sink, error)) error {
		return sim.Run(ctx, m, n, workers, open)
	}
	shares, err := attribution.Of(context.Background(), attribution.PlayersOf(base, scenario, false),
		attribution.Plan{Exact: true, Draws: draws}, outputs.Outcomes(), from, to, lives)
	if err != nil {
		t.Fatal(err)
	}
	if e.Attribution, err = outputs.AttributionOf(shares, &said[0].About, from, to); err != nil {
		t.Fatal(err)
	}
	return e
}

// TestALeverAtRestChangesNothing says that a lever whose effect is 0 and that
// costs nothing changes not one byte of the draws, and every effect is 0.
func TestALeverAtRestChangesNothing(t *testing.T) {
	base, still := laid(t, "rutland", 3), laid(t, "rutland", 3, fewerRequests(0, autumn2024))
	const draws = 60
	before, after := filesOf(t, base, draws, 2), filesOf(t, still, draws, 2)
	for i := range before {
		if !bytes.Equal(before[i], after[i]) {
			t.Errorf("file %d is another with a lever at rest", i)
		}
	}
	e := effect(t, base, still, draws, 2)
	for y := range e.Years {
		for _, c := range outputs.Columns {
			st := e.Stats(0, y, c.Name)
			if st.Draws > 0 && (st.Mean.Value != 0 || st.At(10).Value != 0 || st.At(90).Value != 0) ||
				e.Lower(0, y, c.Name).Hits+e.Higher(0, y, c.Name).Hits != 0 {
				t.Errorf("%s moves in year %d", c.Name, y)
			}
		}
	}
}

// TestNothingDiffersBeforeALeversFirstTerm says that in the years before it
// every effect is 0, and after it some are not.
func TestNothingDiffersBeforeALeversFirstTerm(t *testing.T) {
	from := cohorts.Term{Year: 2026, Part: cohorts.Autumn} // in the third financial year
	e := effect(t, laid(t, "rutland", 4), laid(t, "rutland", 4, fewerRequests(.5, from)), 60, 2)
	for y := range e.Years {
		moved := 0
		for _, c := range outputs.Columns {
			moved += e.Lower(0, y, c.Name).Hits + e.Higher(0, y, c.Name).Hits
		}
		if before := y < 2; before && moved > 0 || !before && moved == 0 {
			t.Errorf("year %d: %d draws and columns differ", y, moved)
		}
	}
}

// TestPairingSavesSeventyfold says that the variance of the effect of 5 % fewer
// requests, draw by draw, is at least 70 times below that of runs with luck of
// their own.
func TestPairingSavesSeventyfold(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it runs 3,000 futures of ten years; go test ./... without -short runs it")
	}
	const draws, least = 1000, 70
	base, scenario := laid(t, "stockton-on-tees", 10), laid(t, "stockton-on-tees", 10, fewerRequests(.05, autumn2024))
	e := effect(t, base, scenario, draws, 2)
	for _, column := range []string{outputs.ColPlans, outputs.ColCumulative} {
		for _, y := range []int{4, 9} {
			s := e.Saved(0, y, column)
			t.Logf("%s, year %d: effect %.6g, pairing saves %.0f times", column, y+1, e.Stats(0, y, column).Mean.Value, s)
			if s < least {
				t.Errorf("%s, year %d: pairing saves %v times, want %d", column, y+1, s, least)
			}
		}
	}
}

// TestPartsAddUpToTheLastBit says that in every year the base and what the
// levers do sum to the scenario exactly, as the file has them, in any order.
func TestPartsAddUpToTheLastBit(t *testing.T) {
	l, _ := levers.New("resourced-provision")
	p := l.(*levers.ResourcedProvision)
	p.From, p.Places.Range = autumn2024, strict.Exactly(12)
	e := effect(t, laid(t, "rutland", 4), laid(t, "rutland", 4, fewerRequests(.3, autumn2024), p), 90, 2)
	for _, column := range []string{outputs.ColCumulative, outputs.ColInYear, outputs.ColPlans} {
		for y := range e.Years {
			s := e.Attribution.Steps(0, y, column)
			up, down := s.From, s.From
			for j := range s.Parts {
				up += s.Parts[j].Mean.Value
				down += s.Parts[len(s.Parts)-1-j].Mean.Value
				if m := s.Parts[j].Mean; m.Value != 0 && !(m.Error > 0) || y == e.Years-1 && column != outputs.ColPlans && m.Value == 0 {
					t.Errorf("%s, year %d: %s does %v ± %v", column, y, s.Parts[j].Name, m.Value, m.Error)
				}
			}
			if up != s.To || down != s.To || s.From == s.To && y > 0 {
				t.Errorf("%s, year %d: %v and %v, want %v", column, y, up, down, s.To)
			}
			if mean := e.Stats(0, y, column).Mean.Value; math.Abs(s.Total()-mean) > 0.01 {
				t.Errorf("%s, year %d: the levers do %v, the effect is %v", column, y, s.Total(), mean)
			}
		}
	}
}

// TestPaybackIsCostAgainstSaving says that what is paid is what the lever costs,
// by purse, that net is saving less cost, and that nothing is paid back that
// saves nothing.
func TestPaybackIsCostAgainstSaving(t *testing.T) {
	yearly := strict.Money{Pounds: 120_000, Yearly: true}
	once := strict.Money{Pounds: 50_000}
	lever := fewerRequests(0, autumn2024, levers.Cost{Purse: 0, Money: yearly}, levers.Cost{Purse: 2, Money: once})
	e := effect(t, laid(t, "rutland", 3), laid(t, "rutland", 3, lever), 40, 1)
	want := map[string]float64{"dsg": 120_000 * (2 + 7./12), "council": 50_000, "together": 360_000}
	for _, p := range e.Paybacks[0] {
		cost, ok := want[p.Key]
		if !ok || math.Abs(p.Cost.Mean.Value-cost) > 5 || p.Saving.Mean.Value != 0 || p.Net.Mean.Value != -p.Cost.Mean.Value {
			t.Errorf("%s: cost %v, saving %v, net %v; want a cost of %v", p.Key, p.Cost.Mean.Value, p.Saving.Mean.Value, p.Net.Mean.Value, cost)
		}
		if hits := p.By[e.Years-1].Hits; hits != 0 {
			t.Errorf("%s is paid back in %d draws", p.Key, hits)
		}
		delete(want, p.Key)
	}
	if len(want) > 0 {
		t.Errorf("no payback of %v", want)
	}
	// What is begun in the second year, and never in some futures, is paid back in
	// no year before the cost and in no future without it.
	places, _ := levers.New("special-places")
	p := places.(*levers.SpecialPlaces)
	p.From, p.Places.Range, p.Cancelled.Range = autumn2024, strict.Exactly(300), strict.Exactly(.8)
	few := effect(t, laid(t, "rutland", 5), laid(t, "rutland", 5, p), 40, 1)
	all := few.Paybacks[0][len(few.Paybacks[0])-1]
	if first, last := all.By[0], all.By[4]; last.Draws == 0 || last.Draws > 20 || first.Draws != last.Draws || first.Hits > 0 {
		t.Errorf("places that 4 futures of 5 cancel are paid back in %+v, then %+v", first, last)
	}
	dear := effect(t, laid(t, "rutland", 5), laid(t, "rutland", 5, fewerRequests(.9, autumn2024, levers.Cost{Purse: 0, Money: strict.Money{Pounds: 1000}})), 40, 1)
	if by := dear.Paybacks[0][0].By; by[4].Hits < 30 || by[4].Hits < by[0].Hits {
		t.Errorf("£1,000 for nine requests in ten fewer is paid back in %d of 40 draws", by[4].Hits)
	}
}

// TestTheStabilityGrantPartsTheSavingFromTheEffect says that what a plan has cost
// by the 31 March whose deficit the grant follows comes back in part, that the
// note says by how much, and that it is not there where nothing was spent by then.
func TestTheStabilityGrantPartsTheSavingFromTheEffect(t *testing.T) {
	cost := levers.Cost{Purse: 0, Money: strict.Money{Pounds: 1_000_000, Yearly: true}}
	const last = 2 // 2026-27
	early := effect(t, laid(t, "kent", last+1), laid(t, "kent", last+1, fewerRequests(0, autumn2024, cost)), 40, 1)
	more := early.Stats(0, last, "stability_grant").Mean.Value
	deficit, spent := early.Stats(0, last, outputs.ColCumulative).Mean.Value, early.Paybacks[0][0].Cost.Mean.Value
	if more < 1e6 || math.Abs(spent-more-deficit) > 1 {
		t.Errorf("£%.0f are spent, £%.0f come back, and the deficit is £%.0f higher", spent, more, deficit)
	}
	want := "with plan it is £" + outputs.WithCommas(more/1e6, 2) + "m more on average. From then on the cumulative deficit is lower by that"
	if got := early.GrantNote(0); !strings.Contains(got, want) {
		t.Errorf("%q does not say %q", got, want)
	}
	late := effect(t, laid(t, "kent", last+1), laid(t, "kent", last+1, fewerRequests(0, cohorts.Term{Year: 2026, Part: cohorts.Autumn}, cost)), 40, 1)
	if got := late.GrantNote(0); got != "" {
		t.Errorf("nothing is spent by the 31 March that the grant follows: %q", got)
	}
}

// TestTheFilesOfAnEffectAreTheSameForAnyWorkers says so of both, and of the
// table and the picture, whose lines are no wider than asked for.
func TestTheFilesOfAnEffectAreTheSameForAnyWorkers(t *testing.T) {
	l, _ := levers.New("resourced-provision")
	p := l.(*levers.ResourcedProvision)
	p.From, p.Places.Range = autumn2024, strict.Exactly(12)
	base, scenario := laid(t, "rutland", 3), laid(t, "rutland", 3, fewerRequests(.3, autumn2024), p)
	var first [5][]byte
	for _, workers := range []int{1, 2, 7} {
		e := effect(t, base, scenario, sim.BlockDraws+10, workers)
		var files [5]bytes.Buffer
		for i, write := range []func() error{
			func() error { return outputs.WriteEffects(&files[0], []*outputs.Effect{e}) },
			func() error { return outputs.WriteAttribution(&files[1], []*outputs.Effect{e}) },
			func() error { return e.Table(&files[2], 0, outputs.TableWidth) },
			func() error { return outputs.EffectsJSON(&files[3], []*outputs.Effect{e}, nil) },
			func() error { return e.WaterfallOf(0, outputs.ColCumulative).WriteSVG(&files[4]) },
		} {
			if err := write(); err != nil {
				t.Fatal(err)
			}
			if workers == 1 {
				first[i] = files[i].Bytes()
			} else if !bytes.Equal(first[i], files[i].Bytes()) {
				t.Errorf("%d workers write another file %d than one", workers, i)
			}
		}
	}
	for _, word := range []string{"<title>Rutland: plan ", "from £", "without levers", "Early-years speech and", "Resourced provision", "±"} {
		if !strings.Contains(string(first[4]), word) {
			t.Errorf("the picture does not say %q", word)
		}
	}
	for line := range strings.Lines(string(first[2])) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > outputs.TableWidth {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}
