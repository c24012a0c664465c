package oracle

import "math"

// Uniform gives numbers from 0 up to 1, 1 left out, each independent of those
// before it.
type Uniform func() float64

// happens is true with chance p.
func (u Uniform) happens(p float64) bool { return u() < p }

// over is the chance that an event of a yearly hazard comes in so many months.
func over(hazard, months float64) float64 { return -math.Expm1(-hazard * months / 12) }

// odds is the chance whose odds are f times those of p.
func odds(p, f float64) float64 {
	switch {
	case p <= 0:
		return 0
	case p >= 1:
		return 1
	}
	o := p / (1 - p) * f
	return o / (1 + o)
}

// pick is an index with chance in proportion to its weight; ok is false where
// no weight is above 0.
func (u Uniform) pick(weights []float64) (index int, ok bool) {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	if total <= 0 {
		return 0, false
	}
	x := u() * total
	for i, w := range weights {
		if w <= 0 {
			continue
		}
		index = i // the last one catches what rounding leaves over
		if x < w {
			break
		}
		x -= w
	}
	return index, true
}

// among is how many of n children meet an event that each meets with chance p:
// one goes from child to child, over the geometric number of those in between
// who do not.
func (u Uniform) among(n int, p float64) int {
	switch {
	case p <= 0:
		return 0
	case p >= 1:
		return n
	}
	met, left := 0, float64(n)
	for {
		left -= math.Floor(math.Log1p(-u())/math.Log1p(-p)) + 1
		if left < 0 {
			return met
		}
		met++
	}
}

// poisson counts the arrivals in a time of length mean, an exponential time
// apart.
func (u Uniform) poisson(mean float64) int {
	if mean <= 0 {
		return 0
	}
	n := -1
	for at := 0.0; at <= mean; n++ {
		at -= math.Log1p(-u())
	}
	return n
}

// whole is floor(x), plus one with chance the fraction.
func (u Uniform) whole(x float64) int {
	floor := math.Floor(x)
	if u.happens(x - floor) {
		floor++
	}
	return int(floor)
}

// shuffle puts the list into an order of which each is as likely.
func shuffle[T any](u Uniform, list []T) {
	for i := len(list) - 1; i > 0; i-- {
		j := int(u() * float64(i+1))
		list[i], list[j] = list[j], list[i]
	}
}
