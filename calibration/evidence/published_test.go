package evidence

import (
	"slices"
	"strings"
	"testing"
)

func value(t *testing.T, f *File, s Series, year int, ages Ages, of string) float64 {
	t.Helper()
	v, ok := f.Value(s, year, ages, of)
	if !ok {
		t.Errorf("%s has no %s", f.Area.Name, cell{s, year, ages, of})
	}
	return v
}

// The control totals that are published with the figures hold on England's row.
func TestEnglandHasThePublishedTotals(t *testing.T) {
	england := published(t).set.England
	for series, years := range map[Series]map[int]float64{
		Plans: {
			2010: 228221, 2014: 237111, 2015: 240183, 2016: 256315, 2017: 287290, 2018: 319819, 2019: 353995,
			2020: 390109, 2021: 430697, 2022: 473255, 2023: 517048, 2024: 576474,
		},
		NewPlans:            {2019: 53899, 2020: 60097, 2021: 62180, 2022: 66706, 2023: 84428},
		Requests:            {2019: 82329, 2021: 93302, 2022: 114482, 2023: 138242},
		Ceased:              {2022: 34724, 2023: 39419},
		Issued:              {2023: 85924},
		IssuedForTimeliness: {2023: 80945},
	} {
		for year, want := range years {
			if got := value(t, england, series, year, AllAges, ""); got != want {
				t.Errorf("%s of %d are %v, published are %v", series, year, got, want)
			}
		}
	}
	for i, millions := range []float64{6279.1, 7063.2, 7906.3, 8988.3, 9954.0} {
		got := value(t, england, HighNeedsBlock, 2019+i, AllAges, "before_deductions") / 1e6
		if got < millions-0.05 || got > millions+0.05 {
			t.Errorf("the high needs block of %d-%d is GBP %.1f m, published are %.1f", 2019+i, 20+i, got, millions)
		}
	}
}

// The authorities' sums reach England's figure, or the report says what lacks.
func TestGapsAreNamed(t *testing.T) {
	report := published(t).report
	gap := func(s Series, year int) Control {
		for _, c := range report.Controls {
			if c.Series == s && c.Year == year && c.Of == "" {
				return c
			}
		}
		t.Fatalf("no control of %s %d", s, year)
		return Control{}
	}
	for year := 2010; year <= 2024; year++ {
		if c := gap(Plans, year); !c.Closes() {
			t.Errorf("plans of %d: England %v, sum %v", year, c.England, c.Sum)
		}
	}
	if c := gap(Requests, 2023); c.Sum != 137307 || !slices.Equal(c.Without, []string{"Hackney", "Isle of Wight", "Leicester"}) {
		t.Errorf("requests of 2023 sum to %v without %v, published are 137,307 of 138,242", c.Sum, c.Without)
	}
	if c := gap(NewPlans, 2022); c.Gap() != 350 {
		t.Errorf("new plans of 2022 are %v apart, known are 350", c.Gap())
	}
	if c := gap(NewPlans, 2023); !slices.Contains(c.Without, "Leicester") || !slices.Contains(c.Without, "Isle of Wight") {
		t.Errorf("new plans of 2023 lack Leicester and Isle of Wight, not %v", c.Without)
	}
}

// A total that is its region's is put right from its ages, in fifteen
// authorities, and nowhere else.
func TestRegionsTotalIsMended(t *testing.T) {
	got := published(t)
	if len(got.report.Mended) != 15 {
		t.Errorf("%d totals were mended, 15 authorities carry the total of Yorkshire and The Humber", len(got.report.Mended))
	}
	sum := 0.0
	for _, f := range got.set.Region("yorkshire-and-the-humber") {
		sum += value(t, f, NewPlans, 2022, AllAges, "")
		if !slices.ContainsFunc(f.Warnings, func(w string) bool { return strings.Contains(w, "6078") }) {
			t.Errorf("%s does not warn of its mended total", f.Area.Name)
		}
	}
	if sum != 6078-350 {
		t.Errorf("Yorkshire and The Humber sums to %v, known are 5,728", sum)
	}
}

func TestMissingIsNeverZero(t *testing.T) {
	set := published(t).set
	for name, missing := range map[string][]cell{
		"Leicester":     {{NewPlans, 2023, AllAges, ""}, {Requests, 2023, AllAges, ""}},
		"Isle of Wight": {{NewPlans, 2023, AllAges, ""}},
		"Hackney":       {{Plans, 2024, At(7), ""}, {Plans, 2024, AllAges, "mainstream_academy"}},
		"Kent":          {{Plans, 2023, At(7), ""}, {DSGBalance, 2022, AllAges, ""}},
	} {
		f, err := set.Authority(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range missing {
			if v, ok := f.Value(c.series, c.year, c.ages, c.of); ok {
				t.Errorf("%s: %s were not published, evidence has %v", name, c, v)
			}
		}
	}
}

func TestAuthoritiesOfToday(t *testing.T) {
	set := published(t).set
	if len(set.Authorities) != 151 {
		t.Errorf("%d authorities, there are 153 less the City of London and the Isles of Scilly", len(set.Authorities))
	}
	var out []string
	for _, r := range set.LeftOut {
		out = append(out, r.Code)
		if r.Why == "" {
			t.Errorf("%s is left out without a reason", r.Name)
		}
	}
	for _, code := range []string{"E09000001", "E06000053", "E10000006", "E10000021", "E10000009", "E06000028", "E06000029"} {
		if !slices.Contains(out, code) {
			t.Errorf("%s is not left out", code)
		}
	}
	for _, f := range set.Authorities {
		if len(f.Area.Neighbours) < 8 || f.Area.Region == "" || f.Area.OldCode == "" {
			t.Errorf("%s: neighbours %v, region %q, old code %q", f.Area.Name, f.Area.Neighbours, f.Area.Region, f.Area.OldCode)
		}
	}
}

// Every successor has plans of every year, and with what it was made of they
// sum to England's.
func TestSuccessorsHaveAPast(t *testing.T) {
	set := published(t).set
	for year := 2010; year <= 2024; year++ {
		sum := 0.0
		for _, f := range set.Authorities {
			sum += value(t, f, Plans, year, AllAges, "")
		}
		england := value(t, set.England, Plans, year, AllAges, "")
		if apart := england - sum; apart < 10 || apart > 60 { // the City of London and the Isles of Scilly
			t.Errorf("%d: the authorities have %v of England's %v plans", year, sum, england)
		}
	}
	bcp, err := set.Authority("BCP")
	if err != nil {
		t.Fatal(err)
	}
	// 1,045 of Bournemouth, 846 of Poole, and of Dorset's 2,392 as many as
	// make BCP's part 2,448/4,982, as in 2020: 213.5.
	if got := value(t, bcp, Plans, 2019, AllAges, ""); got < 2104 || got > 2105 {
		t.Errorf("BCP has %v plans in January 2019, worked out are 2,104.6", got)
	}
}

func TestEveryRowIsDatedAndSourced(t *testing.T) {
	got := published(t)
	for _, f := range got.set.files() {
		if !slices.IsSortedFunc(f.Rows, Row.compare) {
			t.Errorf("%s: rows are not sorted", f.Area.Name)
		}
		for _, r := range f.Rows {
			if r.Source == "" || r.Published == (Month{}) && r.Note != timeless && r.Series != PlaceRate {
				t.Fatalf("%s: %+v has no source or date", f.Area.Name, r)
			}
			if r.Of != "" && (r.Series == Plans || r.Series == NewPlans) {
				if _, known := placementByColumn[r.Of]; !known {
					t.Fatalf("%s: %q is in no setting", f.Area.Name, r.Of)
				}
			}
		}
	}
	for _, f := range got.report.Files {
		if f.Table == "" || len(f.Unread) > 0 {
			t.Errorf("not read: %s", f)
		}
	}
}

// Every source stands in the list of references.
func TestSourcesAreListed(t *testing.T) {
	listed := references(t)
	for _, f := range published(t).set.files() {
		for _, r := range f.Rows {
			if !strings.Contains(listed, "["+r.Source+"]") && r.Source != "ENG-SERIES" {
				t.Fatalf("%s, %s: the source %s is not in docs/references.md", f.Area.Name, r.cell(), r.Source)
			}
		}
	}
}

// Panel and release agree on England's figures, but for children permanently
// excluded: they stand apart in the release, with others in the panel.
func TestPanelAndReleaseAgree(t *testing.T) {
	for _, d := range published(t).report.Differences {
		if d.Area == "England" && d.From == "the panel" && !strings.Contains(d.What, "not-placed") && !strings.Contains(d.What, "other-arrangements") {
			t.Errorf("%+v", d)
		}
	}
}
