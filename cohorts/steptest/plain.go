// Package steptest holds the promises that every step of the year keeps, and
// a plain authority to try them on. The authority is invented: round numbers
// of the size of a small council, with every step at work.
package steptest

import (
	"math"

	"sendsim/cohorts"
)

// Plain is an invented authority with about 2,100 plans times scale, and
// parameters for the given number of terms from spring 2024.
func Plain(scale float64, terms int) (*cohorts.Params, *cohorts.State) {
	p := &cohorts.Params{First: cohorts.AfterCensus(2024)}
	s := &cohorts.State{Term: p.First}
	children(s, scale)
	demography(p, s, terms)
	pipeline(p, s, scale, terms)
	placement(p, s, terms)
	review(p, s, terms)
	return p, s
}

// settingMix is a rough mix of settings at an age.
func settingMix(a cohorts.Age) cohorts.BySetting {
	var m cohorts.BySetting
	switch {
	case a <= 3:
		m[cohorts.EarlyYearsSetting], m[cohorts.MainstreamSchool], m[cohorts.StateSpecial] = .55, .35, .1
	case a <= 10:
		m[cohorts.MainstreamSchool], m[cohorts.ResourcedProvision], m[cohorts.StateSpecial] = .6, .07, .27
		m[cohorts.IndependentSpecial], m[cohorts.OtherArrangements] = .04, .02
	case a <= 15:
		m[cohorts.MainstreamSchool], m[cohorts.ResourcedProvision], m[cohorts.StateSpecial] = .43, .04, .37
		m[cohorts.IndependentSpecial], m[cohorts.AlternativeProvision], m[cohorts.HomeEducated] = .1, .03, .03
	case a <= 18:
		m[cohorts.FurtherEducation], m[cohorts.StateSpecial], m[cohorts.NotPlaced] = .5, .25, .1
		m[cohorts.MainstreamSchool], m[cohorts.SpecialistPost16], m[cohorts.IndependentSpecial] = .08, .04, .03
	default:
		m[cohorts.FurtherEducation], m[cohorts.SpecialistPost16], m[cohorts.NotPlaced] = .65, .15, .2
	}
	return m
}

// admitting is the part of a mix in settings that admit an age, summing to 1.
func admitting(m cohorts.BySetting, a cohorts.Age) cohorts.BySetting {
	sum := 0.0
	for s := range m {
		if !cohorts.Setting(s).Admits(a) {
			m[s] = 0
		}
		sum += m[s]
	}
	for s := range m {
		m[s] /= sum
	}
	return m
}

// needMix is a rough mix of needs at an age: SLCN turns into SEMH.
func needMix(a cohorts.Age) cohorts.ByNeed {
	x := min(1, float64(a)/18)
	m := cohorts.ByNeed{
		cohorts.ASD: .31, cohorts.MLD: .06 + .08*x, cohorts.SEMH: .05 + .25*x, cohorts.SLCN: .40 - .32*x,
		cohorts.SLD: .05, cohorts.PD: .04, cohorts.HI: .02, cohorts.VI: .01, cohorts.PMLD: .02,
		cohorts.OTH: .01, cohorts.MSI: .005,
	}
	sum := 0.0
	for _, w := range m {
		sum += w
	}
	m[cohorts.SpLD] = 1 - sum
	return m
}

func children(s *cohorts.State, scale float64) {
	for a := range cohorts.Age(cohorts.NumAges) {
		prevalence := []float64{0, 0, .001, .008, .033, .038, .042, .045, .048, .05, .055, .06, .06, .06, .059, .056, .054, .049, .039, .028, .02, .014, .009, .006, .003, .0005}[a]
		pop := 2300 * scale
		var plans int32
		settings, needs := settingMix(a), needMix(a)
		for at, x := range settings {
			for n, y := range needs {
				k := int32(math.Round(pop * prevalence * x * y))
				s.Put(cohorts.Cell{Age: a, Need: cohorts.Need(n), Setting: cohorts.Setting(at)}, k)
				plans += k
			}
		}
		if a >= 3 && a <= 17 {
			s.Support[a] = int32(pop * .12)
		}
		s.Without[a] = int32(pop) - plans - s.Support[a]
	}
}

func demography(p *cohorts.Params, s *cohorts.State, terms int) {
	d := &p.Population
	for i := range terms/3 + 1 {
		d.Births = append(d.Births, float64(s.Without[0])+.25)
		d.Migration = append(d.Migration, []float64{.002, -.003, 0}[i%3])
	}
	for t := range terms {
		d.Arrivals = append(d.Arrivals, float64(s.Plans())*.03*cohorts.Part((t+1)%3).Share())
	}
	for a := range d.ArrivalAge {
		d.MigrationByAge[a] = 1
		if a >= 4 && a < 18 {
			d.ArrivalAge[a] = 1.0 / 14
		}
		if a >= 2 && a <= 15 {
			p.Support.Identify[a] = .04
		}
		p.Support.Release[a] = .2
	}
}

func pipeline(p *cohorts.Params, s *cohorts.State, scale float64, terms int) {
	pipe := &p.Pipeline
	for t := range terms {
		pipe.Demand = append(pipe.Demand, 500*scale*cohorts.Part((t+1)%3).Share()*math.Exp(.04*float64(t)/3))
		pipe.Capacity = append(pipe.Capacity, 135*scale*math.Exp(.04*float64(t)/3))
	}
	for a := range cohorts.NumAges {
		weight := []float64{0, 0, .02, .13, .12, .07, .06, .06, .06, .08, .1, .06, .05, .06, .05, .04, .02, .01, .006, .003, .001, 0, 0, 0, 0, 0}[a]
		if n := float64(s.Support[a]); n > 0 {
			pipe.FromSupport[a] = .8 * weight / n
			weight *= .2
		}
		pipe.Direct[a] = weight / float64(s.Without[a])
		s.Requested[a] = int32(40 * scale * weight)
		s.Assessing[0][a] = int32(100 * scale * weight)
		s.Assessing[1][a] = int32(60 * scale * weight)
		s.Disputing[cohorts.AgainstRefusal][a] = int32(30 * scale * weight)
		s.Disputing[cohorts.AgainstPlacement][a] = int32(60 * scale * weight)
	}
	pipe.Agree = [cohorts.NumPhases]float64{.85, .7, .7, .5}
	pipe.Withdraw = [cohorts.NumPhases]float64{.02, .02, .02, .03}
	pipe.Issue = [cohorts.NumPhases]float64{.95, .94, .94, .85}
	pipe.Finish = [2]float64{.55, .7}
	d := &p.Disputes
	d.Lodge = [cohorts.NumStages]float64{.1, .2, .05}
	d.Resolve = [cohorts.NumStages]float64{1.2, 1, .9}
	for stage := range d.Outcome {
		d.Outcome[stage] = [cohorts.NumOutcomes]float64{.5, .4, .1}
	}
}

func placement(p *cohorts.Params, s *cohorts.State, terms int) {
	pl := &p.Placement
	for a := range cohorts.Age(cohorts.NumAges) {
		pl.Need[a] = needMix(a)
		mix := admitting(settingMix(a), a)
		pl.Arrived[a] = mix
		mix[cohorts.MainstreamSchool] += .5 * mix[cohorts.StateSpecial]
		mix[cohorts.StateSpecial] *= .5
		pl.New[a] = mix
	}
	for n := range pl.Tilt {
		for at := range pl.Tilt[n] {
			pl.Tilt[n][at] = .7 + .6*float64((n*7+at*5)%11)/10
		}
	}
	for b, after := range [cohorts.NumBorders]cohorts.Age{5, 12, 17, 20} {
		mix := settingMix(after)
		for from := range cohorts.NumSettings {
			row := mix
			for i := range row {
				row[i] *= .3
			}
			row[from] += .7
			pl.Transfer[b][from] = row
		}
	}
	for t := range terms {
		var places [cohorts.NumSettings]float64
		for at := range cohorts.NumSettings {
			if at.Rationed() {
				places[at] = 1.01 * float64(s.In(at)) * math.Exp(.03*float64(t)/3)
			}
		}
		pl.Places = append(pl.Places, places)
		pl.Redesignated = append(pl.Redesignated, []float64{.12, -.1, 0}[t%3])
	}
	pl.Overflow[cohorts.ResourcedProvision] = [cohorts.NumOverflows]float64{.05, .8, .15}
	pl.Overflow[cohorts.StateSpecial] = [cohorts.NumOverflows]float64{.35, .45, .2}
	pl.Overflow[cohorts.SpecialistPost16] = [cohorts.NumOverflows]float64{.2, .6, .2}
}

func review(p *cohorts.Params, s *cohorts.State, terms int) {
	r := &p.Review
	for a := range cohorts.Age(cohorts.NumAges) {
		r.Met[a], r.Out[a] = .008, .015
		r.OutReasons[a] = [cohorts.NumReasons]float64{cohorts.MovedAuthority: .9, cohorts.MovedAbroad: .05, cohorts.Died: .05}
		r.FinishReasons[a] = [cohorts.NumReasons]float64{cohorts.Disengaged: .7, cohorts.Employment: .15, cohorts.HigherEducation: .1, cohorts.OtherReason: .05}
		if a >= 16 {
			r.Finish[a] = math.Min(.6, .03*math.Pow(1.6, float64(a-16)))
		}
		if a < 24 {
			r.Change[a][cohorts.SLCN][cohorts.SEMH] = .04
			r.Change[a][cohorts.SLCN][cohorts.MLD] = .015
			r.Change[a][cohorts.OTH][cohorts.ASD] = .05
		}
	}
	for at := range r.FinishIn {
		r.FinishIn[at] = 1
	}
	r.FinishIn[cohorts.NotPlaced] = 1.8
	for b := range r.Move {
		m := &r.Move[b]
		m[cohorts.MainstreamSchool][cohorts.StateSpecial] = .03
		m[cohorts.MainstreamSchool][cohorts.ResourcedProvision] = .01
		m[cohorts.MainstreamSchool][cohorts.IndependentSpecial] = .004
		m[cohorts.StateSpecial][cohorts.MainstreamSchool] = .01
		m[cohorts.StateSpecial][cohorts.IndependentSpecial] = .01
		m[cohorts.Enhanced][cohorts.StateSpecial] = .5
		m[cohorts.NotPlaced][cohorts.MainstreamSchool] = .3
		m[cohorts.NotPlaced][cohorts.StateSpecial] = .3
		m[cohorts.AlternativeProvision][cohorts.MainstreamSchool] = .2
	}
	r.Held = .75
	for range terms {
		r.Leaving = append(r.Leaving, cohorts.Level(1))
	}
	for t := range terms {
		r.Capacity = append(r.Capacity, .75*float64(s.Plans())*cohorts.Part((t+1)%3).Share()*1.1)
	}
}
