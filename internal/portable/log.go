package portable

import "math"

// Log is the natural logarithm of x > 0, within a unit in the last place.
// Of 0 it is minus infinity, of less not a number.
func Log(x float64) float64 {
	const (
		l1 = 6.666666666666735130e-01
		l2 = 3.999999999940941908e-01
		l3 = 2.857142874366239149e-01
		l4 = 2.222219843214978396e-01
		l5 = 1.818357216161805012e-01
		l6 = 1.531383769920937332e-01
		l7 = 1.479819860511658591e-01
	)
	switch {
	case x < 0 || x != x:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	// x = 2^k (1+f), with 1+f between the root of a half and the root of 2.
	f, e := parts(x)
	f--
	k := float64(e)
	s := f / (2 + f)
	s2 := float64(s * s)
	s4 := float64(s2 * s2)
	odd := float64(s2 * (l1 + float64(s4*(l3+float64(s4*(l5+float64(s4*l7)))))))
	even := float64(s4 * (l2 + float64(s4*(l4+float64(s4*l6)))))
	half := float64(0.5 * f * f)
	return float64(k*ln2Hi) - ((half - (float64(s*(half+(odd+even))) + float64(k*ln2Lo))) - f)
}

// parts is the f and the e with x = f 2^e and f from the root of a half to the
// root of 2, of x > 0: by the bits alone, for whether f is below 1 is a branch
// that nothing foretells.
func parts(x float64) (f float64, e int) {
	const smallest, mantissa, lift = 0x1p-1022, 52, 54
	if x < smallest {
		x, e = x*(1<<lift), -lift
	}
	root := math.Float64bits(math.Sqrt2 / 2)
	above := math.Float64bits(x) - root // of which the exponent is that of x divided by the root
	return math.Float64frombits(above&(1<<mantissa-1) + root), e + int(int64(above)>>mantissa)
}

// Log1p is Log(1+x) for x > -1 without its cancellation where x is near 0, to a
// few units in the last place: the error of 1+x divides out (W. Kahan).
func Log1p(x float64) float64 {
	y := 1 + x
	if y == 1 {
		return x
	}
	if math.IsInf(y, 1) || y <= 0 {
		return Log(y)
	}
	return Log(y) * (x / (y - 1))
}

// Pow is x to the power y, for x > 0 and y whose whole part is below 2^53, to a
// few units in the last place: the whole part by squaring, the rest by Exp.
func Pow(x, y float64) float64 {
	whole, part := math.Modf(math.Abs(y))
	if part > 0.5 {
		whole, part = whole+1, part-1
	}
	power := 1.0
	if part != 0 {
		power = Exp(float64(part * Log(x)))
	}
	for n := uint64(whole); n != 0; n >>= 1 {
		if n&1 == 1 {
			power = float64(power * x)
		}
		x = float64(x * x)
	}
	if y < 0 {
		return float64(1 / power)
	}
	return power
}

// Cbrt is the cube root of x > 0, to a unit or two in the last place: a step of
// Newton's from the one by Exp and Log.
func Cbrt(x float64) float64 {
	t := Exp(float64(Log(x) / 3))
	square := float64(t * t)
	return t - float64((float64(square*t)-x)/(3*square))
}
