package oracle

import (
	"math"
	"testing"

	"sendsim/cohorts"
)

func TestPlace(t *testing.T) {
	p := quiet()
	p.Placement.Need[17] = cohorts.ByNeed{cohorts.ASD: 0.5, cohorts.MLD: 0.5}
	p.Placement.New[17] = cohorts.BySetting{
		cohorts.FurtherEducation: 0.3, cohorts.SpecialistPost16: 0.6,
		cohorts.EarlyYearsSetting: 0.1, // does not admit 17
	}
	p.Placement.Tilt[cohorts.ASD][cohorts.SpecialistPost16] = 0
	p.Placement.Tilt[cohorts.MLD] = cohorts.BySetting{cohorts.SpecialistPost16: 0.25, cohorts.FurtherEducation: 1}
	p.Placement.Tilt[cohorts.MSI] = cohorts.BySetting{}
	p.Placement.Need[3][cohorts.ASD], p.Placement.Need[3][cohorts.MSI] = 0, 1
	p.Placement.New[3][cohorts.EarlyYearsSetting] = 1
	p.Disputes.Lodge[cohorts.AgainstPlacement] = 0.2
	f := cohorts.Rest()
	f.RequestNeed[cohorts.Post16][cohorts.MLD] = 4 // four of five
	f.Prefer[cohorts.Post16][cohorts.SpecialistPost16] = 2
	f.Lodge[cohorts.AgainstPlacement] = 4 // one in two
	p.Placement.Places[0][cohorts.SpecialistPost16] = 22
	p.Placement.Overflow[cohorts.SpecialistPost16] = [cohorts.NumOverflows]float64{0, 1, 0}
	s := plansOf(map[cohorts.Cell]int32{{Age: 20, Setting: cohorts.SpecialistPost16}: 2})
	s.Disputing[cohorts.AgainstNoPlan] = cohorts.ByAge{17: 100, 3: 10}
	p.Disputes.Resolve[cohorts.AgainstNoPlan] = 1e6
	p.Disputes.Outcome[cohorts.AgainstNoPlan] = [cohorts.NumOutcomes]float64{cohorts.Conceded: 1}
	u := seeded(31)
	got := trials(4000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Spring, f, u, (*world).dispute, (*world).place)
		after := w.record()
		mld := func(at cohorts.Setting) float64 {
			return float64(after.Cell(cohorts.Cell{Age: 17, Need: cohorts.MLD, Setting: at}))
		}
		seeking := float64(after.In(cohorts.SpecialistPost16)-2) + float64(w.flows.Unplaced[cohorts.SpecialistPost16])
		if after.In(cohorts.SpecialistPost16) > 22 || w.flows.ToEnhanced != w.flows.Unplaced[cohorts.SpecialistPost16] {
			t.Fatal("places are not kept to")
		}
		note("mld", mld(cohorts.FurtherEducation)+mld(cohorts.SpecialistPost16)+mld(cohorts.Enhanced))
		note("seeking", seeking) // 0.6 x 0.25 x 2 against 0.3, of the 80
		note("enhanced and special", mld(cohorts.Enhanced)+mld(cohorts.SpecialistPost16)-seeking)
		note("not placed at 3", float64(after.In(cohorts.NotPlaced)))
		note("contested", float64(w.flows.Lodged[cohorts.AgainstPlacement]))
		note("open", float64(after.Disputing[cohorts.AgainstPlacement].Total()-w.flows.Lodged[cohorts.AgainstPlacement]))
	})
	expect(t, got, map[string]float64{
		"mld": 80, "seeking": 40, "enhanced and special": 0, "not placed at 3": 10, "contested": 55, "open": 0,
	})
}

func TestOverflowWhereTheChildIs(t *testing.T) {
	p := quiet()
	p.Placement.Overflow[cohorts.StateSpecial] = [cohorts.NumOverflows]float64{1, 0, 0}
	p.Placement.Overflow[cohorts.SpecialistPost16] = [cohorts.NumOverflows]float64{0, 1, 0}
	s := plansOf(map[cohorts.Cell]int32{
		{Age: 10, Setting: cohorts.IndependentSpecial}: 1, {Age: 21, Setting: cohorts.FurtherEducation}: 1,
		{Age: 18, Setting: cohorts.FurtherEducation}: 1, {Age: 19, Setting: cohorts.NotPlaced}: 1,
	})
	w := step(p, s, cohorts.Spring, cohorts.Rest(), seeded(32))
	var wishes []wish
	for i, c := range w.children {
		of := cohorts.SpecialistPost16
		if c.age == 10 {
			of = cohorts.StateSpecial
		}
		wishes = append(wishes, wish{who: i, of: of})
	}
	w.ration(wishes)
	after := w.record()
	if w.flows.ToWaiting != 2 || w.flows.ToEnhanced != 2 || w.flows.ToIndependent != 0 ||
		after.In(cohorts.IndependentSpecial) != 1 || after.Cell(cohorts.Cell{Age: 18, Setting: cohorts.Enhanced}) != 1 ||
		after.In(cohorts.FurtherEducation) != 2 || w.flows.MovedUp != 1 || w.flows.MovedAside != 1 {
		t.Errorf("flows %+v", w.flows)
	}
}

func TestReviews(t *testing.T) {
	p := quiet()
	p.Review.Held = 0.8
	for _, c := range []struct {
		plans, owed int32
		part        cohorts.Part
		capacity    float64
		fell, held  int32 // of the term alone, of all
		left        int
		q           float64
	}{
		{100, 0, cohorts.Autumn, 1000, 33, 33, 0, 1 / 0.8},
		{10, 5, cohorts.Spring, 4.9, 3, 4, 4, 0.5 / 0.8},   // 2.5 is 3: 8 with those owed
		{18, 0, cohorts.Summer, 6, 8, 6, 2, 0.75 / 0.8},    // 7.5 is 8
		{12, 100, cohorts.Spring, 3.5, 3, 3, 12, 3 / 82.4}, // 103 with those owed; owed is no more than the plans
		{0, 0, cohorts.Spring, 9, 0, 0, 0, 1},
		{0, 4, cohorts.Spring, 1, 0, 1, 0, 0.25 / 0.8},
	} {
		p.Review.Capacity[0] = c.capacity / 2
		f := cohorts.Rest()
		f.Reviews = 2
		s := plansOf(map[cohorts.Cell]int32{{Age: 9, Setting: cohorts.MainstreamSchool}: c.plans})
		s.ReviewsOwed = c.owed
		w := step(p, s, c.part, f, seeded(33))
		q := w.reviews()
		if w.flows.ReviewsDue != c.fell || w.flows.ReviewsHeld != c.held || w.owed != c.left || math.Abs(q-c.q) > 1e-12 {
			t.Errorf("%+v: due %d, held %d, owed %d, q %g", c, w.flows.ReviewsDue, w.flows.ReviewsHeld, w.owed, q)
		}
	}
}

func TestReview(t *testing.T) {
	p := quiet()
	p.Review.Leaving[0] = cohorts.Level(1.5)
	p.Review.Held = 0.5
	p.Review.Capacity[0] = 60 // 240 plans in summer: 100 due, q is 60/100/0.5
	const q, year = 1.2, 5.0 / 12
	p.Review.Met[17], p.Review.Out[17], p.Review.Finish[17] = 0.1, 0.2, 0.05
	p.Review.FinishIn[cohorts.FurtherEducation] = 2
	p.Review.FinishIn[cohorts.StateSpecial] = 4
	p.Review.OutReasons[17] = [cohorts.NumReasons]float64{cohorts.MovedAuthority: 0.75, cohorts.Died: 0.25}
	p.Review.FinishReasons[17][cohorts.Employment] = 1
	p.Review.Change[17][cohorts.SLD][cohorts.ASD] = 0.3
	p.Review.Change[17][cohorts.SLD][cohorts.SLD] = 50
	move := &p.Review.Move[cohorts.Age16to19][cohorts.ResourcedProvision]
	move[cohorts.ResourcedProvision] = 50
	move[cohorts.IndependentSpecial] = 0.4 // up
	move[cohorts.FurtherEducation] = 0.5   // down
	move[cohorts.NotPlaced] = 0.6          // aside
	move[cohorts.EarlyYearsSetting] = 70   // does not admit 17
	p.Placement.Tilt[cohorts.SLD][cohorts.IndependentSpecial] = 0.5
	f := cohorts.Rest()
	f.Met[cohorts.Post16], f.Finishing[cohorts.Post16] = 2, 3
	f.Up[cohorts.Post16], f.Down[cohorts.Post16] = 4, 0.7
	s := plansOf(map[cohorts.Cell]int32{{Age: 17, Need: cohorts.SLD, Setting: cohorts.ResourcedProvision}: 240})
	p.Review.FinishIn[cohorts.ResourcedProvision] = 2
	u := seeded(34)
	hazards := map[string]float64{
		"met": 0.1 * 2 * q * 1.5 * year, "out": 0.2 * 1.5 * year, "finished": 0.05 * 2 * 3 * 1.5,
		"up": 0.4 * 0.5 * 4 * year, "down": 0.5 * 0.7 * q * year, "aside": 0.6 * year, "need": 0.3 * q * year,
	}
	total := 0.0
	for _, h := range hazards {
		total += h
	}
	want := map[string]float64{}
	for what, h := range hazards {
		want[what] = 240 * (1 - math.Exp(-total)) * h / total
	}
	want["moved authority"] = 0.75 * want["out"]
	want["on support"] = want["met"]
	want["without"] = want["finished"]
	got := trials(4000, func(note func(string, float64)) {
		w := step(p, s, cohorts.Summer, f, u, (*world).review)
		after, fl := w.record(), &w.flows
		if after.In(cohorts.IndependentSpecial) != fl.MovedUp || after.In(cohorts.FurtherEducation) != fl.MovedDown ||
			after.In(cohorts.NotPlaced) != fl.MovedAside || fl.ReviewsDue != 100 || fl.ReviewsHeld != 60 ||
			after.Cell(cohorts.Cell{Age: 17, Need: cohorts.ASD, Setting: cohorts.ResourcedProvision}) != fl.NeedChanged {
			t.Fatal("children do not add up")
		}
		note("met", float64(fl.Ended[cohorts.NeedsMet]))
		note("out", float64(fl.Ended[cohorts.MovedAuthority]+fl.Ended[cohorts.Died]))
		note("moved authority", float64(fl.Ended[cohorts.MovedAuthority]))
		note("finished", float64(fl.Ended[cohorts.Employment]))
		note("up", float64(fl.MovedUp))
		note("down", float64(fl.MovedDown))
		note("aside", float64(fl.MovedAside))
		note("need", float64(fl.NeedChanged))
		note("on support", float64(after.Support[17]))
		note("without", float64(after.Without[17]))
	})
	expect(t, got, want)
}

// TestReviewLeavers says what is not of the summer, of 19 and over, and of the
// places that leavers leave.
func TestReviewLeavers(t *testing.T) {
	p := quiet()
	p.Review.Finish[18], p.Review.FinishIn[cohorts.StateSpecial] = 1e6, 1
	s := plansOf(map[cohorts.Cell]int32{{Age: 18, Setting: cohorts.StateSpecial}: 6})
	if w := step(p, s, cohorts.Spring, cohorts.Rest(), seeded(35), (*world).review); w.flows.EndedInAll() != 0 {
		t.Error("education is finished in a spring")
	}
	p = quiet()
	p.Review.Met[18], p.Review.Met[19] = 1e6, 1e6
	p.Placement.Places[0][cohorts.StateSpecial] = 5
	p.Review.Move[cohorts.Age5to10][cohorts.MainstreamSchool][cohorts.StateSpecial] = 1e6
	s = plansOf(map[cohorts.Cell]int32{
		{Age: 18, Setting: cohorts.StateSpecial}: 4, {Age: 19, Setting: cohorts.StateSpecial}: 3,
		{Age: 9, Setting: cohorts.MainstreamSchool}: 7,
	})
	w := step(p, s, cohorts.Spring, cohorts.Rest(), seeded(36), (*world).review)
	after := w.record()
	if w.flows.Ended[cohorts.NeedsMet] != 7 || after.Support[18] != 4 || after.Without[19] != 3 ||
		after.In(cohorts.StateSpecial) != 5 || w.flows.ToWaiting != 2 || w.flows.MovedUp != 5 {
		t.Errorf("flows %+v", w.flows)
	}
}
