package outputs

import (
	"slices"

	"sendsim/cohorts"
	"sendsim/sim"
)

// demand is the way from SEN support to an assessment, in the three terms of
// the financial year.
var demand = []Column{
	flow("births", UnitChildren, "children born into the population", func(f *cohorts.Flows) int32 { return f.Births }),
	flow("migration", UnitChildren, "net migration of children without a plan; may be negative", func(f *cohorts.Flows) int32 { return f.Migration }),
	flow("identified", UnitChildren, "children who came onto SEN support", func(f *cohorts.Flows) int32 { return f.Identified }),
	flow("released", UnitChildren, "children who came off SEN support without a plan", func(f *cohorts.Flows) int32 { return f.Released }),
	flow("requests", UnitRequests, "requests for an assessment", func(f *cohorts.Flows) int32 { return f.Requests }),
	flow("requests_direct", UnitRequests, "of requests: for a child who was not on SEN support", func(f *cohorts.Flows) int32 { return f.DirectRequests }),
	flow("refused", UnitRequests, "requests refused", func(f *cohorts.Flows) int32 { return f.Refused }),
	flow("agreed", UnitRequests, "requests agreed: an assessment begins", func(f *cohorts.Flows) int32 { return f.Agreed }),
	flow("withdrawn", UnitRequests, "requests withdrawn or decided elsewhere", func(f *cohorts.Flows) int32 { return f.Withdrawn }),
	flow("finished", UnitAssessed, "assessments finished", func(f *cohorts.Flows) int32 { return f.Finished }),
	flow("not_issued", UnitAssessed, "assessments finished without a plan", func(f *cohorts.Flows) int32 { return f.NotIssued }),
}

// newPlans is the plans that began.
var newPlans = slices.Concat(
	[]Column{
		flow("new_plans", UnitPlans, "plans issued, after an assessment or a dispute", func(f *cohorts.Flows) int32 { return f.Issued }),
		flow("new_plans_after_assessment", UnitPlans, "of new_plans: after an assessment, not a dispute", func(f *cohorts.Flows) int32 { return f.IssuedAfterAssessment }),
		{
			"share_within_20_weeks", UnitShare, "of the plans after an assessment: in the first term in which the 20 weeks could end", "plans in time / new_plans_after_assessment",
			func(y *sim.YearEnd) float64 {
				return ratio(float64(y.Flows.IssuedInTime), float64(y.Flows.IssuedAfterAssessment))
			},
		},
	},
	each(cohorts.NumSettings, func(s cohorts.Setting) Column {
		return flow("new_plans_setting_"+snake(s.Key()), UnitPlans, "new plans by first setting: "+s.String(), func(f *cohorts.Flows) int32 { return f.NewPlans[s] })
	}),
	[]Column{
		flow("arrived", UnitPlans, "plans that came from another authority, or were recorded late", func(f *cohorts.Flows) int32 { return f.Arrived }),
	},
)

// endings is the plans that ended, and what changed in those that did not.
var endings = slices.Concat(
	[]Column{flow("ended", UnitPlans, "plans that ended, for any reason", (*cohorts.Flows).EndedInAll)},
	each(cohorts.NumReasons, func(r cohorts.Reason) Column {
		return flow("ended_"+snake(r.String()), UnitPlans, "plans ended by reason: "+r.String(), func(f *cohorts.Flows) int32 { return f.Ended[r] })
	}),
	[]Column{
		flow("moved_up", UnitPlans, "moves to a more specialist setting", func(f *cohorts.Flows) int32 { return f.MovedUp }),
		flow("moved_down", UnitPlans, "moves to a less specialist setting", func(f *cohorts.Flows) int32 { return f.MovedDown }),
		flow("moved_aside", UnitPlans, "other changes of setting, transfers between phases among them", func(f *cohorts.Flows) int32 { return f.MovedAside }),
		flow("need_changed", UnitPlans, "plans whose recorded primary need changed", func(f *cohorts.Flows) int32 { return f.NeedChanged }),
	},
)

// disputes is the appeals and mediations.
var disputes = slices.Concat(
	each(cohorts.NumStages, func(s cohorts.Stage) Column {
		return flow("disputes_lodged_"+snake(s.String()), UnitDisputes, "disputes lodged: "+s.String(), func(f *cohorts.Flows) int32 { return f.Lodged[s] })
	}),
	each(cohorts.NumStages*cohorts.Stage(cohorts.NumOutcomes), func(i cohorts.Stage) Column {
		s, o := i/cohorts.Stage(cohorts.NumOutcomes), cohorts.Outcome(i)%cohorts.NumOutcomes
		return flow("disputes_"+outcomeNames[o]+"_"+snake(s.String()), UnitDisputes, "disputes resolved, "+outcomeSays[o]+": "+s.String(), func(f *cohorts.Flows) int32 { return f.Resolved[s][o] })
	}),
)

var (
	outcomeNames = [cohorts.NumOutcomes]string{
		cohorts.Conceded: "conceded", cohorts.Upheld: "upheld", cohorts.Lost: "lost",
	}
	outcomeSays = [cohorts.NumOutcomes]string{
		cohorts.Conceded: "the authority agreed before a hearing",
		cohorts.Upheld:   "found for the family",
		cohorts.Lost:     "found for the authority, or withdrawn",
	}
)

// placing is the children who found no place in a rationed setting.
var placing = slices.Concat(
	rationed(func(s cohorts.Setting) Column {
		return flow("unplaced_"+snake(s.Key()), UnitChildren, "children who sought a place and found none: "+s.String(), func(f *cohorts.Flows) int32 { return f.Unplaced[s] })
	}),
	[]Column{
		flow("unplaced_to_independent", UnitChildren, "of the unplaced: to an independent special school", func(f *cohorts.Flows) int32 { return f.ToIndependent }),
		flow("unplaced_to_enhanced", UnitChildren, "of the unplaced: to mainstream or college on an enhanced package", func(f *cohorts.Flows) int32 { return f.ToEnhanced }),
		flow("unplaced_to_waiting", UnitChildren, "of the unplaced: waiting where they are, or without a place", func(f *cohorts.Flows) int32 { return f.ToWaiting }),
	},
)

// reviews is the annual reviews.
var reviews = []Column{
	flow("reviews_due", UnitReviews, "annual reviews due in the year's terms; one that is owed is due again in the next term", func(f *cohorts.Flows) int32 { return f.ReviewsDue }),
	flow("reviews_held", UnitReviews, "annual reviews held", func(f *cohorts.Flows) int32 { return f.ReviewsHeld }),
}

// places is what the rationed settings hold.
var places = slices.Concat(
	rationed(func(s cohorts.Setting) Column {
		return Column{
			"places_" + snake(s.Key()), UnitPlaces, "places at the January census: " + s.String(), "",
			count(func(y *sim.YearEnd) int32 { return y.Places[s] }),
		}
	}),
	rationed(func(s cohorts.Setting) Column {
		key := snake(s.Key())
		return Column{
			"occupancy_" + key, UnitShare, "plans per place at the January census: " + s.String(), "plans_setting_" + key + " / places_" + key,
			func(y *sim.YearEnd) float64 { return ratio(float64(y.Census.In(s)), float64(y.Places[s])) },
		}
	}),
)

// flow is a column that counts what happened in the financial year.
func flow(name, unit, says string, of func(*cohorts.Flows) int32) Column {
	return Column{name, unit, says, "", func(y *sim.YearEnd) float64 { return float64(of(&y.Flows)) }}
}

// rationed makes one column for every setting that has a number of places.
func rationed(column func(cohorts.Setting) Column) []Column {
	var columns []Column
	for _, s := range cohorts.Settings() {
		if s.Rationed() {
			columns = append(columns, column(s))
		}
	}
	return columns
}
