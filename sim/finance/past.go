package finance

import (
	"fmt"
	"slices"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// PastStarts are the Januaries before 2024 from which a run has the money of
// its time: those at whose 31 March balances are published.
func PastStarts() []int { return []int{2020, 2021, 2022} }

// NationAt is the money of every authority as a run from the January of a
// census opens: that of 2023-24, or for a start further back that of the
// financial year it closes, from what had been published by the June after it,
// and three things that had not, each said where it is used:
//
//   - the balance of the 31 March from which it opens, published the December
//     after: it stands for the council's own books;
//   - for the base years before 2021-22, what children and places cost beside
//     each other, from England's planned lines of 2021-22: a shape, brought to
//     what the authority spent;
//   - placements by age of the calibration, which says so itself.
func NationAt(set *evidence.Set, january int) *Nation {
	base := january - 1
	if base >= baseYear {
		return NationOf(set)
	}
	n := &Nation{back: baseYear - base, central: medians()}
	lender := &pool{}
	if base < linesYear {
		lender = linesOfEngland(set, n.central)
	}
	england := &pool{}
	for _, f := range set.Authorities {
		s := read(f, base, n.central)
		if s.Unknown == "" && !s.ownLines {
			s.borrow(lender, n.central)
		}
		if s.Unknown == "" {
			england.add(s, n.central)
		}
		n.structures = append(n.structures, s)
	}
	for _, s := range n.structures {
		s.england = england.units(n.central)
	}
	n.gap = n.meanGap()
	return n
}

// linesOfEngland is the planned lines of all authorities, with the children of
// their own year.
func linesOfEngland(set *evidence.Set, central []float64) *pool {
	all := &pool{}
	for _, f := range set.Authorities {
		if !hasLines(f) {
			continue
		}
		s := &Structure{back: baseYear - linesYear}
		s.children, _ = childrenOf(f, linesYear)
		s.january, _ = children(f, linesYear+1)
		s.readLines(f, central)
		all.add(s, central)
	}
	return all
}

// readPast reads what is particular to a base year before 2023-24.
func (s *Structure) readPast(f *evidence.File, central []float64) {
	march := fmt.Sprintf("31 March %d", s.base()+1)
	_, opens := s.balances[s.base()]
	var counted bool
	s.children, counted = childrenOf(f, s.base())
	s.january, _ = children(f, s.base()+1)
	switch {
	case !opens:
		s.Unknown = "no balance of its dedicated schools grant at " + march + " is known"
	case s.blocks[s.base()] == 0:
		s.Unknown = "no high needs block of " + FinancialYear(s.base()) + " is known"
	case !counted:
		s.Unknown = "no census tells where its children are"
	case s.base() >= linesYear && hasLines(f):
		s.ownLines = true
		s.readLines(f, central)
		s.Closing = s.close(f)
		s.Gap = s.gapOfYear()
	case s.base() >= linesYear:
		s.Unknown = "no planned spend of 2021-22 is known by line"
	}
}

// gapOfYear is what the year of the lines leaves not explained.
func (s *Structure) gapOfYear() Gap {
	c := s.Closing
	if !c.Known {
		return Gap{}
	}
	return Gap{
		Implied: c.Deficit, Modelled: c.Spend - c.Block, Share: c.Residual, Known: true, OneYear: true,
		Valve: s.valvePaid(),
	}
}

// valvePaid tells whether a safety-valve payment may be in a balance of the
// base year.
func (s *Structure) valvePaid() bool { return s.Valve != nil && s.Valve.Year <= s.base() }

// yearsOfDeficit is over how many years the balance that opens a run is taken
// to have arisen, where the balance of the year before is not known or a
// payment is in it. [J]
const yearsOfDeficit = 5

// overspent is what an authority spent in the base year beyond its block, and
// in words where that is from.
func (s *Structure) overspent() (pounds float64, from string) {
	before, known := s.balances[s.base()-1]
	if known && !s.valvePaid() {
		return s.balances[s.base()].Pounds - before.Pounds, "the change of its balance"
	}
	return s.balances[s.base()].Pounds / yearsOfDeficit, "a fifth of its balance (judgement: a balance arises in five years)"
}

// borrow takes what children and places cost from England's lines, and brings
// all that has no national rate to what the authority spent.
func (s *Structure) borrow(lender *pool, central []float64) {
	lender.fill(s, central)
	over, from := s.overspent()
	fixed := element2 * (s.children[cohorts.FurtherEducation] + s.children[cohorts.SpecialistPost16])
	for _, money := range s.places {
		fixed += money
	}
	moving := s.spend() - fixed
	if moving <= 0 {
		s.Unknown = "no planned spend by line is known to borrow from"
		return
	}
	s.Level = (s.blocks[s.base()] + over - fixed) / moving
	for p := range s.pots {
		s.pots[p] *= s.Level
	}
	for l := range s.services {
		s.services[l] *= s.Level
	}
	s.note("its spend of %s is its high needs block and %s; how it falls on children and lines is borrowed from England's planned lines of 2021-22, first published in September 2021, times %.2f", FinancialYear(s.base()), from, s.Level)
}

// asKnown is a list of parameters as they stood for the base year of a
// structure: those that later figures informed are judgement.
func (n *Nation) asKnown(s *Structure, list []calibration.Parameter) []calibration.Parameter {
	if n.back == 0 {
		return list
	}
	list = slices.Clone(list)
	set := func(i int, low, high float64, says string) {
		p := &list[i]
		p.Post = calibration.Range(p.Transform, low, high)
		p.Prior, p.Says, p.Grade, p.Source = p.Post, says, calibration.Judgment, "JUDGEMENT"
	}
	set(unexplainedLevel, -0.02, 0.02, "what balances show beyond the lines, a year, on average over authorities; a start in the past does not know that it was -3 % a year in the two years to March 2024")
	if !s.ownLines {
		set(unexplainedSpread, 0.05, 0.08, "standard deviation of an authority's departure from that level, where its spend is worked out from the balance")
		set(unexplainedPersistence, 0.50, 0.85, "part of that departure which the next year keeps: a level worked out wrong stays wrong")
	}
	return list
}

// Published tells whether a run whose first financial year begins in the given
// year has Parameters as they stand: it does not begin before what was published
// last, and knows no less.
func Published(first int) bool { return first > baseYear }
