package steptest

import "sendsim/cohorts"

// Still is an authority without children in which nothing happens, about to
// live a number of terms from first on: a test puts in the few children and
// the one rate of its worked sum. Whatever could bind is ample (assessments,
// reviews), no place is free, and all shares are of one thing: need ASD,
// waiting, moved away, disengaged, lost.
func Still(first cohorts.Term, terms int) (*cohorts.Params, *cohorts.State) {
	const ample = 1e6
	p := &cohorts.Params{First: first}
	for range terms {
		p.Population.Births = append(p.Population.Births, 0)
		p.Population.Migration = append(p.Population.Migration, 0)
		p.Population.Arrivals = append(p.Population.Arrivals, 0)
		p.Pipeline.Demand = append(p.Pipeline.Demand, 0)
		p.Pipeline.Capacity = append(p.Pipeline.Capacity, ample)
		p.Placement.Redesignated = append(p.Placement.Redesignated, 0)
		p.Placement.Places = append(p.Placement.Places, [cohorts.NumSettings]float64{})
		p.Review.Leaving = append(p.Review.Leaving, cohorts.Level(1))
		p.Review.Capacity = append(p.Review.Capacity, ample)
	}
	p.Population.ArrivalAge[0] = 1
	for a := range cohorts.NumAges {
		p.Population.MigrationByAge[a] = 1
		p.Placement.Need[a][cohorts.ASD] = 1
		p.Review.OutReasons[a][cohorts.MovedAuthority] = 1
		p.Review.FinishReasons[a][cohorts.Disengaged] = 1
	}
	for stage := range p.Disputes.Outcome {
		p.Disputes.Outcome[stage][cohorts.Lost] = 1
	}
	for n := range p.Placement.Tilt {
		for s := range p.Placement.Tilt[n] {
			p.Placement.Tilt[n][s] = 1
		}
	}
	for s := range p.Placement.Overflow {
		p.Placement.Overflow[s][cohorts.ToWait] = 1
		p.Review.FinishIn[s] = 1
	}
	p.Review.Held = 1
	return p, &cohorts.State{Term: first}
}
