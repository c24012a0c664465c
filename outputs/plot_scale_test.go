package outputs

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestScale says that an axis holds what it is for with little to spare, and
// has from three to eight marks, zero among them where it spans zero.
func TestScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := -rapid.Float64Range(0, 1e6).Draw(t, "low")
		high := rapid.Float64Range(1e-3, 1e6).Draw(t, "high")
		s := scaleFor(low, high, 6)
		marks := s.marks()
		if s.low > low || s.high < high || s.high-s.low > 1.081*(high-low) {
			t.Fatalf("%v to %v is shown as %v to %v", low, high, s.low, s.high)
		}
		if len(marks) < 3 || len(marks) > 8 {
			t.Fatalf("%v to %v has marks %v", low, high, marks)
		}
		zero := false
		for _, m := range marks {
			zero = zero || m == 0
			if m < s.low-1e-6*s.step || m > s.high+1e-6*s.step {
				t.Fatalf("the mark %v is outside %v to %v", m, s.low, s.high)
			}
		}
		if !zero {
			t.Fatalf("zero is not marked: %v", marks)
		}
	})
}

// TestApart says that labels never overlap, keep their order, stay on the
// sheet, and stand where they belong when there is room.
func TestApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const gap, low, high = 10, 0, 100
		places := rapid.SliceOfN(rapid.Float64Range(low, high), 1, 6).Draw(t, "places")
		for i := 1; i < len(places); i++ {
			places[i] = max(places[i], places[i-1])
		}
		got := apart(places, gap, low, high)
		room := true
		for i := range got {
			if got[i] < low-1e-9 || got[i] > high+1e-9 || i > 0 && got[i]-got[i-1] < gap-1e-9 {
				t.Fatalf("%v is laid out as %v", places, got)
			}
			room = room && (i == 0 || places[i]-places[i-1] >= gap)
		}
		if !room {
			return
		}
		for i := range got {
			if math.Abs(got[i]-places[i]) > 1e-9 {
				t.Fatalf("%v had room and is laid out as %v", places, got)
			}
		}
	})
}

// TestMoneyInWords says how sums are said.
func TestMoneyInWords(t *testing.T) {
	for pounds, want := range map[float64]string{
		0: "£0", -499: "£0", 30_000: "£30,000", -60_400: "-£60,000", 999_400: "£999,000", 999_600: "£1.0m",
		4_249_000: "£4.2m", 9_949_000: "£9.9m", 9_960_000: "£10m", 45_000_000: "£45m", 96_960_000: "£97m",
		128_400_000: "£128m", 999_400_000: "£999m", 999_600_000: "£1.00bn", 2_034_000_000: "£2.03bn", -3_100_000: "-£3.1m",
	} {
		if got := Money(pounds); got != want {
			t.Errorf("%v is said %s, want %s", pounds, got, want)
		}
	}
	for x, want := range map[float64]string{0: "0", 999: "999", 1000: "1,000", -1234567.4: "-1,234,567", 0.4: "0", -0.4: "0"} {
		if got := grouped(x); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{45.2e6, 119.7e6, "cumulative DSG deficit between £45m and £120m"},
		{-3.2e6, 40.1e6, "between a DSG surplus of £3.2m and a deficit of £40m"},
		{-26.4e6, -2.1e6, "DSG surplus between £2.1m and £26m"},
		{-2.6e6, 0.01e6, "DSG surplus of up to £2.6m"},
		{0.01e6, 2.6e6, "cumulative DSG deficit of up to £2.6m"},
		{-1e4, 1e4, "cumulative DSG balance about nil"},
		{1.234e9, 2.51e9, "cumulative DSG deficit between £1.23bn and £2.51bn"},
	} {
		if got := deficitBetween(c.low, c.high); got != c.want {
			t.Errorf("%v to %v is said %q, want %q", c.low, c.high, got, c.want)
		}
	}
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{102e6, 534e6, "£102m to £534m is notional"},
		{-80.2e6, 412e6, "up to £412m is notional"},
		{-80.2e6, -1.1e6, "no deficit is notional"},
	} {
		if got := notionalBetween(c.low, c.high); got != c.want {
			t.Errorf("%v to %v is said %q, want %q", c.low, c.high, got, c.want)
		}
	}
}

// TestABalanceIsSaidWithoutASign says that a surplus and a deficit are named,
// at the median and at both ends.
func TestABalanceIsSaidWithoutASign(t *testing.T) {
	for _, c := range []struct {
		low, middle, high float64
		want              string
	}{
		{3.1e6, 3.1e6, 3.1e6, "a deficit of £3.1m"},
		{-9.1e6, -6.5e6, -3.9e6, "a surplus of £6.5m (P50); uncertain, from a surplus of £9.1m (P10) to a surplus of £3.9m (P90)"},
		{-1.2e6, 0.4e6, 2e6, "a deficit of £400,000 (P50); uncertain, from a surplus of £1.2m (P10) to a deficit of £2.0m (P90)"},
	} {
		if got := balanceBetween(c.low, c.middle, c.high); got != c.want {
			t.Errorf("said %q, want %q", got, c.want)
		}
	}
}
