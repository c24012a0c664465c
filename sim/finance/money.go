package finance

import (
	"math"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// Money is all that is known and assumed of one authority's money before a
// draw. It is shared by all draws and read-only.
type Money struct {
	Structure *Structure
	Regime    *Regime

	Parameters []calibration.Parameter // the uncertain figures, as they are drawn

	own    *Own
	table  *calibration.Table
	area   rng.Tag
	nation *Nation
	first  int // first financial year lived
	years  int
}

// NewMoney makes an authority's money ready for draws of a number of financial
// years. list is Parameters(), with what a scenario changed in it; own is the
// council's own figures, nil if there are none.
func NewMoney(n *Nation, s *Structure, r *Regime, own *Own, list []calibration.Parameter, first, years int) *Money {
	list = r.Prices.in(n.asKnown(s, list))
	return &Money{
		Structure: s, Regime: r, Parameters: list, own: own, table: calibration.NewTable(list), area: rng.Name(s.Code),
		nation: n, first: first, years: years,
	}
}

// Settle draws what is uncertain in one future into t, whose memory is used
// again. start is the children and places at the census from which the run
// starts: what is paid for places is held against them.
func (m *Money) Settle(draw int, luck *calibration.Luck, start *Counts, t *Tariff) {
	if cap(t.drawn) < numParameters {
		t.drawn = make([]float64, numParameters)
	}
	if cap(t.years) < m.years {
		t.years = make([]yearly, m.years)
	}
	t.drawn, t.years = t.drawn[:numParameters], t.years[:m.years]
	m.table.Draw(draw, luck, m.area, t.drawn)
	t.first, t.regime, t.byNeed = m.first, m.Regime, false
	own := laying{m.own, draw, luck, m.area}
	m.costs(t, start)
	m.indices(draw, luck, t)
	m.grant(draw, luck, &own, t)
	m.open(draw, luck, t)
	if m.own != nil {
		own.lay(start, t)
	}
	m.unexplained(draw, luck, t)
}

// costs settles what a child, a place and the lines that follow no plan cost,
// in the prices of 2023-24.
func (m *Money) costs(t *Tariff, start *Counts) {
	s, d := m.Structure, t.drawn
	t.unit, t.fixed, t.fixedFees, t.fixedPlaces = cohorts.BySetting{}, [NumLines]float64{}, 0, [NumLines]float64{}
	for p := range pots {
		money := s.pots[p]
		level, published := d[stateLevel], s.State.Published > 0
		if pots[p].independent {
			level, published = d[independentLevel], s.Independent.Published > 0
		}
		if !published && s.back == 0 {
			level = d[unpublishedLevel]
		}
		unit, rest := divide(float64(money*level), weight(p, &s.children, d), withoutPlan(p, d), s.england[p])
		for _, at := range pots[p].settings {
			t.unit[at] = unit * relativeCost(at, d)
		}
		if pots[p].independent {
			t.fixedFees += rest
		} else {
			t.fixed[pots[p].rest] += rest
		}
	}
	t.unit[cohorts.Enhanced] = t.unit[cohorts.MainstreamSchool] * d[enhancedMultiple]
	for _, v := range services {
		t.fixed[v.line] = s.services[v.line] * d[servicesLevel]
	}
	m.places(t, start)
	m.memo(t)
	t.spread, t.sigma = portable.Expm1(d[skew]*d[skew]), d[skew]
}

// places settles the part of place funding that does not move with the
// authority's own places: those of other authorities' children, less its own
// children's places elsewhere. The published lines are of January 2024: where
// the run starts later, or with other children, those that they are held against
// are of it too.
func (m *Money) places(t *Tariff, start *Counts) {
	t.fixedPlaces = m.Structure.places
	if m.first > m.nation.base()+1 || m.Structure.apart {
		then := start.inProportion(&m.Structure.january)
		start = &then
	}
	special, resourced := start.paid()
	t.fixedPlaces[PlacesSpecial] -= special
	t.fixedPlaces[PlacesResourced] -= resourced
}

// What is paid for a place, pounds a year [PLACE-RATES]. A place that a child
// fills in resourced provision costs less from the block, as the school has
// core funding for the child.
const (
	specialPlace = 10000
	filledPlace  = 6000
	emptyPlace   = 10000
)

// paid is what the places of special schools and of resourced provision cost a
// year, at the rates of 2023-24: every place that exists, and every child
// beyond them.
func (c *Counts) paid() (special, resourced float64) {
	in, places := c.Plans[cohorts.StateSpecial], c.Places[cohorts.StateSpecial]
	special = float64(specialPlace * float64(max(in, places)))
	in, places = c.Plans[cohorts.ResourcedProvision], c.Places[cohorts.ResourcedProvision]
	return special, float64(filledPlace*float64(in)) + float64(emptyPlace*float64(max(0, places-in)))
}

// inProportion is the children of another census, with places for each as at
// this one.
func (c *Counts) inProportion(children *cohorts.BySetting) (then Counts) {
	for s, n := range children {
		then.Plans[s] = int32(math.Round(n))
		if c.Plans[s] > 0 {
			then.Places[s] = int32(math.Round(n * float64(c.Places[s]) / float64(c.Plans[s])))
		}
	}
	return then
}

// The cost of a dispute to the authority at prices of about 2016: one that is
// settled before a hearing, and what a hearing adds [APPEAL-COST].
const (
	lodgedCost = 4331
	heardCost  = 6056 - lodgedCost
)

// memo settles the lines off the block.
func (m *Money) memo(t *Tariff) {
	s, d := m.Structure, t.drawn
	prices := d[disputeUprating]
	if s.back > 0 {
		prices *= portable.Pow(1+d[payGrowth], float64(-s.back))
	}
	t.lodged, t.heard = lodgedCost*prices, heardCost*prices
	each := s.travel[1]
	if own := travellers(&s.children, d); s.travel[0] > 0 && own > 0 {
		each = s.travel[0] / own
	}
	for at := range t.travel {
		t.travel[at] = each * travelWeight(cohorts.Setting(at), d)
	}
}

// travelWeight is the cost of transport of a child in a setting over that of
// one in a state special school.
func travelWeight(at cohorts.Setting, drawn []float64) float64 {
	switch at {
	case cohorts.StateSpecial:
		return 1
	case cohorts.IndependentSpecial, cohorts.SpecialistPost16:
		return drawn[transportIndependent]
	case cohorts.ResourcedProvision, cohorts.AlternativeProvision, cohorts.FurtherEducation:
		return drawn[transportCollege]
	case cohorts.HomeEducated, cohorts.NotPlaced:
		return 0
	default:
		return drawn[transportMainstream]
	}
}

// travellers is the children who are carried, each by the cost of it.
func travellers(n *cohorts.BySetting, drawn []float64) float64 {
	var sum float64
	for at, children := range n {
		sum += float64(children * travelWeight(cohorts.Setting(at), drawn))
	}
	return sum
}
