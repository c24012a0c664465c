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
