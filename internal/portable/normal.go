package portable

import "math"

// NormalQuantile is the quantile of the standard normal at p in (0, 1), to about
// 1e-15 relative (M. Wichura, algorithm AS 241, Applied Statistics 37(3), 1988).
func NormalQuantile(p float64) float64 {
	const middle = 0.425
	d := p - 0.5
	if math.Abs(d) <= middle {
		above, below := horners(middle*middle-float64(d*d), &normalA, &normalB)
		return d * above / below
	}
	r := math.Sqrt(-Log(min(p, 1-p)))
	c, over, under := 1.6, &normalC, &normalD
	if r > 5 {
		c, over, under = 5, &normalE, &normalF
	}
	above, below := horners(r-c, over, under)
	return math.Copysign(above/below, d)
}

// horners is horner of two, side by side: neither waits for the other.
func horners(x float64, c, d *[8]float64) (y, z float64) {
	y, z = c[7], d[7]
	for i := 6; i >= 0; i-- {
		y, z = c[i]+float64(x*y), d[i]+float64(x*z)
	}
	return y, z
}

// The rational approximations of the quantile, from the lowest power up: A/B in
// the middle, C/D outside it, E/F in the far tails.
var (
	normalA = [...]float64{3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727}
	normalB = [...]float64{1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061, 28729.085735721942674, 5226.495278852854561}
	normalC = [...]float64{1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4}
	normalD = [...]float64{1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9}
	normalE = [...]float64{6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7}
	normalF = [...]float64{1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15}
)
