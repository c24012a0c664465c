package trials

import "testing"

// casesOf makes cases of two forecasters whose CRPS on each figure is given,
// by origin and authority, on a base of 100.
func casesOf(own, other [][]float64) (cases []Case) {
	for i, scores := range [][][]float64{own, other} {
		for o, row := range scores {
			for a, s := range row {
				cases = append(cases, Case{
					Forecaster: []string{"own", "other"}[i], Origin: 2017 + o, Authority: a, Horizon: 1,
					Base: 100, Came: 100, Score: Score{CRPS: s, Median: 100},
				})
			}
		}
	}
	return cases
}

// Own scores 1+2+3+2 = 8, the other 2+4+2+8 = 16: a skill of a half, of a half
// in the first year (3 of 6) and a half in the second (5 of 10); lower on 3 of
// 4 figures.
func TestSkillByHand(t *testing.T) {
	s := SkillOf(casesOf([][]float64{{1, 2}, {3, 2}}, [][]float64{{2, 4}, {2, 8}}), "own", "other", Plans, 1)
	near(t, "skill", s.Skill, .5, 1e-15)
	near(t, "first year", s.ByOrigin[0], .5, 1e-15)
	near(t, "second year", s.ByOrigin[1], .5, 1e-15)
	near(t, "wins", s.Wins, .75, 1e-15)
	if s.N != 4 || !(s.Low <= .5 && .5 <= s.High) {
		t.Errorf("n %d, interval %v to %v", s.N, s.Low, s.High)
	}
}

// A skill that is the same everywhere has no doubt; one that differs by origin
// has that of the origins.
func TestBootstrapSeesWhatDiffers(t *testing.T) {
	same := SkillOf(casesOf([][]float64{{1, 2}, {3, 4}}, [][]float64{{2, 4}, {6, 8}}), "own", "other", Plans, 1)
	near(t, "low", same.Low, .5, 1e-12)
	near(t, "high", same.High, .5, 1e-12)
	apart := SkillOf(casesOf([][]float64{{1, 1}, {2, 2}}, [][]float64{{2, 2}, {2, 2}}), "own", "other", Plans, 1)
	near(t, "low", apart.Low, 0, 1e-12)
	near(t, "high", apart.High, .5, 1e-12)
}

// A figure that one of them was not scored on counts for neither.
func TestSkillIsOnTheSameFigures(t *testing.T) {
	cases := casesOf([][]float64{{1, 2}}, [][]float64{{2, 2}})
	s := SkillOf(cases[:3], "own", "other", Plans, 1)
	near(t, "skill", s.Skill, .5, 1e-15)
	if s.N != 1 {
		t.Errorf("%d figures, not 1", s.N)
	}
}
