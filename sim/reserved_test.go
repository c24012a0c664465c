package sim_test

import (
	"math"
	"slices"
	"testing"

	"sendsim/cohorts"
	"sendsim/sim"
	"sendsim/sim/levers"
)

// provided is the last January of three years, in some futures, with places in
// resourced provision that are reserved for some needs.
func provided(t *testing.T, places float64, needs ...cohorts.Need) (all []sim.Census) {
	t.Helper()
	const draws, years = 60, 3
	l := set(t, "resourced-provision", cohorts.Term{Year: 2024, Part: cohorts.Autumn}, map[string]float64{"places": places, "prefer": 2})
	levers.ReservedBy(l).Needs = cohorts.NeedsOf(needs...)
	m := model(t, func(s *sim.Scenario) { s.Years, s.Levers = years, []levers.Lever{l} }, "stockton-on-tees")
	for _, y := range lived(t, m, draws, 1) {
		if y.Year == m.Scenario.Start+years-1 {
			all = append(all, y.Census)
		}
	}
	return all
}

// TestReservedPlacesAreForTheirNeeds: 200 places that draw children are filled by
// all where they are for all (of other needs than SEMH 212 are there instead of
// 130), and by SEMH alone where they are reserved for it (19 instead of 15; of
// others 130). Where they are reserved for a need of which there is hardly
// anybody, they stay empty, and others go where they went, future by future: of
// 998 cells in 1,000 the number is the same.
func TestReservedPlacesAreForTheirNeeds(t *testing.T) {
	const rp = cohorts.ResourcedProvision
	sum := func(all []sim.Census) (semh, others float64) {
		for _, c := range all {
			for n, in := range c.SettingNeed[rp] {
				if n := cohorts.Need(n); n == cohorts.SEMH {
					semh += float64(in)
				} else {
					others += float64(in)
				}
			}
		}
		return semh / float64(len(all)), others / float64(len(all))
	}
	none, rare := provided(t, 0), provided(t, 200, cohorts.MSI)
	semh0, others0 := sum(none)
	semh1, others1 := sum(provided(t, 200, cohorts.SEMH))
	_, othersAll := sum(provided(t, 200))
	if semh1 < semh0+2 || math.Abs(others1/others0-1) > 0.02 || othersAll < 1.3*others0 {
		t.Errorf("in resourced provision, SEMH and others: %.1f and %.1f, with 200 places for SEMH %.1f and %.1f, for all %.1f",
			semh0, others0, semh1, others1, othersAll)
	}
	same, cells := 0., 0.
	for draw := range none {
		for s := range cohorts.NumSettings {
			for n := range cohorts.NumNeeds {
				if n != cohorts.MSI {
					cells++
					if none[draw].SettingNeed[s][n] == rare[draw].SettingNeed[s][n] {
						same++
					}
				}
			}
		}
	}
	if same < 0.99*cells {
		t.Errorf("beside 200 empty places for MSI %.4f of the cells are the same", same/cells)
	}
}

// TestReservedPlacesAreTheSameForAnyNumberOfWorkers: nothing of who was there is
// left from one future to the next.
func TestReservedPlacesAreTheSameForAnyNumberOfWorkers(t *testing.T) {
	l := set(t, "resourced-provision", cohorts.Term{Year: 2024, Part: cohorts.Autumn}, map[string]float64{"places": 10, "prefer": 1})
	levers.ReservedBy(l).Needs = cohorts.NeedsOf(cohorts.ASD, cohorts.SEMH)
	m := model(t, func(s *sim.Scenario) { s.Years, s.Levers = 3, []levers.Lever{l} }, "rutland")
	if !slices.Equal(lived(t, m, 8*smallBlock, 1), lived(t, m, 8*smallBlock, 3)) {
		t.Error("three workers live other futures than one")
	}
}
