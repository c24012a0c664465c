package levers

import (
	"math"

	"sendsim/internal/portable"
	"sendsim/internal/strict"
)

// Uncertain is a dial as set: a number, or a range; and the number it has come
// to in the future at hand.
type Uncertain struct {
	Range strict.Range
	Now   float64
}

// fromP10toP90 is the distance of the P10 and the P90 of the standard normal
// from its mean.
const fromP10toP90 = 1.2815515655446004

// settle sets Now to the quantile of the range at z, the quantile of a
// standard normal. The law goes by what is allowed: a dial that may be
// negative is normal, a share between 0 and 1 normal on the log-odds, any
// other positive one on the log. With a P50 given, each side has a spread of
// its own. A range that touches the end of a scale (0 months late, 100 %
// realised) has no log there: it is normal and cut at the end, so that a tenth
// of the futures stand on it. What lies outside the allowed is put at its end.
// A chance comes to 1, it happens, or 0, it does not.
func (u *Uncertain) settle(z float64, d *Dial) {
	r := u.Range
	switch {
	case d.Unit == Chance:
		u.Now = happens(z, r)
		return
	case r.Fixed():
		u.Now = r.Low
		return
	}
	s := d.scale(r)
	low, high := s.to(r.Low), s.to(r.High)
	mid := (low + high) / 2
	if r.Split {
		mid = s.to(r.Mid)
	}
	spread := high - mid
	if z < 0 {
		spread = mid - low
	}
	u.Now = min(max(s.from(mid+float64(spread*(z/fromP10toP90))), d.Low), d.High)
}

// scale is a law: the scale on which a number is normal.
type scale struct{ to, from func(float64) float64 }

var (
	signed   = scale{same, same}
	positive = scale{math.Log, math.Exp}
	part     = scale{
		func(p float64) float64 { return portable.Log(p / (1 - p)) },
		func(x float64) float64 { return 1 / (1 + portable.Exp(-x)) },
	}
)

func same(x float64) float64 { return x }

// scale is the law of a range on this dial.
func (d *Dial) scale(r strict.Range) scale {
	switch {
	case d.Low < 0 || r.Low <= 0:
		return signed
	case d.Unit != Share || d.High > 1:
		return positive
	case r.High >= 1:
		return signed
	default:
		return part
	}
}

// happens is 1 in as many futures as a chance says, the lower quantiles of
// luck, and 0 in the others. Of an uncertain chance the middle counts: it
// happens once or not at all.
func happens(z float64, chance strict.Range) float64 {
	p := (chance.Low + chance.High) / 2
	if chance.Split {
		p = chance.Mid
	}
	if u := portable.Erfc(-z/math.Sqrt2) / 2; u < p || p >= 1 {
		return 1
	}
	return 0
}

// known tells whether a dial comes to the same in every future.
func (u *Uncertain) known(d *Dial) bool {
	r := u.Range
	return r.Fixed() && (d.Unit != Chance || r.Low <= 0 || r.Low >= 1)
}
