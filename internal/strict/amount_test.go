package strict_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sendsim/internal/strict"
)

func TestAmountsAreReadInBaseUnits(t *testing.T) {
	for _, x := range []struct {
		unit strict.Unit
		text string
		want float64
	}{
		{strict.Share, "40%", 0.4},
		{strict.Share, "0.4", 0.4},
		{strict.Share, "0.7%", 0.007}, // 0.7/100 is another number
		{strict.Share, "-5 %", -0.05},
		{strict.Number, "12", 12},
		{strict.Number, "-0.5", -0.5},
		{strict.Pounds, "350k", 350e3},
		{strict.Pounds, "1.2m", 1.2e6},
		{strict.Pounds, "£2bn", 2e9},
		{strict.Pounds, "-£5K", -5000},
		{strict.Pounds, "0.1", 0.1},
	} {
		if got, err := x.unit.Parse(x.text); err != nil || got != x.want {
			t.Errorf("%q is %v (%v), want %v", x.text, got, err, x.want)
		}
	}
}

func TestWhatIsNoAmountIsRefused(t *testing.T) {
	for _, text := range []string{
		"", " ", "%", "k", "-", "+1", "1e3", "0x1F", "1_000", "1,000", ".5", "5.", "1.2.3", "NaN", "inf", "-inf", "1 k", "five",
		"£", "££1", "1k/year", strings.Repeat("1", 500),
	} {
		for _, unit := range []strict.Unit{strict.Number, strict.Share, strict.Pounds} {
			if x, err := unit.Parse(text); err == nil {
				t.Errorf("%q was read as %v", text, x)
			}
		}
	}
}

func TestAmountsComeBackToTheLastBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(rapid.Float64Range(-1e12, 1e12), rapid.Just(math.SmallestNonzeroFloat64), rapid.Float64Range(-1, 1),
			rapid.Map(rapid.IntRange(-1e9, 1e9), func(n int) float64 { return float64(n) }),
			rapid.Map(rapid.IntRange(-1000, 1000), func(n int) float64 { return float64(n) / 1000 })).Draw(t, "x")
		unit := strict.Unit(rapid.IntRange(0, 2).Draw(t, "unit"))
		text := unit.Format(x)
		if got, err := unit.Parse(text); err != nil || got != x {
			t.Fatalf("%v was written %s and read %v (%v)", x, text, got, err)
		}
	})
}

func TestAmountsAreWrittenAsPeopleDo(t *testing.T) {
	got := fmt.Sprint(
		strict.Share.Format(0.4), strict.Share.Format(0.007), strict.Share.Format(-0.05), strict.Share.Format(1), strict.Share.Format(0),
		strict.Pounds.Format(350_000), strict.Pounds.Format(1_200_000), strict.Pounds.Format(2e9), strict.Pounds.Format(1234),
		strict.Pounds.Format(-5000), strict.Pounds.Format(0), strict.Number.Format(12), strict.Number.Format(0.25),
		strict.Between(0.05, 0.2).Format(strict.Share), strict.Around(0, 6, 12).Format(strict.Number), strict.Exactly(3).Format(strict.Number),
		strict.Money{Pounds: 350e3, Yearly: true}, strict.Money{Pounds: 100e3})
	want := fmt.Sprint("40%", "0.7%", "-5%", "100%", "0%",
		"350k", "1.2m", "2bn", "1234", "-5k", "0", "12", "0.25",
		"{low: 5%, high: 20%}", "{low: 0, mid: 6, high: 12}", "3", "350k/year 100k once")
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
