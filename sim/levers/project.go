package levers

import (
	"math"

	"sendsim/cohorts"
	"sendsim/sim/finance"
)

// Project is places that are built: some months after they are begun, unless it
// is cancelled. A lever embeds it in the place of a Programme.
type Project struct {
	Programme
	Places, Building, Cancelled, Neighbours, Capital Uncertain
}

// There is when the places are open: built, unless the project is cancelled.
func (p *Project) There() float64 {
	if p.Cancelled.Now == 1 {
		return math.Inf(1)
	}
	return p.Programme.There() + p.Building.Now
}

// build pays for what opens at the start of a term, and is the part of the places
// that is open and the number of those that the authority's own children have.
func (p *Project) build(t cohorts.Term, terms *Terms) (open, places float64) {
	p.Pay(t, terms)
	open, opened := p.Open(t, p.Building.Now)
	built := p.Places.Now * (1 - p.Cancelled.Now)
	terms.Pay(finance.Capital, built*opened*p.Capital.Now)
	return open, built * open * (1 - p.Neighbours.Now)
}
