package sim_test

import (
	"slices"
	"strings"
	"testing"

	"sendsim/sim"
)

// TestRatesOfAnother says that on its own rates a run is the same, to the last
// bit and in its name, and that on those of another the census of the start,
// the block and the opening balance are its own, and its name says so.
func TestRatesOfAnother(t *testing.T) {
	const draws = 3
	on := func(rates string) *sim.Model {
		return model(t, func(s *sim.Scenario) { s.RatesOf, s.Years = rates, 3 }, "stockton-on-tees")
	}
	own, same, kent := on(""), on("Stockton-on-Tees"), on("E10000016")
	if a, b := lived(t, own, draws, 2), lived(t, same, draws, 2); !slices.Equal(a, b) || own.Areas[0].Name != same.Areas[0].Name {
		t.Error("on its own rates the run differs")
	}
	if got := kent.Areas[0]; got.Name != "Stockton-on-Tees on the rates of Kent" || got.Code != "E06000004" {
		t.Errorf("it is called %q, %s", got.Name, got.Code)
	}
	a, b := lived(t, own, draws, 2), lived(t, kent, draws, 2)
	for i := range a {
		if a[i].Plans == b[i].Plans {
			t.Errorf("year %d has as many plans on other rates", a[i].Year)
		}
		if i%own.Years == 0 && (a[i].Account.OpeningNet != b[i].Account.OpeningNet || a[i].Account.Grant != b[i].Account.Grant) {
			t.Error("the money is not its own")
		}
	}
	first, other := own.Tell(0)[0], kent.Tell(0)[0]
	if first.Terms[0].Before.Plans != other.Terms[0].Before.Plans || other.Area.Name != kent.Areas[0].Name {
		t.Errorf("%s starts with %d plans, not %d", other.Area.Name, other.Terms[0].Before.Plans, first.Terms[0].Before.Plans)
	}
}

// TestEveryMemberIsOnTheRates says that a region is laid on the rates member
// by member, and named so.
func TestEveryMemberIsOnTheRates(t *testing.T) {
	m := model(t, func(s *sim.Scenario) { s.RatesOf = "kent" }, "region:north-east")
	if got := m.Areas[0].Name; got != "North East on the rates of Kent" {
		t.Errorf("it is called %q", got)
	}
	for _, a := range m.Areas[0].Members {
		if a.RatesOf() == nil || a.RatesOf().Area.Key != "kent" {
			t.Errorf("%s is not on the rates of Kent", a.Area.Name)
		}
	}
}

// counted2026 is a shelf on which Hartlepool has its own figures of a later census.
type counted2026 struct{ shelf }

func (counted2026) Local() (key string, alone bool) { return "hartlepool", true }
func (counted2026) Censuses() (first, last int)     { return 2026, 2026 }

// TestRatesOfAnEarlierCensusAreRefused says that a later census of the
// council's own is not laid on rates that are known to the published one.
func TestRatesOfAnEarlierCensusAreRefused(t *testing.T) {
	for rates, refused := range map[string]bool{"barnet": true, "hartlepool": false, "": false} {
		s := sim.Default()
		s.Areas, s.Start, s.RatesOf = []string{"hartlepool"}, 2026, rates
		err := s.Check(counted2026{shipped})
		if said := err != nil && strings.Contains(err.Error(), "with-rates-of: barnet is known to an earlier census"); said != refused || err != nil && !refused {
			t.Errorf("on the rates of %q: %v", rates, err)
		}
	}
}
