package sim

import (
	"sendsim/cohorts"
	"sendsim/sim/finance"
)

// YearEnd is what one financial year of one future says of one authority, or
// of several summed inside the draw. Plans, places and census tables are
// those of the January in the year; flows are those of its three terms
// (summer, autumn, spring); the account is closed at its 31 March.
type YearEnd struct {
	Draw int // number of the future, from 0
	Area int // index into Model.Areas
	Year int // financial year, by the calendar year of its April

	Plans      int32
	Census     Census
	Population [cohorts.NumBands]int32 // children of every standing, by age group
	Support    int32                   // on SEN support without a plan
	Waiting    Pipeline                // the pipeline at the census

	Places  [cohorts.NumSettings]int32 // places, in the rationed settings
	Flows   cohorts.Flows
	Account finance.Account
}

// Census is the plans at a January census, in the tables that are reported.
type Census struct {
	SettingAge  [cohorts.NumSettings][cohorts.NumAges]int32
	BandNeed    [cohorts.NumBands][cohorts.NumNeeds]int32
	SettingNeed [cohorts.NumSettings][cohorts.NumNeeds]int32
	Phase       [cohorts.NumPhases]int32
}

// Pipeline is the children on their way to a plan at a census, and what the
// service owes.
type Pipeline struct {
	Requested, Assessing int32
	Backlog              int32 // of Assessing: due and not finished
	Disputes             [cohorts.NumStages]int32
	ReviewsOwed          int32
}

// In is the number of plans in a setting.
func (c *Census) In(s cohorts.Setting) int32 {
	var sum int32
	for _, n := range c.SettingAge[s] {
		sum += n
	}
	return sum
}

// The groups that the census tables count by.
var (
	bandOf = func() (of [cohorts.NumAges]cohorts.Band) {
		for a := range of {
			of[a] = cohorts.BandOf(cohorts.Age(a))
		}
		return of
	}()
	phaseOf = func() (of [cohorts.NumSettings][cohorts.NumAges]cohorts.Phase) {
		for s := range of {
			for a := range of[s] {
				of[s][a] = cohorts.PhaseOf(cohorts.Age(a), cohorts.Setting(s))
			}
		}
		return of
	}()
)

// census takes what is reported of the state at a January census, into a year
// that has none.
func (y *YearEnd) census(s *cohorts.State) {
	y.Plans = s.Plans()
	without := s.WithoutPlan()
	for a, n := range &without {
		y.Population[bandOf[a]] += n
	}
	var byNeed [cohorts.NumNeeds]cohorts.ByAge
	s.EachRow(func(at cohorts.Setting, need cohorts.Need, children *cohorts.ByAge) {
		settingAge, needAge, all := &y.Census.SettingAge[at], &byNeed[need], int32(0)
		for a, n := range children {
			settingAge[a] += n
			needAge[a] += n
			all += n
		}
		y.Census.SettingNeed[at][need] = all
	})
	for need := range byNeed {
		for a, n := range &byNeed[need] {
			y.Census.BandNeed[bandOf[a]][need] += n
		}
	}
	for at := range y.Census.SettingAge {
		for a, n := range &y.Census.SettingAge[at] {
			y.Population[bandOf[a]] += n
			y.Census.Phase[phaseOf[at][a]] += n
		}
	}
	y.Support = s.Support.Total()
	y.Places = s.Places
	y.Waiting = Pipeline{
		Requested:   s.Requested.Total(),
		Assessing:   s.Assessing[0].Total() + s.Assessing[1].Total(),
		Backlog:     s.Assessing[1].Total(),
		ReviewsOwed: s.ReviewsOwed,
	}
	for stage := range s.Disputing {
		y.Waiting.Disputes[stage] = s.Disputing[stage].Total()
	}
}

// add adds another authority's year-end of the same draw and year.
func (y *YearEnd) add(o *YearEnd) {
	y.Draw, y.Year = o.Draw, o.Year
	y.Plans += o.Plans
	y.Census.add(&o.Census)
	for b := range y.Population {
		y.Population[b] += o.Population[b]
	}
	y.Support += o.Support
	y.Waiting.add(&o.Waiting)
	for s := range y.Places {
		y.Places[s] += o.Places[s]
	}
	y.Flows.Add(&o.Flows)
	y.Account.Add(&o.Account)
}

func (c *Census) add(o *Census) {
	for s := range c.SettingAge {
		for a := range c.SettingAge[s] {
			c.SettingAge[s][a] += o.SettingAge[s][a]
		}
		for n := range c.SettingNeed[s] {
			c.SettingNeed[s][n] += o.SettingNeed[s][n]
		}
	}
	for b := range c.BandNeed {
		for n := range c.BandNeed[b] {
			c.BandNeed[b][n] += o.BandNeed[b][n]
		}
	}
	for p := range c.Phase {
		c.Phase[p] += o.Phase[p]
	}
}

func (p *Pipeline) add(o *Pipeline) {
	p.Requested += o.Requested
	p.Assessing += o.Assessing
	p.Backlog += o.Backlog
	for s := range p.Disputes {
		p.Disputes[s] += o.Disputes[s]
	}
	p.ReviewsOwed += o.ReviewsOwed
}
