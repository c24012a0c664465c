package rng

import "math"

// ExpNeg is exp(-x) for x from 0 to 708, within 2 units in the last place;
// beyond, it is 0. Table of 64 powers and a polynomial of degree 5 (Tang,
// ACM TOMS 15(2), 1989).
//
// It is here because math.Exp is assembly that differs between processors, and
// slower. Products that are added stand in float64(): a conversion forbids
// fusing them with the addition, which some processors would do, to other bits.
func ExpNeg(x float64) float64 {
	const (
		perLog = 0x1.71547652b82fep+6  // 64/ln 2
		logHi  = 0x1.62e42fecp-7       // ln 2/64, upper 31 bits: multiples of it are exact
		logLo  = 0x1.d1cf79abc9e3bp-38 // ln 2/64, the rest
		last   = 708                   // exp(-708) is about 3e-308, still a normal number
	)
	if x > last {
		return 0
	}
	i := int64(float64(x*perLog) + 0.5)
	n := float64(i)
	r := float64(n*logHi) - x + float64(n*logLo) // |r| < ln 2/128, exp(-x) = 2^(-i/64) exp(r)
	r2 := float64(r * r)
	tail := 1.0/6 + float64(r*(1.0/24)) + float64(r2*(1.0/120))
	poly := r + float64(r2*(0.5+float64(r*tail)))
	t := powers[i&63]
	return (t + float64(t*poly)) * math.Float64frombits(uint64(1023-i>>6)<<52)
}

// expm1 is exp(h)-1 for h >= 0, to about 4e-15 relative.
func expm1(h float64) float64 {
	if h > 1.0/16 {
		e := ExpNeg(h)
		return (1 - e) / e
	}
	// The series to h^8/8!, in pairs, so that no product waits for the last.
	h2 := float64(h * h)
	low := 1.0/2 + float64(h*(1.0/6)) + float64(h2*(1.0/24+float64(h*(1.0/120))))
	high := 1.0/720 + float64(h*(1.0/5040)) + float64(h2*(1.0/40320))
	return h + float64(h2*(low+float64(float64(h2*h2)*high)))
}

// powers are 2^(-j/64), rounded to nearest.
var powers = [64]float64{
	0x1.0000000000000p+0, 0x1.fa7c1819e90d8p-1, 0x1.f50765b6e4540p-1, 0x1.efa1bee615a27p-1,
	0x1.ea4afa2a490dap-1, 0x1.e502ee78b3ff6p-1, 0x1.dfc97337b9b5fp-1, 0x1.da9e603db3285p-1,
	0x1.d5818dcfba487p-1, 0x1.d072d4a07897cp-1, 0x1.cb720dcef9069p-1, 0x1.c67f12e57d14bp-1,
	0x1.c199bdd85529cp-1, 0x1.bcc1e904bc1d2p-1, 0x1.b7f76f2fb5e47p-1, 0x1.b33a2b84f15fbp-1,
	0x1.ae89f995ad3adp-1, 0x1.a9e6b5579fdbfp-1, 0x1.a5503b23e255dp-1, 0x1.a0c667b5de565p-1,
	0x1.9c49182a3f090p-1, 0x1.97d829fde4e50p-1, 0x1.93737b0cdc5e5p-1, 0x1.8f1ae99157736p-1,
	0x1.8ace5422aa0dbp-1, 0x1.868d99b4492edp-1, 0x1.82589994cce13p-1, 0x1.7e2f336cf4e62p-1,
	0x1.7a11473eb0187p-1, 0x1.75feb564267c9p-1, 0x1.71f75e8ec5f74p-1, 0x1.6dfb23c651a2fp-1,
	0x1.6a09e667f3bcdp-1, 0x1.6623882552225p-1, 0x1.6247eb03a5585p-1, 0x1.5e76f15ad2148p-1,
	0x1.5ab07dd485429p-1, 0x1.56f4736b527dap-1, 0x1.5342b569d4f82p-1, 0x1.4f9b2769d2ca7p-1,
	0x1.4bfdad5362a27p-1, 0x1.486a2b5c13cd0p-1, 0x1.44e086061892dp-1, 0x1.4160a21f72e2ap-1,
	0x1.3dea64c123422p-1, 0x1.3a7db34e59ff7p-1, 0x1.371a7373aa9cbp-1, 0x1.33c08b26416ffp-1,
	0x1.306fe0a31b715p-1, 0x1.2d285a6e4030bp-1, 0x1.29e9df51fdee1p-1, 0x1.26b4565e27cddp-1,
	0x1.2387a6e756238p-1, 0x1.2063b88628cd6p-1, 0x1.1d4873168b9aap-1, 0x1.1a35beb6fcb75p-1,
	0x1.172b83c7d517bp-1, 0x1.1429aaea92de0p-1, 0x1.11301d0125b51p-1, 0x1.0e3ec32d3d1a2p-1,
	0x1.0b5586cf9890fp-1, 0x1.0874518759bc8p-1, 0x1.059b0d3158574p-1, 0x1.02c9a3e778061p-1,
}
