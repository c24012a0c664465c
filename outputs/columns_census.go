package outputs

import (
	"math"
	"slices"

	"sendsim/cohorts"
	"sendsim/sim"
)

// census is the children with a plan at the January census.
var census = slices.Concat(
	[]Column{
		{ColPlans, UnitPlans, "EHC plans at the January census in the year", "", count(func(y *sim.YearEnd) int32 { return y.Plans })},
	},
	each(cohorts.NumPhases, func(p cohorts.Phase) Column {
		return Column{
			PhaseColumn(p), UnitPlans, "plans in the phase " + p.String(), "",
			count(func(y *sim.YearEnd) int32 { return y.Census.Phase[p] }),
		}
	}),
	each(cohorts.NumSettings, func(s cohorts.Setting) Column {
		return Column{
			SettingColumn(s), UnitPlans, "plans by setting: " + s.String(), "",
			count(func(y *sim.YearEnd) int32 { return y.Census.In(s) }),
		}
	}),
	each(cohorts.NumBands, func(b cohorts.Band) Column {
		return Column{
			AgeColumn(b), UnitPlans, "plans by age on 31 August before: " + b.String(), "",
			count(func(y *sim.YearEnd) int32 { return inBand(y, b) }),
		}
	}),
	each(cohorts.NumNeeds, func(n cohorts.Need) Column {
		return Column{
			NeedColumn(n), UnitPlans, "plans by primary need: " + n.String(), "",
			count(func(y *sim.YearEnd) int32 { return withNeed(y, n) }),
		}
	}),
)

// PhaseColumn is the name of the column of a phase's plans.
func PhaseColumn(p cohorts.Phase) string { return "plans_phase_" + snake(p.String()) }

// SettingColumn is the name of the column of a setting's plans.
func SettingColumn(s cohorts.Setting) string { return "plans_setting_" + snake(s.Key()) }

// AgeColumn is the name of the column of an age group's plans.
func AgeColumn(b cohorts.Band) string { return "plans_age_" + snake(b.String()) }

// NeedColumn is the name of the column of a need's plans.
func NeedColumn(n cohorts.Need) string { return "plans_need_" + snake(n.Key()) }

// ColumnKey is a key as part of a column's name.
func ColumnKey(key string) string { return snake(key) }

// planShares is how many children there are, and how many of them have a
// plan.
var planShares = slices.Concat(
	[]Column{
		{"children", UnitChildren, "children and young people aged 0 to 25 of every standing", "", func(y *sim.YearEnd) float64 { return everyone(y) }},
	},
	each(cohorts.NumBands, func(b cohorts.Band) Column {
		return Column{
			"children_age_" + snake(b.String()), UnitChildren, "children and young people aged " + b.String(), "",
			count(func(y *sim.YearEnd) int32 { return y.Population[b] }),
		}
	}),
	[]Column{
		{"plans_per_child", UnitPerChild, "plans per child and young person aged 0 to 25", "plans / children", func(y *sim.YearEnd) float64 { return ratio(float64(y.Plans), everyone(y)) }},
	},
	each(cohorts.NumBands, func(b cohorts.Band) Column {
		age := snake(b.String())
		return Column{
			"plans_per_child_age_" + age, UnitPerChild, "plans per child aged " + b.String(), "plans_age_" + age + " / children_age_" + age,
			func(y *sim.YearEnd) float64 { return ratio(float64(inBand(y, b)), float64(y.Population[b])) },
		}
	}),
	[]Column{
		{"sen_support", UnitChildren, "children on SEN support without a plan", "", count(func(y *sim.YearEnd) int32 { return y.Support })},
	},
)

// waiting is the pipeline at the census.
var waiting = slices.Concat(
	[]Column{
		{"waiting_for_decision", UnitRequests, "requests at the census that await the decision whether to assess", "", count(func(y *sim.YearEnd) int32 { return y.Waiting.Requested })},
		{"being_assessed", UnitAssessed, "assessments under way at the census", "", count(func(y *sim.YearEnd) int32 { return y.Waiting.Assessing })},
		{"backlog", UnitAssessed, "of being_assessed: due and not finished", "", count(func(y *sim.YearEnd) int32 { return y.Waiting.Backlog })},
	},
	each(cohorts.NumStages, func(s cohorts.Stage) Column {
		return Column{
			"disputes_open_" + snake(s.String()), UnitDisputes, "open disputes at the census: " + s.String(), "",
			count(func(y *sim.YearEnd) int32 { return y.Waiting.Disputes[s] }),
		}
	}),
	[]Column{
		{"reviews_owed", UnitReviews, "annual reviews at the census that were due and not held", "", count(func(y *sim.YearEnd) int32 { return y.Waiting.ReviewsOwed })},
	},
)

func inBand(y *sim.YearEnd, b cohorts.Band) int32 {
	var sum int32
	for _, n := range y.Census.BandNeed[b] {
		sum += n
	}
	return sum
}

func withNeed(y *sim.YearEnd, n cohorts.Need) int32 {
	var sum int32
	for b := range y.Census.BandNeed {
		sum += y.Census.BandNeed[b][n]
	}
	return sum
}

func everyone(y *sim.YearEnd) float64 {
	var sum float64
	for _, n := range y.Population {
		sum += float64(n)
	}
	return sum
}

// ratio is a over b, NaN where there is nothing to share.
func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
