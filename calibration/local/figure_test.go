package local

import "testing"

// How far figures are apart is never said to be what is not warned of.
func TestHowFarFiguresAreApart(t *testing.T) {
	size := Size{Share: 0.1, Least: 20}
	for own, want := range map[float64]string{
		1100: "", 1104: "a little more than 10 % apart, from where on it is warned of", 1300: "30 % apart, and more than 10 % is warned of", 880: "12 % apart, and more than 10 % is warned of",
	} {
		if got := size.Apart(own, 1000); got != want {
			t.Errorf("%.0f from 1000 is %q, want %q", own, got, want)
		}
	}
}
