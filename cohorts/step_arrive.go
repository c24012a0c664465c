package cohorts

import "sendsim/internal/rng"

// arrive brings children who have a plan from outside: maintained by another
// authority before [SENDREG14 r15], or recorded late. They are placed with the
// new plans of the term.
//
// Worked sum: Arrivals of 30 a term and a share of 0.1 at age 11 give a Poisson
// number with mean 3 at that age.
func (t *turn) arrive() {
	d := &t.p.Population
	mean := d.Arrivals[t.term]
	for a := range t.arrivals {
		n := int32(rng.Poisson(uniform(t.key, uint64(a)), mean*d.ArrivalAge[a]))
		t.arrivals[a] = n
		t.out.Arrived += n
	}
}
