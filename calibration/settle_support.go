package calibration

import "math"

// supportShape is how the share of pupils on SEN support goes with age, from 4
// to 10 and from 11 to 15, relative to their means: it peaks at 9, where it was
// 17 % of pupils against 14.1 % of primary [JUDGEMENT].
var (
	primaryShape   = [...]float64{.57, .77, .94, 1.07, 1.17, 1.22, 1.20}
	secondaryShape = [...]float64{1.08, 1.05, 1.00, .96, .91}
)

const (
	primaryFrom   = 4
	secondaryFrom = 11
	post16From    = 16
	post16To      = 18
)

// supportProfile is the share of the children of each age who are on SEN
// support.
func (x *settling) supportProfile() (profile byAge) {
	v, s := x.v, x.Structure
	profile[3], profile[2] = v[supportEarly], v[supportEarly]/2
	for a := post16From; a <= post16To; a++ {
		profile[a] = v[supportPost16]
	}
	shape := func(from int, of []float64, mean float64) {
		var people, weighed float64
		for i, w := range of {
			profile[from+i] = math.Max(0, 1+float64((w-1)*v[supportPeak]))
			people += s.Population[from+i]
			weighed += float64(s.Population[from+i] * profile[from+i])
		}
		for i := range of {
			profile[from+i] *= mean * people / weighed
		}
	}
	shape(primaryFrom, primaryShape[:], s.SupportPct[0])
	shape(secondaryFrom, secondaryShape[:], s.SupportPct[1])
	return profile
}

// identify sets the hazards onto SEN support and off it such that, at the
// demand of the first year, as many are on it at each age a year later.
func (x *settling) identify(y *askYield) {
	p, pipe := &x.into.Support, &x.into.Pipeline
	demand := pipe.Demand[0] + pipe.Demand[1] + pipe.Demand[2]
	on := &x.start.Support
	for a := range ages {
		n, off := float64(on[a]), float64(x.start.Without[a])
		// What a cohort needs at this age to come from the number at the age
		// below to that at the age above.
		rising := float64(float64(on[min(a+1, ages-1)]-on[max(a-1, 0)]) / 2)
		x.rising[a] = rising
		known, direct := float64(demand*pipe.FromSupport[a]*n), float64(demand*pipe.Direct[a]*off)
		back := float64((known + direct) * (1 - y.yield[agePhase(a)]))
		release := x.v[supportRelease]
		need := rising + known - back + float64(release*n)
		p.Release[a], p.Identify[a] = release, 0
		if need >= 0 {
			if off >= 1 {
				p.Identify[a] = need / off
			}
		} else if n >= 1 {
			p.Release[a] = release - need/n
		}
	}
}

// Bounds of what keepRoutes makes up for.
const leastRoutes, mostRoutes = .7, 2.0

// keepRoutes makes up for what rising demand takes from those on SEN support.
// Schools identify others in the place of those who ask, and the share of
// pupils on SEN support rose while plans did [LAIT]; but the hazard of being
// identified is one number for all years. So the demand of each year is
// multiplied by how many more would ask if, at each age, those on SEN support
// were still the share of those without a plan that they are at the start. That
// cohorts become smaller, and that those with a plan no longer ask, bends the
// path as it should: entries are the targets so bent. It is a mean field by year; asked is the requests of each per unit of demand.
func (x *settling) keepRoutes(y *askYield) (asked [Years]float64) {
	pipe, support := &x.into.Pipeline, &x.into.Support
	var on, off, on0, off0 byAge
	for a := range ages {
		on[a], off[a] = float64(x.start.Support[a]), float64(x.start.Without[a])
	}
	on0, off0 = on, off
	for year := range Years {
		var now, kept float64
		for a := range ages {
			known, direct := float64(pipe.FromSupport[a]*on[a]), float64(pipe.Direct[a]*off[a])
			now += known + direct
			if all := on0[a] + off0[a]; all > 0 {
				kept += (float64(pipe.FromSupport[a]*on0[a]) + float64(pipe.Direct[a]*off0[a])) * (on[a] + off[a]) / all
			}
		}
		factor := 1.0
		if now > 0 {
			factor = min(max(kept/now, leastRoutes), mostRoutes)
		}
		x.entries[year] = x.targets.Entries[year] * kept
		var demand float64
		for q := range termsOfYear {
			d := &pipe.Demand[year*termsOfYear+q]
			*d = float64(*d * factor)
			demand += *d
		}
		for a := ages - 1; a >= 0; a-- {
			known, direct := float64(demand*pipe.FromSupport[a]*on[a]), float64(demand*pipe.Direct[a]*off[a])
			in := float64(support.Identify[a]*off[a]) - float64(support.Release[a]*on[a])
			nextOn := on[a] - known + float64((known+direct)*(1-y.yield[agePhase(a)])) + in
			nextOff := off[a] - direct - in
			if a+1 < ages {
				on[a+1], off[a+1] = max(0, nextOn), max(0, nextOff)
			}
		}
		on[0], off[0] = 0, x.into.Population.Births[year]
		asked[year] = now
	}
	return asked
}
