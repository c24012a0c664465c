package portable

import "math"

// ln 2 in two parts: multiples of the first are exact up to 2^20.
const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// Exp is e to the x, within a unit in the last place: 0 below -745, infinite
// above 709.78.
func Exp(x float64) float64 {
	const (
		most  = 7.09782712893383973096e+02
		least = -7.45133219101941108420e+02
		perLn = math.Log2E
		p1    = 1.66666666666666657415e-01
		p2    = -2.77777777770155933842e-03
		p3    = 6.61375632143793436117e-05
		p4    = -1.65339022054652515390e-06
		p5    = 4.13813679705723846039e-08

		leastNormal, mostNormal, bias, mantissa = -1021, 1022, 1023, 52
	)
	switch {
	case x > most:
		return math.Inf(1)
	case x < least:
		return 0
	}
	// x = k ln 2 + r, and r stands as hi - lo.
	k := int(float64(perLn*x) + math.Copysign(0.5, x))
	n := float64(k)
	hi, lo := x-float64(n*ln2Hi), float64(n*ln2Lo)
	r := hi - lo
	t := float64(r * r)
	c := r - float64(t*(p1+float64(t*(p2+float64(t*(p3+float64(t*(p4+float64(t*p5)))))))))
	y := 1 - ((lo - float64(float64(r*c)/(2-c))) - hi)
	// y 2^k: where that is a normal number, a product with a power of two, which
	// is exact, and soon had.
	if k < leastNormal || k > mostNormal {
		return math.Ldexp(y, k)
	}
	return y * math.Float64frombits(uint64(k+bias)<<mantissa)
}

// Expm1 is Exp(x) - 1 without its cancellation where x is near 0, to a few
// units in the last place: the errors of Exp and Log there are alike and divide
// out (W. Kahan).
func Expm1(x float64) float64 {
	y := Exp(x)
	switch z := y - 1; {
	case y == 1:
		return x
	case z == -1 || math.IsInf(y, 1):
		return z
	default:
		return z / Log(y) * x
	}
}
