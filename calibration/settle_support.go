package calibration

import (
	"math"

	"sendsim/cohorts"
)

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
			profile[from+i] = math.Max(0, 1+(w-1)*v[supportPeak])
			people += s.Population[from+i]
			weighed += s.Population[from+i] * profile[from+i]
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
func (x *settling) identify() {
	p := &x.into.Support
	demand := x.into.Pipeline.Demand[0] + x.into.Pipeline.Demand[1] + x.into.Pipeline.Demand[2]
	pipe := &x.into.Pipeline
	on := &x.start.Support
	for a := range ages {
		n, off := float64(on[a]), float64(x.start.Without[a])
		ph := agePhase(a)
		// Inflow that a cohort needs at this age to come from the share of the
		// age below to that of the age above.
		below, above := float64(on[max(a-1, 0)]), float64(on[min(a+1, ages-1)])
		rising := (above - below) / 2
		asked := demand * (pipe.FromSupport[a]*n + pipe.Direct[a]*off)
		back := asked * (1 - pipe.Agree[ph]) * (1 - x.into.Disputes.Lodge[cohorts.AgainstRefusal])
		leave := demand*pipe.FromSupport[a]*n - back
		release := x.v[supportRelease]
		need := rising + leave + release*n
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
