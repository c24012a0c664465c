package rng

import (
	"math"

	"sendsim/internal/portable"
)

// Stream is words in a row from one address, for draws on which no lever acts:
// the wyrand generator. Copying it copies its place.
type Stream struct{ x uint64 }

// Stream starts a stream at this address.
func (k Key) Stream() Stream { return Stream{uint64(k.At(streamTag))} }

// streamTag keeps a stream apart from every word of its key.
var streamTag = Name("stream")

// Word is the next word.
func (s *Stream) Word() uint64 {
	s.x += wordStride
	return mix(s.x)
}

// Uniform is the next word as a number in the open interval (0, 1).
func (s *Stream) Uniform() float64 { return Uniform(s.Word()) }

// rejectFrom is the mean from which rejection is faster than inversion from 0.
const rejectFrom = 17

// Binomial is how many of n >= 0 children an event of chance p happens to: by
// child for n up to 3, by inversion for a small mean, else by rejection. A p
// outside [0, 1] counts as the nearer end.
func (s *Stream) Binomial(n int, p float64) int {
	switch {
	case n <= 0 || !(p > 0):
		return 0
	case p >= 1:
		return n
	case n <= 3:
		k := 0
		for t := Below(p); n > 0; n-- {
			if t.Met(s.Word()) {
				k++
			}
		}
		return k
	case p > 0.5:
		return n - s.binomial(n, 1-p, p)
	default:
		return s.binomial(n, p, 1-p)
	}
}

// BinomialHazard is Binomial for a hazard h >= 0, a chance of 1-exp(-h): the
// faster form, for it takes no logarithm.
func (s *Stream) BinomialHazard(n int, h float64) int {
	if float64(n)*h < rejectFrom {
		return BinomialHazard(s.Uniform(), n, h)
	}
	return s.Binomial(n, 1/(1+1/expm1(h))) // odds are exp(h)-1
}

// binomial draws for 0 < p <= 1/2, q = 1-p.
func (s *Stream) binomial(n int, p, q float64) int {
	if float64(n)*p < rejectFrom {
		u := s.Uniform()
		return binomial(u, 1-u, n, p, q)
	}
	return s.reject(n, p, q)
}

// reject is the transformed rejection with squeeze BTRS of W. Hörmann, "The
// generation of binomial random variates", J. Stat. Comput. Simul. 46, 1993,
// for np >= 10 and p <= 1/2; its constants are those of the paper.
func (s *Stream) reject(n int, p, q float64) int {
	m := float64(n)
	sd := math.Sqrt(m * p * q)
	b := 1.15 + float64(2.53*sd)
	a := -0.0873 + float64(0.0248*b) + float64(0.01*p)
	c := float64(m*p) + 0.5
	squeeze := 0.92 - 4.2/b
	alpha := (2.83 + 5.1/b) * sd
	atMode := 0.0
	for {
		u, v := s.Uniform()-0.5, s.Uniform()
		us := 0.5 - math.Abs(u)
		x := math.Floor(float64((2*a/us+b)*u) + c)
		if us >= 0.07 && v <= squeeze {
			return int(x)
		}
		if x < 0 || x > m {
			continue
		}
		k := int(x)
		if atMode == 0 {
			mode := int((m + 1) * p)
			atMode = binomialAt(mode, n, p, q)
		}
		if v*alpha*atMode <= binomialAtEnds(k, n, p, q)*(a/(us*us)+b) {
			return k
		}
	}
}

// binomialAtEnds is binomialAt for every k from 0 to n.
func binomialAtEnds(k, n int, p, q float64) float64 {
	switch k {
	case 0:
		return ExpNeg(-float64(n) * portable.Log1p(-p))
	case n:
		return ExpNeg(-float64(n) * portable.Log(p))
	default:
		return binomialAt(k, n, p, q)
	}
}
