package oracle

import "sendsim/cohorts"

func rest(cohorts.Term) cohorts.Factors { return cohorts.Rest() }

// quiet is an authority where nothing happens: each test wakes what it tests.
func quiet() *cohorts.Params {
	const terms = 12
	p := &cohorts.Params{First: cohorts.Term{Year: 2024, Part: cohorts.Spring}}
	p.Population.Births = make([]float64, terms)
	p.Population.Migration = make([]float64, terms)
	p.Population.Arrivals = make([]float64, terms)
	p.Pipeline.Demand = make([]float64, terms)
	p.Pipeline.Capacity = make([]float64, terms)
	p.Placement.Redesignated = make([]float64, terms)
	p.Placement.Places = make([][cohorts.NumSettings]float64, terms)
	p.Review.Leaving = make([]cohorts.ByBand, terms)
	p.Review.Capacity = make([]float64, terms)
	p.Review.Held = 1
	for i := range terms {
		p.Review.Leaving[i] = cohorts.Level(1)
		p.Review.Capacity[i] = 1e6
	}
	for a := range cohorts.NumAges {
		p.Placement.Need[a][cohorts.ASD] = 1
		p.Population.MigrationByAge[a] = 1
	}
	for d := range cohorts.NumNeeds {
		for t := range cohorts.NumSettings {
			p.Placement.Tilt[d][t] = 1
		}
	}
	for g := range cohorts.NumStages {
		p.Disputes.Outcome[g][cohorts.Lost] = 1
	}
	for s := range cohorts.NumSettings {
		p.Placement.Overflow[s][cohorts.ToWait] = 1
	}
	return p
}

// plansOf is a state with so many plans in each cell.
func plansOf(cells map[cohorts.Cell]int32) *cohorts.State {
	s := &cohorts.State{}
	for c, n := range cells {
		s.Put(c, n)
	}
	return s
}

// step lives one step alone, in a term of the part.
func step(p *cohorts.Params, s *cohorts.State, part cohorts.Part, f cohorts.Factors, u Uniform, steps ...func(*world)) *world {
	w := begin(p, s, u)
	w.term.Part = part
	w.factors = f
	w.open()
	for _, one := range steps {
		one(w)
	}
	return w
}
