package calibration

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/rng"
)

// Authority is one authority, calibrated: what its futures are settled from.
// It is read-only once made, and may be used by several goroutines.
type Authority struct {
	Area       evidence.Area
	Valid      bool     // every gate was passed
	Invalid    []string // why not
	Warnings   []string
	Structure  *Structure
	Parameters []Parameter // prior and posterior of each, in the order of the table
	// EntryHyper and LeavingHyper are what the authorities share of the two
	// series of deviations.
	EntryHyper, LeavingHyper Hyper
	National                 *National
	Evidence                 *evidence.File

	table *Table
	tag   rng.Tag
	start cohorts.State // the children with a plan at the census
	plans float64
	born  float64
	ask   askYield
	leave leavingCurve
	held  [settings]float64 // children in each setting at the census
	// midway is the first year's entries at the centre of every parameter.
	midway float64
}

// open makes an authority ready to settle futures.
func (c *Authority) open() {
	c.table = NewTable(c.Parameters)
	c.tag = rng.Name(c.Area.Code)
	s := c.Structure
	c.start = cohorts.State{Term: cohorts.AfterCensus(s.January)}
	for st := range s.Plans {
		for d := range s.Plans[st] {
			for a, n := range s.Plans[st][d] {
				c.start.Put(cohorts.Cell{Age: cohorts.Age(a), Need: cohorts.Need(d), Setting: cohorts.Setting(st)}, n)
				c.held[st] += float64(n)
			}
		}
	}
	c.plans = float64(c.start.Plans())
	c.born = s.Population[0]
	s.Rates.First = c.start.Term
	for a := range ages {
		s.Rates.Population.MigrationByAge[a] = 1
	}
	c.leave = c.leavingCurve()
	c.midway = math.Exp(math.Log(c.National.Entries) + c.National.growth() + math.Log(c.plans/c.National.Stock) + c.EntryHyper.Rho*c.Parameters[entryLevel].Post.Mean)
}

// growth is the mean over the rows of the first year's growth of entry.
func (n *National) growth() float64 {
	var s float64
	for _, r := range n.Rows {
		s += r.MU + r.PhiU*(r.LastU-r.MU)
	}
	return s / float64(len(n.Rows))
}
