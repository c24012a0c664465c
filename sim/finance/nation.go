package finance

import (
	"slices"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// Nation is the money of all authorities together: what one authority's own
// figures do not say is taken from it.
type Nation struct {
	back       int // years by which it is of a time before 2023-24
	structures []*Structure
	median     [2]float64 // factor of top-ups to state, and independent, providers
	gap        float64    // mean of Gap.Share over authorities whose balance no safety valve moved
	pace       float64    // growth of all lines a year, in logs, from 2021-22 to 2023-24
	central    []float64
}

// pool is money and children of several authorities.
type pool struct {
	pots, weights [numPots]float64
	services      [NumLines]float64
	places        [NumLines]float64
	january       cohorts.BySetting
	plans         float64
	transport     float64
	travellers    float64
}

// NationOf reads the money of every authority of a set, of 2023-24.
func NationOf(set *evidence.Set) *Nation {
	n := &Nation{central: medians()}
	regions := map[string]*pool{}
	england := &pool{}
	for _, f := range set.Authorities {
		s := read(f, baseYear, n.central)
		n.structures = append(n.structures, s)
		s.State.Modelled, s.Independent.Modelled = s.modelled(false), s.modelled(true)
	}
	n.median = n.factors()
	for i, f := range set.Authorities {
		s := n.structures[i]
		if !hasLines(f) {
			continue
		}
		s.rescale(n.median)
		region := regions[f.Area.Region]
		if region == nil {
			region = &pool{}
			regions[f.Area.Region] = region
		}
		region.add(s, n.central)
		england.add(s, n.central)
	}
	for i, f := range set.Authorities {
		s := n.structures[i]
		if !hasLines(f) {
			from := regions[f.Area.Region]
			if from == nil {
				from = england
			}
			from.fill(s, n.central)
			s.note("no lines of 2021-22 are published: what a child costs is that of %s", f.Area.Region)
			s.State.Modelled, s.Independent.Modelled = s.modelled(false), s.modelled(true)
			s.rescale([2]float64{1, 1})
		}
		s.england = england.units(n.central)
		travel, _ := f.Value(evidence.Transport, baseYear, evidence.AllAges, "")
		england.transport += travel
		if travel > 0 {
			england.travellers += travellers(&s.children, n.central)
		}
		s.travel[0] = travel
	}
	for i, f := range set.Authorities {
		s := n.structures[i]
		s.travel[1] = england.transport / max(1, england.travellers)
		s.Gap = s.gapOf(f)
	}
	n.gap, n.pace = n.meanGap(), n.meanPace()
	return n
}

// base is the financial year of whose prices it is.
func (n *Nation) base() int { return baseYear - n.back }

// Sources are the published figures of money that a run starts from.
func (n *Nation) Sources(block int) string {
	switch {
	case n.back == 0:
		return "DfE, Section 251 budget 2021-22 and top-ups 2023-24, dedicated schools grant to " + FinancialYear(block)
	case n.base() >= linesYear:
		return "DfE, Section 251 budget 2021-22, dedicated schools grant to " + FinancialYear(min(block, n.base()))
	default:
		return "DfE, dedicated schools grant to " + FinancialYear(n.base()) + ", Section 251 budget 2021-22 (borrowed)"
	}
}

// meanPace is the growth of the lines of all authorities together.
func (n *Nation) meanPace() float64 {
	var then, now float64
	for _, s := range n.structures {
		if s.Closing.Known {
			then, now = then+s.Closing.Spend, now+s.spend()
		}
	}
	if then == 0 {
		return 0
	}
	return portable.Log(now/then) / (baseYear - linesYear)
}

// Structure is the money of one authority, by its code; nil if it is not in
// the set.
func (n *Nation) Structure(code string) *Structure {
	for _, s := range n.structures {
		if s.Code == code {
			return s
		}
	}
	return nil
}

// factors are the median factors of state and independent top-ups over the
// authorities that have lines and totals.
func (n *Nation) factors() [2]float64 {
	var all [2][]float64
	for _, s := range n.structures {
		for i, r := range []Rescaling{s.State, s.Independent} {
			if r.Published > 0 && r.Modelled > 0 {
				all[i] = append(all[i], r.Published/r.Modelled)
			}
		}
	}
	return [2]float64{median(all[0], 1), median(all[1], 1)}
}

// median is the middle of some numbers; without any, otherwise.
func median(x []float64, otherwise float64) float64 {
	if len(x) == 0 {
		return otherwise
	}
	slices.Sort(x)
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

// add adds an authority to a pool.
func (p *pool) add(s *Structure, central []float64) {
	for i, money := range s.pots {
		p.pots[i] += money
		p.weights[i] += weight(i, &s.children, central)
	}
	for l := range NumLines {
		p.services[l] += s.services[l]
		p.places[l] += s.places[l]
	}
	for at, n := range s.january {
		p.january[at] += n
	}
	p.plans += sum(&s.children)
}

// units is the cost of a child of relative cost 1 in each pot, without what
// follows no plan.
func (p *pool) units(central []float64) (u [numPots]float64) {
	for i := range u {
		u[i] = (1 - withoutPlan(i, central)) * p.pots[i] / max(1, p.weights[i])
	}
	return u
}

// fill gives an authority without lines the costs of the pool.
func (p *pool) fill(s *Structure, central []float64) {
	plans := sum(&s.children) / max(1, p.plans)
	for i := range pots {
		s.pots[i] = p.pots[i] * weight(i, &s.children, central) / max(1, p.weights[i])
	}
	for l := range NumLines {
		s.services[l] = p.services[l] * plans
		s.places[l] = p.places[l] * plans
	}
	for l, at := range map[Line]cohorts.Setting{PlacesSpecial: cohorts.StateSpecial, PlacesResourced: cohorts.ResourcedProvision} {
		s.places[l] = p.places[l] * s.january[at] / max(1, p.january[at])
	}
}

// medians are the medians of the parameters.
func medians() []float64 {
	list := Parameters()
	m := make([]float64, len(list))
	for i := range list {
		const half = 0.5
		m[i] = list[i].Quantile(half)
	}
	return m
}
