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
		resolved := rng.Below(1 - rng.ExpNeg(t.years*t.p.Disputes.Resolve[stage]*t.f.Resolve[stage]))
		for a, n := range t.Disputing[stage] {
			if n == 0 {
				continue
			}
			key := t.key.Nth(uint64(a)*uint64(NumStages) + uint64(stage))
			var wishers ByNeed
			for i := range uint64(n) {
				if resolved.Met(key.Word(wordsPerChild * i)) {
					t.Disputing[stage][a]--
					t.resolve(stage, Age(a), key, i, &wishers)
				}
			}
		}
		if stage != AgainstPlacement {
			for a, n := range t.lodged[stage] {
				t.Disputing[stage][a] += n
			}
		}
	}
	t.Assessing[0] = t.begun
}

// resolve ends one dispute. Wishers counts the children of the age, by need,
// who wish for another school already after an earlier dispute of the step.
func (t *turn) resolve(stage Stage, a Age, key rng.Key, child uint64, wishers *ByNeed) {
	outcome := t.outcome(stage, uniform(key, wordsPerChild*child+1))
	t.out.Resolved[stage][outcome]++
	switch {
	case stage == AgainstPlacement:
		if outcome != Lost {
			t.winPlace(a, key, child, wishers)
		}
	case outcome == Lost:
		t.Support[a]++
	case stage == AgainstRefusal:
		t.begun[a]++
	default:
		t.issue(a)
	}
}

// outcome is how a dispute ends, at its luck.
func (t *turn) outcome(stage Stage, u float64) Outcome {
	share := &t.p.Disputes.Outcome[stage]
	switch {
	case u < share[Conceded]:
		return Conceded
	case u < share[Conceded]+share[Upheld]:
		return Upheld
	default:
		return Lost
	}
}

// winPlace lets one child in mainstream school, any one of the age, wish for a
// state special school.
func (t *turn) winPlace(a Age, key rng.Key, child uint64, wishers *ByNeed) {
	var left ByNeed
	var all float64
	for n := range NumNeeds {
		left[n] = float64(t.Cell(Cell{a, n, MainstreamSchool})) - wishers[n]
		all += left[n]
	}
	if all == 0 {
		return
	}
	need := Need(rng.Choose(uniform(key, wordsPerChild*child+4), left[:]))
	wishers[need]++
	t.wish(key, child, mover{Cell: Cell{a, need, MainstreamSchool}}, StateSpecial)
}
