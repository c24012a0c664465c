package calibration

import "sendsim/cohorts"

// judgedMove is a change of setting of which nothing was published: a range of
// its hazard a year, at its largest over the age bands. Where it is an
// exchange as many move back, so that the settings' parts of the start stay
// what they are; what moves one way in sum is found in the stock of each age.
type judgedMove struct {
	from, to  cohorts.Setting
	exchange  bool
	low, high float64
	byBand    [bands]float64
}

const numJudgedMoves = 12

// judgedMoves lists them [JUDGEMENT].
var judgedMoves = [numJudgedMoves]judgedMove{
	{cohorts.ResourcedProvision, cohorts.MainstreamSchool, true, .01, .05, [bands]float64{.5, 1, 1, .5, 0}},
	{cohorts.StateSpecial, cohorts.IndependentSpecial, true, .001, .006, [bands]float64{0, .6, 1, .5, 0}},
	{cohorts.AlternativeProvision, cohorts.MainstreamSchool, true, .05, .25, [bands]float64{0, 1, .6, 0, 0}},
	{cohorts.AlternativeProvision, cohorts.StateSpecial, true, .03, .15, [bands]float64{0, 1, .6, 0, 0}},
	{cohorts.HomeEducated, cohorts.MainstreamSchool, true, .03, .15, [bands]float64{1, 1, .6, 0, 0}},
	{cohorts.OtherArrangements, cohorts.IndependentSpecial, true, .02, .10, [bands]float64{0, 1, 1, .5, 0}},
	{cohorts.NotPlaced, cohorts.MainstreamSchool, true, .15, .60, [bands]float64{1, 1, .6, 0, 0}},
	{cohorts.NotPlaced, cohorts.StateSpecial, true, .15, .60, [bands]float64{.5, 1, .6, 0, 0}},
	{cohorts.NotPlaced, cohorts.OtherArrangements, true, .05, .20, [bands]float64{.2, 1, 1, .2, .1}},
	{cohorts.NotPlaced, cohorts.FurtherEducation, true, .08, .30, [bands]float64{0, 0, 0, 1, .6}},
	{cohorts.Enhanced, cohorts.StateSpecial, false, .05, .25, [bands]float64{1, 1, .7, .2, 0}},
	{cohorts.Enhanced, cohorts.MainstreamSchool, false, .02, .10, [bands]float64{1, 1, 1, 1, 0}},
}
