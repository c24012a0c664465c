package calibration

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"

	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/internal/strict"
)

// A stock that keeps a part of what was opened or closed walks by what is
// redesignated: in so many years as far as the swings of so many, the mean of
// authorities where it was. Places go with it.
func TestUnitsAreRedesignatedAsTheirPlacesSwing(t *testing.T) {
	const draws, autumns = 4000, Years
	const units = cohorts.ResourcedProvision
	a := authority(t, "Kent")
	a.ready()
	swing, keeps := a.Parameters[swingResourced].Quantile(.5), a.close.keeps[units]
	lasts := a.Parameters[growthResourced].Post
	var p cohorts.Params
	var s cohorts.State
	var walks, places [autumns][]float64
	var v [numParameters]float64
	luck := LuckOf(rng.Seed(3))
	for k := range draws {
		a.Settle(k, rng.Seed(3), &p, &s)
		a.table.Draw(k, &luck, a.tag, v[:])
		walk, expected, fade := 0., 0., 1.
		for autumn := range autumns {
			walk = keeps*walk + math.Log(1+p.Placement.Redesignated[autumn])
			expected += (lasts.Mean + v[growthNation]) * fade
			fade *= v[growthFade]
			grew := p.Placement.Places[autumn*termsOfYear+termsOfYear-1][units] / p.Placement.Places[0][units]
			walks[autumn] = append(walks[autumn], walk)
			places[autumn] = append(places[autumn], math.Log(grew)-expected)
		}
	}
	reach, part := 0., 1.
	for autumn := range autumns {
		years := float64(autumn + 1)
		reach, part = reach+part, part*keeps
		name := fmt.Sprintf("of %d autumns", autumn+1)
		swings := swing * math.Sqrt(years)
		near(t, "standard deviation of a walk "+name, stat.StdDev(walks[autumn], nil), swings, .06*swings)
		first := lasts.SD * span / (1 + keeps + keeps*keeps) * reach
		both := math.Hypot(swings, first)
		near(t, "standard deviation of places "+name, stat.StdDev(places[autumn], nil), both, .06*both)
		if r := stat.Correlation(walks[autumn], places[autumn], nil); r < swings/both-.05 {
			t.Errorf("places go with the walk %s by %.2f", name, r)
		}
		for what, list := range map[string][]float64{"of the walk ": walks[autumn], "of places ": places[autumn]} {
			mean := 0.
			for _, g := range list {
				mean += math.Exp(g) / draws
			}
			near(t, "mean "+what+name, mean, 1, 4.5*math.Sqrt((math.Exp(both*both)-1)/draws))
		}
	}
}

// Lived, children in units spread over one, three and six years about as far as
// that: what has not lasted in the past is walked, and no more of it is seen.
func TestChildrenInUnitsWalk(t *testing.T) {
	const draws = 240
	const units = cohorts.ResourcedProvision
	a := authority(t, "Kent")
	var p cohorts.Params
	var s cohorts.State
	var out cohorts.Flows
	rest, w := cohorts.Rest(), cohorts.NewScratch()
	var logs [7][]float64
	for k := range draws {
		a.Settle(k, rng.Seed(4), &p, &s)
		w.Begin(&p)
		for year := 1; year < len(logs); year++ {
			for range termsOfYear {
				w.Advance(&s, &rest, rng.Seed(5).Nth(uint64(k)), &out)
			}
			logs[year] = append(logs[year], math.Log(float64(s.In(units))))
		}
	}
	passing, lasts := a.Parameters[swingResourced].Quantile(.5), a.Parameters[growthResourced].Post.SD
	for _, years := range []float64{1, 3, 6} {
		want := math.Hypot(passing*math.Sqrt(years), lasts*years)
		near(t, fmt.Sprintf("spread of %g years", years), stat.StdDev(logs[int(years)], nil), want, .2*want)
	}
}

// Levers and calibrations of one run change nothing of it: the same draw opens
// and closes the same, whatever else is drawn anew.
func TestRedesignationIsOfTheLuckOfPlaces(t *testing.T) {
	a := authority(t, "Kent")
	of := func(g Group) []float64 {
		luck := LuckOf(rng.Seed(6))
		if g < NumGroups {
			luck.Redraw(g, rng.Seed(7))
		}
		var p cohorts.Params
		var s cohorts.State
		a.SettleWith(1, &luck, &p, &s)
		return p.Placement.Redesignated
	}
	was := of(NumGroups)
	for g := range NumGroups {
		for year, x := range of(g) {
			if same := x == was[year]; same == (g == Places) {
				t.Errorf("with %v drawn anew, year %d is %g instead of %g", g, year, x, was[year])
			}
		}
	}
}

// Where a council names what opens in units, that opens and nothing else does,
// nor closes, up to the last of it; afterwards as it would without.
func TestNothingIsRedesignatedUpToTheOpeningsNamed(t *testing.T) {
	const units = cohorts.ResourcedProvision
	opens := cohorts.Term{Year: 2025, Part: cohorts.Spring}
	with, without := laid(t, "Stockton-on-Tees", &Own{Places: map[cohorts.Setting]OwnPlaces{
		units: {Openings: []Opening{{opens, strict.Exactly(24)}}},
	}})
	var p, q cohorts.Params
	var s cohorts.State
	with.Settle(1, rng.Seed(3), &p, &s)
	without.Settle(1, rng.Seed(3), &q, &s)
	for year, x := range p.Placement.Redesignated {
		named := year < 2 // autumns of 2024 and, its spring being in 2026, 2025
		if named != (x == 0) || q.Placement.Redesignated[year] == 0 {
			t.Errorf("autumn %d: %g of the units, %g without the council's word", year, x, q.Placement.Redesignated[year])
		}
	}
	last := opens.Index() - cohorts.AfterCensus(with.Structure.January).Index()
	if before, after := p.Placement.Places[0][units], p.Placement.Places[last][units]; math.Abs(after-before-24) > 1e-9 {
		t.Errorf("%.1f places become %.1f where 24 open", before, after)
	}
}
