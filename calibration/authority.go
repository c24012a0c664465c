package calibration

import (
	"slices"
	"sync"

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
	// Sampled says how the posterior of the endings of the oldest was drawn; the
	// form that ships does not have it.
	Sampled Sampled
	// Checks hold the evidence against what was fitted; the form that ships does
	// not have them.
	Checks []Check
	// EntryHyper and LeavingHyper are what the authorities share of the two
	// series of deviations.
	EntryHyper, LeavingHyper Hyper
	Pooling                  Pooling
	National                 *National
	Evidence                 *evidence.File

	own       *Own       // the council's own figures that it is laid with; nil: none
	published *Structure // what they were laid on
	asked     float64    // the plans of a request that its requests come to; 0: it gave none
	lent      *lent      // whose rates these are, if another's

	once sync.Once
	prepared
}

// prepared is what the first future of an authority has worked out for all.
type prepared struct {
	table *Table
	tag   rng.Tag
	rates cohorts.Params // of the structure, shares summing to 1
	start cohorts.State  // the children with a plan at the census
	plans float64
	ahead int     // years from the census of the national layer to the start
	path  float64 // plans from which the path of new plans starts
	older float64 // factor on endings: more or fewer are of an age to leave than where the rates are from
	born  float64
	ends  leavingAges
	leave leavingCurve // of the first year
	// common is the factor on all leaving of the first year, where nothing
	// surprises.
	common float64
	close  closing           // of the rates at which a closed setting is sought
	held   [settings]float64 // children in each setting at the census
	// back is, for each judged exchange and band, the children on its side of
	// leaving for each on the other.
	back [numJudgedMoves][bands]float64
	// backSpecial is the same for moves from each special setting to
	// mainstream.
	backSpecial [bands][settings]float64
}

// With is the same authority with another structure or other parameters; nil
// leaves them.
func (c *Authority) With(structure *Structure, parameters []Parameter) *Authority {
	d := &Authority{
		Area: c.Area, Valid: c.Valid, Invalid: c.Invalid, Warnings: slices.Clone(c.Warnings),
		Structure: c.Structure, Parameters: c.Parameters, EntryHyper: c.EntryHyper, LeavingHyper: c.LeavingHyper,
		Pooling: c.Pooling, National: c.National, Evidence: c.Evidence,
	}
	if structure != nil {
		d.Structure = structure
	}
	if parameters != nil {
		d.Parameters = parameters
	}
	return d
}

// On is the authority on another national layer of the same census.
func (c *Authority) On(n *National) *Authority {
	d := c.With(nil, nil)
	d.National, d.own, d.published, d.lent = n, c.own, c.published, c.lent
	return d
}

// ready works out, once, what every future needs.
func (c *Authority) ready() { c.once.Do(c.prepare) }

func (c *Authority) prepare() {
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
	c.plans, c.path, c.older = s.Stock, s.Stock, 1
	c.ahead = s.January - c.National.January
	if c.own != nil && c.ahead == 0 {
		c.path = c.published.Stock // a census counted anew says nothing of new plans
	}
	if c.start.Plans() == 0 {
		return
	}
	c.born = s.Population[0]
	c.rates = s.rates()
	if c.lent != nil {
		c.lent.from.ready()
	}
	c.centreOldest()
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
	c.leavingByAge()
	if c.lent != nil {
		c.take(c.lent)
		return
	}
	var v [numParameters]float64
	t := c.midway(v[:])
	c.common, _ = c.leave.factor(t.Ended[0], t.Entries[0]/c.plans, t.Arrived[0])
	c.close = c.closure()
}

// rates are the tables of the structure as the steps want them: the first term
// set, and every row of shares summing to 1 to the last bit that rounding
// leaves.
func (s *Structure) rates() cohorts.Params {
	r := s.Rates
	r.First = cohorts.AfterCensus(s.January)
	for a := range ages {
		r.Population.MigrationByAge[a] = 1
		share(r.Placement.Need[a][:])
		share(r.Placement.New[a][:])
		share(r.Placement.Arrived[a][:])
		share(r.Review.OutReasons[a][:])
		share(r.Review.FinishReasons[a][:])
	}
	share(r.Population.ArrivalAge[:])
	for b := range r.Placement.Transfer {
		for from := range r.Placement.Transfer[b] {
			share(r.Placement.Transfer[b][from][:])
		}
	}
	return r
}
