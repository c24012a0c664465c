package finance

import "sendsim/calibration"

// The uncertain figures of money, by their place in Parameters.
const (
	feeGrowth = iota
	feeShock
	payGrowth
	payShock
	growthPersistence
	feesWithPay
	placeRateGrowth
	skew
	skewPersistence
	stateLevel
	independentLevel
	unpublishedLevel
	servicesLevel
	relResourced
	relSpecialistPost16
	relIndependentMainstream
	relOtherArrangements
	relNotPlaced
	enhancedMultiple
	withoutSchools
	withoutAP
	withoutCollege
	withoutIndependent
	unexplainedLevel
	unexplainedSpread
	unexplainedPersistence
	unexplainedKept
	disputeUprating
	transportIndependent
	transportCollege
	transportMainstream
	grantPersistence
	schoolsGrowth
	highNeedsPart
	openingError
	openingUnknown
	numParameters
)

// Parameters is a fresh copy of the table of uncertain figures of money. What
// no published figure settles is an assumption, graded J. A caller may narrow
// or move a range; the order stands.
func Parameters() []calibration.Parameter {
	const (
		share = "share of the block"
		year  = "share a year"
		times = "factor"
		part  = "share"
		nat   = calibration.Nation
		loc   = calibration.Local
		id    = calibration.Identity
		log   = calibration.Log
		logit = calibration.Logit
		cost  = calibration.UnitCost
		fund  = calibration.Funding
		other = calibration.OtherLines
		J     = calibration.Judgment
		D     = calibration.Derived
	)
	say := func(name, unit, says string, g calibration.Group, scope calibration.Scope, t calibration.Transform,
		low, high float64, grade calibration.Grade, source, better string,
	) calibration.Parameter {
		d := calibration.Range(t, low, high)
		return calibration.Parameter{
			Name: name, Unit: unit, Says: says, Group: g, Scope: scope, Transform: t,
			Prior: d, Post: d, Grade: grade, Source: source, Better: better,
		}
	}
	return []calibration.Parameter{
		feeGrowth: say("fee-growth", year, "mean yearly growth of independent fees: 52,000 in 2018-19 to 63,000 in 2023-24 is 3.9 %, 54,000 to 63,000 from 2020-21 5.3 %",
			cost, nat, id, 0.030, 0.056, D, "PQ50389", "placement teams: fee letters of the year"),
		feeShock: say("fee-shock", year, "standard deviation of one year's growth of fees about its mean: the five years since 2018-19 were 4, 0, 6, 9 and 2 %, rounding among it",
			cost, nat, log, 0.012, 0.035, D, "PQ50389", ""),
		payGrowth: say("pay-growth", year, "mean yearly growth of top-ups and services per child, with pay; top-ups in state special schools grew by more to 2023-24, new grants among it",
			cost, nat, id, 0.020, 0.055, J, "PAY", "finance: the agreed uplift of top-ups"),
		payShock:          say("pay-shock", year, "standard deviation of one year's growth of pay about its mean", cost, nat, log, 0.005, 0.020, J, "PAY", ""),
		growthPersistence: say("growth-persistence", part, "part of a year's departure from mean growth, of fees and of pay, that the next year keeps", cost, nat, logit, 0.20, 0.60, J, "JUDGEMENT", ""),
		feesWithPay:       say("fees-with-pay", "correlation", "correlation of a year's shocks to fees and to pay", cost, nat, logit, 0.30, 0.70, J, "JUDGEMENT", ""),
		placeRateGrowth:   say("place-rate-growth", year, "growth of the rates paid for places: 10,000 and 6,000 have stood for ten years", cost, nat, id, -0.002, 0.010, J, "PLACE-RATES", ""),
		skew: say("independent-skew", "sd of the log", "spread of fees between children in independent special schools: mean 70,353 and median 50,000 in one county",
			cost, nat, log, 0.70, 0.95, D, "FOI-LINCS23", "placement teams: the list of placements and fees"),
		skewPersistence:  say("independent-skew-persistence", part, "part of an authority's departure from the expected mix of cheap and dear placements that the next year keeps", cost, nat, logit, 0.70, 0.90, J, "JUDGEMENT", ""),
		stateLevel:       say("state-level", times, "top-ups to state providers, true over published: the totals are a third party's extract, in part before income", cost, loc, log, 1/1.06, 1.06, D, "S251-23", "finance: outturn of the year"),
		independentLevel: say("independent-level", times, "payments to independent providers, true over published", cost, loc, log, 1/1.08, 1.08, D, "S251-23", "finance: outturn of the year"),
		unpublishedLevel: say("unpublished-level", times, "top-ups, true over worked out, where no total of 2023-24 is published", cost, loc, log, 1/1.25, 1.25, D, "S251-21", "finance: outturn of the year"),
		servicesLevel:    say("services-level", times, "services, true over those planned in 2021-22 brought to 2023-24", cost, loc, log, 1/1.10, 1.10, J, "S251-21", "finance: outturn of the year"),

		relResourced:             say("cost-resourced", times, "top-up of a child in resourced provision over one in a mainstream school", cost, loc, log, 1.1, 2.2, J, "UNIT-JUDGED", "finance: banding tables"),
		relSpecialistPost16:      say("cost-specialist-post16", times, "cost of a specialist post-16 place over one in an independent special school", cost, loc, log, 0.35, 0.70, J, "UNIT-JUDGED", "finance: placements and fees"),
		relIndependentMainstream: say("cost-independent-mainstream", times, "cost in an independent mainstream school over one in an independent special school: 17,333 over 70,353 in one county", cost, loc, log, 0.20, 0.40, D, "FOI-LINCS23", "finance: placements and fees"),
		relOtherArrangements:     say("cost-other-arrangements", times, "cost in other arrangements over an independent special school: a package costs 25,000 to 60,000, many in the category little; so low that the average independent special fee comes out near the published 63,000", cost, loc, log, 0.10, 0.40, J, "PQ100030", "finance: packages"),
		relNotPlaced:             say("cost-not-placed", times, "interim tuition of a child without a place over an independent special school", cost, loc, log, 0.01, 0.08, J, "JUDGEMENT", "finance: tuition"),
		enhancedMultiple:         say("cost-enhanced", times, "top-up of an enhanced package in a mainstream school, for want of a place, over an ordinary one", cost, loc, log, 2, 4, J, "JUDGEMENT", "finance: exceptional top-ups"),
		withoutSchools:           say("without-plan-schools", part, "part of top-ups in early years and mainstream schools that is for children without a plan", cost, loc, logit, 0.01, 0.15, J, "JUDGEMENT", "finance: top-ups by child"),
		withoutAP:                say("without-plan-ap", part, "part of top-ups in alternative provision that is for children without a plan", cost, loc, logit, 0.50, 0.85, J, "JUDGEMENT", "finance: top-ups by child"),
		withoutCollege:           say("without-plan-college", part, "part of top-ups in colleges that is for students without a plan", cost, loc, logit, 0.01, 0.15, J, "JUDGEMENT", "finance: top-ups by student"),
		withoutIndependent:       say("without-plan-independent", part, "part of payments to independent providers that follows no plan, independent alternative provision among it", cost, loc, logit, 0.01, 0.10, J, "S251-21", "finance: placements and fees"),

		unexplainedLevel: say("not-explained-level", share, "what balances showed beyond the lines, a year, on average over authorities without a safety valve: nothing in 2021-22, -3.0 % a year in the two years to March 2024; other blocks, transfers, income",
			other, nat, id, -0.05, 0, D, "DSGDEF-24", "DfE: outturn against balances"),
		unexplainedSpread:      say("not-explained-spread", share, "standard deviation of an authority's departure from that level", other, nat, log, 0.040, 0.060, D, "DSGDEF-24", ""),
		unexplainedPersistence: say("not-explained-persistence", part, "part of that departure which the next year keeps", other, nat, logit, 0.35, 0.65, D, "DSGDEF", ""),
		unexplainedKept:        say("not-explained-kept", part, "part of the departure seen in the two years to March 2024 that is real, not error of balance or lines", other, nat, logit, 0.60, 0.95, D, "DSGDEF-24", ""),
		disputeUprating:        say("dispute-uprating", times, "prices of 2023-24 over those of about 2016, when the cost of an appeal was found", other, nat, log, 1.20, 1.40, J, "APPEAL-COST", "the council: cost of an appeal"),
		transportIndependent:   say("transport-independent", times, "transport of a child in an independent special school or specialist post-16 over one in a state special school", other, loc, log, 1.2, 2.0, J, "TRANSPORT23", "transport: cost by school"),
		transportCollege:       say("transport-college", times, "the same in resourced provision, alternative provision and colleges", other, loc, log, 0.25, 0.60, J, "TRANSPORT23", "transport: cost by school"),
		transportMainstream:    say("transport-mainstream", times, "the same in mainstream schools and early years", other, loc, log, 0.05, 0.20, J, "TRANSPORT23", "transport: cost by school"),

		grantPersistence: say("grant-persistence", part, "correlation of the growth of grant, as it departs from its median, from year to year", fund, nat, logit, 0.30, 0.70, J, "JUDGEMENT", ""),
		schoolsGrowth:    say("schools-block-growth", year, "yearly growth of the schools block, from which transfers are taken", fund, nat, id, 0.015, 0.045, J, "JUDGEMENT", ""),
		highNeedsPart:    say("eligible-part", part, "part of a cumulative deficit that counts for the stability grant: high needs only, the lowest of several figures", fund, loc, logit, 0.85, 0.99, J, "STABILITY26", "finance: the balance by block"),
		openingError:     say("opening-error", share, "opening balance, true less published: a third party's extract, its sign inferred", fund, loc, id, -0.02, 0.02, J, "DSGDEF-24", "finance: statement of accounts"),
		openingUnknown:   say("opening-unknown", share, "opening balance, true less worked out, where none is published", fund, loc, id, -0.15, 0.15, J, "DSGDEF", "finance: statement of accounts"),
	}
}
