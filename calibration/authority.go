package calibration

import (
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
	leave leavingCurve
	held  [settings]float64 // children in each setting at the census
	// back is, for each judged exchange and band, the children on its side of
	// leaving for each on the other.
	back [numJudgedMoves][bands]float64
	// backSpecial is the same for moves from each special setting to
	// mainstream.
	backSpecial [bands][settings]float64
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
	for b := range bands {
		n := s.inBand(cohorts.Band(b))
		for i, m := range judgedMoves {
			if m.exchange {
				c.back[i][b] = n[m.from] / max(1, n[m.to])
			}
		}
		for from := range n {
			if isSpecial(from) {
				c.backSpecial[b][from] = n[from] / max(1, n[cohorts.MainstreamSchool])
			}
		}
	}
	c.leave = c.leavingCurve()
}
