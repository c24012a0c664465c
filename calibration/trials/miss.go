package trials

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// A Miss is a forecast of plans that was far out, with what the evidence says
// of it.
type Miss struct {
	Authority string  `json:"authority"`
	Code      string  `json:"code"`
	Origin    int     `json:"origin"`
	Horizon   int     `json:"horizon"`
	Base      float64 `json:"plans_at_origin"`
	Median    float64 `json:"median"`
	Low       float64 `json:"low95"`
	High      float64 `json:"high95"`
	Came      float64 `json:"came"`
	CRPS      float64 `json:"crps"` // per cent of the plans at the origin
	Why       string  `json:"why"`
}

// mostMisses is the number of misses that are named.
const mostMisses = 10

// misses are the worst forecasts of the published forecaster a year ahead, by
// CRPS in per cent, one an authority: later years repeat the first.
func (t *Trial) misses(cases []Case, areas []*evidence.File) []Miss {
	var own []*Case
	for i := range cases {
		c := &cases[i]
		if c.Forecaster == t.Published() && c.Target == Plans && c.Horizon == 1 && c.Authority != England {
			own = append(own, c)
		}
	}
	slices.SortStableFunc(own, func(a, b *Case) int { return cmp.Compare(b.relative(b.CRPS), a.relative(a.CRPS)) })
	var list []Miss
	named := map[int]bool{}
	for _, c := range own {
		if named[c.Authority] || len(list) == mostMisses {
			continue
		}
		named[c.Authority] = true
		f := areas[c.Authority]
		list = append(list, Miss{
			Authority: f.Area.Name, Code: f.Area.Code, Origin: c.Origin, Horizon: c.Horizon, Base: c.Base,
			Median: c.Median, Came: c.Came, CRPS: c.relative(c.CRPS), Low: c.Low95, High: c.High95,
			Why: why(f, t.Set.England, c, expectedNew(cases, c)),
		})
	}
	return list
}

// expectedNew is the median of the new plans that the same forecaster expected
// between the origin and the next census; NaN where it said nothing.
func expectedNew(cases []Case, of *Case) float64 {
	for i := range cases {
		c := &cases[i]
		if c.Forecaster == of.Forecaster && c.Target == NewPlans && c.Authority == of.Authority && c.Origin == of.Origin && c.Horizon == of.Horizon {
			return c.Median
		}
	}
	return math.NaN()
}

// why tells what the evidence says of a miss a year ahead: whether new plans
// were others than expected, or net leaving was, whether the year after took it
// back, and in which ages plans changed most.
func why(f, england *evidence.File, c *Case, expected float64) string {
	var says []string
	out := c.Came - c.Median
	issued, known := f.Value(evidence.NewPlans, c.Origin, evidence.AllAges, "")
	if known && !math.IsNaN(expected) {
		more := issued - expected
		says = append(says, fmt.Sprintf("%.0f new plans were issued (median expected: %.0f)", issued, expected))
		const most = .5
		switch share := more / out; {
		case share >= most:
			says = append(says, fmt.Sprintf("which is %.0f %% of the miss", 100*min(share, 1)))
		case share > 0:
			says = append(says, fmt.Sprintf("which is only %.0f %% of the miss", 100*share))
		default:
			says = append(says, "which would have been a miss the other way")
		}
	}
	if known {
		net := (c.Base + issued - c.Came) / c.Base
		line := fmt.Sprintf("net leaving was %.1f %% of the plans", 100*net)
		if england != nil {
			if n, ok := netLeaving(england, c.Origin); ok {
				line += fmt.Sprintf(" (England: %.1f %%)", 100*n)
			}
		}
		if net < 0 {
			line += ": more plans were there than new ones explain"
		}
		says = append(says, line)
	}
	if next := after(f, c); next != "" {
		says = append(says, next)
	}
	if band := changed(f, c.Origin); band != "" {
		says = append(says, band)
	}
	for _, w := range f.Warnings {
		if strings.Contains(w, fmt.Sprint(c.Origin)) || strings.Contains(w, fmt.Sprint(c.Origin+1)) {
			says = append(says, "the evidence warns: "+w)
		}
	}
	return strings.Join(says, "; ")
}

// netLeaving is stock and new plans less the next stock, over the stock.
func netLeaving(f *evidence.File, year int) (float64, bool) {
	a, okA := Plans.At(f, year)
	n, okN := NewPlans.At(f, year+1)
	b, okB := Plans.At(f, year+1)
	return (a + n - b) / a, okA && okN && okB
}

// after says whether the census after took much of an odd change back.
func after(f *evidence.File, c *Case) string {
	next, ok := Plans.At(f, c.Origin+c.Horizon+1)
	if !ok {
		return ""
	}
	change, then := c.Came-c.Base, next-c.Came
	const back = .3 // of the change
	if change*then < 0 && math.Abs(then) > back*math.Abs(change) {
		return fmt.Sprintf("the next census took %.0f of the change of %.0f back: a matter of recording", math.Abs(then), math.Abs(change))
	}
	return fmt.Sprintf("the next census stayed: %.0f plans", next)
}

// changed says in which age group plans changed most, where both censuses have
// ages.
func changed(f *evidence.File, january int) string {
	most, says := 0.0, ""
	for _, b := range cohorts.Bands() {
		was, okA := f.Value(evidence.Plans, january, evidence.OfBand(b), "")
		is, okB := f.Value(evidence.Plans, january+1, evidence.OfBand(b), "")
		if okA && okB && math.Abs(is-was) > most {
			most = math.Abs(is - was)
			says = fmt.Sprintf("most of it at ages %v: %.0f to %.0f", evidence.OfBand(b), was, is)
		}
	}
	return says
}
