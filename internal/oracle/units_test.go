package oracle

import (
	"testing"

	"sendsim/cohorts"
)

func TestRedesignate(t *testing.T) {
	children := plansOf(map[cohorts.Cell]int32{
		{Age: 9, Need: cohorts.ASD, Setting: cohorts.ResourcedProvision}:  8,
		{Age: 9, Need: cohorts.ASD, Setting: cohorts.MainstreamSchool}:    20,
		{Age: 9, Need: cohorts.SEMH, Setting: cohorts.MainstreamSchool}:   5, // none like them in units
		{Age: 10, Need: cohorts.HI, Setting: cohorts.ResourcedProvision}:  6,
		{Age: 10, Need: cohorts.HI, Setting: cohorts.MainstreamSchool}:    2, // fewer than would open
		{Age: 19, Need: cohorts.ASD, Setting: cohorts.ResourcedProvision}: 3, // mainstream schools do not admit them
	})
	for _, c := range []struct {
		share, policy float64
		at9, at10     float64
	}{
		{.5, 0, 8 + 4, 8},
		{-.25, 0, 6, 4.5},
		{-.25, 5, 8 - 8*.25*12/17, 6 - 6*.25*12/17},  // 5 of 17 are in a policy's places
		{-.25, 90, 8 - 8*.25*10/17, 6 - 6*.25*10/17}, // 7 are beyond the built
		{.25, -5, 8 + 2, 6 + 1.5},
		{0, 0, 8, 6},
	} {
		p := quiet()
		p.Placement.Redesignated[0] = c.share
		p.Placement.Places[0][cohorts.ResourcedProvision] = 10
		f := cohorts.Rest()
		f.Places[cohorts.ResourcedProvision] = c.policy
		u := seeded(5)
		got := trials(4000, func(note func(string, float64)) {
			w := step(p, children, cohorts.Autumn, f, u, (*world).redesignate)
			after := w.record()
			at := func(a cohorts.Age, d cohorts.Need) float64 {
				return float64(after.Cell(cohorts.Cell{Age: a, Need: d, Setting: cohorts.ResourcedProvision}))
			}
			if after.Plans() != 44 || w.flows.Redesignated != after.In(cohorts.ResourcedProvision)-17 || w.flows.MovedUp-w.flows.MovedDown != w.flows.Redesignated {
				t.Fatal("children, or moves, are miscounted")
			}
			note("at 9", at(9, cohorts.ASD))
			note("at 10", at(10, cohorts.HI))
			note("of another need", at(9, cohorts.SEMH))
			note("too old", at(19, cohorts.ASD))
		})
		expect(t, got, map[string]float64{"at 9": c.at9, "at 10": c.at10, "of another need": 0, "too old": 3})
	}
}
