package calibration

import (
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// ceasedReasons says which published reason is which of the model's.
var ceasedReasons = []struct {
	of     string
	reason cohorts.Reason
}{
	{"needs_met", cohorts.NeedsMet},
	{"transfer", cohorts.MovedAuthority},
	{"moved_outside_england", cohorts.MovedAbroad},
	{"deceased", cohorts.Died},
	{"higher_education", cohorts.HigherEducation},
	{"employment", cohorts.Employment},
	{"no_longer_engaging", cohorts.Disengaged},
	{"other", cohorts.OtherReason},
	{"not_recorded", cohorts.OtherReason},
	{"max_age", cohorts.ReachedMaxAge},
}

// way is how a plan can end by itself in the step of review and leaving.
type way uint8

const (
	met way = iota
	out
	finished
	numWays
)

// wayOf is the way to which a reason belongs.
func wayOf(r cohorts.Reason) way {
	switch r {
	case cohorts.NeedsMet:
		return met
	case cohorts.MovedAuthority, cohorts.MovedAbroad, cohorts.Died:
		return out
	default:
		return finished
	}
}

// leavingCommons are England's endings.
type leavingCommons struct {
	hazard     [numWays][ages]float64               // a year, by age on the 31 August before the academic year
	reasons    [ages][cohorts.NumReasons]float64    // endings by reason and age
	in         cohorts.BySetting                    // factor on finishing by setting
	moved      [ages]float64                        // hazard of moving to another authority: arrivals have that profile
	weight     [numWays]float64                     // expected endings that weigh as much as England's hazard
	byNational map[string][numWays]float64          // expected endings of an authority at England's hazards
	arrivals   struct{ mu, between, noise float64 } // share of plans a year that arrive: mean, variance between authorities, within
}

// endedLater is the share of those who end a plan whose published age is one
// more than their age on the 31 August before the academic year, which is the
// model's. Derived: with it the endings published for 2023 close with the
// stocks at 17 and over [SEN2-24].
const endedLater = 2.0 / 3

func (c *commons) findLeaving() {
	l := &c.leaving
	year := c.january - 1
	grown := c.bandGrowth()
	before, during := [ages]float64{}, [ages]float64{}
	for a := range before {
		now := sum(c.stock[a][:])
		before[a] = now / grown[cohorts.BandOf(cohorts.Age(a))]
		during[a] = (now + before[a]) / 2
	}
	for _, r := range ceasedReasons {
		b, ok := flow(c.set.England, evidence.Ceased, r.of, year)
		if !ok {
			continue
		}
		total := sum(b[:])
		x := c.endingShape(before)
		unmix(sharesOf(b[:]), x[:], unmixLabels, endedLabel)
		for a, s := range x {
			l.reasons[a][r.reason] += float64(s * total)
		}
	}
	for a := range ages {
		for r := range cohorts.NumReasons {
			n := l.reasons[a][r]
			switch w := wayOf(r); {
			case n == 0:
			case w == finished:
				l.hazard[w][a] += n / before[a]
			default:
				l.hazard[w][a] += n / during[a]
			}
			if r == cohorts.MovedAuthority && n > 0 {
				l.moved[a] = n / during[a]
			}
		}
		l.hazard[finished][a] = hazardOf(l.hazard[finished][a])
	}
	c.findFinishIn(before)
	c.findLeavingWeights()
	c.findArrivals()
}

// mostLeave is the largest yearly share of an age that finishes education: at
// 24 all but a few, for a plan lasts to the end of the academic year of the
// 25th birthday [CFA14 s46].
const mostLeave = .97

// hazardOf is the yearly hazard of a yearly share.
func hazardOf(p float64) float64 { return -portable.Log(1 - min(p, mostLeave)) }

func sharesOf(x []float64) []float64 {
	y := append([]float64(nil), x...)
	share(y)
	return y
}

// endedLabel is the chance that a child of model age a was published at age l
// when the plan ended.
func endedLabel(a, l int) float64 {
	top, bottom := int(evidence.From20.From), int(evidence.UpTo2.To)
	at := func(x int) int { return min(max(x, bottom), top) }
	chance := 0.0
	if at(a) == l {
		chance += 1 - endedLater
	}
	if at(a+1) == l {
		chance += endedLater
	}
	return chance
}

// endingShape is where the undoing of published ages starts: as many as the
// stock falls from age to age among those published as 20 and over, as many as
// there are below. Those recorded at 25 leave at the turn of the year.
func (c *commons) endingShape(stock [ages]float64) (x [ages]float64) {
	for a := range ages - 1 {
		x[a] = stock[a]
		if a+1 >= int(evidence.From20.From) {
			x[a] = max(stock[a]-stock[a+1], 0)
		}
	}
	return x
}

// bandGrowth is the growth of England's plans in the year before the census,
// by age band; where ages of that census were not published, the yearly growth
// since the one before.
func (c *commons) bandGrowth() (grown [bands]float64) {
	all := total(c.set.England, evidence.Plans, c.january, "") / total(c.set.England, evidence.Plans, c.january-1, "")
	for b := range cohorts.NumBands {
		grown[b] = all
		now := 0.0
		for a := range ages {
			if cohorts.BandOf(cohorts.Age(a)) == b {
				now += sum(c.stock[a][:])
			}
		}
		for back := 1; back <= 2; back++ {
			if then, ok := c.set.England.Value(evidence.Plans, c.january-back, evidence.OfBand(b), ""); ok && then > 0 {
				grown[b] = portable.Pow(now/then, 1/float64(back))
				break
			}
		}
	}
	return grown
}

// Bounds of the factor on finishing by setting.
const leastIn, mostIn = .2, 5.0

// findFinishIn finds, for each setting, the factor on the hazard of finishing
// with which its endings of the year come out.
func (c *commons) findFinishIn(before [ages]float64) {
	var seen [settings]float64
	var unknown, known float64
	for _, r := range ceasedReasons {
		if wayOf(r.reason) != finished {
			continue
		}
		for _, row := range c.set.England.FindYear(evidence.CeasedByPlacement, c.january-1) {
			column, reason, ok := cutLast(row.Of)
			if !ok || reason != r.of {
				continue
			}
			if s, ok := evidence.SettingOf(column); ok {
				seen[s] += row.Value
				known += row.Value
			} else {
				unknown += row.Value
			}
		}
	}
	for s := range settings {
		c.leaving.in[s] = 1
		if known == 0 {
			continue
		}
		want := seen[s] * (1 + unknown/known)
		at := func(factor float64) float64 {
			var n float64
			for a := range ages {
				now := sum(c.stock[a][:])
				if now > 0 {
					n += float64(c.stock[a][s] * before[a] / now * (1 - portable.Exp(-c.leaving.hazard[finished][a]*factor)))
				}
			}
			return n
		}
		c.leaving.in[s] = solveRising(at, want, leastIn, mostIn)
	}
	c.leaving.in[cohorts.Enhanced] = c.leaving.in[cohorts.MainstreamSchool]
	c.leaving.in[cohorts.EarlyYearsSetting] = 1
}

// cutLast splits "column:reason".
func cutLast(of string) (column, part string, ok bool) {
	for i := len(of) - 1; i >= 0; i-- {
		if of[i] == ':' {
			return of[:i], of[i+1:], true
		}
	}
	return "", "", false
}

// solveRising is where f, which does not fall, meets want between low and
// high: bisection.
func solveRising(f func(float64) float64, want, low, high float64) float64 {
	const halvings = 50
	for range halvings {
		middle := (low + high) / 2
		if f(middle) < want {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
