package strict

import "fmt"

// Range is a number that may be uncertain: Low and High are its P10 and P90,
// the same where it is known. Mid is its P50, where Split says that it was
// given.
type Range struct {
	Low, Mid, High float64
	Split          bool
}

// Exactly is a number that is known.
func Exactly(x float64) Range { return Range{Low: x, High: x} }

// Between is a number with the given P10 and P90.
func Between(low, high float64) Range { return Range{Low: low, High: high} }

// Around is a number with the given P10, P50 and P90.
func Around(low, mid, high float64) Range { return Range{low, mid, high, true} }

// Fixed tells whether the number is known.
func (r Range) Fixed() bool { return r.Low == r.High }

// z90 is the 90 % point of the standard normal.
const z90 = 1.2815515655446004

// At is the number that lies z standard deviations from the median, the halves
// below and above it each normal.
func (r Range) At(z float64) float64 {
	mid := (r.Low + r.High) / 2
	if r.Split {
		mid = r.Mid
	}
	if z < 0 {
		return mid + float64(z/z90*(mid-r.Low))
	}
	return mid + float64(z/z90*(r.High-mid))
}

// Format writes the range as it is read.
func (r Range) Format(u Unit) string {
	switch {
	case r.Fixed():
		return u.Format(r.Low)
	case r.Split:
		return fmt.Sprintf("{low: %s, mid: %s, high: %s}", u.Format(r.Low), u.Format(r.Mid), u.Format(r.High))
	default:
		return fmt.Sprintf("{low: %s, high: %s}", u.Format(r.Low), u.Format(r.High))
	}
}

// Range reads a number, or {low: 5%, high: 20%}: its P10 and P90, and between
// them, if given, mid, its P50. All lie from low to high.
func (v Value) Range(into *Range, u Unit, low, high float64) {
	if !v.IsMapping() {
		if v.Here() && !v.IsScalar() {
			v.Fault("is %s; allowed: %s, or {low: ..., high: ...}", v.Kind(), u.between(low, high))
			return
		}
		before := v.Faulty()
		x := into.Low
		if v.Amount(&x, u, low, high); v.Here() && v.Faulty() == before {
			*into = Exactly(x)
		}
		return
	}
	r := Between(low, high)
	before := v.Faulty()
	v.Need("low").Amount(&r.Low, u, low, high)
	v.Need("high").Amount(&r.High, u, low, high)
	mid := v.Key("mid")
	mid.Amount(&r.Mid, u, low, high)
	r.Split = mid.Here()
	switch {
	case v.Faulty() > before:
	case r.Low > r.High:
		v.Fault("low (%s) is above high (%s); allowed: low is the P10, high the P90", u.Format(r.Low), u.Format(r.High))
	case r.Split && (r.Mid < r.Low || r.Mid > r.High):
		mid.Fault("mid (%s) is not between low (%s) and high (%s)", u.Format(r.Mid), u.Format(r.Low), u.Format(r.High))
	case r.Split && r.Fixed():
		*into = Exactly(r.Low)
	default:
		*into = r
	}
}
