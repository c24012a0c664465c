package calibration

import (
	"fmt"
	"math"

	"sendsim/cohorts"
)

// Gates that a calibration passes to be valid.
const (
	// leastYears is the number of years of a series that must be known.
	leastYears = 4
	// wildSurprise is the standardised surprise from which a year is named.
	wildSurprise = 4.0
	// leastChance is the posterior predictive chance of a series' volatility
	// below which the law is not that of the authority: of 151 authorities with
	// two series each, three in a hundred times one fails though the law is
	// right.
	leastChance = 1e-4
	// leastEffective is the number of the prior's draws by which each national
	// path has to be known, in effect: that of forecasting's gate for samplers.
	leastEffective = 400
)

// gated is the number of checks, the first of a list, that have a gate: the
// volatilities. A single year far out is told and kept, for it widens the
// authority's volatility; what is compared with a spread between authorities is
// told, for beyond it lie changes of recording.
const gated = 2

// gate checks an authority that was fitted: what fails makes it not valid, what
// is odd is a warning.
func (c *Authority) gate(d deviations, entry, leaving level) {
	fail := func(format string, a ...any) { c.Invalid = append(c.Invalid, fmt.Sprintf(format, a...)) }
	warn := func(format string, a ...any) { c.Warnings = append(c.Warnings, fmt.Sprintf(format, a...)) }
	for _, s := range []struct {
		name   string
		series []point
		at     level
	}{{"new plans", d.entry, entry}, {"net leaving", d.leaving, leaving}} {
		if known := years(s.series); known < leastYears {
			fail("%s are known for %d of the last %d years; %d are needed", s.name, known, len(s.series), leastYears)
		}
		if s.at.worst > wildSurprise {
			warn("a year of %s is %.1f standard deviations from what the years before let expect: its own volatility takes it up", s.name, s.at.worst)
		}
	}
	for _, k := range c.Checks[:gated] {
		if k.Chance < leastChance {
			fail("%s is %.1f standard deviations above that of the authorities: the chance is %.2g, and %.2g is needed", k.Series, k.Implausibility, k.Chance, leastChance)
		}
	}
	if how := &c.Sampled; !how.Passes() {
		fail("the posterior of how fast plans end at the oldest ages was not drawn well (%s: k-hat %.2f, R-hat %.3f, %.0f draws in effect)", how.Kind, how.KHat, how.RHat, how.ESS)
	}
	for i, ess := range c.National.ess {
		if ess < leastEffective {
			fail("the national path of %s is known by %.0f draws in effect; %d are needed", [...]string{"entry growth", "net leaving", "stock growth"}[i], ess, leastEffective)
		}
	}
	if len(c.Invalid) > 0 {
		return
	}
	var p cohorts.Params
	var s cohorts.State
	c.SettleMidway(&p, &s)
	if err := p.Check(Terms); err != nil {
		fail("the future at the medians cannot be lived: %v", err)
		return
	}
	t := c.Midway()
	_, over := c.leave.factor(t.Ended[0], t.Entries[0]/c.plans, t.Arrived[0])
	if over != 0 {
		warn("leaving of the first year is at the bound of what its hazards allow: %.1f %% of plans more or less a year are taken up by arrivals, as far as there are any", 100*math.Abs(over))
	}
	for a := range ages {
		if s.Without[a] == 0 && c.Structure.Population[a] > 0 {
			warn("no child of %d is without plan or SEN support: the population published for it is %0.f", a, c.Structure.Population[a])
		}
	}
}
