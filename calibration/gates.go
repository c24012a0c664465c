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
)

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
		warn("leaving of the first year is at the bound of what its hazards allow: %.1f %% of plans more or less a year are taken up by arrivals", 100*math.Abs(over))
	}
	for a := range ages {
		if s.Without[a] == 0 && c.Structure.Population[a] > 0 {
			warn("no child of %d is without plan or SEN support: the population published for it is %0.f", a, c.Structure.Population[a])
		}
	}
}
