package finance

import (
	"testing"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/rng"

	"pgregory.net/rapid"
)

func TestPoundsAreWrittenWithThousands(t *testing.T) {
	for pounds, want := range map[Pounds]string{
		0: "£0", 7: "£7", 999: "£999", 1000: "£1,000", -89: "-£89", -1234567: "-£1,234,567", 9953984391: "£9,953,984,391",
	} {
		if got := pounds.String(); got != want {
			t.Errorf("%d is written %s, want %s", int64(pounds), got, want)
		}
	}
}

func TestHalvesAreRoundedAwayFromZero(t *testing.T) {
	for x, want := range map[float64]Pounds{0.5: 1, -0.5: -1, 1.49: 1, 2.5: 3, -2.5: -3} {
		if got := Round(x); got != want {
			t.Errorf("%v is rounded to %d, want %d", x, got, want)
		}
	}
}

// anyCounts are any children and places.
func anyCounts(t *rapid.T, name string) Counts {
	var c Counts
	for s := range c.Plans {
		c.Plans[s] = rapid.Int32Range(0, 30000).Draw(t, name)
		c.Places[s] = rapid.Int32Range(0, 30000).Draw(t, name)
	}
	return c
}

// anyFactors are any policy.
func anyFactors(t *rapid.T) Factors {
	f := Rest()
	s := cohorts.Setting(rapid.IntRange(0, int(cohorts.NumSettings)-1).Draw(t, "setting"))
	f.Cost[s] = rapid.Float64Range(0, 3).Draw(t, "cost")
	f.Cap(s, rapid.Float64Range(0, 1e5).Draw(t, "ceiling"))
	f.Fees = rapid.Float64Range(0, 2).Draw(t, "fees")
	f.FeePoints = rapid.Float64Range(-.05, .05).Draw(t, "points")
	f.Added[rapid.IntRange(0, int(NumLines)-1).Draw(t, "line")] = rapid.Float64Range(-1e7, 1e7).Draw(t, "added")
	f.Transfer = rapid.Float64Range(0, 1e7).Draw(t, "transfer")
	f.TransferShare = rapid.Float64Range(0, .01).Draw(t, "share")
	f.Payment = rapid.Float64Range(0, 1e7).Draw(t, "payment")
	f.Promised = rapid.Float64Range(0, 1e7).Draw(t, "promised")
	f.PromisedBelow = rapid.Float64Range(-1e8, 1e8).Draw(t, "below")
	return f
}

// checkIdentities fails the test where an account does not add up to the
// pound.
func checkIdentities(t interface{ Errorf(string, ...any) }, a *Account) {
	var lines Pounds
	for l := range NumLines {
		if l.Purse() == HighNeeds {
			lines += a.Lines[l]
		}
	}
	for _, c := range []struct {
		says      string
		got, want Pounds
	}{
		{"in-year deficit is lines less grant less transfer", a.InYear, lines - a.Grant - a.Transfer},
		{"gross is opening and in-year", a.Gross, a.OpeningGross + a.InYear},
		{"net is opening and in-year less payments and stability grant", a.Net, a.OpeningNet + a.InYear - a.Payments - a.Stability},
		{"net is own and notional", a.Net, a.Own + a.Notional},
	} {
		if c.got != c.want {
			t.Errorf("%d: %s: %s, want %s", a.Year, c.says, c.got, c.want)
		}
	}
}

func TestEveryAccountAddsUpToThePound(t *testing.T) {
	regimes, err := Regimes()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		const years = 10
		r := rapid.SampledFrom(regimes).Draw(t, "regime")
		tariff := settled(r, Parameters(), rapid.IntRange(0, 1e6).Draw(t, "draw"), years)
		shift := anyFactors(t)
		var before *Account
		var sum, opening Account
		accounts := make([]Account, years)
		for i := range accounts {
			acc := &accounts[i]
			tariff.Open(acc, before, 2024+i)
			for _, term := range terms(2024 + i) {
				b, a := anyCounts(t, "before"), anyCounts(t, "after")
				tariff.Term(acc, &b, &a, &cohorts.Flows{Lodged: [cohorts.NumStages]int32{3, 2, 1}}, term, &shift)
			}
			tariff.Settle(acc)
			checkIdentities(t, acc)
			if before != nil && (acc.OpeningNet != before.Net || acc.OpeningGross != before.Gross) {
				t.Errorf("%d opens with %s, the year before closed with %s", acc.Year, acc.OpeningNet, before.Net)
			}
			if before == nil {
				opening = *acc
			}
			sum.Add(acc)
			before = acc
		}
		if want := opening.OpeningNet + sum.InYear - sum.Payments - sum.Stability; before.Net != want {
			t.Errorf("ten years lead to %s, want %s", before.Net, want)
		}
	})
}

func TestASumOfAuthoritiesAddsUpToThePound(t *testing.T) {
	r := announced(t)
	sums := make([]Account, 10)
	for draw := range 20 { // twenty futures stand for twenty authorities
		for i, a := range lived(settled(r, Parameters(), draw, 10), everywhere(), 10, nil) {
			sums[i].Add(&a)
		}
	}
	for i := range sums {
		checkIdentities(t, &sums[i])
	}
}

// A year of town in which nobody moves: 8.0 + 1.5 + 3.0 million for children,
// 1.2 for places, 2.0 for services is 15.7 million against a block of 15.0, so
// 0.7 on an opening deficit of 4.0 is 4.7.
func TestAYearOfRoundNumbers(t *testing.T) {
	with := map[int]float64{skew: 1e-9}
	for i, x := range everyPlan {
		with[i] = x
	}
	acc := lived(settled(flat(), certain(with), 0, 1), townCounts(), 1, nil)[0]
	for l, want := range map[Line]Pounds{
		TopUpMainstream: 8e6, TopUpSpecial: 1.5e6, TopUpIndependentSpecial: 3e6, PlacesSpecial: 1.2e6, Services: 2e6,
		NotExplained: 0, PlacesPost16: 0, TopUpCollege: 0,
	} {
		if acc.Lines[l] != want {
			t.Errorf("%s is %s, want %s", l, acc.Lines[l], want)
		}
	}
	const million = 1_000_000
	if acc.Spend(HighNeeds) != 15.7*million || acc.InYear != 0.7*million || acc.Net != 4.7*million || acc.Gross != 4.7*million {
		t.Errorf("spend %s, in-year %s, net %s, gross %s", acc.Spend(HighNeeds), acc.InYear, acc.Net, acc.Gross)
	}
	// 15,000 of top-up and 10,000 for each of 105 places, over 100 children.
	if got := acc.AverageCost(cohorts.StateSpecial); got != 25500 {
		t.Errorf("a child in a state special school costs %v, want 25500", got)
	}
}

// Ten children more by the end of an autumn of four months: the mean of 100
// and 110, at 15,000 a year, is 525,000; a summer of five months 656,250.
func TestATermCountsTheMeanOfItsBeginningAndItsEnd(t *testing.T) {
	tariff := settled(flat(), certain(everyPlan), 0, 1)
	for part, want := range map[cohorts.Part]Pounds{cohorts.Autumn: 525000, cohorts.Summer: 656250, cohorts.Spring: 393750} {
		var acc Account
		before, after := townCounts(), townCounts()
		after.Plans[cohorts.StateSpecial] += 10
		tariff.Open(&acc, nil, 2024)
		year := cohorts.Year(2024)
		if part == cohorts.Summer {
			year--
		}
		tariff.Term(&acc, &before, &after, &cohorts.Flows{}, cohorts.Term{Year: year, Part: part}, nil)
		if acc.Lines[TopUpSpecial] != want {
			t.Errorf("%s: %s, want %s", part, acc.Lines[TopUpSpecial], want)
		}
	}
}

// Cost of disputes: c. 2016 prices, 4,331 settled and 6,056 heard
// [APPEAL-COST]; ten lodged and four heard, at 1.25 times those prices.
func TestADisputeCostsTheCouncil(t *testing.T) {
	tariff := settled(flat(), certain(map[int]float64{disputeUprating: 1.25}), 0, 1)
	f := cohorts.Flows{Lodged: [cohorts.NumStages]int32{4, 2, 4}}
	f.Resolved[cohorts.AgainstRefusal] = [cohorts.NumOutcomes]int32{cohorts.Conceded: 5, cohorts.Upheld: 3, cohorts.Lost: 1}
	var acc Account
	var none Counts
	tariff.Open(&acc, nil, 2024)
	tariff.Term(&acc, &none, &none, &f, terms(2024)[0], nil)
	if want := Round(1.25 * (10*4331 + 4*(6056-4331))); acc.Lines[Disputes] != want {
		t.Errorf("disputes cost %s, want %s", acc.Lines[Disputes], want)
	}
	if Disputes.Purse() != Council {
		t.Error("disputes are charged to the grant")
	}
}

// A place costs 10,000 in a special school whether used or not; in resourced
// provision 6,000 with a child in it and 10,000 without [PLACE-RATES].
func TestAPlaceIsPaidWhetherUsedOrNot(t *testing.T) {
	var c Counts
	c.Plans[cohorts.StateSpecial], c.Places[cohorts.StateSpecial] = 90, 100
	c.Plans[cohorts.ResourcedProvision], c.Places[cohorts.ResourcedProvision] = 30, 40
	special, resourced := c.paid()
	if special != 100*10000 || resourced != 30*6000+10*10000 {
		t.Errorf("places cost %v and %v", special, resourced)
	}
	c.Plans[cohorts.StateSpecial] = 120 // more children than places
	if special, _ := c.paid(); special != 120*10000 {
		t.Errorf("120 children in 100 places cost %v, want 1,200,000", special)
	}
}

func TestTenNewPlacesCostAHundredThousand(t *testing.T) {
	tariff := settled(flat(), certain(nil), 0, 1)
	c := townCounts()
	before := lived(tariff, c, 1, nil)[0]
	c.Places[cohorts.StateSpecial] += 10
	after := lived(tariff, c, 1, nil)[0]
	if got := after.Lines[PlacesSpecial] - before.Lines[PlacesSpecial]; got != 100000 {
		t.Errorf("ten places more cost %s, want £100,000", got)
	}
}

func TestEveryLineHasAKeyAPurseAndASource(t *testing.T) {
	seen := map[string]bool{}
	paid := map[cohorts.Setting]bool{}
	for l := range NumLines {
		info := Lines[l]
		if info.Key == "" || info.Name == "" || info.From == "" || seen[info.Key] {
			t.Errorf("line %d is not told, or told twice: %+v", l, info)
		}
		seen[info.Key] = true
		for _, s := range info.Pays {
			paid[s] = true
			if info.Purse != HighNeeds {
				t.Errorf("%s pays for children and is not of the block", l)
			}
		}
	}
	for _, s := range cohorts.Settings() {
		if !paid[s] && s != cohorts.HomeEducated {
			t.Errorf("no line pays for %s", s)
		}
	}
	for p := range NumPurses {
		if ProgrammeLine(p).Purse() != p {
			t.Errorf("a programme met by %s is charged to %s", p, ProgrammeLine(p).Purse())
		}
	}
}

func TestFuturesOfOneDrawAreTheSame(t *testing.T) {
	m := NewMoney(&Nation{}, town(), flat(), nil, Parameters(), 2024, 10)
	luck, start := calibration.LuckOf(rng.Seed(1)), townCounts()
	var one, two Tariff
	m.Settle(7, &luck, &start, &one)
	m.Settle(8, &luck, &start, &two)
	m.Settle(7, &luck, &start, &two)
	a, b := lived(&one, start, 10, nil), lived(&two, start, 10, nil)
	for i := range a {
		if a[i] != b[i] {
			t.Errorf("%d differs between two settlings of draw 7", a[i].Year)
		}
	}
}
