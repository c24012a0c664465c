package calibration

import (
	"math"
	"strings"
	"testing"

	"sendsim/internal/rng"
)

// Student's t, to the normal deviate that is as far out: 2.571 with 5 degrees
// of freedom and 4.032 are the 97.5 and 99.5 % points, which of a normal are
// 1.960 and 2.576 (any table of t).
func TestASurpriseOfStudentsLawIsToldAsANormal(t *testing.T) {
	near(t, "97.5 %", normalOf(2.571, 5), 1.960, .01)
	near(t, "99.5 %", normalOf(-4.032, 5), -2.576, .015)
	near(t, "of many degrees", normalOf(3, 1e6), 3, 1e-4)
}

// The upper 5 % point of F with 5 and 10 degrees of freedom is 3.33 (any table
// of F): five years whose squares sum to 5 x 3.33.
func TestVolatilityIsHeldAgainstF(t *testing.T) {
	h := Hyper{S2: 1, Nu: 10}
	root := math.Sqrt(3.33)
	series := []point{{root, 0, true}, {-root, 0, true}, {root, 0, true}, {}, {-root, 0, true}, {root, 0, true}}
	c := h.checkVolatility("x", series)
	if c.Seen != 5 {
		t.Errorf("%d years were seen", c.Seen)
	}
	near(t, "chance", c.Chance, .05, .003)
}

// Series that obey the law give chances that are uniform: one in twenty is
// below 0.05, of volatilities and of furthest years.
func TestChancesOfChecksAreUniformUnderTheLaw(t *testing.T) {
	const series, years = 4000, 8
	h := Hyper{Rho: .5, Q: .04, S2: .01, V: .06, Nu: 6}
	key := rng.Seed(3)
	var low [2]float64
	for i := range series {
		at := key.Nth(uint64(i))
		var chi float64
		for k := range 6 {
			chi += math.Pow(shock(at, 100+k), 2)
		}
		root := math.Sqrt(6 / chi)
		x := root * math.Sqrt(h.V) * shock(at, 0)
		var list []point
		for y := range years {
			if y > 0 {
				x = h.Rho*x + root*math.Sqrt(h.Q)*shock(at, 2*y)
			}
			list = append(list, point{x + root*math.Sqrt(h.S2)*shock(at, 2*y+1), 0, true})
		}
		for k, c := range []Check{h.check("x", list, 2000), h.checkVolatility("x", list)} {
			if c.Chance < .05 {
				low[k] += 1. / series
			}
		}
	}
	near(t, "furthest years below 0.05", low[0], .05, .012)
	near(t, "volatilities below 0.05", low[1], .05, .012)
}

// A series that is wild beyond the law makes an authority invalid, and a
// national path that few draws know every one.
func TestGatesOfTheLaw(t *testing.T) {
	a := &Authority{National: &National{ess: [3]float64{500, 300, 500}}, Checks: []Check{{Series: "volatility of new plans", Chance: 1e-5, Implausibility: 4.3}, {Chance: 1}}}
	var d deviations
	for range window {
		d.entry, d.leaving = append(d.entry, point{known: true}), append(d.leaving, point{known: true})
	}
	a.gate(d, level{}, level{})
	said := strings.Join(a.Invalid, "; ")
	for _, want := range []string{"volatility of new plans is 4.3 standard deviations", "net leaving is known by 300 draws"} {
		if !strings.Contains(said, want) {
			t.Errorf("not said: %q; said: %s", want, said)
		}
	}
}

// What is learned, what was not though it could be, and what is assumed.
func TestLearnedOf(t *testing.T) {
	prior := Dist{0, 1}
	got := learnedOf([]Parameter{
		{Name: "a", Identified: true, Prior: prior, Post: Dist{0, .5}},
		{Name: "b", Identified: true, Prior: prior, Post: Dist{0, .96}},
		{Name: "c", Prior: prior, Post: prior},
	})
	if got.narrowed != 1 || len(got.nothing) != 1 || got.nothing[0] != "b" || got.assumed != 1 {
		t.Errorf("%+v", got)
	}
}
