package calibration

import (
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// swingOf is the parameter that says how far a year's growth of places in a
// setting departs from what is expected, where it is drawn anew each year.
func swingOf(s cohorts.Setting) (parameter int, swings bool) {
	switch s {
	case cohorts.ResourcedProvision:
		return swingResourced, true
	case cohorts.StateSpecial:
		return swingSpecial, true
	}
	return 0, false
}

// swings is what the places of a setting depart by in a year alone, in log
// points; of authorities the mean grows as expected, not the middle one.
func (x *settling) swings(s cohorts.Setting, year int) float64 {
	parameter, ok := swingOf(s)
	if !ok {
		return 0
	}
	swing := x.v[parameter]
	return float64(swing * (x.surprise(s, year) - float64(swing/2)))
}

// surprise is how a year's growth of the places in a setting departs from that
// expected, in standard deviations.
func (x *settling) surprise(s cohorts.Setting, year int) float64 {
	if x.placeLuck == nil {
		return 0
	}
	const each = 1 << 7 // words of luck of a setting: more than years
	at := settings*eachPlaces + year
	if s != cohorts.StateSpecial { // has the first
		at += each * (1 + int(s))
	}
	return shock(*x.placeLuck, at)
}

// redesignated is the part of the children in units by which they grow in each
// autumn as units are opened among mainstream schools, or closed: as their
// places swing. Of what was opened or closed before, the stock keeps a part as
// long as no more seek a unit, or fewer: what it forgets is opened, or closed,
// again, so that units walk as they were found to. Where a council names what
// opens, none are redesignated to the last term named.
func (x *settling) redesignated(named int) {
	const units = cohorts.ResourcedProvision
	forgets := 1 - x.close.keeps[units]
	walked := 0.
	for t := range Terms {
		if yearParts[t%termsOfYear] != cohorts.Autumn {
			continue
		}
		year, by := t/termsOfYear, 0.
		if t > named {
			swings := x.swings(units, year)
			by = swings + float64(forgets*walked)
			walked += swings
		}
		x.into.Placement.Redesignated[year] = portable.Exp(by) - 1
	}
}
