package cohorts

import "testing"

// The ranks of the timetable, written again.
func TestDirectionFollowsTheRanksOfTheTimetable(t *testing.T) {
	ranks := [][]Setting{
		{EarlyYearsSetting, MainstreamSchool, IndependentMainstream, HomeEducated, FurtherEducation},
		{Enhanced},
		{ResourcedProvision},
		{StateSpecial, AlternativeProvision, SpecialistPost16},
		{OtherArrangements, IndependentSpecial},
	}
	listed := 0
	for i, low := range ranks {
		listed += len(low)
		for j, high := range ranks {
			want := Aside
			switch {
			case i < j:
				want = Up
			case i > j:
				want = Down
			}
			for _, from := range low {
				for _, to := range high {
					if got := from.WayTo(to); got != want {
						t.Errorf("%v to %v is %d, expected %d", from, to, got, want)
					}
				}
			}
		}
	}
	if listed != int(NumSettings)-1 {
		t.Errorf("%d settings have a rank; all but not placed should", listed)
	}
	for _, s := range Settings() {
		if s.WayTo(NotPlaced) != Aside || NotPlaced.WayTo(s) != Aside {
			t.Errorf("%v and not placed have a direction", s)
		}
	}
}

func TestThreeSettingsAreRationed(t *testing.T) {
	for _, s := range Settings() {
		want := s == ResourcedProvision || s == StateSpecial || s == SpecialistPost16
		if s.Rationed() != want {
			t.Errorf("%v is rationed: %v", s, s.Rationed())
		}
	}
}

// Schools admit to 18, the year of the 19th birthday; a college from 14, a
// specialist college from 16, alternative provision and home from 4.
func TestSettingsAdmitTheirAges(t *testing.T) {
	for _, c := range []struct {
		s        Setting
		from, to Age
	}{
		{EarlyYearsSetting, 0, 5},
		{MainstreamSchool, 2, 18},
		{Enhanced, 2, 18},
		{ResourcedProvision, 2, 18},
		{StateSpecial, 2, 18},
		{IndependentSpecial, 2, 25},
		{IndependentMainstream, 2, 18},
		{AlternativeProvision, 4, 18},
		{FurtherEducation, 14, 25},
		{SpecialistPost16, 16, 25},
		{HomeEducated, 4, 25},
		{OtherArrangements, 0, 25},
		{NotPlaced, 0, 25},
	} {
		for a := range Age(NumAges) {
			if got, want := c.s.Admits(a), a >= c.from && a <= c.to; got != want {
				t.Errorf("%v admits at %d: %v", c.s, a, got)
			}
		}
	}
}

// An overflow leads where the age is admitted.
func TestEveryOverflowAdmitsTheAgeOfTheClaim(t *testing.T) {
	for _, s := range Settings() {
		for a := range Age(NumAges) {
			if !s.Rationed() || !s.Admits(a) {
				continue
			}
			for _, to := range []Setting{IndependentSpecial, enhancedFor(a), NotPlaced} {
				if !to.Admits(a) {
					t.Errorf("at %d without a place in %v: %v does not admit", a, s, to)
				}
			}
		}
	}
}

// named holds keys and names to be there, and different.
func named[T interface {
	Key() string
	String() string
}](t *testing.T, all []T, n int) {
	t.Helper()
	seen := map[string]bool{"": true}
	for _, x := range all {
		if seen[x.Key()] || seen["the "+x.String()] || x.String() == "" {
			t.Errorf("%q, %q stands twice, or is empty", x.Key(), x)
		}
		seen[x.Key()], seen["the "+x.String()] = true, true
	}
	if len(all) != n {
		t.Errorf("%d are listed, not %d", len(all), n)
	}
}

func TestSettingsAndNeedsHaveNamesOfTheirOwn(t *testing.T) {
	named(t, Settings(), 13)
	named(t, Needs(), 12)
	for _, n := range Needs() {
		if got, ok := NeedByKey(n.Key()); !ok || got != n {
			t.Errorf("%q is found as %v", n.Key(), got)
		}
	}
	if _, ok := NeedByKey("no such key"); ok {
		t.Error("anything is found")
	}
}

func TestBordersAreCrossedAtTheirAges(t *testing.T) {
	for _, s := range Settings() {
		for a := range Age(NumAges) {
			want, border := map[Age]Border{4: IntoSchool, 11: IntoYear7, 16: IntoPost16, 19: IntoCollege}[a]
			if a == 5 && s == EarlyYearsSetting {
				want, border = IntoSchool, true
			}
			if got, ok := BorderOf(a, s); ok != border || got != want {
				t.Errorf("at %d in %v: border %d, %v", a, s, got, ok)
			}
			if listed := atBorder[s]>>a&1 == 1; listed != border {
				t.Errorf("at %d in %v: the transfer lists it: %v", a, s, listed)
			}
		}
	}
	for _, a := range crossings {
		if _, ok := BorderOf(a, EarlyYearsSetting); !ok || crossings[crossing[a]] != a {
			t.Errorf("%d is no crossing", a)
		}
	}
}

func TestStretchesAreAllTheAgesThatDiffer(t *testing.T) {
	if got := int(stretchOf[MaxAge]) + 1; got != numStretches {
		t.Errorf("there is room for %d stretches of ages and there are %d", numStretches, got)
	}
}
