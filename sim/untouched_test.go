package sim_test

import (
	"math"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/levers"
)

// set is a lever from a term on, at once, on time and in full, with dials that
// are known.
func set(t *testing.T, key string, from cohorts.Term, dials map[string]float64) levers.Lever {
	t.Helper()
	l, ok := levers.New(key)
	if !ok {
		t.Fatalf("no lever %q", key)
	}
	p := l.Common()
	p.From, p.Ramp.Months = from, 0
	p.Delivery.Late.Range, p.Delivery.Realised.Range = strict.Exactly(0), strict.Exactly(1)
	found := 0
	for _, d := range l.Card().AllDials() {
		if v, ok := dials[d.Name]; ok {
			d.Of(l).Range = strict.Exactly(v)
			found++
		}
	}
	if found != len(dials) {
		t.Fatalf("%s has %d of the dials %v", key, found, dials)
	}
	return l
}

// roomy are levers with which nothing is short: assessments, reviews, places.
func roomy(t *testing.T, from cohorts.Term) []levers.Lever {
	return []levers.Lever{
		set(t, "assessment-capacity", from, map[string]float64{"more": 3, "sooner": 0}),
		set(t, "annual-reviews", from, map[string]float64{"held": 2, "endings": 0, "down": 0, "up": 0}),
		set(t, "resourced-provision", from, map[string]float64{"places": 2000, "prefer": 0}),
		set(t, "special-places", from, map[string]float64{"places": 2000, "prefer": 0, "building": 0, "cancelled": 0, "neighbours": 0}),
	}
}

// moved is how far a lever moves the cells, age group and need, that it leaves
// alone: the share of them that are the same, of all futures, and by how much they
// differ for each that two futures of one model differ by.
type moved struct{ same, apart float64 }

// leavesAlone lives both and looks at the January of the last year.
func leavesAlone(t *testing.T, all, more []levers.Lever, alone func(cohorts.Band, cohorts.Need) bool) moved {
	t.Helper()
	const draws, years = 120, 4
	census := func(all []levers.Lever) []sim.Census {
		m := model(t, func(s *sim.Scenario) { s.Years, s.Levers = years, all }, "stockton-on-tees")
		var last []sim.Census
		for _, y := range lived(t, m, draws, 1) {
			if y.Year == m.Scenario.Start+years-1 {
				last = append(last, y.Census)
			}
		}
		return last
	}
	was, is := census(all), census(append(all, more...))
	cells, same, paired, unpaired := 0.0, 0.0, 0.0, 0.0
	for draw := range was {
		for b := range cohorts.NumBands {
			for n := range cohorts.NumNeeds {
				if !alone(b, n) {
					continue
				}
				at := func(c []sim.Census, draw int) float64 { return float64(c[draw%draws].BandNeed[b][n]) }
				cells++
				if at(was, draw) == at(is, draw) {
					same++
				}
				paired += math.Abs(at(was, draw) - at(is, draw))
				unpaired += math.Abs(at(was, draw) - at(was, draw+1))
			}
		}
	}
	return moved{same / cells, paired / unpaired}
}

// TestALeverLeavesAloneWhomItDoesNotReach: three years after more young people
// finish, children under 16 are the same in every future where nothing is short;
// where they share places and reviews with them four cells in five are, and the
// rest are close: a fortieth of what two futures differ by.
//
// A need is given to a plan as it is issued, from what all who asked have. A lever
// on requests of one need therefore moves the others a little, whatever is short:
// a tenth of what two futures differ by for one on SEMH, a fifth for one on speech
// and language.
func TestALeverLeavesAloneWhomItDoesNotReach(t *testing.T) {
	from := cohorts.Term{Year: 2024, Part: cohorts.Autumn}
	young := func(b cohorts.Band, _ cohorts.Need) bool { return b < cohorts.Age16to19 }
	but := func(need cohorts.Need) func(cohorts.Band, cohorts.Need) bool {
		return func(_ cohorts.Band, n cohorts.Need) bool { return n != need }
	}
	post16 := set(t, "post-16-pathways", from, map[string]float64{"finish": 0.5, "specialist": 0})
	semh := set(t, "alternative-provision", from, map[string]float64{"requests": 0.4, "placed": 0})
	slcn := set(t, "early-years-support", from, map[string]float64{"reach": 1, "effect": 0.4, "others": 0, "young": 1})
	for _, c := range []struct {
		says  string
		all   []levers.Lever
		more  levers.Lever
		alone func(cohorts.Band, cohorts.Need) bool
		least moved // same: no fewer; apart: no more
	}{
		{"under 16, nothing short", roomy(t, from), post16, young, moved{1, 0}},
		{"under 16", nil, post16, young, moved{0.75, 0.05}},
		{"needs but SEMH", nil, semh, but(cohorts.SEMH), moved{0.45, 0.15}},
		{"needs but speech and language", nil, slcn, but(cohorts.SLCN), moved{0.33, 0.25}},
	} {
		got := leavesAlone(t, c.all, []levers.Lever{c.more}, c.alone)
		if got.same < c.least.same || got.apart > c.least.apart {
			t.Errorf("%s: %.3f of the cells are the same, and they are %.3f as far apart as unpaired futures", c.says, got.same, got.apart)
		}
		t.Logf("%s: %.3f the same, %.3f as far apart", c.says, got.same, got.apart)
	}
}
