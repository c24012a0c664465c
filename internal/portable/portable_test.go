package portable_test

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"sendsim/internal/portable"
)

// sweep are arguments from low to high: evenly spaced, and by powers near 0.
func sweep(low, high float64) []float64 {
	const many = 20_000
	var all []float64
	for i := range many + 1 {
		x := low + float64((high-low)*float64(i))/many
		all = append(all, x)
		if small := math.Ldexp(x, -(i % 60)); small > low && small < high {
			all = append(all, small)
		}
	}
	return all
}

// functions are the functions with what package math has in their place, a range
// of arguments, and how many times 2^-52 of the larger of value and least they
// may be apart.
var functions = []struct {
	name      string
	is, was   func(float64) float64
	low, high float64
	apart     float64
	least     float64
	bits      uint64 // of all values, by FNV-1a
}{
	{"Exp", portable.Exp, math.Exp, -700, 700, 1.5, 0, 0x8df23f9de8ff632c},
	{"Exp near 0", portable.Exp, math.Exp, -2, 2, 1.5, 0, 0x56050fd9a433492e},
	{"Expm1", portable.Expm1, math.Expm1, -3, 3, 4, 0, 0x9530808c9d967332},
	{"Log", portable.Log, math.Log, 1e-9, 1e9, 1.5, 0, 0xfed06e9c04d21de},
	{"Log near 1", portable.Log, math.Log, .5, 2, 1.5, 0, 0x190e48d8eb4b27a1},
	{"Log1p", portable.Log1p, math.Log1p, -.999, 3, 4, 0, 0x7ce9338ba6ace220},
	{"Cbrt", portable.Cbrt, math.Cbrt, 1e-9, 1e9, 3, 0, 0x9187b8b864c6342e},
	{"Pow", func(y float64) float64 { return portable.Pow(1.0371, y) }, func(y float64) float64 { return math.Pow(1.0371, y) }, -90, 90, 3, 0, 0x627f56af5249010e},
	{"Pow of a small base", func(x float64) float64 { return portable.Pow(x, 1.0/3) }, func(x float64) float64 { return math.Pow(x, 1.0/3) }, 1e-9, 10, 6, 0, 0x931f5e039f51c7a0},
	{"Lgamma", portable.Lgamma, func(x float64) float64 { l, _ := math.Lgamma(x); return l }, 1e-3, 3000, 40, 1, 0x52a2027838d839fb},
	{"Erfc", portable.Erfc, math.Erfc, -6, 26, 4, 0, 0x4cfd635e48363891},
	{"NormalQuantile", portable.NormalQuantile, mathext.NormalQuantile, 1e-12, 1 - 1e-12, 4, 0, 0x58ce198aa6f71da},
	{"NormalQuantile far out", portable.NormalQuantile, mathext.NormalQuantile, 1e-300, 1e-13, 4, 0, 0xed3fb2ba9ce537f0},
}

func TestAsInMath(t *testing.T) {
	for _, f := range functions {
		worst, at := 0.0, 0.0
		for _, x := range sweep(f.low, f.high) {
			is, was := f.is(x), f.was(x)
			if d := math.Abs(is-was) / max(math.Abs(was), f.least, 0x1p-1022) * 0x1p52; d > worst {
				worst, at = d, x
			}
		}
		if worst > f.apart {
			t.Errorf("%s(%v) is %v, and %v in math: %.1f units apart", f.name, at, f.is(at), f.was(at), worst)
		}
	}
}

// The bits are those that stand here, on every processor: make arm64 runs this
// test on another one.
func TestBits(t *testing.T) {
	for _, f := range functions {
		sum := fnv.New64a()
		for _, x := range sweep(f.low, f.high) {
			sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(f.is(x))))
		}
		if got := sum.Sum64(); got != f.bits {
			t.Errorf("%s: the bits are %#x, not %#x", f.name, got, f.bits)
		}
	}
}

func TestAtTheEnds(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ got, want float64 }{
		{portable.Exp(0), 1},
		{portable.Exp(-746), 0},
		{portable.Exp(710), inf},
		{portable.Exp(-inf), 0},
		{portable.Expm1(0), 0},
		{portable.Expm1(-800), -1},
		{portable.Expm1(800), inf},
		{portable.Log(1), 0},
		{portable.Log(0), -inf},
		{portable.Log(0x1p-1074) / -1074, math.Ln2}, // the smallest number there is
		{portable.Log1p(0), 0},
		{portable.Log1p(-1), -inf},
		{portable.Pow(7, 0), 1},
		{portable.Pow(10, 3), 1000},
		{portable.Pow(10, -2), .01},
		{portable.Cbrt(27), 3},
		{portable.Lgamma(1), 0},
		{portable.Erfc(0), 1},
		{portable.Erfc(30), 0},
		{portable.Erfc(-30), 2},
		{portable.NormalQuantile(.5), 0},
	} {
		if math.Abs(c.got-c.want) > 1e-14 || math.IsInf(c.got, 0) != math.IsInf(c.want, 0) {
			if c.got != c.want {
				t.Errorf("%v, not %v", c.got, c.want)
			}
		}
	}
}
