package peers

import (
	"math"
	"strings"
)

// Pair is two subjects, by their places, and how they differ in each figure.
type Pair struct {
	A, B        int
	Differences []Difference // by figure
}

// Difference is the first of a pair less the second, in one figure.
type Difference struct {
	Draws []float64 // NaN where one of the two has no figure
	// Above is the share of draws in which the first is above the second, a
	// draw that ties counting half; NaN where there is no figure.
	Above float64
	// Wrong is the chance that the more likely sign is wrong, with a draw added
	// that contradicts it and one that does not: no number of draws makes sure.
	Wrong float64
	// Told tells that the difference is more than chance: Wrong is at most
	// MostWrong.
	Told bool
}

// MostWrong is the chance that the sign of a difference called more than chance
// is wrong, at the most: the local false sign rate [STEPHENS17]. Since it bounds each, it bounds the expected
// share of wrong signs among all that are called, however many are looked at;
// what a rule on that share alone would let in on the back of sure ones, it
// does not.
const MostWrong = .025

// pair makes the pairs: those asked for with each other, then each with its
// neighbours and with England.
func (c *Comparison) pair(asked int, groups []group) {
	var named []int
	for i := range groups {
		if len(groups[i].members) == 1 && !strings.HasPrefix(groups[i].code, "neighbours:") {
			named = append(named, i)
		}
	}
	named = named[:min(asked, len(named))]
	england := len(groups) - 1
	for i, a := range named {
		for _, b := range named[i+1:] {
			c.Pairs = append(c.Pairs, c.contrast(a, b))
		}
	}
	for _, a := range named {
		if near := a + 1; near < england && strings.HasPrefix(groups[near].code, "neighbours:") {
			c.Pairs = append(c.Pairs, c.contrast(a, near))
		}
		c.Pairs = append(c.Pairs, c.contrast(a, england))
	}
}

// contrast is how two subjects differ.
func (c *Comparison) contrast(a, b int) Pair {
	p := Pair{A: a, B: b}
	for i := range Figures {
		p.Differences = append(p.Differences, DifferenceOf(c.Subjects[a].Draws[i], c.Subjects[b].Draws[i]))
	}
	return p
}

// DifferenceOf is how a is above b, draw by draw, and whether that is more than
// chance.
func DifferenceOf(a, b []float64) Difference {
	d := Difference{Draws: make([]float64, len(a))}
	above, n := 0.0, float64(len(a))
	for k := range a {
		d.Draws[k] = a[k] - b[k]
		switch {
		case math.IsNaN(d.Draws[k]):
			n = 0
		case d.Draws[k] > 0:
			above++
		case d.Draws[k] == 0:
			above += half
		}
	}
	if n == 0 {
		d.Above, d.Wrong = math.NaN(), math.NaN()
		return d
	}
	d.Above = above / n
	d.Wrong = (min(above, n-above) + 1) / (n + 2)
	d.Told = d.Wrong <= MostWrong
	return d
}
