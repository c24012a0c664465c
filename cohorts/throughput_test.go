package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
)

// Due in a spring are plans x 3/12, halves up, and those owed; held are as many
// as the floor of the capacity allows.
func TestReviewsAreDueHeldAndOwed(t *testing.T) {
	for _, c := range []struct {
		part             cohorts.Part
		plans, owed      int32
		capacity, f      float64
		fall, held, left int32
	}{
		{cohorts.Spring, 1200, 60, 180, 1, 300, 180, 180},
		{cohorts.Spring, 1200, 60, 181.9, 1, 300, 181, 179},
		{cohorts.Spring, 1200, 60, 180, 1.5, 300, 270, 90},
		{cohorts.Spring, 1200, 60, 180, 0, 300, 0, 360},
		{cohorts.Spring, 1200, 60, 1000, 1, 300, 360, 0},
		{cohorts.Summer, 1200, 0, 1000, 1, 500, 500, 0},
		{cohorts.Autumn, 1200, 0, 1000, 1, 400, 400, 0},
		{cohorts.Spring, 1, 0, 9, 1, 0, 0, 0}, // 0.25
		{cohorts.Spring, 2, 0, 9, 1, 1, 1, 0}, // 0.5 and up
		{cohorts.Spring, 6, 0, 9, 1, 2, 2, 0}, // 1.5
		{cohorts.Spring, 10, 0, 9, 1, 3, 3, 0},
		{cohorts.Summer, 6, 0, 9, 1, 3, 3, 0},        // 2.5
		{cohorts.Autumn, 4, 0, 9, 1, 1, 1, 0},        // 1.33
		{cohorts.Spring, 100, 400, 0, 1, 25, 0, 100}, // owed are at most the plans
		{cohorts.Spring, 0, 0, 5, 1, 0, 0, 0},
	} {
		sc := reviewing(c.part, c.plans, 12, mainstream)
		sc.s.ReviewsOwed = c.owed
		sc.p.Review.Capacity[0], sc.f.Reviews = c.capacity, c.f
		s, f := sc.once(t)
		if f.ReviewsDue != c.fall || f.ReviewsHeld != c.held || s.ReviewsOwed != c.left {
			t.Errorf("%+v: %d due, %d held, %d owed", c, f.ReviewsDue, f.ReviewsHeld, s.ReviewsOwed)
		}
	}
}

func TestTheReviewsOfATermAreBoundByItsOwnCapacity(t *testing.T) {
	sc := reviewing(cohorts.Spring, 1200, 12, mainstream)
	copy(sc.p.Review.Capacity, []float64{100, 700, 0})
	sc.lives(t, 1, 2, func(term int, a after) {
		if held := [...]int32{100, 700}[term]; a.ReviewsHeld != held { // due: 300; 500 and 200 owed
			t.Errorf("term %d: %d held", term, a.ReviewsHeld)
		}
	})
}

// Of 300 reviews and 60 owed 180 are held: half, where 0.8 are at the start, so
// that what needs a review comes at 0.5/0.8 of its pace: needs met, a move to a
// less specialist setting, a change of need. The rest does not.
func TestWhatNeedsAReviewComesSlowerWhereReviewsFallBehind(t *testing.T) {
	const q = (180. / 360) / .8
	for _, c := range []struct {
		what string
		set  func(*cohorts.Review)
		pace float64
	}{
		{"needs met", func(r *cohorts.Review) { r.Met[12] = .4 }, q},
		{"out", func(r *cohorts.Review) { r.Out[12] = .4 }, 1},
		{"down", func(r *cohorts.Review) { r.Move[cohorts.Age11to15][cohorts.AlternativeProvision][mainstream] = .4 }, q},
		{"up", func(r *cohorts.Review) {
			r.Move[cohorts.Age11to15][cohorts.AlternativeProvision][cohorts.IndependentSpecial] = .4
		}, 1},
		{"aside", func(r *cohorts.Review) {
			r.Move[cohorts.Age11to15][cohorts.AlternativeProvision][cohorts.NotPlaced] = .4
		}, 1},
		{"change of need", func(r *cohorts.Review) { r.Change[12][cohorts.ASD][cohorts.SEMH] = .4 }, q},
	} {
		sc := reviewing(cohorts.Spring, 1200, 12, cohorts.AlternativeProvision)
		sc.s.ReviewsOwed = 60
		sc.p.Review.Capacity[0], sc.p.Review.Held = 180, .8
		c.set(&sc.p.Review)
		p := meets(.4 * c.pace * 3 / 12)
		sc.expect(t, 500, claim{c.what, 1200 * p, func(a after) int32 {
			return 1200 - a.cell(12, cohorts.ASD, cohorts.AlternativeProvision)
		}, binomial(1200, p)})
	}
}

func TestEducationIsFinishedWithoutAReview(t *testing.T) {
	sc := reviewing(cohorts.Summer, 1200, 17, college)
	sc.p.Review.Capacity[0], sc.p.Review.Held = 0, .8
	sc.p.Review.Finish[17], sc.p.Review.Met[17] = .2, 9
	sc.expect(t, 500, claim{"left", 1200 * meets(.2), func(a after) int32 { return 1200 - a.Plans() }, 0})
}

func TestReviewsHeldInFullQuickenWhatNeedsThem(t *testing.T) {
	sc := reviewing(cohorts.Spring, 1200, 12, mainstream)
	sc.p.Review.Held, sc.p.Review.Met[12] = .8, .4
	sc.expect(t, 500, claim{"needs met", 1200 * meets(.4/.8*3/12), ended(cohorts.NeedsMet), 0})
}

// One plan has no review due in a spring: its throughput is 1.
func TestWhereNoReviewIsDueTheThroughputIs1(t *testing.T) {
	sc := reviewing(cohorts.Spring, 1, 12, mainstream)
	sc.p.Review.Held, sc.p.Review.Met[12] = .5, 2
	p := meets(2 * 3. / 12)
	sc.expect(t, 8000, claim{"needs met", p, ended(cohorts.NeedsMet), binomial(1, p)})
}

// One child each in the phases, by age and setting: each feels its own factor.
func TestNeedsMetFeelTheFactorOfThePhaseOfTheChild(t *testing.T) {
	sc := newScene(cohorts.Summer)
	sc.f.Met = [cohorts.NumPhases]float64{.5, 1.5, 2, 3}
	var claims []claim
	for _, c := range []struct {
		age    cohorts.Age
		at     cohorts.Setting
		factor float64
	}{{3, mainstream, .5}, {4, mainstream, 1.5}, {10, special, 2}, {12, cohorts.IndependentSpecial, 2}, {17, special, 2}, {16, mainstream, 3}, {15, cohorts.ResourcedProvision, 1.5}} {
		sc.put(300, c.age, cohorts.ASD, c.at)
		sc.p.Review.Met[c.age] = .2
		claims = append(claims, claim{
			"needs met in " + c.at.Key(), 300 * meets(.2*c.factor*5/12), func(a after) int32 { return 300 - a.cell(c.age, cohorts.ASD, c.at) }, 0,
		})
	}
	sc.expect(t, 1000, claims...)
}
