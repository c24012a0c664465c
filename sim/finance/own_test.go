package finance

import (
	"testing"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/internal/strict"
)

func TestACouncilsOwnFiguresReplaceTheirsAlone(t *testing.T) {
	net, gross := strict.Exactly(5e6), strict.Exactly(8e6)
	own := &Own{
		UnitCost: map[cohorts.Setting]strict.Range{cohorts.StateSpecial: strict.Exactly(16000)},
		Lines:    map[Line]strict.Range{Services: strict.Exactly(2.5e6), PlacesSpecial: strict.Exactly(1.3e6)},
		Net:      &net, Gross: &gross,
		Blocks: map[int]strict.Range{2024: strict.Exactly(16e6)},
	}
	luck, start := calibration.LuckOf(rng.Seed(1)), townCounts()
	var with Tariff
	NewMoney(&Nation{}, town(), flat(), own, certain(nil), 2024, 1).Settle(0, &luck, &start, &with)
	without := lived(settled(flat(), certain(nil), 0, 1), start, 1, nil)[0]
	acc := lived(&with, start, 1, nil)[0]
	for l := range NumLines {
		want := without.Lines[l]
		switch l {
		case TopUpSpecial:
			want = 1600000
		case Services:
			want = 2500000
		case PlacesSpecial:
			want = 1300000
		}
		if acc.Lines[l] != want {
			t.Errorf("%s is %s, want %s", l, acc.Lines[l], want)
		}
	}
	if acc.OpeningNet != 5e6 || acc.OpeningGross != 8e6 || acc.Grant != 16e6 {
		t.Errorf("opening %s net and %s gross, grant %s", acc.OpeningNet, acc.OpeningGross, acc.Grant)
	}
}

func TestOnlyLinesThatFollowNoChildAreTaken(t *testing.T) {
	own := &Own{}
	for l := range NumLines {
		if own.Takes(l) && (l.Purse() != HighNeeds || l == LeverCosts || l == NotExplained) {
			t.Errorf("a council's own %s is taken", l)
		}
	}
}

func TestEveryParameterIsTold(t *testing.T) {
	list := Parameters()
	if len(list) != numParameters {
		t.Fatalf("%d parameters, want %d", len(list), numParameters)
	}
	names := map[string]bool{}
	for _, p := range list {
		if p.Name == "" || p.Unit == "" || p.Says == "" || p.Source == "" || p.Grade == "" || names[p.Name] {
			t.Errorf("%+v is not told, or told twice", p)
		}
		if p.Grade == calibration.Judgment && p.Identified {
			t.Errorf("%s is judgement and said to be identified", p.Name)
		}
		names[p.Name] = true
	}
}

// with is town's tariff in one future with a council's own figures, from a
// financial year on.
func with(own *Own, r *Regime, list []calibration.Parameter, first, years int) *Tariff {
	luck, start, t := calibration.LuckOf(rng.Seed(1)), townCounts(), &Tariff{}
	NewMoney(&Nation{}, town(), r, own, list, first, years).Settle(0, &luck, &start, t)
	return t
}

// Worked sum: of 100 children in state special schools at 16,000 pounds, 20
// cost 24,000 by their need: 80 x 16,000 + 20 x 24,000 = 1,760,000.
func TestACostByNeedIsThatOfItsChildrenAlone(t *testing.T) {
	own := &Own{
		UnitCost: map[cohorts.Setting]strict.Range{cohorts.StateSpecial: strict.Exactly(16000)},
		NeedCost: map[cohorts.Setting]map[cohorts.Need]strict.Range{cohorts.StateSpecial: {cohorts.PMLD: strict.Exactly(24000)}},
	}
	tariff := with(own, flat(), certain(nil), 2024, 1)
	var s cohorts.State
	s.Put(cohorts.Cell{Age: 9, Need: cohorts.PMLD, Setting: cohorts.StateSpecial}, 20)
	s.Put(cohorts.Cell{Age: 9, Need: cohorts.ASD, Setting: cohorts.StateSpecial}, 80)
	s.Put(cohorts.Cell{Age: 9, Need: cohorts.PMLD, Setting: cohorts.MainstreamSchool}, 1000)
	count := tariff.Count(&s)
	if acc := lived(tariff, count, 1, nil)[0]; acc.Lines[TopUpSpecial] != 1_760_000 || acc.Lines[TopUpMainstream] != 8_000_000 {
		t.Errorf("state special schools cost %s and mainstream %s", acc.Lines[TopUpSpecial], acc.Lines[TopUpMainstream])
	}
}

// Worked sum: pay grows by 5 % a year, so 16,800 pounds in prices of 2024-25
// is 16,000 in those of 2023-24, and 100 children cost 1,680,000 in 2024-25.
func TestCostsAreInThePricesOfTheirYear(t *testing.T) {
	own := &Own{Prices: 2024, UnitCost: map[cohorts.Setting]strict.Range{cohorts.StateSpecial: strict.Exactly(16800)}}
	list := certain(map[int]float64{payGrowth: .05})
	if acc := lived(with(own, flat(), list, 2024, 1), townCounts(), 1, nil)[0]; acc.Lines[TopUpSpecial] != 1_680_000 {
		t.Errorf("state special schools cost %s", acc.Lines[TopUpSpecial])
	}
}

// Worked sum: the block grows by 4 % a year. With 18 million of its own for
// 2025-26 a council has 15.6, 18 and 18.72 million; what no line explains
// stays a share of the published block.
func TestTheBlockGrowsFromTheCouncilsLast(t *testing.T) {
	grows := &Regime{Grant: []Growth{{Year: 2024, Range: strict.Exactly(.04), Shared: 1}}}
	list := certain(map[int]float64{unexplainedLevel: -.02})
	own := &Own{Blocks: map[int]strict.Range{2025: strict.Exactly(18e6)}}
	accounts := lived(with(own, grows, list, 2024, 3), townCounts(), 3, nil)
	without := lived(with(nil, grows, list, 2024, 3), townCounts(), 3, nil)
	for i, want := range []Pounds{15_600_000, 18_000_000, 18_720_000} {
		if accounts[i].Grant != want {
			t.Errorf("the block of %s is %s, want %s", FinancialYear(2024+i), accounts[i].Grant, want)
		}
		if accounts[i].Lines != without[i].Lines {
			t.Errorf("%s: a line changes with the block", FinancialYear(2024+i))
		}
	}
}

// Payments received stay as published where a council gives its net balance
// alone.
func TestANetBalanceMovesTheGrossOne(t *testing.T) {
	s := town()
	s.gross = 9e6 // 5 million more than the net balance
	net := strict.Exactly(6e6)
	luck, start := calibration.LuckOf(rng.Seed(1)), townCounts()
	var tariff Tariff
	NewMoney(&Nation{}, s, flat(), &Own{Net: &net}, certain(nil), 2024, 1).Settle(0, &luck, &start, &tariff)
	if tariff.openingNet != 6_000_000 || tariff.openingGross != 11_000_000 {
		t.Errorf("net %s, gross %s", tariff.openingNet, tariff.openingGross)
	}
}

// Worked sum: a run that opens at 31 March 2026 with a deficit of 10 million,
// all of it eligible, is paid 90 % of it in 2026-27.
func TestARunThatOpensOnTheDayOfTheStabilityGrantIsPaidIt(t *testing.T) {
	r := flat()
	r.Stability = Stability{Share: .9, BalanceOf: 2025, PaidIn: 2026, Approval: 1}
	net := strict.Exactly(10e6)
	list := certain(map[int]float64{highNeedsPart: 1 - 1e-12})
	tariff := with(&Own{Net: &net}, r, list, 2026, 1)
	if acc := lived(tariff, townCounts(), 1, nil)[0]; acc.Stability != 9_000_000 {
		t.Errorf("paid %s", acc.Stability)
	}
}

// A run from a later census pays for the places that came since: town has 105
// places in state special schools in January 2024 and 126 two years later, 21
// more at 10,000 pounds.
func TestPlacesSinceThePublishedLineArePaid(t *testing.T) {
	s := town()
	s.january[cohorts.StateSpecial] = 100
	luck, start := calibration.LuckOf(rng.Seed(1)), townCounts()
	start.Plans[cohorts.StateSpecial], start.Places[cohorts.StateSpecial] = 120, 126
	var tariff Tariff
	NewMoney(&Nation{}, s, flat(), nil, certain(nil), 2026, 1).Settle(0, &luck, &start, &tariff)
	if acc := lived(&tariff, start, 1, nil)[0]; acc.Lines[PlacesSpecial] != 1_200_000+210_000 {
		t.Errorf("places cost %s", acc.Lines[PlacesSpecial])
	}
}
