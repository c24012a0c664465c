package oracle

import "sendsim/cohorts"

// SyntheticTerms is the number of terms that [Synthetic] can live: ten years.
const SyntheticTerms = 30

// Synthetic is a small authority, 300 plans among 5,000 children, that exists
// nowhere: its numbers are made up so that every rule of the timetable is at
// work within a few years. It has children at every border, at 25, and in
// settings that do not admit them; rationed settings that fill up, lose places
// and gain them, with all three ways of overflow; assessments and reviews
// beyond capacity, and terms in which capacity is ample; disputes of every
// stage open at the start; migration in and out.
func Synthetic() (*cohorts.Params, *cohorts.State) { return SyntheticOf(1) }

// SyntheticOf is an authority of size times as many children, places and
// staff.
func SyntheticOf(size int) (*cohorts.Params, *cohorts.State) {
	n := float64(size)
	start := syntheticState(int32(size))
	p := &cohorts.Params{First: cohorts.AfterCensus(2025)}
	start.Term = p.First

	d := &p.Population
	share := 0.0
	for a := range cohorts.NumAges {
		d.MigrationByAge[a] = 1 + 0.6*float64(12-a)/13 // from 0.4 at 25 to 1.55 at birth
		d.ArrivalAge[a] = float64(1 + a%5)
		share += d.ArrivalAge[a]
	}
	mean := 0.0
	for _, w := range d.MigrationByAge {
		mean += w / float64(cohorts.NumAges)
	}
	for a := range cohorts.NumAges {
		d.MigrationByAge[a] /= mean
		d.ArrivalAge[a] /= share
	}
	for y := range SyntheticTerms/3 + 1 {
		d.Births = append(d.Births, n*(186.3-2.45*float64(y)))
		p.Placement.Redesignated = append(p.Placement.Redesignated, []float64{0.35, -0.3, 0.8, 0, -0.15}[y%5])
		d.Migration = append(d.Migration, []float64{0.021, -0.034, 0.007}[y%3])
	}

	for a := range cohorts.NumAges {
		switch {
		case a < 3:
			p.Support.Identify[a] = 0.002
		case a <= 16:
			p.Support.Identify[a] = 0.03 + 0.004*float64(a%4)
		}
		p.Support.Release[a] = 0.1 + 0.01*float64(a)
	}

	syntheticPipeline(p, start, n)
	syntheticPlacement(&p.Placement)
	syntheticReview(p, n)
	for t := range SyntheticTerms {
		x := float64(t)
		d.Arrivals = append(d.Arrivals, n*(3.2+0.05*x))
		// A cut below those who are there, later growth; never whole.
		special := 55.4 + 1.3*x
		if t >= 4 && t < 8 {
			special -= 20
		}
		var places [cohorts.NumSettings]float64
		places[cohorts.ResourcedProvision] = n * (20.7 + 0.4*x)
		places[cohorts.StateSpecial] = n * special
		places[cohorts.SpecialistPost16] = n * (8.5 + 0.2*x)
		places[cohorts.MainstreamSchool] = 1 // not rationed: to be passed over
		p.Placement.Places = append(p.Placement.Places, places)
	}
	p.Placement.Filled = 0.93
	p.Placement.Given[cohorts.ResourcedProvision] = 7
	return p, start
}

func syntheticPipeline(p *cohorts.Params, start *cohorts.State, n float64) {
	l := &p.Pipeline
	for a := range cohorts.NumAges {
		l.FromSupport[a] = 0.7 / float64(start.Support.Total()) * (0.5 + float64(a%3)/2)
		l.Direct[a] = 0.3 / float64(start.Without.Total()) * float64(1+a%2) / 1.5
	}
	l.Agree = [cohorts.NumPhases]float64{0.78, 0.7, 0.5, 0.6}
	l.Withdraw = [cohorts.NumPhases]float64{0.03, 0.06, 0.5, 0.1}
	l.Finish = [2]float64{0.55, 0.8}
	l.Issue = [cohorts.NumPhases]float64{0.96, 0.92, 0.5, 0.85}
	for t := range SyntheticTerms {
		l.Demand = append(l.Demand, n*(24+0.4*float64(t)))
		l.Capacity = append(l.Capacity, n*[]float64{13.6, 30, 11.2, 40}[t%4])
	}

	d := &p.Disputes
	d.Lodge = [cohorts.NumStages]float64{0.4, 0.5, 0.15}
	d.Resolve = [cohorts.NumStages]float64{2.2, 1.4, 1.7}
	d.Outcome = [cohorts.NumStages][cohorts.NumOutcomes]float64{
		{0.5, 0.2, 0.3}, {0.4, 0.35, 0.25}, {0.3, 0.45, 0.25},
	}
}

func syntheticReview(p *cohorts.Params, n float64) {
	v := &p.Review
	for a := range cohorts.NumAges {
		v.Met[a] = 0.02 + 0.002*float64(a%6)
		v.Out[a] = 0.03 + 0.001*float64(a)
		v.OutReasons[a][cohorts.MovedAuthority] = 0.6
		v.OutReasons[a][cohorts.MovedAbroad] = 0.3
		v.OutReasons[a][cohorts.Died] = 0.1
		if a < 16 {
			v.FinishReasons[a][cohorts.OtherReason] = 1
		} else {
			v.Finish[a] = 0.15 + 0.03*float64(a-16)
			v.FinishReasons[a] = [cohorts.NumReasons]float64{
				cohorts.HigherEducation: 0.1, cohorts.Employment: 0.3, cohorts.Disengaged: 0.4, cohorts.OtherReason: 0.2,
			}
		}
		for d := range cohorts.NumNeeds {
			v.Change[a][d][(d+1)%cohorts.NumNeeds] = 0.02 + 0.003*float64(d%3)
			v.Change[a][d][cohorts.ASD] += 0.02
			v.Change[a][d][d] = 0
		}
	}
	for s := range cohorts.NumSettings {
		v.FinishIn[s] = 0.6 + 0.1*float64(s%6)
		for b := range cohorts.NumBands {
			for t := range cohorts.NumSettings {
				v.Move[b][s][t] = 0.006 + 0.001*float64((uint8(b)+3*uint8(s)+5*uint8(t))%7)
			}
			v.Move[b][s][cohorts.StateSpecial] += 0.03
			v.Move[b][s][s] = 0
		}
	}
	v.Held = 0.85
	for t := range SyntheticTerms {
		v.Leaving = append(v.Leaving, cohorts.ByBand{1, 0.9, 1.15, []float64{1, 0.9, 1.15, 1.05}[t%4], []float64{1.3, 0.8}[t%2]})
		held := 62.5
		if t >= 15 {
			held = 190
		}
		v.Capacity = append(v.Capacity, n*held)
	}
}

// Levers is a policy for [Synthetic] that is at rest in the first two years
// and then leaves no factor at 1 and reserves places of every rationed setting.
func Levers(t cohorts.Term) cohorts.Factors {
	f := cohorts.Rest()
	if t.Before(cohorts.Term{Year: 2027, Part: cohorts.Autumn}) {
		return f
	}
	for p := range cohorts.NumPhases {
		x := 0.05 * float64(p)
		f.Identify[p], f.Release[p] = 1.3-x, 0.8+x
		f.Request[p] = 0.7 + x
		f.Agree[p], f.Issue[p] = 0.6+x, 1.4-x
		f.Up[p], f.Down[p] = 0.7+x, 1.6-x
		f.Met[p], f.Finishing[p] = 1.5-x, 1.2-x
		for d := range cohorts.NumNeeds {
			f.RequestNeed[p][d] = 0.8 + 0.05*float64(d) + x
		}
		for s := range cohorts.NumSettings {
			f.Prefer[p][s] = 1.3 - 0.05*float64(s) + x
		}
	}
	f.Finish, f.Capacity, f.Reviews = 1.5, 1.13, 1.07
	f.Lodge = [cohorts.NumStages]float64{1.3, 0.6, 1.8}
	f.Resolve = [cohorts.NumStages]float64{1.4, 0.7, 1.2}
	f.Places[cohorts.ResourcedProvision] = 4.6
	f.Places[cohorts.StateSpecial] = -3.3
	f.Places[cohorts.SpecialistPost16] = 2.2
	for _, r := range []cohorts.Reserve{ // they overlap, and some stay empty
		{Places: 9.7, Prefer: 3, Setting: cohorts.ResourcedProvision, Needs: cohorts.NeedsOf(cohorts.SEMH)},
		{Places: 6.2, Prefer: 0.8, Setting: cohorts.ResourcedProvision, Needs: cohorts.NeedsOf(cohorts.SEMH, cohorts.ASD)},
		{Places: 20, Prefer: 1.2, Setting: cohorts.StateSpecial, Needs: cohorts.NeedsOf(cohorts.ASD, cohorts.SLCN)},
		{Places: 15, Prefer: 1, Setting: cohorts.StateSpecial, Needs: cohorts.NeedsOf(cohorts.SLCN, cohorts.SLD, cohorts.MLD)},
		{Places: 4.5, Prefer: 2, Setting: cohorts.SpecialistPost16, Needs: cohorts.NeedsOf(cohorts.SLD)},
	} {
		f.Reserved.Add(r)
	}
	return f
}
