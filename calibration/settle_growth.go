package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// growth is how a setting grows in a future, in log points a year: as is
// expected of it, and departing from that at first by so much. A rate of seeking
// holds for the whole future, and a stock with turnover follows it ever more
// slowly: of what a year departs by, the next keeps a part.
type growth struct{ expected, departs, keeps float64 }

// growing is the growth of a setting of which the mean of a span was learned
// and drawn: what departs from the one expected is spread over the span as the
// stock follows. The mean of authorities grows as expected in the first year,
// not the middle one.
func (x *settling) growing(s cohorts.Setting, learned Dist, drawn float64) growth {
	g := growth{learned.Mean, drawn - learned.Mean, x.close.keeps[s]}
	first := float64(span) / g.after(span)
	g.departs = float64(g.departs*first) - float64(first*first*learned.SD*learned.SD/2)
	return g
}

// after is what so many years depart by in all, for each point of the first.
func (g *growth) after(years int) (all float64) {
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
		seek[s] = x.close.factor(s, g.expected+g.departs)
	}
	seek[cohorts.StateSpecial] *= x.v[seekSpecial]
	for i, s := range sought {
		g := x.growing(s, x.Parameters[firstDrift+i].Post, x.v[firstDrift+i]+x.v[firstNationDrift+i])
		seek[s] = x.close.factor(s, g.expected+g.departs)
	}
	return seek
}

// places are those of the start, with its slack, and what is added every
// autumn: what is expected, less each year, and what departs from it, which
// leaves the mean of authorities where it was.
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
			g.departs *= g.keeps
		}
		swing := 0.
		if s == cohorts.StateSpecial {
			swing = x.v[swingSpecial]
		}
		for t := range Terms {
			if yearParts[t%termsOfYear] == cohorts.Autumn {
				if t > own.last {
					n *= portable.Exp(pace + g.departs + float64(swing*(x.surprise(t/termsOfYear)-float64(swing/2))))
				}
				pace *= x.v[growthFade]
				g.departs *= g.keeps
			}
			n += own.opens(t)
			x.into.Placement.Places[t][s] = n
		}
	}
}

// surprise is how a year's growth of the places in state special schools departs
// from that expected, in standard deviations.
func (x *settling) surprise(year int) float64 {
	if x.placeLuck == nil {
		return 0
	}
	return shock(*x.placeLuck, settings*eachPlaces+year)
}
