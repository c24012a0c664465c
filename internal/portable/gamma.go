package portable

import "math"

// Lgamma is the logarithm of the gamma function of x > 0, to about 1e-14 of the
// larger of it and 1: Stirling's series from 10 on, and the recurrence below.
func Lgamma(x float64) float64 {
	const enough = 10
	below := 1.0 // Gamma(x + n) / Gamma(x)
	for x < enough {
		below = float64(below * x)
		x++
	}
	z := 1 / float64(x*x)
	series := horner(z, stirling[:]) / x
	return float64((x-0.5)*Log(x)) - x + halfLn2Pi + series - Log(below)
}

// halfLn2Pi is half the logarithm of two pi.
const halfLn2Pi = 0.918938533204672741780329736406

// stirling are the terms B(2k) / (2k (2k-1)) of Stirling's series.
var stirling = [...]float64{1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156}

// Erfc is the complementary error function, within a unit or two in the last
// place.
func Erfc(x float64) float64 {
	if x < 0 {
		return 2 - erfcAbove0(-x)
	}
	return erfcAbove0(x)
}

// erfcAbove0 is Erfc for x >= 0.
func erfcAbove0(x float64) float64 {
	const (
		erx  = 8.45062911510467529297e-01
		last = 28 // beyond, it is below 1e-340
	)
	switch {
	case x < 0.84375:
		z := float64(x * x)
		y := float64(x * (horner(z, erfPP[:]) / horner(z, erfQQ[:])))
		if x < 0.25 {
			return 1 - (x + y)
		}
		return 1 - (0.5 + (y + (x - 0.5)))
	case x < 1.25:
		s := x - 1
		return 1 - erx - horner(s, erfPA[:])/horner(s, erfQA[:])
	case x < last:
		s := 1 / float64(x*x)
		ratio := horner(s, erfRB[:]) / horner(s, erfSB[:])
		if x < 1/0.35 {
			ratio = horner(s, erfRA[:]) / horner(s, erfSA[:])
		}
		z := math.Float64frombits(math.Float64bits(x) &^ 0xffffffff) // its square is exact
		return Exp(-float64(z*z)-0.5625) * Exp(float64((z-x)*(z+x))+ratio) / x
	default:
		return 0
	}
}

// The rational approximations of Erfc, from the lowest power up: P/Q below
// 0.84375, PA/QA to 1.25, RA/SA to 1/0.35, RB/SB beyond.
var (
	erfPP = [...]float64{1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02, -5.77027029648944159157e-03, -2.37630166566501626084e-05}
	erfQQ = [...]float64{1, 3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03, 1.32494738004321644526e-04, -3.96022827877536812320e-06}
	erfPA = [...]float64{-2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01, 3.18346619901161753674e-01, -1.10894694282396677476e-01, 3.54783043256182359371e-02, -2.16637559486879084300e-03}
	erfQA = [...]float64{1, 1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02, 1.26171219808761642112e-01, 1.36370839120290507362e-02, 1.19844998467991074170e-02}
	erfRA = [...]float64{-9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01, -6.23753324503260060396e+01, -1.62396669462573470355e+02, -1.84605092906711035994e+02, -8.12874355063065934246e+01, -9.81432934416914548592e+00}
	erfSA = [...]float64{1, 1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02, 6.45387271733267880336e+02, 4.29008140027567833386e+02, 1.08635005541779435134e+02, 6.57024977031928170135e+00, -6.04244152148580987438e-02}
	erfRB = [...]float64{-9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01, -1.60636384855821916062e+02, -6.37566443368389627722e+02, -1.02509513161107724954e+03, -4.83519191608651397019e+02}
	erfSB = [...]float64{1, 3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03, 3.19985821950859553908e+03, 2.55305040643316442583e+03, 4.74528541206955367215e+02, -2.24409524465858183362e+01}
)
