package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// growth is how a setting grows in a future, in log points a year: as is
// expected of it, and departing from that in the first year by so much, with such
// a spread. A rate of seeking holds for the whole future, and a stock with
// turnover follows it ever more slowly: of what a year departs by, the next
// keeps a part.
type growth struct{ expected, departs, spread, keeps float64 }

// growing is the growth of a setting of which the mean of a span was learned
// and drawn: what departs from the one expected is spread over the years of a
// span from the start on as the stock follows.
func (x *settling) growing(s cohorts.Setting, learned Dist, drawn float64) growth {
	keeps := x.close.keeps[s]
	first := span / (1 + keeps + float64(keeps*keeps))
	return growth{learned.Mean, float64((drawn - learned.Mean) * first), learned.SD * first, keeps}
}

// first is the growth of the first year. Of authorities the mean grows as
// expected, not the middle one.
func (g *growth) first() float64 {
	return g.expected + g.departs - float64(g.spread*g.spread/2)
}

// over is what the years from one to another depart by, counted from the start,
// the mean of authorities where it was expected in each of them.
func (g *growth) over(from, to int) float64 {
	before, after := g.reach(from), g.reach(to)
	return float64(g.departs*(after-before)) - float64(g.spread*g.spread/2*(float64(after*after)-float64(before*before)))
}

// reach is what so many years depart by in all, for each point of the first.
func (g *growth) reach(years int) (all float64) {
	part := 1.
	for range years {
		all += part
		part *= g.keeps
	}
	return all
}

// rationedGrowth is the growth of a rationed setting. Of state special schools
// what lasts is the same in every year; what does not is drawn for each autumn.
func (x *settling) rationedGrowth(i int) growth {
	at := growthResourced + i
	if rationed[i] == cohorts.StateSpecial {
		return growth{expected: x.v[at]}
	}
	return x.growing(rationed[i], x.Parameters[at].Post, x.v[at])
}

// seeking is the factor on the rates at which children seek each setting.
func (x *settling) seeking() (seek cohorts.BySetting) {
	for s := range seek {
		seek[s] = 1
	}
	for i, s := range rationed {
		g := x.rationedGrowth(i)
		seek[s] = x.close.factor(s, g.first())
	}
	seek[cohorts.StateSpecial] *= x.v[seekSpecial]
	for i, s := range sought {
		g := x.growing(s, x.Parameters[firstDrift+i].Post, x.v[firstDrift+i]+x.v[firstNationDrift+i])
		seek[s] = x.close.factor(s, g.first())
	}
	return seek
}

// places are those of the start, with its slack, and what is added every
// autumn: what is expected, less each year from the census of which it was
// learned, and what departs from it.
func (x *settling) places() {
	x.into.Placement.Filled = x.v[placesFilled]
	for i, s := range rationed {
		n := x.held[s] * (1 + x.v[slackResourced+i])
		own := x.councilPlaces(s, &n)
		x.into.Placement.Given[s] = int32(max(0, own.last))
		g := x.rationedGrowth(i)
		pace := g.expected + x.v[growthNation]
		for range x.ahead {
			pace *= x.v[growthFade]
		}
		for t := range Terms {
			if yearParts[t%termsOfYear] == cohorts.Autumn {
				year := t / termsOfYear
				if t > own.last {
					n *= portable.Exp(pace + g.over(year, year+1) + x.swings(s, year))
				}
				pace *= x.v[growthFade]
			}
			n += own.opens(t)
			x.into.Placement.Places[t][s] = n
		}
		if s == cohorts.ResourcedProvision {
			x.redesignated(own.last)
		}
	}
}
