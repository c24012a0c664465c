package finance

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/calibration"
	"sendsim/internal/rng"
)

func TestTheRegimesThatShipAreRead(t *testing.T) {
	all, err := Regimes()
	if err != nil {
		t.Fatal(err)
	}
	titles := map[string]string{
		"announced-2020-01":       "law and funding as announced January 2020",
		"announced-2021-01":       "law and funding as announced January 2021",
		"announced-2022-01":       "law and funding as announced January 2022",
		"announced-2026-11":       "law and funding as announced November 2026",
		"announced-2026-11-break": "law and funding as announced November 2026, with the risk of a break",
		"known-2024-03":           "law and funding as known March 2024",
	}
	if len(all) != len(titles) {
		t.Errorf("%d regimes ship, want %d", len(all), len(titles))
	}
	for _, r := range all {
		if r.Title != titles[r.Key] {
			t.Errorf("%s is titled %q", r.Key, r.Title)
		}
		if r.Grade != "J" {
			t.Errorf("%s: growth of grant is judgement, graded %s", r.Key, r.Grade)
		}
	}
}

func TestARegimeSaysEveryFaultAtOnce(t *testing.T) {
	text := `title: odd
grade: X
grant:
  2025: {growth: 4%, shared: 20%}
  2026-27: {growth: 400%, shared: 2}
override-ends: 2027-29
stability-grant: {share: 90%, balance-of: 2026-27, paid-in: 2025-26, approval: 90%}
overide: yes
`
	_, err := ReadRegime(fstest.MapFS{"odd.yaml": {Data: []byte(text)}}, "odd.yaml")
	if err == nil {
		t.Fatal("a file full of faults is read")
	}
	for _, want := range []string{"grade", "2025", "growth", "shared", "2027-29", "before the balance", "overide"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("nothing is said of %s:\n%v", want, err)
		}
	}
}

func announced(t *testing.T) *Regime { return regime(t, DefaultRegime) }

// regime is a regime that ships.
func regime(t *testing.T, key string) *Regime {
	t.Helper()
	all, err := Regimes()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(r *Regime) bool { return r.Key == key })
	if i < 0 {
		t.Fatalf("no regime %q ships", key)
	}
	return all[i]
}

// Growth of 3 to 5 % in 2024-25 is P10 to P90, 4 % the median; nothing in
// 2026-27; 3 % (0 to 6) from 2027-28 on [HN-GROWTH].
func TestGrantGrowsAsTheRegimeSays(t *testing.T) {
	const draws = 4000
	m := NewMoney(&Nation{}, town(), announced(t), nil, Parameters(), 2024, 6)
	luck, start, tariff := calibration.LuckOf(rng.Seed(1)), townCounts(), &Tariff{}
	growth := make([][]float64, 6)
	for draw := range draws {
		m.Settle(draw, &luck, &start, tariff)
		block := 15e6
		for i, y := range tariff.years {
			growth[i] = append(growth[i], float64(y.grant)/block-1)
			block = float64(y.grant)
		}
	}
	for i, want := range [][3]float64{{.03, .04, .05}, {.07, .09, .10}, {0, 0, 0}, {0, .03, .06}, {0, .03, .06}} {
		for j, p := range []float64{.1, .5, .9} {
			if got := quantile(growth[i], p); math.Abs(got-want[j]) > .002 {
				t.Errorf("%s: P%.0f of growth is %.4f, want %.3f", FinancialYear(2024+i), 100*p, got, want[j])
			}
		}
	}
}

// Nine tenths of the eligible part of the deficit at 31 March 2026 are paid in
// 2026-27 if the plan is approved [STABILITY26]; from 2028-29 new deficits are
// notional [BUDGET25].
func TestNineTenthsOfTheEligibleDeficitArePaid(t *testing.T) {
	r := *announced(t)
	r.Stability.Approval = 1
	tariff := settled(&r, certain(map[int]float64{highNeedsPart: 0.95}), 0, 10)
	accounts := lived(tariff, townCounts(), 10, nil)
	at := func(year int) *Account { return &accounts[year-2024] }
	deficit := at(2025).Net
	if deficit <= 0 {
		t.Fatalf("town has no deficit at 31 March 2026: %s", deficit)
	}
	want := Round(0.9 * float64(Round(0.95*float64(deficit))))
	for _, a := range accounts {
		paid := Pounds(0)
		if a.Year == 2026 {
			paid = want
		}
		if a.Stability != paid || (a.Flags&StabilityPaid != 0) != (paid > 0) {
			t.Errorf("%s: stability grant %s, want %s", FinancialYear(a.Year), a.Stability, paid)
		}
		if (a.Flags&OverrideEnds != 0) != (a.Year == 2027) || (a.Flags&CentralDuty != 0) != (a.Year >= 2028) {
			t.Errorf("%s: flags %b", FinancialYear(a.Year), a.Flags)
		}
	}
	own := at(2027).Net
	for year := 2028; year <= 2033; year++ {
		if at(year).Own != own || at(year).Notional != at(year).Net-own {
			t.Errorf("%s: own %s and notional %s, want own %s", FinancialYear(year), at(year).Own, at(year).Notional, own)
		}
	}
	if at(2026).Gross-at(2026).Net != want {
		t.Errorf("gross less net is %s, want the grant of %s", at(2026).Gross-at(2026).Net, want)
	}
}

func TestOnlyADeficitIsEligible(t *testing.T) {
	r := *announced(t)
	r.Stability.Approval = 1
	tariff := settled(&r, certain(nil), 0, 3)
	tariff.openingNet = -20e6 // a surplus
	for _, a := range lived(tariff, townCounts(), 3, nil) {
		if a.Stability != 0 {
			t.Errorf("%s: a surplus is paid %s", FinancialYear(a.Year), a.Stability)
		}
	}
}

func TestApprovalIsChance(t *testing.T) {
	const draws = 4000
	r, list, paid := announced(t), Parameters(), 0
	for draw := range draws {
		if settled(r, list, draw, 1).approved {
			paid++
		}
	}
	if got := float64(paid) / draws; math.Abs(got-0.9) > 4*math.Sqrt(.9*.1/draws) {
		t.Errorf("approved in %v of futures, want 0.9", got)
	}
}

// As known in March 2024 nobody had promised to take on what was left.
func TestAsKnownIn2024EveryDeficitIsTheAuthoritysOwn(t *testing.T) {
	r := regime(t, "known-2024-03")
	for _, a := range lived(settled(r, Parameters(), 0, 10), townCounts(), 10, nil) {
		if a.Own != a.Net || a.Notional != 0 || a.Stability != 0 || (a.Flags&OverrideEnds != 0) != (a.Year == 2025) {
			t.Errorf("%s: own %s of %s", FinancialYear(a.Year), a.Own, a.Net)
		}
	}
}

func TestFinancialYearsAreWrittenAsTheyAreRead(t *testing.T) {
	for _, year := range []int{1999, 2024, 2033} {
		var back int
		if !parseFinancialYear(FinancialYear(year), &back) || back != year {
			t.Errorf("%d becomes %s and %d", year, FinancialYear(year), back)
		}
	}
	for _, text := range []string{"2024", "2024-26", "2024/25", "24-25", "2024-25 "} {
		var year int
		if parseFinancialYear(text, &year) {
			t.Errorf("%q is read as a financial year", text)
		}
	}
}

// What is announced with the risk of a break is what is announced, but for that.
func TestTheRiskOfABreakIsAllThatDiffers(t *testing.T) {
	plain, risky := *announced(t), *regime(t, DefaultRegime+"-break")
	if risky.Break.Chance != .07 || risky.Break.Spread != .06 || plain.Break != (calibration.Break{}) {
		t.Errorf("a break is %v, and %v without", risky.Break, plain.Break)
	}
	risky.Key, risky.Title, risky.Sources, risky.Break = plain.Key, plain.Title, plain.Sources, plain.Break
	if !reflect.DeepEqual(plain, risky) {
		t.Errorf("%+v\n%+v", plain, risky)
	}
}
