package rng

import (
	"math"
	"testing"
)

// Results must not change silently: a change of any of these numbers changes
// every future ever drawn, and belongs in the changelog.
func TestAddressesNeverChange(t *testing.T) {
	k := Seed(1)
	s := k.Stream()
	for _, c := range []struct {
		name      string
		got, want uint64
	}{
		{"Seed(0)", uint64(Seed(0)), 0x60cd19548775881c},
		{"Seed(1)", uint64(k), 0xd467e5a361b7a9a6},
		{"Name", uint64(Name("arrive")), 0xfbad4c99d135c421},
		{"Name of nothing", uint64(Name("")), 0x82a2cf35286b5f90},
		{"At", uint64(k.At(Name("arrive"))), 0x4857382f8e64e92a},
		{"Nth(0)", uint64(k.Nth(0)), 0x785eab23f7a569f4},
		{"Nth(1)", uint64(k.Nth(1)), 0xc8c22fbcc48a44e5},
		{"Nth, large", uint64(k.Nth(1 << 60)), 0x61e0be7080421a47},
		{"Word(0)", k.Word(0), 0x6266ac50241a902c},
		{"Word(1)", k.Word(1), 0x7a2df23b5b30a071},
		{"deep", k.Nth(17).Nth(5).At(Name("place")).Nth(4321).Word(3), 0x57ec1f7c0cf7f9bb},
		{"Stream", s.Word(), 0x26adc093ca9e4f2c},
		{"Stream, second", s.Word(), 0xb6e775669ccae314},
		{"Source", k.Source().Uint64(), 0xb144bd283a466697},
	} {
		if c.got != c.want {
			t.Errorf("%s = %#x, was %#x", c.name, c.got, c.want)
		}
	}
}

func TestUniformIsOpenAndInOrder(t *testing.T) {
	const step = 1 << 11
	ends := []uint64{0, step - 1, step, 1 << 62, 1<<63 - 1, 1 << 63, math.MaxUint64 - step, math.MaxUint64}
	last := 0.0
	for _, w := range ends {
		u := Uniform(w)
		if u <= 0 || u >= 1 || u < last {
			t.Errorf("Uniform(%#x) = %v, after %v", w, u, last)
		}
		last = u
	}
	if Uniform(0) == Uniform(step) || Uniform(math.MaxUint64) == Uniform(math.MaxUint64-step) {
		t.Error("two words that differ in their upper 53 bits give one number")
	}
	if got := Uniform(math.MaxUint64); got != 1-0x1p-53 {
		t.Errorf("the last is 1-%v, not 1-2^-53", 1-got)
	}
}

// Threshold and number decide alike, at the border itself too.
func TestBelowIsUniformBelow(t *testing.T) {
	for _, w := range append(words(Seed(5), 2000), 0, math.MaxUint64) {
		u := Uniform(w)
		for _, p := range []float64{u, math.Nextafter(u, 0), math.Nextafter(u, 1), u / 2, -1, 0, 1e-300, 1, 2} {
			if got, want := Below(p).Met(w), u < p; got != want {
				t.Fatalf("Below(%v).Met(%#x) = %v, but Uniform is %v", p, w, got, u)
			}
		}
	}
	if Below(math.NaN()).Met(0) {
		t.Error("a chance that is not a number happens")
	}
}

func TestRoundAtKeepsTheMean(t *testing.T) {
	for _, x := range []float64{0, 0.25, 1, 2.75, -0.5, -3, 1e9 + 0.5} {
		sum, draws := 0.0, words(Seed(6), 100_000)
		for _, w := range draws {
			k := RoundAt(Uniform(w), x)
			if math.Abs(float64(k)-x) >= 1 {
				t.Fatalf("RoundAt(%v) = %d", x, k)
			}
			sum += float64(k) - x
		}
		if z := sum / 0.5 / math.Sqrt(float64(len(draws))); math.Abs(z) > 4 { // sd at most 1/2
			t.Errorf("RoundAt(%v): mean off by %v", x, sum/float64(len(draws)))
		}
	}
	if RoundAt(0.2, 1.25) != 2 || RoundAt(0.3, 1.25) != 1 {
		t.Error("a small uniform rounds up, a large one down")
	}
}

func TestNormalIsTheQuantile(t *testing.T) {
	// Quantiles to 17 digits, by mpmath at 60 digits.
	for _, c := range []struct{ u, want float64 }{
		{0x1p-55, -8.374388923067457},
		{1e-9, -5.9978070150076865},
		{0.025, -1.9599639845400543},
		{0.1353, -1.1016818736722798},
		{0.25, -0.6744897501960817},
		{0.5, 0.0},
		{0.6, 0.2533471031357997},
		{0.84, 0.994457883209753},
		{0.999, 3.090232306167813},
		{1 - 0x1p-53, 8.209536151601387},
	} {
		if got := Normal(c.u); math.Abs(got-c.want) > 4e-16*max(1, math.Abs(c.want)) {
			t.Errorf("Normal(%v) = %v, not %v", c.u, got, c.want)
		}
	}
}
