package peers

import (
	"math"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// sums is each figure of one draw as two sums: the figure is of over per.
type sums struct{ of, per [numFigures]float64 }

func (s *sums) add(o *sums) {
	for i := range s.of {
		s.of[i] += o.of[i]
		s.per[i] += o.per[i]
	}
}

// authority is one authority made ready to be drawn.
type authority struct {
	*calibration.Authority
	money *finance.Money
	luck  rng.Key // of its counts

	plans   float64 // children with a plan
	people  [cohorts.NumBands]float64
	setting [cohorts.NumSettings]float64 // children with a plan
	need    [cohorts.NumNeeds]float64
	entry   [cohorts.NumBands]float64 // share of new plans
	known   float64                   // new plans by which the shares are known
}

// counts is the address of the luck of counts, of which each has a word.
var counts = rng.Name("peers: counts")

// newAuthority makes an authority of a world ready.
func newAuthority(w *sim.World, regime *finance.Regime, a *calibration.Authority, luck rng.Key) *authority {
	s := a.Structure
	of := &authority{Authority: a, luck: luck.At(counts).At(rng.Name(a.Area.Code)), known: newPlansKnown(a), plans: float64(s.Children())}
	of.money = finance.NewMoney(w.Nation, w.Nation.Structure(a.Area.Code), regime, nil, finance.Parameters(), s.January, 1)
	for age, n := range s.Population {
		b := cohorts.BandOf(cohorts.Age(age))
		of.people[b] += n
		of.entry[b] += s.Entry[age]
	}
	for at := range s.Plans {
		for d := range s.Plans[at] {
			for _, n := range s.Plans[at][d] {
				of.setting[at] += float64(n)
				of.need[d] += float64(n)
			}
		}
	}
	return of
}

// newPlansKnown is the new plans of the two calendar years from whose ages an
// authority's shares by age are; what of them was not published is none.
func newPlansKnown(a *calibration.Authority) (n float64) {
	const years = 2
	for y := range years {
		of, _ := a.Evidence.Value(evidence.NewPlans, a.Structure.January-1-y, evidence.AllAges, "")
		n += of
	}
	return n
}

// draw is the figures of draw k. A count of children is taken as one outcome
// among those that could have come of the same practice: what is drawn is the
// mean of a Poisson law given one count, by Jeffreys' prior.
func (a *authority) draw(k int, luck *calibration.Luck, t *finance.Tariff, s *sums) {
	*s = sums{}
	word := a.luck.Nth(uint64(k))
	next := uint64(0)
	mean := func(count float64) float64 {
		next++
		return gamma(float64(count)+jeffreys, rng.Uniform(word.Word(next)))
	}
	people := 0.0
	for _, n := range a.people {
		people += n
	}
	to := a.Targets(k, *luck)
	var shares [cohorts.NumBands]float64
	all := 0.0
	for b := range shares {
		shares[b] = mean(a.entry[b] * a.known)
		all += shares[b]
	}
	for b := range shares {
		s.of[newByBand+b], s.per[newByBand+b] = to.Entries[0]*shares[b]/all, a.people[b]
	}
	s.of[newAll], s.per[newAll] = to.Entries[0], people
	s.of[netLeaving], s.per[netLeaving] = to.Net[0]*to.Stock[0], to.Stock[0]

	var in cohorts.BySetting
	all = 0
	for at, n := range a.setting {
		if cohorts.Setting(at) != cohorts.Enhanced {
			in[at] = mean(n)
			all += in[at]
		}
	}
	plans := mean(a.plans)
	for at := range in {
		in[at] *= plans / all
	}
	s.of[plansPer], s.per[plansPer] = plans, people
	for i, at := range placed {
		s.of[bySetting+i], s.per[bySetting+i] = in[at], plans
	}
	var by cohorts.ByNeed
	all = 0
	for d, n := range a.need {
		by[d] = mean(n)
		all += by[d]
	}
	for d := range by {
		next++
		off := roundedTo * (rng.Uniform(word.Word(next)) - half)
		s.of[byNeed+d], s.per[byNeed+d] = max(0, by[d]+float64(off*all)), all
	}
	a.costs(k, luck, t, &in, people, s)
}

// costs adds the figures of money; where nothing is known of it, none.
func (a *authority) costs(k int, luck *calibration.Luck, t *finance.Tariff, in *cohorts.BySetting, people float64, s *sums) {
	if a.money.Structure.Unknown != "" {
		return
	}
	a.money.Settle(k, luck, &finance.Counts{}, t)
	year := a.Structure.January
	for at, n := range in {
		s.of[costAll] += float64(n * t.UnitCost(cohorts.Setting(at), year))
		s.per[costAll] += n
	}
	for i, at := range costed {
		s.of[costIn+i], s.per[costIn+i] = float64(in[at]*t.UnitCost(at, year)), in[at]
	}
	s.of[grantPer], s.per[grantPer] = float64(t.Grant(year)), people
}

// roundedTo is the step to which an authority's shares by need are published;
// within half of it on either side nothing is known.
const roundedTo, half = .01, .5

// jeffreys is what Jeffreys' prior of the mean of a Poisson law adds to a count
// to give the shape of the gamma law that the mean then has.
const jeffreys = .5

// gamma is the quantile u of the gamma law of a shape and scale 1, by its cube
// root [WILSON31]: for u from 1 to 99 % within 0.07 standard deviations at shape
// 0.5, and 0.02 from shape 1.5.
func gamma(shape, u float64) float64 {
	const ninth, third = 1.0 / 9, 1.0 / 3
	root := 1 - ninth/shape + float64(third/math.Sqrt(shape)*rng.Normal(u))
	root = max(0, root)
	return shape * root * root * root
}
