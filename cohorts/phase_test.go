package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
)

// The borders: reception from 4 on 31 August, compulsory school age to the
// summer in which a child is 16 [CFA14 s83], special schools at any age.
func TestThePhaseIsOfAgeAndSetting(t *testing.T) {
	for _, s := range cohorts.Settings() {
		isSpecial := s == cohorts.StateSpecial || s == cohorts.IndependentSpecial
		for a := range cohorts.Age(cohorts.NumAges) {
			want := cohorts.Mainstream
			switch {
			case isSpecial:
				want = cohorts.Specialist
			case a < 4:
				want = cohorts.EarlyYears
			case a > 15:
				want = cohorts.Post16
			}
			if got := cohorts.PhaseOf(a, s); got != want {
				t.Errorf("%d in %v is %v, expected %v", a, s, got, want)
			}
			if got := (cohorts.Cell{Age: a, Need: cohorts.MSI, Setting: s}).Phase(); got != want {
				t.Errorf("a cell at %d in %v is %v", a, s, got)
			}
		}
	}
}

func TestThePhaseAtItsBorders(t *testing.T) {
	for _, c := range []struct {
		age  cohorts.Age
		at   cohorts.Setting
		want string
	}{
		{3, cohorts.MainstreamSchool, "early-years"},
		{4, cohorts.EarlyYearsSetting, "mainstream"}, // by age, not by setting
		{5, cohorts.EarlyYearsSetting, "mainstream"},
		{15, cohorts.FurtherEducation, "mainstream"},
		{16, cohorts.MainstreamSchool, "post-16"},
		{16, cohorts.ResourcedProvision, "post-16"},
		{2, cohorts.StateSpecial, "specialist"},
		{18, cohorts.StateSpecial, "specialist"},
		{25, cohorts.IndependentSpecial, "specialist"},
		{16, cohorts.SpecialistPost16, "post-16"}, // an institution past school, not a special school
		{10, cohorts.AlternativeProvision, "mainstream"},
		{10, cohorts.NotPlaced, "mainstream"},
	} {
		if got := cohorts.PhaseOf(c.age, c.at).String(); got != c.want {
			t.Errorf("%d in %v is %s, expected %s", c.age, c.at, got, c.want)
		}
	}
}

// The age groups in which SEN2 publishes [SEN2-24].
func TestTheBandIsThePublishedAgeGroup(t *testing.T) {
	want := ""
	for a := range cohorts.Age(cohorts.NumAges) {
		switch a {
		case 0:
			want = "under-5"
		case 5:
			want = "5-10"
		case 11:
			want = "11-15"
		case 16:
			want = "16-19"
		case 20:
			want = "20-25"
		}
		if got := cohorts.BandOf(a).String(); got != want {
			t.Errorf("%d is of band %s, expected %s", a, got, want)
		}
	}
	if len(cohorts.Bands()) != 5 || len(cohorts.Phases()) != 4 {
		t.Errorf("%d bands, %d phases", len(cohorts.Bands()), len(cohorts.Phases()))
	}
}

func TestACodeIsOfOneCell(t *testing.T) {
	seen := map[int]bool{}
	for _, s := range cohorts.Settings() {
		for _, d := range cohorts.Needs() {
			for a := range cohorts.Age(cohorts.NumAges) {
				c := cohorts.Cell{Age: a, Need: d, Setting: s}
				code := c.Code()
				if code < 0 || code >= cohorts.NumCells || seen[code] || cohorts.CellOf(code) != c {
					t.Errorf("%+v has the code %d, of %+v", c, code, cohorts.CellOf(code))
				}
				seen[code] = true
			}
		}
	}
	// The code addresses a cell's luck: it never changes.
	if c := (cohorts.Cell{Age: 9, Need: cohorts.SEMH, Setting: cohorts.StateSpecial}); c.Code() != (4*12+7)*32+9 {
		t.Errorf("%+v has the code %d", c, c.Code())
	}
}
