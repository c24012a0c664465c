package cohorts

import "sendsim/internal/rng"

// dispute resolves open disputes: by agreement, mediation among it, or at the
// First-tier Tribunal [CFA14 s51, s52]. Those lodged this term wait for the
// next.
//
// Worked sum: 60 open disputes with a hazard of 1 a year over a spring of 3
// months: 60 x (1 - exp(-0.25)) = 13.3 are resolved on average.
func (t *turn) dispute() {
	for stage := range NumStages {
		chance := 1 - rng.ExpNeg(t.years*t.p.Disputes.Resolve[stage]*t.f.Resolve[stage])
		share := &t.p.Disputes.Outcome[stage]
		ends := endsOf(chance*share[Conceded], chance*share[Upheld], chance*share[Lost])
		for a, n := range &t.Disputing[stage] {
			if n != 0 {
				t.resolve(stage, Age(a), n, &ends)
			}
		}
		if stage != AgainstPlacement {
			for a, n := range &t.lodged[stage] {
				t.Disputing[stage][a] += n
			}
		}
	}
	t.Assessing[0] = t.begun
}

// resolve ends each of n disputes of a stage and age: conceded, upheld, lost.
func (t *turn) resolve(stage Stage, a Age, n int32, ends *ends) {
	key := t.key.Nth(uint64(a)*uint64(NumStages) + uint64(stage))
	conceded, upheld, lost := ends.among(key, 0, n)
	won := conceded + upheld
	resolved := won + lost

	t.Disputing[stage][a] -= resolved
	t.out.Resolved[stage][Conceded] += conceded
	t.out.Resolved[stage][Upheld] += upheld
	t.out.Resolved[stage][Lost] += lost
	switch stage {
	case AgainstRefusal:
		t.Support[a] += lost
		t.begun[a] += won
	case AgainstNoPlan:
		t.Support[a] += lost
		t.issue(a, won)
	default:
		t.winPlaces(a, key, won)
	}
}

// winPlaces lets up to n children in mainstream school, any of the age, wish
// for a state special school, where one admits the age.
func (t *turn) winPlaces(a Age, key rng.Key, n int32) {
	if n == 0 || !StateSpecial.Admits(a) {
		return
	}
	var left ByNeed
	var all float64
	for need := range NumNeeds {
		left[need] = float64(t.Cell(Cell{a, need, MainstreamSchool}))
		all += left[need]
	}
	room := t.room(int(n))
	for i := range room {
		if all == 0 {
			room = room[:i]
			break
		}
		need := Need(rng.Choose(uniform(key, wordsPerChild*uint64(i)+4), left[:]))
		left[need]--
		all--
		room[i] = wish{key, uint32(i), uint32(Cell{a, need, MainstreamSchool}.Code()), ask{StateSpecial, mayStay}}
	}
	t.stand(len(room))
}
