package rng

import (
	"math"
	"math/bits"
	"slices"
	"testing"
)

// dependence is the least p-value, times the number of looks, that two lists
// of words are unrelated: by the joint table of their upper and lower four
// bits, upper against lower both ways, and by their correlation.
func dependence(a, b []uint64) float64 {
	upper := func(w uint64) uint64 { return w >> 60 }
	lower := func(w uint64) uint64 { return w & 15 }
	least := 1.0
	for _, look := range [][2]func(uint64) uint64{{upper, upper}, {lower, lower}, {upper, lower}, {lower, upper}} {
		grid := make([]int, 256)
		for i := range a {
			grid[look[0](a[i])<<4|look[1](b[i])]++
		}
		least = min(least, gridChiSquare(grid))
	}
	sum := 0.0
	for i := range a {
		sum += (Uniform(a[i]) - 0.5) * (Uniform(b[i]) - 0.5)
	}
	least = min(least, twoSided(12*sum/math.Sqrt(float64(len(a)))))
	return 5 * least
}

// derived lists the first word of f for many draws of one seed.
func derived(f func(draw uint64) uint64) []uint64 {
	w := make([]uint64, 1<<16)
	for i := range w {
		w[i] = f(uint64(i))
	}
	return w
}

func TestSubKeysAreIndependent(t *testing.T) {
	seed, a, b := Seed(2024), Name("assess"), Name("place")
	of := func(f func(k Key) uint64) []uint64 {
		return derived(func(draw uint64) uint64 { return f(seed.Nth(draw)) })
	}
	paths := []struct {
		name  string
		words []uint64
	}{
		{"key", of(func(k Key) uint64 { return uint64(k) })},
		{"Word(0)", of(func(k Key) uint64 { return k.Word(0) })},
		{"Word(1)", of(func(k Key) uint64 { return k.Word(1) })},
		{"Word(2)", of(func(k Key) uint64 { return k.Word(2) })},
		{"Word(2^31)", of(func(k Key) uint64 { return k.Word(1 << 31) })},
		{"At(a)", of(func(k Key) uint64 { return k.At(a).Word(0) })},
		{"At(b)", of(func(k Key) uint64 { return k.At(b).Word(0) })},
		{"At(a).Word(1)", of(func(k Key) uint64 { return k.At(a).Word(1) })},
		{"At(a).At(b)", of(func(k Key) uint64 { return k.At(a).At(b).Word(0) })},
		{"At(b).At(a)", of(func(k Key) uint64 { return k.At(b).At(a).Word(0) })},
		{"Nth(0)", of(func(k Key) uint64 { return k.Nth(0).Word(0) })},
		{"Nth(1)", of(func(k Key) uint64 { return k.Nth(1).Word(0) })},
		{"Nth(1).Word(1)", of(func(k Key) uint64 { return k.Nth(1).Word(1) })},
		{"Nth(2^63)", of(func(k Key) uint64 { return k.Nth(1 << 63).Word(0) })},
		{"Nth(-1)", of(func(k Key) uint64 { return k.Nth(math.MaxUint64).Word(0) })},
		{"Nth(1).Nth(0)", of(func(k Key) uint64 { return k.Nth(1).Nth(0).Word(0) })},
		{"Nth(0).Nth(1)", of(func(k Key) uint64 { return k.Nth(0).Nth(1).Word(0) })},
		{"At(a).Nth(1)", of(func(k Key) uint64 { return k.At(a).Nth(1).Word(0) })},
		{"Nth(1).At(a)", of(func(k Key) uint64 { return k.Nth(1).At(a).Word(0) })},
		{"next draw", derived(func(i uint64) uint64 { return seed.Nth(i + 1).Word(0) })},
		{"draw with a bit more", derived(func(i uint64) uint64 { return seed.Nth(i ^ 1<<16).Word(0) })},
		{"seed", derived(func(i uint64) uint64 { return Seed(i).Word(0) })},
		{"next seed", derived(func(i uint64) uint64 { return Seed(i + 1).Word(0) })},
		{"stream, first", of(func(k Key) uint64 { s := k.Stream(); return s.Word() })},
		{"source, first", of(func(k Key) uint64 { return k.Source().Uint64() })},
	}
	tests := float64(len(paths) * (len(paths) - 1) / 2)
	for i, p := range paths {
		for _, q := range paths[:i] {
			if d := dependence(p.words, q.words); d < falseAlarm/tests {
				t.Errorf("%s and %s go together: p = %.2g", p.name, q.name, d)
			}
		}
	}
}

// Numbers that differ in one bit, wherever it stands, have unrelated luck.
func TestEveryBitOfANumberCounts(t *testing.T) {
	seed := Seed(7)
	plain := derived(func(i uint64) uint64 { return uint64(seed.Nth(i).Nth(0)) })
	for bit := range 64 {
		other := derived(func(i uint64) uint64 { return uint64(seed.Nth(i).Nth(1 << bit)) })
		if d := dependence(plain, other); d < falseAlarm/64 {
			t.Errorf("Nth(0) and Nth(1<<%d) go together: p = %.2g", bit, d)
		}
	}
	for bit := range 32 {
		first := derived(func(i uint64) uint64 { return seed.Nth(i).Word(0) })
		other := derived(func(i uint64) uint64 { return seed.Nth(i).Word(1 << bit) })
		if d := dependence(first, other); d < falseAlarm/32 {
			t.Errorf("Word(0) and Word(1<<%d) go together: p = %.2g", bit, d)
		}
	}
}

// A mixer of this kind is symmetric: hash(k) == hash(k^C). Sub-keys derived as
// k and k^C once gave the age and the need of an arrival one and the same
// word; all totals were right and the needs were not. The check of this file
// sees it, and sees the milder sins.
func TestTheCheckCatchesBadSchemes(t *testing.T) {
	hash := func(k uint64) uint64 {
		hi, lo := bits.Mul64(k, k^fold)
		return hi ^ lo
	}
	seed := Seed(1)
	raw := func(i uint64) uint64 { return uint64(seed.Nth(i)) }
	schemes := []struct {
		sin  string
		a, b func(i uint64) uint64
	}{
		{
			"sub-keys by the XOR of the mixer",
			func(i uint64) uint64 { return hash(raw(i)) },
			func(i uint64) uint64 { return hash(raw(i) ^ fold) },
		},
		{
			"one word for two decisions",
			func(i uint64) uint64 { return seed.Nth(i).Word(0) },
			func(i uint64) uint64 { return seed.Nth(i).Word(0) },
		},
		{
			"neighbouring raw seeds",
			func(i uint64) uint64 { return hash(raw(i)) },
			func(i uint64) uint64 { return hash(raw(i) + 1) },
		},
		{
			"upper bits not folded",
			func(i uint64) uint64 { return hash(raw(i)) },
			func(i uint64) uint64 { return hash(raw(i) + 1<<63) },
		},
	}
	for _, s := range schemes {
		if d := dependence(derived(s.a), derived(s.b)); d > 1e-12 {
			t.Errorf("%s: not caught, p = %.2g", s.sin, d)
		}
	}
	if mix(12345) != mix(12345^fold) {
		t.Error("the mixer has lost the symmetry that its comment warns of")
	}
}

func TestWordsAreUniform(t *testing.T) {
	for _, shift := range []int{0, 13, 30, 41, 52} {
		grid := make([]int, 4096)
		for _, w := range words(Seed(3), 1<<18) {
			grid[w>>shift&4095]++
		}
		if p := gridChiSquare(grid); p < falseAlarm/5 {
			t.Errorf("bits %d to %d: p = %.2g", shift, shift+11, p)
		}
	}
}

// The luck of a draw, term, step and cell belongs to it alone.
func TestNoTwoAddressesCoincide(t *testing.T) {
	var all []uint64
	for seed := range uint64(4) {
		for draw := range uint64(5) {
			for term := range uint64(10) {
				for _, step := range []string{"age", "arrive", "assess", "place", "review"} {
					cells := Seed(seed).Nth(draw).Nth(term).At(Name(step))
					for cell := range uint64(500) {
						k := cells.Nth(cell)
						all = append(all, k.Word(0), k.Word(1))
					}
				}
			}
		}
	}
	if len(all) != 1_000_000 {
		t.Fatalf("%d addresses, not a million", len(all))
	}
	slices.Sort(all)
	if n := len(slices.Compact(all)); n != 1_000_000 {
		t.Errorf("%d of a million addresses repeat the word of another", 1_000_000-n)
	}
}
