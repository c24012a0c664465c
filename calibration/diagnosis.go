package calibration

import (
	"fmt"
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// A Check holds one series of an authority's evidence against what was fitted.
type Check struct {
	Series string // "new plans"
	Seen   int    // years, or spans, that were held against it
	Year   int    // the one that lies furthest out; 0 where all are taken together
	// Implausibility is how many standard deviations the furthest lies from
	// what the fitted model lets expect of it, on the scale of a normal.
	Implausibility float64
	// Chance is that of one as far out among as many, if the model is right: the
	// posterior predictive p-value of the largest surprise.
	Chance float64
}

// checkOf is a check of seen things of which the furthest lies z out.
func checkOf(series string, seen, year int, z float64) Check {
	z = math.Abs(z)
	return Check{series, seen, year, z, 1 - portable.Pow(1-portable.Erfc(z/math.Sqrt2), float64(seen))}
}

// check holds each year of a series against what the years before it let
// expect, the authority's volatility as they show it: a surprise over its scale
// is Student's t with Nu and one degree of freedom more for each year seen.
// first is the year of the first point.
func (h Hyper) check(name string, series []point, first int) Check {
	furthest, year, seen := 0.0, 0, 0
	nu, squares := h.Nu, 0.0
	h.filter(series, func(t int, v, f float64) {
		seen++
		if z := normalOf(v/math.Sqrt(f*(h.Nu+squares)/nu), nu); math.Abs(z) > furthest {
			furthest, year = math.Abs(z), first+t
		}
		squares += v * v / f
		nu++
	})
	return checkOf(name, seen, year, furthest)
}

// normalOf is the standard normal deviate as far out as t is in Student's
// distribution of nu degrees of freedom, to within two hundredths [WALLACE59].
func normalOf(t, nu float64) float64 {
	z := (float64(8*nu) + 1) / (float64(8*nu) + 3) * math.Sqrt(nu*portable.Log(1+float64(t*t)/nu))
	return math.Copysign(z, t)
}

// checkVolatility holds the spread of a series as a whole against that of the
// authorities: the mean of its squared surprises is distributed as F with as
// many degrees of freedom as years and Nu, of which the cube root is all but
// normal [PAULSON42]. Only a series that is too wild is out.
func (h Hyper) checkVolatility(name string, series []point) Check {
	_, _, n, s, _, _ := h.filter(series, nil)
	if n == 0 {
		return Check{Series: name, Chance: 1}
	}
	a, b := 2/(9*float64(n)), 2/(9*h.Nu)
	root := portable.Cbrt(s / float64(n))
	z := (float64((1-b)*root) - (1 - a)) / math.Sqrt(float64(b*root*root)+a)
	return Check{Series: name, Seen: n, Implausibility: max(0, z), Chance: portable.Erfc(z/math.Sqrt2) / 2}
}

// checks holds an authority's evidence against what was fitted: the years of
// new plans and net leaving against the filter; endings, arrivals and the
// growth of each closed setting against what the authorities have in common.
// Where these are alike to the last bit, nothing can be far from them.
func (f *fit) checks(file *evidence.File, d deviations) []Check {
	list := []Check{
		f.layer.Entry.checkVolatility("volatility of new plans", d.entry),
		f.layer.Leaving.checkVolatility("volatility of net leaving", d.leaving),
		f.layer.Entry.check("new plans", d.entry, f.january-window),
		f.layer.Leaving.check("net leaving", d.leaving, max(f.january-window, leavingFrom)),
	}
	if f.commons == nil {
		return list
	}
	return append(list, f.commons.checks(file)...)
}

// waySays are the ways in which plans end, in words.
var waySays = [numWays]string{met: "endings, needs met", out: "endings, moved or died", finished: "endings, education finished"}

func (c *commons) checks(f *evidence.File) (list []Check) {
	l := &c.leaving
	expected := l.byNational[f.Area.Code]
	if ended, years := c.endedIn(f); years > 0 {
		for w := range numWays {
			if m := float64(expected[w] * float64(years)); m > 0 { // negative binomial
				list = append(list, checkOf(waySays[w], 1, 0, (ended[w]-m)/math.Sqrt(m+float64(m*m)/l.weight[w])))
			}
		}
	}
	if x := c.arrivedIn(f); len(x) > 0 {
		n := float64(len(x))
		if variance := l.arrivals.between + l.arrivals.noise/n; variance > 0 {
			list = append(list, checkOf("arrivals", 1, 0, (sum(x)/n-l.arrivals.mu)/math.Sqrt(variance)))
		}
	}
	for _, s := range closed {
		g := &c.growths[s]
		own, children, ok := grown(f, s, c.january, span)
		if variance := g.between(children); ok && variance > 0 {
			says := fmt.Sprintf("growth in %s", cohorts.Setting(s).Key())
			list = append(list, checkOf(says, 1, c.january, (own-g.last)/math.Sqrt(variance)))
		}
	}
	return list
}
