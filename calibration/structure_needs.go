package calibration

import (
	"fmt"
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// needCommons are England's needs by age and setting.
type needCommons struct {
	given [ages][settings][needs]float64 // shares at each age and setting
	byAge [ages][needs]float64
	tilt  [needs]cohorts.BySetting
	all   [needs]float64
}

func missing(f *evidence.File, s evidence.Series, year int) error {
	return fmt.Errorf("%s: %s of %d were not published", f.Area.Name, s, year)
}

// needShares are the shares of primary needs in rows of a table, without the
// unknown; false where there are none.
func needShares(value func(of string) (float64, bool)) (x [needs]float64, ok bool) {
	for d := range cohorts.NumNeeds {
		if v, found := value(d.Key()); found {
			x[d] = v
			ok = true
		}
	}
	return x, ok && share(x[:])
}

func (c *commons) findNeeds() error {
	england := c.set.England
	n := &c.need
	year := 0
	for _, r := range england.Find(evidence.NeedShare) {
		year = max(year, r.Year) // one year, a timeless profile
	}
	for a := range ages {
		r := evidence.At(cohorts.Age(a))
		if a <= int(evidence.UpTo2.To) {
			r = evidence.UpTo2
		}
		var ok bool
		n.byAge[a], ok = needShares(func(of string) (float64, bool) { return england.Value(evidence.NeedShare, year, r, of) })
		if !ok {
			return missing(england, evidence.NeedShare, year)
		}
	}
	bySetting := c.needsBySetting()
	n.given = c.joint(bySetting)

	var expected [settings][needs]float64
	for a := range ages {
		for s := range settings {
			for d := range needs {
				expected[s][d] += float64(c.stock[a][s] * n.byAge[a][d])
				n.all[d] += float64(c.stock[a][s] * n.byAge[a][d])
			}
		}
	}
	share(n.all[:])
	for s := range settings {
		share(expected[s][:])
		for d := range needs {
			n.tilt[d][s] = 1
			if expected[s][d] > 0 && sum(bySetting[s][:]) > 0 {
				n.tilt[d][s] = min(max(bySetting[s][d]/expected[s][d], leastTilt), mostTilt)
			}
		}
	}
	return nil
}

// Bounds of the tilt of a setting towards a need: beyond them a rounded share
// of a small setting says little.
const leastTilt, mostTilt = .05, 8.0

// needsBySetting are England's shares of needs in each setting: those of its
// published columns, weighed by the children in them. A setting without
// children takes that of mainstream.
func (c *commons) needsBySetting() (x [settings][needs]float64) {
	england := c.set.England
	weights := map[string]float64{}
	for _, r := range england.Table(evidence.Plans, c.january, evidence.AllAges) {
		weights[r.Of] = r.Value
	}
	for _, r := range england.Find(evidence.NeedShareByPlacement) {
		column, need, _ := cutLast(r.Of)
		s, placed := evidence.SettingOf(column)
		d, known := cohorts.NeedByKey(need)
		if placed && known {
			x[s][d] += float64(r.Value * max(weights[column], 1))
		}
	}
	for s := range x {
		if !share(x[s][:]) {
			x[s] = x[cohorts.MainstreamSchool]
		}
	}
	x[cohorts.Enhanced] = x[cohorts.MainstreamSchool]
	return x
}

// jointRounds is how often the three margins of the table of age, setting and
// need are fitted in turn.
const jointRounds = 60

// joint is the needs at each age and setting in England: from independence,
// raked to the published needs by age and by setting.
func (c *commons) joint(bySetting [settings][needs]float64) (x [ages][settings][needs]float64) {
	var inAge [ages]float64
	var inSetting [settings]float64
	for a := range ages {
		for s := range settings {
			inAge[a] += c.stock[a][s]
			inSetting[s] += c.stock[a][s]
			for d := range needs {
				x[a][s][d] = c.stock[a][s] * c.need.byAge[a][d] * bySetting[s][d]
			}
		}
	}
	for range jointRounds {
		for a := range ages {
			for d := range needs {
				var n float64
				for s := range settings {
					n += x[a][s][d]
				}
				for s := range settings {
					x[a][s][d] *= ratio(inAge[a]*c.need.byAge[a][d], n)
				}
			}
		}
		for s := range settings {
			for d := range needs {
				var n float64
				for a := range ages {
					n += x[a][s][d]
				}
				for a := range ages {
					x[a][s][d] *= ratio(inSetting[s]*bySetting[s][d], n)
				}
			}
		}
		for a := range ages {
			for s := range settings {
				rescale(x[a][s][:], c.stock[a][s])
			}
		}
	}
	for a := range ages {
		for s := range settings {
			if !share(x[a][s][:]) { // nobody there in England: needs of the age, tilted by the setting
				for d := range needs {
					x[a][s][d] = c.need.byAge[a][d] * bySetting[s][d]
				}
				share(x[a][s][:])
			}
		}
	}
	return x
}

func ratio(want, have float64) float64 {
	if have == 0 {
		return 0
	}
	return want / have
}

// roundedShare is what a published share of 0 stands for: less than half a
// per cent.
const roundedShare = .0025

// needRounds is how often an authority's needs are fitted in turn.
const needRounds = 100

// needsOf fills the start's needs, the needs of new plans and their change
// with age.
func (c *commons) needsOf(f *evidence.File, s *Structure, start *evidence.Caseload) {
	want, ok := needShares(func(of string) (float64, bool) {
		return latest(f, evidence.NeedShare, of, c.january)
	})
	if !ok {
		want = c.need.all
	}
	for d := range want {
		if want[d] == 0 {
			want[d] = min(roundedShare, c.need.all[d])
		}
	}
	share(want[:])

	x := c.need.given
	factor := c.fitNeeds(&x, start, want)
	var carry [needs]float64
	var whole [needs]int32
	for st := range settings {
		for a := range ages {
			wholes(int32(start.Plans[a][st]), x[a][st][:], carry[:], whole[:])
			for d, n := range whole {
				s.Plans[st][d][a] = n
			}
		}
	}
	byAge := c.ownNeeds(start, factor)
	s.freshNeeds(byAge, c)
	for a := range ages {
		if a >= int(firstChange) && a < ages-1 {
			s.Rates.Review.Change[a] = needChange(inSeptember(&byAge, a), inSeptember(&byAge, a+1))
		}
	}
	c.tiltOf(s)
}

// fitNeeds scales the shares of needs at each age and setting by one factor a
// need so that the authority's total comes out, and returns the factors.
func (c *commons) fitNeeds(x *[ages][settings][needs]float64, start *evidence.Caseload, want [needs]float64) (factor [needs]float64) {
	for d := range factor {
		factor[d] = 1
	}
	n := float64(start.Plans.Total())
	for range needRounds {
		var have [needs]float64
		for a := range ages {
			for s := range settings {
				share(x[a][s][:])
				for d := range needs {
					have[d] += float64(x[a][s][d] * float64(start.Plans[a][s]))
				}
			}
		}
		worst := 0.0
		for d := range needs {
			k := ratio(want[d]*n, have[d])
			factor[d] *= k
			worst = max(worst, math.Abs(k-1))
			for a := range ages {
				for s := range settings {
					x[a][s][d] *= k
				}
			}
		}
		if worst < settled {
			break
		}
	}
	return factor
}
