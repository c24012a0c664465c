package oracle

import (
	"math"
	"testing"

	"sendsim/cohorts"
)

// trials repeats one try, and gives what each number came to.
func trials(n int, try func(note func(string, float64))) map[string]*sample {
	all := map[string]*sample{}
	for range n {
		try(func(what string, x float64) {
			if all[what] == nil {
				all[what] = &sample{}
			}
			all[what].add(x)
		})
	}
	return all
}

// expect holds the means of trials against what was worked out by hand.
func expect(t *testing.T, got map[string]*sample, want map[string]float64) {
	t.Helper()
	for what, x := range want {
		if s := got[what]; s == nil {
			t.Errorf("%s was not noted", what)
		} else {
			s.near(t, what, x)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d numbers noted, %d expected", len(got), len(want))
	}
}

func TestPlaces(t *testing.T) {
	p := quiet()
	f := cohorts.Rest()
	for _, c := range []struct {
		places, more float64
		want         int
	}{{12.9, 0, 12}, {12.5, 0.5, 13}, {12, -2.5, 9}, {3, -7, 0}} {
		p.Placement.Places[0] = [cohorts.NumSettings]float64{cohorts.StateSpecial: c.places, cohorts.MainstreamSchool: 7}
		f.Places[cohorts.StateSpecial] = c.more
		w := step(p, &cohorts.State{}, cohorts.Spring, f, seeded(1))
		if got := w.places[cohorts.StateSpecial]; got != c.want || w.places[cohorts.MainstreamSchool] != 0 {
			t.Errorf("%g and %g places are %d", c.places, c.more, got)
		}
	}
}

func TestAge(t *testing.T) {
	p := quiet()
	p.Population.Births[0] = 10.25
	p.Population.Migration[0] = -0.5
	p.Population.MigrationByAge = [cohorts.NumAges]float64{0: 1, 5: 0.2, 7: 4, 9: -3}
	s := plansOf(map[cohorts.Cell]int32{
		{Age: 25, Need: cohorts.ASD, Setting: cohorts.FurtherEducation}: 3,
		{Age: 24, Need: cohorts.ASD, Setting: cohorts.FurtherEducation}: 4,
	})
	s.Without = cohorts.ByAge{4: 13, 6: 2, 8: 3, 25: 1}
	s.Support = cohorts.ByAge{25: 2, 9: 6}
	s.Requested = cohorts.ByAge{25: 1, 0: 1}
	s.Assessing[1] = cohorts.ByAge{25: 1, 24: 8}
	s.Disputing = [cohorts.NumStages]cohorts.ByAge{{25: 1, 1: 1}, {25: 1, 2: 1}, {25: 7, 24: 2}}
	u := seeded(2)
	got := trials(4000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Autumn, cohorts.Rest(), u, (*world).grow)
		after := w.record()
		if after.Without[7] != 0 || after.Without[25] != 0 || after.Support[10] != 6 || after.Requested[1] != 1 ||
			after.Assessing[1][25] != 8 || after.Disputing[cohorts.AgainstRefusal][2] != 1 ||
			after.Disputing[cohorts.AgainstNoPlan][3] != 1 || after.Disputing[cohorts.AgainstPlacement].Total() != 2 ||
			after.Aged(25) != 4 || after.Plans() != 4 || after.Population()-s.Population() != int64(w.flows.Births+w.flows.Migration-10) {
			t.Fatal("somebody did not grow older by a year")
		}
		note("births", float64(w.flows.Births))
		note("a child leaves from 13 at a tenth", float64(after.Without[5])) // x = -1.3: 2 or 1 go
		note("some of 3 come at 1.5", float64(after.Without[9]))             // x = 4.5
		note("children aged 0", float64(after.Without[0]))                   // half of 10.25
		note("max age", float64(w.flows.Ended[cohorts.ReachedMaxAge]))
		note("aged out", float64(w.flows.AgedOut))
	})
	expect(t, got, map[string]float64{
		"births": 10.25, "a child leaves from 13 at a tenth": 11.7, "some of 3 come at 1.5": 7.5,
		"children aged 0": 10.25 / 2, "max age": 3, "aged out": 1 + 2 + 1 + 1 + 1 + 1 + 3,
	})
}

func TestTransfer(t *testing.T) {
	p := quiet()
	p.Placement.Places[0][cohorts.StateSpecial] = 14.5
	p.Placement.Overflow[cohorts.StateSpecial] = [cohorts.NumOverflows]float64{0.5, 0.3, 0.2}
	p.Placement.Transfer[cohorts.IntoYear7][cohorts.MainstreamSchool] = cohorts.BySetting{
		cohorts.MainstreamSchool: 0.4, cohorts.IndependentMainstream: 0.1, cohorts.StateSpecial: 0.2,
		cohorts.FurtherEducation: 0.3, // does not admit 11
	}
	p.Placement.Transfer[cohorts.IntoYear7][cohorts.StateSpecial][cohorts.MainstreamSchool] = 1
	p.Placement.Tilt[cohorts.SLD] = cohorts.BySetting{cohorts.StateSpecial: 2, cohorts.IndependentMainstream: 1, cohorts.MainstreamSchool: 8}
	f := cohorts.Rest()
	f.Prefer[cohorts.Mainstream][cohorts.IndependentMainstream] = 4
	f.Prefer[cohorts.Mainstream][cohorts.MainstreamSchool] = 8
	f.Prefer[cohorts.Specialist] = cohorts.BySetting{} // never asked
	s := plansOf(map[cohorts.Cell]int32{
		{Age: 11, Need: cohorts.SLD, Setting: cohorts.MainstreamSchool}:    60,
		{Age: 12, Need: cohorts.SLD, Setting: cohorts.MainstreamSchool}:    5, // at no border
		{Age: 11, Need: cohorts.SLD, Setting: cohorts.StateSpecial}:        4, // they leave, and make room
		{Age: 15, Need: cohorts.SLD, Setting: cohorts.StateSpecial}:        2,
		{Age: 11, Need: cohorts.VI, Setting: cohorts.AlternativeProvision}: 3, // no row: they stay
	})
	u := seeded(3)
	got := trials(4000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Autumn, f, u, (*world).transfer)
		after := w.record()
		// Weights stay 0.4, independent 0.1 x 4, special 0.2 x 2: 20 of 60 wish
		// for each, and 12 places are free. Always 12 or all are taken.
		note("independent mainstream", float64(after.In(cohorts.IndependentMainstream)))
		unplaced := w.flows.Unplaced[cohorts.StateSpecial]
		if w.flows.ToIndependent+w.flows.ToEnhanced+w.flows.ToWaiting != unplaced {
			t.Fatal("overflow does not add up")
		}
		if unplaced > 0 && after.In(cohorts.StateSpecial) != 14 {
			t.Fatal("a place is left though somebody went without")
		}
		if w.flows.MovedDown != 4 || w.flows.MovedAside != after.In(cohorts.IndependentMainstream) ||
			w.flows.MovedUp != after.In(cohorts.StateSpecial)-2+w.flows.ToIndependent+w.flows.ToEnhanced {
			t.Fatal("moves are miscounted")
		}
		if after.In(cohorts.AlternativeProvision) != 3 {
			t.Fatal("somebody without a row moved")
		}
		note("seeking a special school", float64(after.In(cohorts.StateSpecial)-2+unplaced))
		note("independent, less half of the unplaced", float64(after.In(cohorts.IndependentSpecial))-0.5*float64(unplaced))
		note("enhanced, less their share", float64(after.In(cohorts.Enhanced))-0.3*float64(unplaced))
		note("waiting, less their share", float64(w.flows.ToWaiting)-0.2*float64(unplaced))
	})
	expect(t, got, map[string]float64{
		"independent mainstream": 20, "seeking a special school": 20, "independent, less half of the unplaced": 0,
		"enhanced, less their share": 0, "waiting, less their share": 0,
	})
}

func TestMustLeave(t *testing.T) {
	p := quiet()
	row := &p.Placement.Transfer[cohorts.IntoSchool][cohorts.EarlyYearsSetting]
	row[cohorts.EarlyYearsSetting], row[cohorts.StateSpecial] = 0.75, 0.25
	s := plansOf(map[cohorts.Cell]int32{
		{Age: 4, Need: cohorts.ASD, Setting: cohorts.EarlyYearsSetting}:    8, // 2 wish to leave, and wait
		{Age: 5, Need: cohorts.ASD, Setting: cohorts.EarlyYearsSetting}:    4, // all must, and have no place
		{Age: 6, Need: cohorts.ASD, Setting: cohorts.EarlyYearsSetting}:    2, // at no border
		{Age: 11, Need: cohorts.ASD, Setting: cohorts.FurtherEducation}:    3, // must, and have no row
		{Age: 20, Need: cohorts.ASD, Setting: cohorts.MainstreamSchool}:    5, // at no border
		{Age: 19, Need: cohorts.ASD, Setting: cohorts.MainstreamSchool}:    6, // must, and have no row
		{Age: 16, Need: cohorts.ASD, Setting: cohorts.EarlyYearsSetting}:   1, // must, and have no row
		{Age: 4, Need: cohorts.ASD, Setting: cohorts.AlternativeProvision}: 1, // no row
	})
	u := seeded(4)
	got := trials(2000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Autumn, cohorts.Rest(), u, (*world).transfer)
		after := w.record()
		note("early years", float64(after.In(cohorts.EarlyYearsSetting)))
		note("not placed", float64(after.In(cohorts.NotPlaced)))
		note("others", float64(after.Plans()-after.In(cohorts.EarlyYearsSetting)-after.In(cohorts.NotPlaced)))
		note("unplaced", float64(w.flows.Unplaced[cohorts.StateSpecial]))
		note("waiting", float64(w.flows.ToWaiting))
		note("aside", float64(w.flows.MovedAside))
	})
	expect(t, got, map[string]float64{
		"early years": 10, "not placed": 4 + 3 + 6 + 1, "others": 5 + 1, "unplaced": 2 + 4, "waiting": 2 + 4,
		"aside": 4 + 3 + 6 + 1,
	})
}

// TestSchoolEndsAt19 says that at 19 nobody stays at a school of whatever kind,
// and that the others may stay where they are.
func TestSchoolEndsAt19(t *testing.T) {
	p := quiet()
	schools := []cohorts.Setting{
		cohorts.MainstreamSchool, cohorts.Enhanced, cohorts.ResourcedProvision, cohorts.StateSpecial,
		cohorts.IndependentMainstream, cohorts.AlternativeProvision,
	}
	p.Placement.Places[0] = [cohorts.NumSettings]float64{cohorts.ResourcedProvision: 50, cohorts.StateSpecial: 50, cohorts.SpecialistPost16: 1}
	s := &cohorts.State{}
	for at := range cohorts.NumSettings {
		if at != cohorts.EarlyYearsSetting {
			s.Put(cohorts.Cell{Age: 19, Need: cohorts.ASD, Setting: at}, 1)
		}
	}
	for _, at := range schools {
		row := &p.Placement.Transfer[cohorts.IntoCollege][at]
		for _, school := range schools {
			row[school] = 100 // to stay, or to another school: neither can be
		}
		row[cohorts.FurtherEducation] = 0.01
		s.Put(cohorts.Cell{Age: 18, Need: cohorts.ASD, Setting: at}, 1) // at no border
		s.Put(cohorts.Cell{Age: 20, Need: cohorts.ASD, Setting: at}, 1)
		s.Put(cohorts.Cell{Age: 19, Need: cohorts.SLD, Setting: at}, 1) // for college alone, and not tilted to it
	}
	p.Placement.Tilt[cohorts.SLD][cohorts.FurtherEducation] = 0
	w := step(p, s, cohorts.Autumn, cohorts.Rest(), seeded(7), (*world).transfer)
	after := w.record()
	at19 := func(d cohorts.Need, at cohorts.Setting) int32 {
		return after.Cell(cohorts.Cell{Age: 19, Need: d, Setting: at})
	}
	for _, at := range schools {
		if at19(cohorts.ASD, at)+at19(cohorts.SLD, at) != 0 || after.In(at) != 2 {
			t.Errorf("%s: %d children, those of 18 and 20 expected", at.Key(), after.In(at))
		}
	}
	if at19(cohorts.ASD, cohorts.FurtherEducation) != 7 || at19(cohorts.SLD, cohorts.NotPlaced) != 6 || after.Aged(19) != 18 {
		t.Errorf("at 19: %d in college, %d not placed", at19(cohorts.ASD, cohorts.FurtherEducation), at19(cohorts.SLD, cohorts.NotPlaced))
	}
	for _, at := range []cohorts.Setting{
		cohorts.IndependentSpecial, cohorts.SpecialistPost16, cohorts.HomeEducated, cohorts.OtherArrangements, cohorts.NotPlaced,
	} {
		if at19(cohorts.ASD, at) != 1 {
			t.Errorf("somebody of 19 came or went in %s", at.Key())
		}
	}
	// To college from enhanced, resourced, special and alternative is down, from
	// the two mainstreams aside, as is all that leads to no place.
	if w.flows.MovedUp != 0 || w.flows.MovedDown != 4 || w.flows.MovedAside != 2+6 {
		t.Errorf("flows %+v", w.flows)
	}
}

// TestSchoolEndsWithoutAPlace says what becomes of those who must leave at 19
// and find the specialist institutions full: none waits where it is.
func TestSchoolEndsWithoutAPlace(t *testing.T) {
	p := quiet()
	row := &p.Placement.Transfer[cohorts.IntoCollege]
	row[cohorts.Enhanced][cohorts.SpecialistPost16] = 1
	s := plansOf(map[cohorts.Cell]int32{{Age: 19, Need: cohorts.ASD, Setting: cohorts.Enhanced}: 40})
	p.Placement.Overflow[cohorts.SpecialistPost16] = [cohorts.NumOverflows]float64{0.5, 0.3, 0.2}
	u := seeded(8)
	got := trials(2000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Autumn, cohorts.Rest(), u, (*world).transfer)
		after, fl := w.record(), &w.flows
		if fl.ToIndependent != after.In(cohorts.IndependentSpecial) || fl.ToEnhanced != after.In(cohorts.FurtherEducation) ||
			fl.ToWaiting != after.In(cohorts.NotPlaced) || fl.MovedUp != fl.ToIndependent || fl.MovedDown != fl.ToEnhanced ||
			fl.MovedAside != fl.ToWaiting || fl.Unplaced[cohorts.SpecialistPost16] != 40 {
			t.Fatal("overflow does not add up")
		}
		note("independent", float64(fl.ToIndependent))
		note("college", float64(fl.ToEnhanced))
		note("not placed", float64(fl.ToWaiting))
	})
	expect(t, got, map[string]float64{"independent": 20, "college": 12, "not placed": 8})
}

func TestArrive(t *testing.T) {
	p := quiet()
	p.Population.Arrivals[0] = 8
	p.Population.ArrivalAge = [cohorts.NumAges]float64{7: 0.25, 22: 0.75}
	p.Placement.Need[7] = cohorts.ByNeed{cohorts.HI: 0.5, cohorts.PD: 0.5}
	p.Placement.Arrived[7][cohorts.ResourcedProvision] = 1
	p.Placement.Arrived[22][cohorts.FurtherEducation] = 1
	p.Placement.Tilt = [cohorts.NumNeeds]cohorts.BySetting{} // never asked
	p.Disputes.Lodge[cohorts.AgainstPlacement] = 1
	f := cohorts.Rest()
	f.Prefer, f.RequestNeed = [cohorts.NumPhases]cohorts.BySetting{}, [cohorts.NumPhases]cohorts.ByNeed{}
	u := seeded(5)
	got := trials(4000, func(note func(string, float64)) {
		w := step(p, &cohorts.State{}, cohorts.Spring, f, u, (*world).arrive, (*world).place)
		after := w.record()
		if w.flows.Issued != 0 || w.flows.NewPlans != [cohorts.NumSettings]int32{} || w.flows.Lodged[cohorts.AgainstPlacement] != 0 {
			t.Fatal("an arrival is taken for a new plan")
		}
		n := float64(w.flows.Arrived)
		note("arrivals", n)
		note("squared distance", (n-8)*(n-8)) // Poisson: its mean is the mean
		note("college", float64(after.In(cohorts.FurtherEducation)))
		note("no place", float64(after.In(cohorts.NotPlaced)))
		note("hearing", float64(after.Cell(cohorts.Cell{Age: 7, Need: cohorts.HI, Setting: cohorts.NotPlaced})))
	})
	expect(t, got, map[string]float64{"arrivals": 8, "squared distance": 8, "college": 6, "no place": 2, "hearing": 1})
}

func TestIdentify(t *testing.T) {
	p := quiet()
	p.Support.Identify[6], p.Support.Release[6], p.Support.Release[17] = 0.3, 0.6, 1.2
	f := cohorts.Rest()
	f.Identify[cohorts.Mainstream], f.Release[cohorts.Post16] = 2, 0.5
	s := &cohorts.State{Without: cohorts.ByAge{6: 100}, Support: cohorts.ByAge{6: 40, 17: 20}}
	u := seeded(6)
	got := trials(4000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Summer, f, u, (*world).identify)
		note("on", float64(w.flows.Identified))
		note("off", float64(w.flows.Released))
		note("on support at 6", float64(w.support[6]))
		note("without at 17", float64(w.without[17]))
	})
	on, off6, off17 := 100*(1-math.Exp(-0.6*5/12)), 40*(1-math.Exp(-0.6*5/12)), 20*(1-math.Exp(-0.6*5/12))
	expect(t, got, map[string]float64{"on": on, "off": off6 + off17, "on support at 6": 40 + on - off6, "without at 17": off17})
}
