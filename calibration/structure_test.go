package calibration

import (
	"math"
	"testing"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// The January of the start is the evidence, exactly, by age and setting, for
// every authority; its needs sum to it, and to the authority's own shares
// within what was rounded.
func TestStartIsTheEvidence(t *testing.T) {
	l := fitted(t)
	set := published(t).Known(evidence.KnownIn(2024))
	for _, a := range l.Authorities {
		load, err := set.Caseload(a.Area.Code, 2024)
		if err != nil {
			t.Fatal(err)
		}
		all := 0
		for s := range settings {
			for age := range ages {
				n := 0
				for d := range needs {
					n += int(a.Structure.Plans[s][d][age])
				}
				if n != load.Plans[age][s] {
					t.Fatalf("%s: %d children of %d in %s; published are %d", a.Area.Name, n, age, cohorts.Setting(s), load.Plans[age][s])
				}
				all += n
			}
		}
		near(t, a.Area.Name+": plans", a.Structure.Stock, float64(all), 0)
		for d := range cohorts.NumNeeds {
			want, ok := a.Evidence.Value(evidence.NeedShare, 2024, evidence.AllAges, d.Key())
			unknown, _ := a.Evidence.Value(evidence.NeedShare, 2024, evidence.AllAges, "unknown")
			if !ok || all < 1000 {
				continue
			}
			want /= 1 - unknown
			n := 0.0
			for s := range settings {
				for age := range ages {
					n += float64(a.Structure.Plans[s][d][age])
				}
			}
			near(t, a.Area.Name+": share of "+d.Key(), n/float64(all), want, .02)
		}
	}
}

// Every authority can be lived, at its medians and in futures drawn; England's
// smallest are left out with a reason.
func TestEveryAuthorityIsValid(t *testing.T) {
	l := fitted(t)
	if len(l.Authorities) != 151 {
		t.Errorf("%d authorities; there are 151", len(l.Authorities))
	}
	for _, a := range l.Authorities {
		if !a.Valid {
			t.Errorf("%s is not valid: %v", a.Area.Name, a.Invalid)
		}
	}
	if _, err := l.Authority("City of London"); err == nil {
		t.Error("the City of London is too small, and yet it is found")
	}
	if a, err := l.Authority("hull"); err != nil || a.Area.Name != "Kingston upon Hull, City of" {
		t.Errorf("Hull is not found by its alias: %v", err)
	}
}

// With rates at rest the needs of an age become, in a year, those of the next,
// to two or three children in a hundred.
func TestNeedsAtRestStayAsTheyAre(t *testing.T) {
	for _, name := range ten {
		a := authority(t, name)
		p := &a.Structure.Rates
		byAge := a.needsByAge()
		for age := int(firstChange) + 1; age < 19; age++ {
			// Survivors live eight months at the age and four at the next.
			now := byAge[age-1]
			for _, step := range []struct {
				age   int
				years float64
			}{{age - 1, beforeAutumn}, {age, 1 - beforeAutumn}} {
				next := now
				for d := range needs {
					var h float64
					for _, x := range p.Review.Change[step.age][d] {
						h += x
					}
					if h == 0 {
						continue
					}
					gone := now[d] * (1 - math.Exp(-h*step.years))
					for e, x := range p.Review.Change[step.age][d] {
						next[e] += gone * x / h
					}
					next[d] -= gone
				}
				now = next
			}
			for d := range needs {
				near(t, name+": "+cohorts.Need(d).Key(), now[d], byAge[age][d], .025)
			}
		}
	}
}

// needsByAge is the mix of needs at each age that the structure was made with:
// new plans stand aheadOfAge of the way to the next.
func (c *Authority) needsByAge() (byAge [ages][needs]float64) {
	fresh := &c.Structure.Rates.Placement.Need
	for a := ages - 2; a >= 0; a-- {
		for d := range needs {
			byAge[a][d] = fresh[a][d]
			if a < ages-2 {
				byAge[a][d] = (fresh[a][d] - aheadOfAge*byAge[a+1][d]) / (1 - aheadOfAge)
			}
		}
	}
	return byAge
}

// Rates are in their ranges: chances, shares, and hazards a year that leave
// most children where they are.
func TestRatesAreSensible(t *testing.T) {
	for _, a := range fitted(t).Authorities {
		s := a.Structure
		r := &s.Rates
		near(t, a.Area.Name+": entry", sum(s.Entry[:]), 1, 1e-5)
		near(t, a.Area.Name+": ask", sum(s.Ask[:]), 1, 1e-5)
		for p := range phases {
			if x := r.Pipeline.Agree[p]; x < .15 || x > .99 {
				t.Errorf("%s: %s requests are agreed with chance %.2f", a.Area.Name, cohorts.Phase(p), x)
			}
			if x := r.Pipeline.Issue[p]; x < .5 || x > .999 {
				t.Errorf("%s: %s assessments lead to a plan with chance %.2f", a.Area.Name, cohorts.Phase(p), x)
			}
		}
		for age := 5; age < 16; age++ {
			if h := r.Review.Met[age] + r.Review.Out[age]; h > .2 {
				t.Errorf("%s: at %d, %.2f of the plans end in a year", a.Area.Name, age, h)
			}
			if m := r.Placement.New[age][cohorts.MainstreamSchool]; m < .1 {
				t.Errorf("%s: only %.2f of new plans at %d are in mainstream", a.Area.Name, m, age)
			}
		}
	}
}

// Of a January before the population of any year was published that is known,
// the paths can be had and the reason stands why no more.
func TestEarlierStartHasPathsOnly(t *testing.T) {
	l, err := Calibrate(some(published(t), 12, "kent"), 2019)
	if err != nil {
		t.Fatal(err)
	}
	a, err := l.Authority("Kent")
	if err != nil {
		t.Fatal(err)
	}
	if a.Valid || len(a.Invalid) != 1 {
		t.Errorf("is valid: %v, %v", a.Valid, a.Invalid)
	}
	m := a.Midway()
	near(t, "plans of January 2019", m.Stock[0], total(a.Evidence, evidence.Plans, 2019, ""), 0)
	if m.First != 2019 || m.Entries[0] < 1500 || m.Entries[0] > 3000 {
		t.Errorf("new plans of %d are %.0f at the medians", m.First, m.Entries[0])
	}
}
