package calibration

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// Blend is an authority put together of several (docs/decisions/0033): how many
// children there are of one; of another how many of them have a plan, ask for
// one, get one and leave; of a third in which settings and with which needs, and
// how these change.
type Blend struct {
	As                     evidence.Area // under whose name, and at the address of whose luck
	Population, Rates, Mix *Authority
}

// Authority puts it together. Of one authority alone it is that one, under the
// name given.
func (b Blend) Authority() *Authority {
	people, rates, mix := b.Population.Structure, b.Rates.Structure, b.Mix.Structure
	s := &Structure{
		January: rates.January, Population: people.Population, SupportPct: rates.SupportPct,
		Back: mix.Back, Grew: mix.Grew, Rates: withMix(rates.Rates, &mix.Rates),
	}
	s.Plans, s.Stock = b.plans()
	s.Requested = b.requested()
	here, there := s.atRisk(), rates.atRisk()
	var more float64
	s.Entry, more = standardised(rates.Entry, here, there)
	s.Ask, _ = standardised(rates.Ask, here, there)
	if b.Population == b.Rates && b.Rates == b.Mix {
		s.Stock = rates.Stock
	}
	c := b.Rates.With(s, nil)
	c.Area, c.Evidence = b.As, b.Population.Evidence
	c.Parameters = chosen(b.Rates.Parameters, func(g Group) []Parameter {
		switch g {
		case PopulationOf:
			return b.Population.Parameters
		case PlacementOf, Places:
			return b.Mix.Parameters
		}
		return b.Rates.Parameters
	})
	c.lent = &lent{from: b.Rates, mix: b.Mix, more: more}
	return c
}

// chosen is a table of parameters, each taken from the list that stands for its
// group.
func chosen(list []Parameter, from func(Group) []Parameter) []Parameter {
	all := make([]Parameter, len(list))
	for i := range all {
		all[i] = from(list[i].Group)[i]
	}
	return all
}

// withMix is rates with what says in which setting a child is and with which
// need, and how these change, of another.
func withMix(rates cohorts.Params, mix *cohorts.Params) cohorts.Params {
	rates.Placement = mix.Placement
	rates.Review.Move, rates.Review.Change = mix.Review.Move, mix.Review.Change
	return rates
}

// plans are the plans of each age for each child, on this many children,
// divided as in the mix; where the mix has nobody of an age, as in the rates.
// Fractions are carried from cell to cell, so that sums are right to a child.
func (b Blend) plans() (plans [settings][needs][ages]int32, stock float64) {
	people, rates, mix := b.Population.Structure, b.Rates.Structure, b.Mix.Structure
	carry := carried32{}
	for a := range ages {
		total := perChild(aged(rates, a), rates.Population[a]) * people.Population[a]
		of, all := mix, aged(mix, a)
		if all == 0 {
			of, all = rates, aged(rates, a)
		}
		if all == 0 {
			continue
		}
		for st := range of.Plans {
			for d := range of.Plans[st] {
				plans[st][d][a] = carry.whole(float64(total * float64(of.Plans[st][d][a]) / all))
				stock += float64(plans[st][d][a])
			}
		}
	}
	return plans, stock
}

// requested are the requests that wait, for each child, on this many children.
func (b Blend) requested() (n [ages]int32) {
	carry := carried32{}
	for a, k := range b.Rates.Structure.Requested {
		n[a] = carry.whole(float64(perChild(float64(k), b.Rates.Structure.Population[a]) * b.Population.Structure.Population[a]))
	}
	return n
}

// aged is the plans of an age.
func aged(s *Structure, a int) (n float64) {
	for st := range s.Plans {
		for d := range s.Plans[st] {
			n += float64(s.Plans[st][d][a])
		}
	}
	return n
}

func perChild(n, people float64) float64 { return n / max(1, people) }

// carried32 rounds numbers one after another so that their sum is right.
type carried32 struct{ sum, given float64 }

func (c *carried32) whole(n float64) int32 {
	c.sum += n
	const half = .5
	k := max(0, math.Floor(c.sum-c.given+half)) // what was carried may be half a child too many
	c.given += k
	return int32(k)
}
