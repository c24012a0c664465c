package calibration

import "sendsim/cohorts"

// judgedMove is a change of setting of which nothing was published: a range of
// its hazard a year, at ages 5 to 10, 11 to 15, ... relative to the largest.
type judgedMove struct {
	from, to  cohorts.Setting
	low, high float64
	byBand    [bands]float64
}

const numJudgedMoves = 20

// judgedMoves lists them. The ranges are judgement on how the settings' part
// of an age changes from age to age in January 2024, beside what new plans
// bring [SEN2-24].
var judgedMoves = [numJudgedMoves]judgedMove{
	{cohorts.MainstreamSchool, cohorts.ResourcedProvision, .001, .006, [bands]float64{1, 1, .3, 0, 0}},
	{cohorts.MainstreamSchool, cohorts.AlternativeProvision, .001, .004, [bands]float64{0, .2, 1, 0, 0}},
	{cohorts.MainstreamSchool, cohorts.OtherArrangements, .0005, .003, [bands]float64{.2, .3, 1, 1, 0}},
	{cohorts.MainstreamSchool, cohorts.NotPlaced, .001, .006, [bands]float64{0, .3, 1, 2, 0}},
	{cohorts.MainstreamSchool, cohorts.IndependentMainstream, .0005, .002, [bands]float64{0, 1, 1, 0, 0}},
	{cohorts.ResourcedProvision, cohorts.MainstreamSchool, .01, .04, [bands]float64{.5, 1, 1, 0, 0}},
	{cohorts.StateSpecial, cohorts.IndependentSpecial, .002, .010, [bands]float64{0, .6, 1, .3, 0}},
	{cohorts.AlternativeProvision, cohorts.MainstreamSchool, .05, .20, [bands]float64{0, 1, .6, 0, 0}},
	{cohorts.AlternativeProvision, cohorts.StateSpecial, .05, .25, [bands]float64{0, 1, .5, 0, 0}},
	{cohorts.AlternativeProvision, cohorts.IndependentSpecial, .02, .10, [bands]float64{0, .5, 1, 0, 0}},
	{cohorts.HomeEducated, cohorts.MainstreamSchool, .03, .12, [bands]float64{1, 1, .5, 0, 0}},
	{cohorts.OtherArrangements, cohorts.IndependentSpecial, .02, .10, [bands]float64{0, 1, 1, .5, 0}},
	{cohorts.NotPlaced, cohorts.MainstreamSchool, .15, .60, [bands]float64{1, 1, .5, 0, 0}},
	{cohorts.NotPlaced, cohorts.StateSpecial, .15, .60, [bands]float64{.5, 1, .6, 0, 0}},
	{cohorts.NotPlaced, cohorts.OtherArrangements, .05, .20, [bands]float64{.2, 1, 1, .2, 0}},
	{cohorts.NotPlaced, cohorts.FurtherEducation, .08, .30, [bands]float64{0, 0, 0, 1, .6}},
	{cohorts.FurtherEducation, cohorts.NotPlaced, .03, .10, [bands]float64{0, 0, 0, 1, 1}},
	{cohorts.Enhanced, cohorts.StateSpecial, .08, .35, [bands]float64{1, 1, .7, .2, 0}},
	{cohorts.Enhanced, cohorts.MainstreamSchool, .02, .10, [bands]float64{1, 1, 1, 1, 0}},
	{cohorts.FurtherEducation, cohorts.SpecialistPost16, .002, .015, [bands]float64{0, 0, 0, 1, .5}},
}
