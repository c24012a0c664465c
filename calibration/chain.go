package calibration

import "sendsim/cohorts"

// terms of a calendar year, in order: spring, summer, autumn.
const termsOfYear = int(cohorts.NumParts)

var yearParts = [termsOfYear]cohorts.Part{cohorts.Spring, cohorts.Summer, cohorts.Autumn}

// decidedAtOnce is the share of a term's requests whose six weeks end in it
// [SENDREG14 r5].
func decidedAtOnce(p cohorts.Part) float64 { return 1 - cohorts.DecideWeeks/p.Weeks() }

// termShares are the parts of a year that the terms are: requests come evenly
// over the year but for what the season makes of it.
var termShares = [termsOfYear]float64{cohorts.Spring.Share(), cohorts.Summer.Share(), cohorts.Autumn.Share()}

// lagYears is how many calendar years after that of the request a plan may
// come; later ones count with the last.
const lagYears = 4

// lags tells how long the chain from a request to a plan takes.
type lags struct {
	// part is, for a request of each term, the share of plans in the same
	// calendar year, the next, ...
	part [termsOfYear][lagYears]float64
	// years is the share of a year's requests whose plan finds the child 0, 1,
	// ... years older at the January census after the plan than at the request.
	years [lagYears + 1]float64
}

// chainLags follows requests through the statutory clocks; disputes apart.
func chainLags(p *cohorts.Pipeline, shares [termsOfYear]float64) (l lags) {
	const last = lagYears*termsOfYear - 1
	for q := range termsOfYear {
		at := decidedAtOnce(yearParts[q])
		for wait, begun := range [2]float64{at, 1 - at} {
			open := begun
			for t := q + wait + 1; ; t++ {
				chance := p.Finish[1]
				if t == q+wait+1 {
					chance = p.Finish[0]
				}
				if t >= last {
					l.part[q][lagYears-1] += open
					break
				}
				l.part[q][t/termsOfYear] += float64(open * chance)
				open *= 1 - chance
			}
		}
		for y, n := range l.part[q] {
			k := y
			if yearParts[q] != cohorts.Autumn {
				k++ // ages move in the autumn after the request, before the census
			}
			l.years[min(k, lagYears)] += float64(shares[q] * n)
		}
	}
	return l
}
