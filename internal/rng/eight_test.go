package rng

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The luck of each of eight children is uniform, and no two of them, nor a
// child and the word of the rest, go together.
func TestEightChildrenHaveALuckEach(t *testing.T) {
	const draws = 1 << 16
	seed := Seed(11)
	var bytes [8][]uint64
	rest := make([]uint64, draws)
	for i := range uint64(draws) {
		k := seed.Nth(i)
		e := k.Eight(3, 128, 8)
		rest[i] = k.Word(4)
		for c := range uint32(8) {
			bytes[c] = append(bytes[c], uint64(e.Luck(c, rest[i])*128)&127)
		}
	}
	const looks = 8 + 8*7/2 + 8
	for c := range bytes {
		one := make([]int, 128)
		for _, b := range bytes[c] {
			one[b]++
		}
		if p := gridChiSquare(one); p < falseAlarm/looks {
			t.Errorf("child %d: p = %.2g", c, p)
		}
		pair := func(what string, other func(i int) uint64) {
			grid := make([]int, 128*128)
			for i, b := range bytes[c] {
				grid[b<<7|other(i)]++
			}
			if p := gridChiSquare(grid); p < falseAlarm/looks {
				t.Errorf("child %d and %s: p = %.2g", c, what, p)
			}
		}
		for d := range c {
			pair("child "+string(rune('0'+d)), func(i int) uint64 { return bytes[d][i] })
		}
		pair("the rest", func(i int) uint64 { return rest[i] >> 57 })
	}
}

// Of n children those are marked, and no others, whose luck a limit does not
// rule out: the limit of a chance rules nobody out whose luck is below it.
func TestNobodyIsRuledOutWhoseLuckIsBelowTheChance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key, i := Seed(rapid.Uint64().Draw(t, "seed")), rapid.Uint64Range(0, 1<<32-1).Draw(t, "word")
		n := rapid.Int32Range(1, 40).Draw(t, "n")
		p := rapid.OneOf(rapid.Float64Range(0, 1.2), rapid.SampledFrom([]float64{0, 1. / 128, 127. / 128, 1, math.Inf(1)})).Draw(t, "p")
		rest := rapid.Uint64().Draw(t, "rest")
		e, limit := key.Eight(i, LimitOf(p), n), LimitOf(p)
		if limit > 128 || float64(limit)/128 < min(p, 1) {
			t.Fatalf("limit %d of chance %g", limit, p)
		}
		for c := range uint32(8) {
			u := e.Luck(c, rest)
			if !(u > 0 && u < 1) {
				t.Fatalf("luck %g", u)
			}
			marked := e.Marks()>>(8*c+7)&1 == 1
			if want := int32(c) < n && u*128 < float64(limit); marked != want {
				t.Fatalf("child %d of %d, luck %g, limit %d: marked %t", c, n, u, limit, marked)
			}
		}
		if e.Marked() != (e.Marks() != 0) {
			t.Fatal("marked or not")
		}
	})
}

// The bound of a hazard is below its chance, and that below the hazard.
func TestWhoIsSureMeetsTheEvent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := rapid.Float64Range(0, 50).Draw(t, "h")
		if chance := -math.Expm1(-h); Sure(h) > chance*(1+0x1p-50) || chance > h {
			t.Fatalf("hazard %g: sure below %g, chance %g", h, Sure(h), chance)
		}
	})
}
