package cohorts_test

import (
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"sendsim/cohorts"
)

var (
	chance = rapid.OneOf(rapid.SampledFrom([]float64{0, 1e-300, .5, 1 - 1e-12, 1}), rapid.Float64Range(0, 1))
	factor = rapid.OneOf(rapid.SampledFrom([]float64{0, 1e-9, 1, 1e9}), rapid.Float64Range(0, 20))
)

func TestOddsMultiplyTheOdds(t *testing.T) {
	for _, c := range [][3]float64{{.5, 3, .75}, {.75, 1. / 3, .5}, {.2, 4, .5}, {.9, .5, 9. / 11}, {.3, 0, 0}} {
		if got := cohorts.Odds(c[0], c[1]); math.Abs(got-c[2]) > 1e-15 {
			t.Errorf("%g times the odds of %g are those of %g, expected %g", c[1], c[0], got, c[2])
		}
	}
}

func TestOddsStayAChanceAndRiseWithTheFactor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f, g := chance.Draw(t, "p"), factor.Draw(t, "f"), factor.Draw(t, "g")
		low, high := cohorts.Odds(p, min(f, g)), cohorts.Odds(p, max(f, g))
		if !(low >= 0 && low <= high && high <= 1) && math.Abs(high-low) > 1e-15 {
			t.Fatalf("odds of %g: %g, %g", p, low, high)
		}
		if cohorts.Odds(p, 1) != p {
			t.Fatalf("once the odds of %g are those of %g", p, cohorts.Odds(p, 1))
		}
	})
}

func TestFactorsOnOddsCompose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(.001, .999).Draw(t, "p")
		f, g := rapid.Float64Range(.01, 20).Draw(t, "f"), rapid.Float64Range(.01, 20).Draw(t, "g")
		if both, once := cohorts.Odds(cohorts.Odds(p, f), g), cohorts.Odds(p, f*g); math.Abs(both-once) > 1e-12 {
			t.Fatalf("%g and %g times the odds of %g: %g and %g", f, g, p, both, once)
		}
	})
}

// At rest every factor is 1, and no places are added or reserved.
func TestRestIs1EverywhereAndNoPlaces(t *testing.T) {
	f := cohorts.Rest()
	var each func(v reflect.Value, want float64)
	each = func(v reflect.Value, want float64) {
		if v.Kind() == reflect.Array {
			for i := range v.Len() {
				each(v.Index(i), want)
			}
			return
		}
		if v.Float() != want {
			t.Errorf("%g, expected %g", v.Float(), want)
		}
	}
	v := reflect.ValueOf(f)
	for i := range v.NumField() {
		if v.Field(i).Type() == reflect.TypeFor[cohorts.Reserves]() {
			if !v.Field(i).IsZero() {
				t.Error("places are reserved")
			}
			continue
		}
		want := 1.
		if v.Type().Field(i).Name == "Places" {
			want = 0
		}
		each(v.Field(i), want)
	}
}
