package finance

import (
	"math"
	"testing"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/rng"
)

func TestRestChangesNothing(t *testing.T) {
	rest := Rest()
	for draw := range 50 {
		tariff := settled(flat(), Parameters(), draw, 10)
		without, with := lived(tariff, everywhere(), 10, nil), lived(tariff, everywhere(), 10, &rest)
		for i := range with {
			if with[i] != without[i] {
				t.Fatalf("draw %d, %d: rest changes the account", draw, with[i].Year)
			}
		}
	}
}

func TestAFactorOnCostMovesItsLineAlone(t *testing.T) {
	tariff := settled(flat(), Parameters(), 1, 1)
	before := lived(tariff, everywhere(), 1, nil)[0]
	shift := Rest()
	shift.Cost[cohorts.StateSpecial] = 0.5
	after := lived(tariff, everywhere(), 1, &shift)[0]
	for l := range NumLines {
		change := float64(after.Lines[l] - before.Lines[l])
		if l != TopUpSpecial && l != NotExplained && change != 0 {
			t.Errorf("%s changes by %v", l, change)
		}
	}
	if got, want := after.Lines[TopUpSpecial], before.Lines[TopUpSpecial]/2; max(got-want, want-got) > 3 {
		t.Errorf("half the cost is %s, want %s", got, want)
	}
}

// Two points less on fees of 4 % in each of three years: after three years the
// level is (1.02/1.04)^3 of what it would be; within a year it falls with the
// months.
func TestPointsOffFeeInflationStay(t *testing.T) {
	tariff := settled(flat(), certain(map[int]float64{feeGrowth: 0.04}), 0, 4)
	shift := Rest()
	shift.FeePoints = -0.02
	accounts := lived(tariff, townCounts(), 3, &shift)
	if got, want := accounts[2].carried.fees, math.Pow(1.02/1.04, 3); math.Abs(got-want) > 1e-12 {
		t.Errorf("fees are at %v of their level, want %v", got, want)
	}
	last := &accounts[2]
	var next Account
	tariff.Open(&next, last, 2027)
	c := townCounts()
	tariff.Term(&next, &c, &c, &cohorts.Flows{}, terms(2027)[0], nil)
	if next.carried.fees != last.carried.fees {
		t.Error("the level of fees does not stay when the policy ends")
	}
	shift = Rest()
	shift.Fees = 0.5
	if got, want := feeShift(0.04, 1, &shift), 1.02/1.04; math.Abs(got-want) > 1e-15 {
		t.Errorf("half of the growth leads to %v, want %v", got, want)
	}
}

// The mean of min(X, c) for log-normal X, by the mean over its quantiles.
func TestACeilingCutsTheDearPlacesAlone(t *testing.T) {
	const n = 200000
	for _, c := range []float64{20000, 60000, 100000, 500000} {
		const mean, sigma = 63000.0, 0.82
		var sum float64
		for i := range n {
			x := mean * math.Exp(sigma*rng.Normal((float64(i)+0.5)/n)-sigma*sigma/2)
			sum += min(x, c)
		}
		got, want := capped(mean, sigma, c), sum/n
		if math.Abs(got-want) > 0.0005*want {
			t.Errorf("ceiling %v: a place costs %v, want %v", c, got, want)
		}
	}
}

func TestTheLowestCeilingHolds(t *testing.T) {
	f := Rest()
	f.Cap(cohorts.StateSpecial, 20000)
	f.Cap(cohorts.StateSpecial, 30000)
	if f.Ceiling[cohorts.StateSpecial] != 20000 {
		t.Errorf("the ceiling is %v, want 20000", f.Ceiling[cohorts.StateSpecial])
	}
	tariff := settled(flat(), certain(nil), 0, 1)
	f.Cap(cohorts.StateSpecial, 9000)
	acc := lived(tariff, townCounts(), 1, &f)[0]
	if acc.Lines[TopUpSpecial] != 900000 {
		t.Errorf("100 children at no more than 9,000 cost %s", acc.Lines[TopUpSpecial])
	}
}

// What the block no longer keeps of a cost schools pay to the pound, and are
// spared where it keeps more.
func TestWhatTheBlockDoesNotKeepSchoolsPay(t *testing.T) {
	of := cohorts.MainstreamSchool
	tariff := settled(flat(), certain(nil), 0, 1)
	rest := Rest()
	plain := lived(tariff, townCounts(), 1, &rest)[0]
	for _, kept := range []float64{0, .85, 1.2} {
		f := Rest()
		f.Kept[of] = kept
		acc := lived(tariff, townCounts(), 1, &f)[0]
		moved := plain.Spent[of] - acc.Spent[of]
		if want := Round(float64(plain.Spent[of]) * (1 - kept)); moved < want-3 || moved > want+3 || want == 0 { // three terms, each rounded
			t.Errorf("of what children cost %s are moved where %v is kept; want %s", moved, kept, want)
		}
		if got := acc.Lines[ProgrammeOtherDSG]; got < moved-3 || got > moved+3 {
			t.Errorf("schools pay %s where %s are moved", got, moved)
		}
	}
}

func TestMoneyOfAPolicyGoesToItsLine(t *testing.T) {
	tariff := settled(flat(), certain(nil), 0, 1)
	before := lived(tariff, townCounts(), 1, nil)[0]
	shift := Rest()
	shift.Added[ProgrammeLine(HighNeeds)] = 100000
	shift.Added[ProgrammeLine(Council)] = 50000
	shift.Transfer = 200000
	shift.TransferShare = 0.005 // of 100 million growing not at all
	shift.Payment = 300000
	after := lived(tariff, townCounts(), 1, &shift)[0]
	if got := after.InYear - before.InYear; got != 3*100000-3*200000-500000 {
		t.Errorf("the in-year deficit changes by %s", got)
	}
	if after.Spend(Council)-before.Spend(Council) != 3*50000 || after.Payments != 3*300000 || after.Transfer != 3*200000+500000 {
		t.Errorf("council %s, payments %s, transfer %s", after.Spend(Council), after.Payments, after.Transfer)
	}
}

func TestAPromisedPaymentHangsOnTheBalance(t *testing.T) {
	tariff := settled(flat(), certain(nil), 0, 1)
	plain := lived(tariff, townCounts(), 1, nil)[0]
	for _, c := range []struct {
		below float64
		paid  Pounds
	}{{float64(plain.Net), 3e6}, {float64(plain.Net) - 1, 0}} {
		shift := Rest()
		shift.Promised, shift.PromisedBelow = 1e6, c.below
		acc := lived(tariff, townCounts(), 1, &shift)[0]
		if acc.Payments != c.paid || (acc.Flags&PromiseBroken != 0) != (c.paid == 0) || acc.Flags&PromiseMade == 0 || plain.Flags&PromiseMade != 0 {
			t.Errorf("promised below %v: paid %s, want %s", c.below, acc.Payments, c.paid)
		}
		checkIdentities(t, &acc)
	}
}

// The mean fee of n children has mean 1 and the variance of a mean of n, once
// the mix of 2023-24, which the published total contains, is forgotten.
func TestSmallAuthoritiesHaveHonestNoise(t *testing.T) {
	const draws, sigma = 20000, 0.82
	list := certain(map[int]float64{skew: sigma, skewPersistence: 0.8})
	m := NewMoney(&Nation{}, town(), flat(), nil, list, 2024, 10)
	luck, start, tariff := calibration.LuckOf(rng.Seed(2)), townCounts(), &Tariff{}
	for _, n := range []float64{10, 400} {
		for _, year := range []int{0, 9} {
			var sum, square float64
			for draw := range draws {
				m.Settle(draw, &luck, &start, tariff)
				x := tariff.luck(&tariff.years[year], n)
				sum, square = sum+x, square+x*x
			}
			mean := sum / draws
			variance := square/draws - mean*mean
			remembered := math.Pow(0.8, 2*float64(year+1))
			want := math.Expm1(sigma*sigma) / n * (1 - remembered)
			if math.Abs(mean-1) > 4*math.Sqrt(want/draws) {
				t.Errorf("%v children, year %d: mean %v, want 1", n, year, mean)
			}
			if variance < 0.88*want || variance > 1.12*want {
				t.Errorf("%v children, year %d: variance %v, want about %v", n, year, variance, want)
			}
		}
	}
}

func TestNationalPathsAreSharedByAllAuthorities(t *testing.T) {
	other := town()
	other.Code = "E00000001"
	luck, start := calibration.LuckOf(rng.Seed(3)), townCounts()
	var a, b Tariff
	NewMoney(&Nation{}, town(), flat(), nil, Parameters(), 2024, 10).Settle(5, &luck, &start, &a)
	NewMoney(&Nation{}, other, flat(), nil, Parameters(), 2024, 10).Settle(5, &luck, &start, &b)
	if a.years[9].fees != b.years[9].fees || a.years[9].pay != b.years[9].pay || a.sigma != b.sigma {
		t.Error("two authorities of one draw have different national paths")
	}
	if a.unit == b.unit || a.years[9].mix == b.years[9].mix {
		t.Error("two authorities of one draw have the same luck of their own")
	}
}

func TestAGroupDrawnAnewMovesItselfAlone(t *testing.T) {
	m := NewMoney(&Nation{}, town(), flat(), nil, Parameters(), 2024, 10)
	luck, start := calibration.LuckOf(rng.Seed(3)), townCounts()
	anew := luck
	anew[calibration.UnitCost] = rng.Seed(4)
	var a, b Tariff
	m.Settle(5, &luck, &start, &a)
	m.Settle(5, &anew, &start, &b)
	if a.unit == b.unit || a.years[9].fees == b.years[9].fees {
		t.Error("unit costs drawn anew are the same")
	}
	if a.years[9].grant != b.years[9].grant || a.openingNet != b.openingNet || a.years[9].unexplained != b.years[9].unexplained {
		t.Error("unit costs drawn anew move grant, balance or what is not explained")
	}
}
