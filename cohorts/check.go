package cohorts

import (
	"errors"
	"fmt"
	"math"
)

// Check says every way in which p is not a set of parameters that the steps
// can live the given number of terms by: a chance outside [0, 1], a negative
// hazard, shares that do not sum to 1, a list that is too short.
func (p *Params) Check(terms int) error {
	c := &checker{}
	autumns := (terms + 2) / 3
	pop, pipe, rev := &p.Population, &p.Pipeline, &p.Review
	c.list("Births", pop.Births, autumns)
	c.length("Migration", len(pop.Migration), autumns)
	c.finite("Migration", pop.Migration)
	c.finite("MigrationByAge", pop.MigrationByAge[:])
	c.list("Arrivals", pop.Arrivals, terms)
	c.shares("ArrivalAge", pop.ArrivalAge[:], false)
	c.list("Demand", pipe.Demand, terms)
	c.list("Pipeline.Capacity", pipe.Capacity, terms)
	c.length("Leaving", len(rev.Leaving), terms)
	for i := range rev.Leaving {
		c.hazards(fmt.Sprintf("Leaving[%d]", i), rev.Leaving[i][:])
	}
	c.list("Review.Capacity", rev.Capacity, terms)
	c.length("Places", len(p.Placement.Places), terms)
	for i := range p.Placement.Places {
		c.hazards("Places", p.Placement.Places[i][:])
	}
	c.chance("Filled", p.Placement.Filled)
	c.length("Redesignated", len(p.Placement.Redesignated), autumns)
	c.finite("Redesignated", p.Placement.Redesignated)
	for i, x := range p.Placement.Redesignated {
		if x < -1 {
			c.fault("Redesignated[%d] is %g; no more than all units close", i, x)
		}
	}
	for s, last := range p.Placement.Given {
		if last < 0 {
			c.fault("Given of %s is %d; it is a term, from 0", Setting(s).Key(), last)
		}
	}
	c.hazards("Identify", p.Support.Identify[:])
	c.hazards("Release", p.Support.Release[:])
	c.hazards("FromSupport", pipe.FromSupport[:])
	c.hazards("Direct", pipe.Direct[:])
	for ph := range NumPhases {
		c.chance("Agree + Withdraw", pipe.Agree[ph]+pipe.Withdraw[ph])
		c.chance("Agree", pipe.Agree[ph])
		c.chance("Withdraw", pipe.Withdraw[ph])
		c.chance("Issue", pipe.Issue[ph])
	}
	c.chance("Pipeline.Finish", pipe.Finish[0])
	c.chance("Pipeline.Finish", pipe.Finish[1])
	if !(rev.Held > 0 && rev.Held <= 1) {
		c.fault("Review.Held is %g; it is above 0 and at most 1", rev.Held)
	}
	c.disputes(&p.Disputes)
	c.placement(&p.Placement)
	c.review(rev)
	return errors.Join(c.faults...)
}

// checker collects faults.
type checker struct{ faults []error }

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf("cohorts: "+format, args...))
}

func (c *checker) length(name string, have, want int) {
	if have < want {
		c.fault("%s has %d entries; the terms lived need %d", name, have, want)
	}
}

func (c *checker) list(name string, of []float64, want int) {
	c.length(name, len(of), want)
	c.hazards(name, of)
}

func (c *checker) hazards(name string, of []float64) {
	for i, h := range of {
		if !(h >= 0) || math.IsInf(h, 1) {
			c.fault("%s[%d] is %g; it is at least 0 and finite", name, i, h)
		}
	}
}

func (c *checker) finite(name string, of []float64) {
	for i, x := range of {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			c.fault("%s[%d] is %g; it is a number", name, i, x)
		}
	}
}

func (c *checker) chance(name string, p float64) {
	if !(p >= 0 && p <= 1+1e-12) {
		c.fault("%s is %g; a chance is in [0, 1]", name, p)
	}
}

// shares checks that shares sum to 1, or, where empty is allowed, to 0.
func (c *checker) shares(name string, of []float64, empty bool) {
	c.hazards(name, of)
	sum := 0.0
	for _, s := range of {
		sum += s
	}
	if math.Abs(sum-1) > 1e-9 && !(empty && sum == 0) {
		c.fault("%s sums to %g; shares sum to 1", name, sum)
	}
}

func (c *checker) disputes(d *Disputes) {
	c.hazards("Resolve", d.Resolve[:])
	for s := range NumStages {
		c.chance("Lodge", d.Lodge[s])
		c.shares("Outcome of "+s.String(), d.Outcome[s][:], false)
	}
}

func (c *checker) placement(pl *Placement) {
	for a := range Age(NumAges) {
		c.shares(fmt.Sprintf("Need at %d", a), pl.Need[a][:], false)
		c.shares(fmt.Sprintf("New at %d", a), pl.New[a][:], true)
		c.shares(fmt.Sprintf("Arrived at %d", a), pl.Arrived[a][:], true)
		for s := range NumSettings {
			if !s.Admits(a) && pl.Arrived[a][s] != 0 {
				c.fault("Arrived at %d is above 0 for %s, which does not admit the age", a, s.Key())
			}
		}
	}
	for n := range NumNeeds {
		c.hazards("Tilt of "+n.Key(), pl.Tilt[n][:])
	}
	for b := range NumBorders {
		for s := range NumSettings {
			c.shares(fmt.Sprintf("Transfer %d from %s", b, s.Key()), pl.Transfer[b][s][:], true)
		}
	}
	for s := range NumSettings {
		if s.Rationed() {
			c.shares("Overflow of "+s.Key(), pl.Overflow[s][:], false)
		}
	}
}

func (c *checker) review(r *Review) {
	c.hazards("Met", r.Met[:])
	c.hazards("Out", r.Out[:])
	c.hazards("Finish", r.Finish[:])
	c.hazards("FinishIn", r.FinishIn[:])
	for a := range NumAges {
		c.shares(fmt.Sprintf("OutReasons at %d", a), r.OutReasons[a][:], false)
		c.shares(fmt.Sprintf("FinishReasons at %d", a), r.FinishReasons[a][:], false)
		for why := range NumReasons {
			leaves := why == MovedAuthority || why == MovedAbroad || why == Died
			if !leaves && r.OutReasons[a][why] != 0 || (leaves || why == NeedsMet) && r.FinishReasons[a][why] != 0 {
				c.fault("reason %s at %d stands among the wrong endings", why, a)
			}
		}
		if a < 16 && r.Finish[a] != 0 {
			c.fault("Finish at %d is %g; education is finished from 16 on", a, r.Finish[a])
		}
		for n := range NumNeeds {
			c.hazards("Change", r.Change[a][n][:])
			if r.Change[a][n][n] != 0 {
				c.fault("Change at %d has a change of %s to itself", a, n.Key())
			}
		}
	}
	for b := range NumBands {
		for s := range NumSettings {
			c.hazards("Move", r.Move[b][s][:])
		}
	}
}
