package export

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// Sums of money are written in full, as a spreadsheet shows them.
func TestNumbersAreWrittenInFull(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 31: "31", -4563210.55: "-4563210.55", 12345678.9: "12345678.9", 0.00001234: "0.00001234", 1.5e-9: "1.5e-09", 1e15: "1e+15",
	} {
		if got := string(appendNumber(nil, v)); got != want {
			t.Errorf("%v is written %s, not %s", v, got, want)
		}
	}
}

// What is written reads back as the same number.
func TestNumbersReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64().Draw(t, "v")
		if back, err := strconv.ParseFloat(string(appendNumber(nil, v)), 64); err != nil || back != v {
			t.Errorf("%v reads back as %v, %v", v, back, err)
		}
	})
}
