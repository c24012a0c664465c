package sim_test

import (
	"math"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/sim"
)

// The start of every authority is the published caseload by age and setting,
// once unknown placements are apportioned, whatever was drawn.
func TestTheStartIsThePublishedCaseload(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	set, err := calibration.ShippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	var p cohorts.Params
	var s cohorts.State
	for _, a := range world.Library.Authorities {
		want, err := set.Caseload(a.Area.Code, a.Structure.January)
		if err != nil {
			t.Fatal(err)
		}
		for _, draw := range []int{0, 77} {
			a.Settle(draw, rng.Seed(1), &p, &s)
			var have evidence.Counts
			s.EachCell(func(c cohorts.Cell, n int32) { have[c.Age][c.Setting] += int(n) })
			if have != want.Plans {
				t.Errorf("%s, draw %d: the start is not the published table", a.Area.Name, draw)
			}
			if err := p.Check(31); err != nil {
				t.Errorf("%s, draw %d: %v", a.Area.Name, draw, err)
			}
		}
	}
}

// Over the first calendar year the means of new plans and of net leaving are
// those that the calibration says.
func TestTheFirstYearIsAsCalibrated(t *testing.T) {
	draws := 1500
	if testing.Short() {
		draws = 200
	}
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"stockton-on-tees", "bracknell-forest", "wiltshire", "leeds", "newham"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := world.Library.Authority(name)
			if err != nil {
				t.Fatal(err)
			}
			m := model(t, func(s *sim.Scenario) { s.Years = 1 }, name) // the financial year in which the calendar year ends
			var issued, net, wantIssued, wantNet moments
			luck := calibration.LuckOf(rng.Seed(m.Scenario.Seed))
			for draw := range draws {
				told := m.Tell(draw)[0]
				target := a.Targets(draw, luck)
				var plans, ended, arrived int32
				for _, term := range told.Terms[:cohorts.NumParts] {
					plans += term.Flows.Issued
					ended += term.Flows.EndedInAll()
					arrived += term.Flows.Arrived
				}
				start := float64(told.Terms[0].Before.Plans)
				issued.add(float64(plans) - target.Entries[0])
				net.add(float64(ended-arrived)/start - target.Net[0])
				wantIssued.add(target.Entries[0])
				wantNet.add(target.Net[0])
			}
			check := func(what string, off, want *moments) {
				allowed := .02*math.Abs(want.mean()) + 4*off.error()
				if math.Abs(off.mean()) > allowed {
					t.Errorf("%s is %+.4g off the %.4g of the calibration (%.1f %%)", what, off.mean(), want.mean(), 100*off.mean()/want.mean())
				}
			}
			check("new plans", &issued, &wantIssued)
			check("net leaving", &net, &wantNet)
		})
	}
}

// moments are the mean of numbers and its error.
type moments struct{ n, sum, squares float64 }

func (m *moments) add(x float64) { m.n++; m.sum += x; m.squares += x * x }

func (m *moments) mean() float64 { return m.sum / m.n }

func (m *moments) variance() float64 { return m.squares/m.n - m.mean()*m.mean() }

func (m *moments) error() float64 { return math.Sqrt(m.variance() / m.n) }

// Children are conserved over ten years of real authorities, term by term.
func TestChildrenAreConservedInEveryFuture(t *testing.T) {
	for _, name := range []string{"stockton-on-tees", "kent", "hackney"} {
		world, err := opened()
		if err != nil {
			t.Fatal(err)
		}
		a, err := world.Library.Authority(name)
		if err != nil {
			t.Fatal(err)
		}
		var p cohorts.Params
		var s cohorts.State
		var f cohorts.Flows
		rest, w := cohorts.Rest(), cohorts.NewScratch()
		for draw := range 10 {
			a.Settle(draw, rng.Seed(3), &p, &s)
			w.Begin(&p)
			before := s.Population()
			for range 31 {
				w.Advance(&s, &rest, rng.Seed(4).Nth(uint64(draw)), &f)
				if now := s.Population(); now != before+f.FromOutside() {
					t.Fatalf("%s, draw %d, %v: %d children; %d before, %d net from outside", name, draw, s.Term, now, before, f.FromOutside())
				} else {
					before = now
				}
			}
		}
	}
}

var _ sim.Sink = (*stub)(nil)
