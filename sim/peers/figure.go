package peers

import (
	"strings"

	"sendsim/cohorts"
)

// Figure is one figure in which authorities are compared: a ratio of two sums,
// so that several authorities have one too.
type Figure struct {
	Key     string  // in files: new_plans_under_5
	Heading string  // under which it stands in a table
	Name    string  // there: under 5
	Unit    string  // of the ratio times Times
	Says    string  // what it is, for a reader who knows the SEND system
	Times   float64 // 1,000 where it is of a thousand
}

// The headings, which are groups of figures.
const (
	headRates    = "new plans a year per 1,000 of the age"
	headPlans    = "plans"
	headSettings = "plans by setting, %"
	headNeeds    = "plans by primary need, %"
	headCosts    = "cost of a placement, £ thousand a year"
	headGrant    = "money, £"
)

// The places of figures in Figures: those of ages, settings and needs begin at
// the first of them.
const (
	newByBand   = 0
	newAll      = newByBand + int(cohorts.NumBands)
	plansPer    = newAll + 1
	netLeaving  = plansPer + 1
	bySetting   = netLeaving + 1
	byNeed      = bySetting + int(cohorts.NumSettings) - 1 // Enhanced is empty at a census
	costAll     = byNeed + int(cohorts.NumNeeds)
	costIn      = costAll + 1
	grantPer    = costIn + len(costed)
	numFigures  = grantPer + 1
	thousand    = 1000
	percent     = 100
	perThousand = "per 1,000 children"
)

// costed are the settings whose cost is compared: those in which most
// authorities have enough children for it to say something.
var costed = [...]cohorts.Setting{
	cohorts.MainstreamSchool, cohorts.ResourcedProvision, cohorts.StateSpecial,
	cohorts.IndependentSpecial, cohorts.FurtherEducation, cohorts.SpecialistPost16,
}

// placed are the settings in which children are at a census.
var placed = func() (all [int(cohorts.NumSettings) - 1]cohorts.Setting) {
	i := 0
	for _, s := range cohorts.Settings() {
		if s != cohorts.Enhanced {
			all[i] = s
			i++
		}
	}
	return all
}()

// Whole tells whether a figure is published of each authority to a whole per cent
// and no finer.
func Whole(figure int) bool { return figure >= byNeed && figure < costAll }

// Figures is the whole list, in the order of tables.
var Figures = func() (all [numFigures]Figure) {
	column := func(key string) string { return strings.ReplaceAll(key, "-", "_") }
	for i, b := range cohorts.Bands() {
		all[newByBand+i] = Figure{
			"new_plans_" + column(b.String()), headRates, b.String(), perThousand,
			"new plans expected in the calendar year of the census, of children of the age group at the census after, per thousand of the population of that age", thousand,
		}
	}
	all[newAll] = Figure{"new_plans_0_25", headRates, "0-25", perThousand, "the same of all ages from 0 to 25", thousand}
	all[plansPer] = Figure{"plans_0_25", headPlans, "per 1,000 aged 0-25", perThousand, "plans at the census per thousand of the population from 0 to 25", thousand}
	all[netLeaving] = Figure{"net_leaving", headPlans, "net leaving a year, %", "per cent", "plans that end less plans that arrive without being new, in the calendar year of the census, per hundred plans at the census", percent}
	for i, s := range placed {
		all[bySetting+i] = Figure{"share_" + column(s.Key()), headSettings, s.Key(), "per cent", "plans at the census of children in: " + s.String(), percent}
	}
	for i, n := range cohorts.Needs() {
		all[byNeed+i] = Figure{"share_" + n.Key(), headNeeds, n.Key(), "per cent", "plans at the census with the primary need: " + n.String() + "; of each authority published to 1 per cent", percent}
	}
	all[costAll] = Figure{"cost", headCosts, "all placements", "GBP per plan-year", "what a placement costs the high needs block in the first financial year, place funding apart, on average over the settings at the census", 1}
	for i, s := range costed {
		all[costIn+i] = Figure{"cost_" + column(s.Key()), headCosts, s.Key(), "GBP per plan-year", "the same in one setting: " + s.String(), 1}
	}
	all[grantPer] = Figure{"block", headGrant, "block per child 0-25", "GBP per child", "high needs block of the first financial year per head of the population from 0 to 25", 1}
	return all
}()
