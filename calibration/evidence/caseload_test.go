package evidence

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sendsim/cohorts"

	"pgregory.net/rapid"
)

// 10 over 1:1:1 is 4, 3, 3; 7 over 5:3:2 has quotas 3.5, 2.1, 1.4: the one
// left goes to the first.
func TestLargestRemainder(t *testing.T) {
	for _, c := range []struct {
		total   int
		weights []float64
		want    []int
	}{
		{10, []float64{1, 1, 1}, []int{4, 3, 3}},
		{7, []float64{5, 3, 2}, []int{4, 2, 1}},
		{3, []float64{0, 0}, []int{0, 0}},
		{0, []float64{1}, []int{0}},
		{2, []float64{0, 9, 0}, []int{0, 2, 0}},
	} {
		if got := Apportion(c.total, c.weights); !slices.Equal(got, c.want) {
			t.Errorf("%d over %v: %v, not %v", c.total, c.weights, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0, 1e6), 1, 400).Draw(t, "weights")
		total := rapid.IntRange(0, 1_000_000).Draw(t, "total")
		sum, all := 0, 0.0
		for _, w := range weights {
			all += w
		}
		for i, n := range Apportion(total, weights) {
			sum += n
			if quota := float64(total) * weights[i] / all; all > 0 && math.Abs(float64(n)-quota) > 1+1e-6 {
				t.Fatalf("part %d is %d, its quota %v", i, n, quota)
			}
		}
		if all > 0 && sum != total {
			t.Fatalf("parts sum to %d, not %d", sum, total)
		}
	})
}

// Ashby: at age 7, 20 unknown over 290 mainstream and 90 special (of 380):
// quotas 15.26 and 4.74; at 14, 30 over 100 and 160: 11.54 and 18.46.
func TestUnknownPlacementsAreApportioned(t *testing.T) {
	set, _ := small(t)
	c, err := set.Caseload("Ashby", 2024)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[cohorts.Cell]int{
		{Age: 2, Setting: cohorts.MainstreamSchool}:  10,
		{Age: 7, Setting: cohorts.MainstreamSchool}:  305,
		{Age: 7, Setting: cohorts.StateSpecial}:      95,
		{Age: 14, Setting: cohorts.MainstreamSchool}: 112,
		{Age: 14, Setting: cohorts.StateSpecial}:     178,
	} {
		if got := c.Plans[at.Age][at.Setting]; got != want {
			t.Errorf("age %d in %s: %d, worked out are %d", at.Age, at.Setting, got, want)
		}
	}
	want := []Apportioned{{At(7), 20, "placement not known"}, {At(14), 30, "placement not known"}}
	if !slices.Equal(c.Apportioned, want) || c.Fitted {
		t.Errorf("%+v", c.Apportioned)
	}
}

// Oldtown's ages were not published in 2024: its own placement shares are kept
// (half and half), its ages are those of the region (it never published any).
func TestTableThatWasNotPublishedIsFitted(t *testing.T) {
	set, _ := small(t)
	c, err := set.Caseload("oldtown", 2024)
	if err != nil {
		t.Fatal(err)
	}
	var settings [cohorts.NumSettings]int
	for _, ages := range c.Plans {
		for s, n := range ages {
			settings[s] += n
		}
	}
	if c.Plans.Total() != 700 || settings[cohorts.MainstreamSchool] != 350 || settings[cohorts.StateSpecial] != 350 {
		t.Errorf("%d plans, by setting %v", c.Plans.Total(), settings)
	}
	if !c.Fitted || len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0], "Test Region in 2024") {
		t.Errorf("%v", c.Warnings)
	}
	if _, err := set.Caseload("oldtown", 1999); err == nil || !strings.Contains(err.Error(), "there are those of") {
		t.Errorf("a year without plans: %v", err)
	}
}

// A table of (1 2; 3 4) fitted to rows 0.5, 0.5 and columns 0.4, 0.6: the
// cross ratio 1*4/(2*3) stays, the margins are met. With x the share of the
// first cell, x(x+0.1)/((0.5-x)(0.4-x)) = 2/3, so x*x + 2.1x = 0.4, x = 0.1758.
func TestRakingKeepsOddsAndMeetsMargins(t *testing.T) {
	var table profile
	table[7][0], table[7][1], table[14][0], table[14][1] = 1, 2, 3, 4
	settings := make([]float64, cohorts.NumSettings)
	settings[0], settings[1] = 0.4, 0.6
	rake(&table, settings, []ageGroup{{Ages{5, 10}, 0.5}, {Ages{11, 15}, 0.5}})
	all := tableSum(&table)
	if x := table[7][0] / all; math.Abs(x-0.1758) > 1e-4 {
		t.Errorf("first cell is %.4f of all, worked out are 0.1758", x)
	}
	if rows := (table[7][0] + table[7][1]) / all; math.Abs(rows-0.5) > 1e-6 {
		t.Errorf("first row is %v of all, asked was 0.5", rows)
	}
	if odds := table[7][0] * table[14][1] / table[7][1] / table[14][0]; math.Abs(odds-4.0/6) > 1e-9 {
		t.Errorf("odds are %v, were 2/3", odds)
	}
}

// Every authority's caseload has the published total exactly, and two of them
// are fitted with a warning.
func TestCaseloadsHaveThePublishedTotals(t *testing.T) {
	set := published(t).set
	var fitted []string
	for _, f := range set.files() {
		c, err := set.Caseload(f.Area.Code, 2024)
		if err != nil {
			t.Error(err)
			continue
		}
		if total := value(t, f, Plans, 2024, AllAges, ""); float64(c.Plans.Total()) != total {
			t.Errorf("%s: %d plans, published are %v", f.Area.Name, c.Plans.Total(), total)
		}
		if c.Fitted {
			fitted = append(fitted, f.Area.Name)
			if len(c.Warnings) == 0 {
				t.Errorf("%s is fitted without a warning", f.Area.Name)
			}
		}
		for age, settings := range c.Plans {
			for s, n := range settings {
				if n < 0 || n > 0 && (age < 2 || cohorts.Setting(s) == cohorts.Enhanced) {
					t.Errorf("%s: %d plans at age %d in %s", f.Area.Name, n, age, cohorts.Setting(s))
				}
			}
		}
		for year := 2019; year <= 2023; year++ {
			total, ok := f.Value(NewPlans, year, AllAges, "")
			n, err := set.NewPlansBySetting(f.Area.Code, year)
			if ok != (err == nil) || ok && float64(n.Plans.Total()) != math.Round(total) {
				t.Errorf("%s: new plans of %d: %v", f.Area.Name, year, err)
			}
		}
	}
	if !slices.Equal(fitted, []string{"Peterborough", "Hackney"}) {
		t.Errorf("fitted were %v, the tables of Peterborough and Hackney are missing", fitted)
	}
}

// Hackney's table is its total of 2024, its placement shares of 2023 and its
// age bands of 2022.
func TestHackneyIsFittedToItsOwnShares(t *testing.T) {
	set := published(t).set
	c, err := set.Caseload("Hackney", 2024)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := set.Authority("Hackney")
	split, _ := f.Split(Plans, 2023, AllAges)
	var settings [cohorts.NumSettings]float64
	var bands [cohorts.NumBands]float64
	for age, counts := range c.Plans {
		for s, n := range counts {
			settings[s] += float64(n)
			bands[cohorts.BandOf(cohorts.Age(age))] += float64(n)
		}
	}
	total := float64(c.Plans.Total())
	for s, n := range settings {
		if want := split.Settings[s] / split.Known() * total; math.Abs(n-want) > 1 {
			t.Errorf("%s: %v, the shares of 2023 give %.1f", cohorts.Setting(s), n, want)
		}
	}
	of2022 := value(t, f, Plans, 2022, AllAges, "")
	for b, n := range bands {
		want := value(t, f, Plans, 2022, OfBand(cohorts.Band(b)), "") / of2022 * total
		if math.Abs(n-want) > 0.02*total {
			t.Errorf("%s: %v, the shares of 2022 give %.1f", cohorts.Band(b), n, want)
		}
	}
}

// What was not yet published in June 2018 is not in the evidence of then; a
// caseload can be had all the same, from bands and placements alone.
func TestKnownAtATime(t *testing.T) {
	set := published(t).set.Known(KnownIn(2018))
	for _, f := range set.files() {
		for _, r := range f.Rows {
			if r.Published.Compare(Month{2018, 6}) > 0 {
				t.Fatalf("%s: %+v was not known in June 2018", f.Area.Name, r)
			}
		}
	}
	kent, _ := set.Authority("kent")
	if years := kent.Years(NewPlans); years[len(years)-1] != 2017 {
		t.Errorf("new plans of %v were known in 2018", years)
	}
	c, err := set.Caseload("kent", 2018)
	if err != nil || float64(c.Plans.Total()) != value(t, kent, Plans, 2018, AllAges, "") {
		t.Errorf("%v, %v", c, err)
	}
}

func TestNeedsChangeWithAge(t *testing.T) {
	share := func(age cohorts.Age, n cohorts.Need) float64 {
		return value(t, published(t).set.England, NeedShare, needSharesYear, At(age), n.Key())
	}
	if share(5, cohorts.SLCN) <= share(15, cohorts.SLCN) || share(5, cohorts.SEMH) >= share(15, cohorts.SEMH) {
		t.Error("speech and language needs give way to social and emotional ones with age, and these do not")
	}
}
