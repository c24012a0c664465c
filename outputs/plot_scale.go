package outputs

import (
	"math"

	"sendsim/internal/portable"
)

// scale is the range of an axis and its marks.
type scale struct {
	low, high float64
	step      float64
}

// scaleFor is a range a little wider than low to high, with about the given
// number of marks, in steps of 1, 2, 2.5 or 5 times a power of ten. It ends on
// a mark where one is near, and at 0 where nothing is beyond.
func scaleFor(low, high float64, marks int) scale {
	if high <= low {
		high = low + 1
	}
	raw := (high - low) / float64(marks)
	power := powerOfTen(raw)
	step := 10 * power
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*power >= raw {
			step = m * power
			break
		}
	}
	const margin = 0.04
	more := float64(margin * (high - low))
	return scale{
		max(float64(math.Floor(low/step)*step), low-more), min(float64(math.Ceil(high/step)*step), high+more), step,
	}
}

// powerOfTen is the greatest power of ten that is not above x > 0, but for a
// hair.
func powerOfTen(x float64) float64 {
	const hair = 1e-9
	return portable.Pow(10, math.Floor(portable.Log(x)/math.Ln10+hair))
}

// marks is the values to be marked.
func (s scale) marks() []float64 {
	var list []float64
	const near = 1e-9 // of a step: an end that is a mark
	for i := math.Ceil(s.low/s.step - near); i <= s.high/s.step+near; i++ {
		list = append(list, i*s.step)
	}
	return list
}

// decimals is how many a mark needs.
func (s scale) decimals() int {
	d := 0
	for step := s.step; d < 3 && math.Abs(step-math.Round(step)) > 1e-9; step *= 10 {
		d++
	}
	return d
}

// apart moves places, which ascend, by the least squares for each to stand at
// least gap above the one before, all within low and high where there is room.
func apart(places []float64, gap, low, high float64) []float64 {
	type group struct{ sum, n float64 } // places that touch, less what stands below them
	var groups []group
	for i, p := range places {
		g := group{p - float64(float64(i)*gap), 1}
		for len(groups) > 0 {
			before := groups[len(groups)-1]
			if before.sum/before.n <= g.sum/g.n {
				break
			}
			g = group{g.sum + before.sum, g.n + before.n}
			groups = groups[:len(groups)-1]
		}
		groups = append(groups, g)
	}
	most := high - float64(float64(len(places)-1)*gap)
	out := make([]float64, 0, len(places))
	for _, g := range groups {
		at := max(low, min(most, g.sum/g.n))
		for range int(g.n) {
			out = append(out, at+float64(float64(len(out))*gap))
		}
	}
	return out
}
