package evidence

import (
	"strings"
	"testing"

	"sendsim/cohorts"
)

func TestAgesAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]Ages{
		"age 7": At(7), "Aged 14": At(14), "25": At(25), "0": At(0), "under 3": UpTo2, "age 2 and under": UpTo2, "Aged 2 and under": UpTo2,
		"age 20 and over": From20, "Aged 20 and over": From20, "20+": From20, "unknown": AgeUnknown, "Age unknown": AgeUnknown, "-1": AgeUnknown,
		"under_5": OfBand(cohorts.Under5), "5_10": OfBand(cohorts.Age5to10), "11_15": OfBand(cohorts.Age11to15), "16_19": OfBand(cohorts.Age16to19),
		"20_25": OfBand(cohorts.Age20to25), "5-10": OfBand(cohorts.Age5to10), "16 to 19": OfBand(cohorts.Age16to19),
	} {
		if got, ok := ParseAges(text); !ok || got != want {
			t.Errorf("%q: %v, %v", text, got, ok)
		}
		if got, ok := ParseAges(want.String()); want != AllAges && (!ok || got != want) {
			t.Errorf("%q: %v, %v", want.String(), got, ok)
		}
	}
	for _, text := range []string{"", "26", "age 31", "-2", "under 0", "10_5", "seven", "2023"} {
		if got, ok := ParseAges(text); ok {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestYearsAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]int{"202324": 2024, "2023": 2023, "199900": 2000} {
		if got, ok := timePeriod(text); !ok || got != want {
			t.Errorf("%q: %d, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "20", "202325", "1066", "99999", "2023.5"} {
		if got, ok := timePeriod(text); ok {
			t.Errorf("%q was read as %d", text, got)
		}
	}
	for text, want := range map[string]int{"2019-20": 2019, "2021-22 planned": 2021, "2016-17 (OT)": 2016, "1999-00": 1999, "2023/24": 2023, "2021-2022": 2021} {
		if got, ok := financialYear(text); !ok || got != want {
			t.Errorf("%q: %d, %v", text, got, ok)
		}
	}
	for _, text := range []string{"2019", "2019-21", "soon", "2020-03-31"} {
		if got, ok := financialYear(text); ok {
			t.Errorf("%q was read as %d", text, got)
		}
	}
	for text, want := range map[string]string{"Less than a year": "0", "Under a year": "0", "1": "1", "1 year": "1", "11 years": "11", "12 or more": "12+", "12_plus": "12+", "12 years and over": "12+"} {
		if got, ok := parseYearsHeld(text); !ok || got != want {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
}

func TestFiguresAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]float64{"12": 12, "1,234": 1234, "-270070": -270070, "0.0150": 0.015, "6533623159.0": 6533623159} {
		if got, ok := figure(text); !ok || got != want {
			t.Errorf("%q: %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"NaN", "inf", "0x10", "1e13", "12 %", "--"} {
		if got, ok := figure(text); ok {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

// Every column and every word of the release is in one setting; the sixth
// forms' mainstream and the hospital schools are where the model has them.
func TestPlacementsHaveSettings(t *testing.T) {
	for column, want := range map[string]cohorts.Setting{
		"mainstream_academy_senunit": cohorts.ResourcedProvision, "ap_pru_academy": cohorts.AlternativeProvision, "hospital_school": cohorts.AlternativeProvision,
		"ukrlp_provider": cohorts.FurtherEducation, "general_fe_tertiary_colleges": cohorts.FurtherEducation, "neet_ntci": cohorts.NotPlaced,
		"perm_ex_2022": cohorts.NotPlaced, "await_prov_2022": cohorts.NotPlaced, "online_provider": cohorts.OtherArrangements,
		"w_settings": cohorts.OtherArrangements, "special_non_maintained": cohorts.IndependentSpecial, "nm_early_years": cohorts.EarlyYearsSetting,
	} {
		if got, ok := SettingOf(column); !ok || got != want {
			t.Errorf("%s: %v, %v", column, got, ok)
		}
	}
	for _, column := range []string{"placement_unknown", "unknown", "virtual_school", ""} {
		if got, ok := SettingOf(column); ok {
			t.Errorf("%q is in %v", column, got)
		}
	}
	if column, ok := ColumnOf("Special - Academy/free schools"); !ok || column != "special_academy_free" {
		t.Errorf("%q, %v", column, ok)
	}
	if column, ok := placementOf("AP/PRU - total"); ok {
		t.Errorf("a sum is placed in %q", column)
	}
	seen := map[string]bool{}
	for _, p := range placements {
		if seen[p.column] {
			t.Errorf("%s stands twice", p.column)
		}
		seen[p.column] = true
	}
}

func TestAuthoritiesByName(t *testing.T) {
	set := published(t).set
	for want, names := range map[string][]string{
		"stockton-on-tees":                   {"Stockton-on-Tees", "stockton on tees", "E06000004", "808", "e06000004"},
		"kingston-upon-hull":                 {"Kingston upon Hull, City of", "Hull", "kingston-upon-hull"},
		"bristol":                            {"Bristol, City of", "bristol"},
		"herefordshire":                      {"Herefordshire, County of", "Herefordshire"},
		"county-durham":                      {"Durham", "County Durham"},
		"bournemouth-christchurch-and-poole": {"BCP", "Bournemouth, Christchurch & Poole"},
		"north-yorkshire":                    {"E10000023", "E06000065"},
		"dorset":                             {"Dorset", "E06000059"},
		"st-helens":                          {"St. Helens", "St Helens"},
	} {
		for _, name := range names {
			f, err := set.Authority(name)
			if err != nil || f.Area.Key != want {
				t.Errorf("%q: %v", name, err)
			}
		}
	}
	for name, want := range map[string]string{
		"Stokton": "Stockton-on-Tees", "kents": "Kent", "Birmingam": "Birmingham", "City of London": "too small", "Cumbria": "Cumberland and Westmorland",
	} {
		if _, err := set.Authority(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, expected %s", name, err, want)
		}
	}
	keys := map[string]bool{}
	for _, f := range set.files() {
		if keys[f.Area.Key] {
			t.Errorf("key %s stands twice", f.Area.Key)
		}
		keys[f.Area.Key] = true
	}
	for _, f := range set.Authorities {
		for _, near := range f.Area.Neighbours {
			if !keys[near] || near == f.Area.Key {
				t.Errorf("%s has the neighbour %q", f.Area.Name, near)
			}
		}
	}
	if england, err := set.Area("England"); err != nil || england != set.England {
		t.Error(err)
	}
}

// The dates of the table "What was known when".
func TestFirstPublication(t *testing.T) {
	for _, c := range []struct {
		series Series
		year   int
		want   string
	}{
		{Plans, 2024, "2024-06"},
		{NewPlans, 2023, "2024-06"},
		{Appeals, 2023, "2024-06"},
		{SupportPct, 2024, "2024-06"},
		{RefusedPct, 2023, "2024-06"},
		{Population, 2023, "2024-06"},
		{HighNeedsBlock, 2023, "2023-07"},
		{S251Line, 2021, "2021-09"},
		{TopUp, 2023, "2024-12"},
		{DSGBalance, 2021, "2022-12"},
		{UnitCost, 2023, "2026-01"},
		{NeedShareByPlacement, 2024, ""},
	} {
		if got := Published(c.series, c.year).String(); got != c.want {
			t.Errorf("%s of %d: %s, not %s", c.series, c.year, got, c.want)
		}
	}
}
