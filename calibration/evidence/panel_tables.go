package evidence

import "strings"

// panelTables lists the tables of the panel that have a year, a code and
// figures. Where two tables have the same figure the first is kept and a
// difference is reported.
var panelTables = []panelTable{
	{name: "ehcp_total", year: "year", columns: []target{{"ehcp_total", Plans, ""}, {"of_which_statements", Statements, ""}}},
	{name: "ehcp_by_age", year: "year", ages: "age_group", columns: []target{{"ehcp", Plans, ""}}},
	{name: "ehcp_by_single_age", year: "year", ages: "age", low: true, columns: []target{{"ehcp", Plans, ""}}, source: "SEN2-25"},
	{name: "ehcp_by_placement", year: "year", each: Plans, skip: []string{"total", "sum_of_placements"}},
	{name: "ehcp_by_age_placement", year: "year", ages: "age", low: true, each: Plans, skip: []string{"total"}, source: "SEN2-25"},
	{name: "ehcp_by_years_in_place", year: "year", of: "years_in_place", part: parseYearsHeld, columns: []target{{"ehcp", PlansByYearsHeld, ""}}, source: "SEN2-25"},

	{name: "new_plans", year: "year", columns: []target{{"new_plans", NewPlans, ""}}},
	{name: "new_plans_by_age", year: "year", ages: "age_group", columns: []target{{"new_plans", NewPlans, ""}}},
	{name: "new_plans_by_single_age", year: "year", ages: "age", low: true, high: true, columns: []target{{"new_plans", NewPlans, ""}}, source: "SEN2-25"},
	{name: "new_plans_by_placement", year: "year", each: NewPlans, skip: []string{"total"}},
	{name: "new_plans_by_age_placement", year: "year", ages: "age", low: true, high: true, each: NewPlans, skip: []string{"total"}, source: "SEN2-25"},

	{name: "requests_assessments", year: "year", columns: []target{
		{"requests", Requests, ""},
		{"requests_refused", Refused, ""},
		{"requests_agreed", Agreed, ""},
		{"requests_decision_outstanding", RequestsOutstanding, ""},
		{"requests_withdrawn", RequestsWithdrawn, ""},
		{"request_mediations", RequestMediations, ""},
		{"request_tribunals", RequestTribunals, ""},
		{"assessments", Assessments, ""},
		{"assessments_plan_issued", Issued, ""},
		{"assessments_plan_not_issued", NotIssued, ""},
		{"assessments_decision_outstanding", AssessmentsOutstanding, ""},
		{"assessments_withdrawn", AssessmentsWithdrawn, ""},
		{"assessment_mediations", AssessmentMediations, ""},
		{"assessment_tribunals", AssessmentTribunals, ""},
		{"other_mediations", OtherMediations, ""},
		{"other_tribunals", OtherTribunals, ""},
		{"total_mediations", Mediations, ""},
		{"tribunals_following_mediation", TribunalsAfterMediation, ""},
		{"plans_issued_incl_exceptions", IssuedForTimeliness, ""},
		{"plans_within_20w_incl_exceptions", IssuedIn20Weeks, ""},
		{"plans_issued_excl_exceptions", IssuedForTimelinessExcl, ""},
		{"plans_within_20w_excl_exceptions", IssuedIn20WeeksExcl, ""},
		{"plans_over_52w_incl_exceptions", IssuedOverYear, ""},
	}},
	{name: "requests_assessments_by_age", year: "year", ages: "age", low: true, high: true, source: "SEN2-25", columns: []target{
		{"requests", Requests, ""},
		{"agreed", Agreed, ""},
		{"refused", Refused, ""},
		{"assessments", Assessments, ""},
		{"plan_issued", Issued, ""},
		{"plan_not_issued", NotIssued, ""},
	}},

	{name: "ceased", year: "year", columns: ceasedColumns},
	{name: "ceased_by_age", year: "year", ages: "age", low: true, high: true, columns: ceasedColumns, source: "SEN2-25"},
	{name: "ceased_by_placement", year: "year", of: "placement", part: placementOf, columns: []target{{"total_ceased", CeasedByPlacement, ""}}, source: "SEN2-25"},
	{name: "discontinued_and_moves_2014_2022", year: "year", source: "SEN2-22", columns: []target{
		{"ehcp_transfer_to_other_la", Discontinued, "plan:transfer"},
		{"ehcp_needs_met", Discontinued, "plan:needs_met"},
		{"ehcp_left_at_end_of_compulsory_or_after", Discontinued, "plan:left"},
		{"ehcp_other", Discontinued, "plan:other"},
		{"statement_transfer_to_other_la", Discontinued, "statement:transfer"},
		{"statement_needs_met", Discontinued, "statement:needs_met"},
		{"statement_left", Discontinued, "statement:left"},
		{"statement_other", Discontinued, "statement:other"},
		{"discontinued_total_2022", Discontinued, ""},
		{"moves_mainstream_to_special", Moves, "mainstream_to_special"},
		{"moves_special_to_mainstream", Moves, "special_to_mainstream"},
		{"moves_mainstream_to_home", Moves, "mainstream_to_home"},
		{"moves_special_to_home", Moves, "special_to_home"},
	}},
	{name: "tribunal_appeals", year: "year", source: "MOJ-TRIB", columns: []target{
		{"appeals_registered", Appeals, ""}, {"appealable_decisions", AppealableDecisions, ""}, {"appeal_rate_pct", AppealRate, ""},
	}},
	{name: "lait_sen_metrics", year: "period", period: eitherYear, of: "metric", choose: laitMetric, columns: []target{{"value", "", ""}}, source: "LAIT"},
	{name: "population_by_age", year: "year", ages: "age", columns: []target{{"population", Population, ""}}, source: "ONS-MYE"},

	{name: "high_needs_funding", year: "financial_year", period: financialYear, source: "DSG", columns: []target{
		{"high_needs_block_before_deductions_gbp", HighNeedsBlock, "before_deductions"},
		{"high_needs_block_after_deductions_gbp", HighNeedsBlock, "after_deductions"},
		{"schools_block_gbp", SchoolsBlock, ""},
		{"central_block_gbp", CentralBlock, ""},
		{"early_years_block_gbp", EarlyYearsBlock, ""},
		{"total_dsg_before_gbp", DSG, "before_deductions"},
		{"total_dsg_after_gbp", DSG, "after_deductions"},
	}},
	{name: "high_needs_block_components", year: "financial_year", period: financialYear, of: "component", part: component, columns: []target{{"value", HighNeedsComponent, ""}}, source: "NFF"},
	{name: "dsg_deficit", year: "financial_year", period: financialYear, note: "confidence", source: "DSGDEF", columns: []target{
		{"cumulative_deficit_gbp", DSGBalance, ""}, {"deficit_pct", DSGBalancePct, ""}, {"total_dsg_gbp", DSG, "before_deductions"},
	}},
	{name: "s251_high_needs_budget_2021_22", year: "financial_year", period: financialYear, source: "S251-21", each: S251Line, columns: []target{
		{"n_ehcp", S251Plans, ""},
		{"n_mainstream", S251Plans, "mainstream"},
		{"n_rp_sen_unit", S251Plans, "rp_sen_unit"},
		{"n_special_state", S251Plans, "special_state"},
		{"n_special_nmss_independent", S251Plans, "special_nmss_independent"},
		{"n_hospital_ap", S251Plans, "hospital_ap"},
		{"n_post16", S251Plans, "post16"},
		{"n_other", S251Plans, "other"},
	}},
	{name: "s251_topups_2023_24", year: "financial_year", period: financialYear, source: "S251-23", columns: []target{
		{"topup_state_2023_24_gbp", TopUp, "state"},
		{"topup_independent_2023_24_gbp", TopUp, "independent"},
		{"topup_total_2023_24_gbp", TopUp, ""},
		{"sen_transport_2023_24_gbp", Transport, ""},
		{"dsg_carried_forward_2023_24_gbp", CarriedOver, ""},
	}},
	{name: "s251_inner_london_2021_2024", year: "financial_year", period: financialYear, source: "S251-LONDON", columns: innerLondonColumns()},
	{name: "unit_costs_la_2021_22", year: "financial_year", period: financialYear, each: UnitCost, source: "UNIT21"},
}

// ceasedColumns are the reasons for which a plan ended.
var ceasedColumns = []target{
	{"total_ceased", Ceased, ""},
	{"max_age", Ceased, "max_age"},
	{"needs_met", Ceased, "needs_met"},
	{"higher_education", Ceased, "higher_education"},
	{"employment", Ceased, "employment"},
	{"transfer_to_other_la", Ceased, "transfer"},
	{"no_longer_engaging", Ceased, "no_longer_engaging"},
	{"moved_outside_england", Ceased, "moved_outside_england"},
	{"deceased", Ceased, "deceased"},
	{"col_not_rec", Ceased, "not_recorded"},
	{"col_other", Ceased, "other"},
}

// innerLondonColumns are the lines of a return, once planned and once spent.
func innerLondonColumns() []target {
	targets := []target{{"outturn_dsgcarried_forward", S251Outturn, "dsg_carried_forward"}, {"population2_to18", S251Outturn, "population_2_18"}}
	for _, line := range []string{
		"total_high_needs", "total_place_funding", "total_top_up_funding_maintained", "total_top_up_funding_non_maintained",
		"total_sen_services", "total_alternative_provision_services", "total_hospital_services", "total_other_health_services",
		"top_funding_maintained_early_years", "top_funding_maintained_primary", "top_funding_maintained_secondary",
		"top_funding_maintained_special", "top_funding_maintained_alternative_provision", "top_funding_maintained_post_school",
		"top_funding_maintained_income", "top_funding_non_maintained_early_years", "top_funding_non_maintained_primary",
		"top_funding_non_maintained_secondary", "top_funding_non_maintained_special", "top_funding_non_maintained_alternative_provision",
		"top_funding_non_maintained_post_school", "top_funding_non_maintained_income", "place_funding_primary",
		"place_funding_secondary", "place_funding_special", "place_funding_alternative_provision",
	} {
		targets = append(targets, target{"outturn_" + line, S251Outturn, line}, target{"budget_" + line, S251Budget, line})
	}
	return targets
}

// laitMetric is the series of a metric of the local authority interactive
// tool. Its rates of refusal and appeal of period T are those of calendar year
// T: England's 22.78 per cent of 2019 is 18,755 of the 82,329 requests of
// 2019.
func laitMetric(metric string) (Series, string, bool) {
	switch metric {
	case "pct_pupils_sen_support_by_school_location":
		return SupportPct, "", true
	case "pct_primary_pupils_sen_support":
		return SupportPct, "primary", true
	case "pct_secondary_pupils_sen_support":
		return SupportPct, "secondary", true
	case "pct_pupils_with_ehcp_by_school_location":
		return PlanPct, "", true
	case "pct_primary_pupils_with_ehcp":
		return PlanPct, "primary", true
	case "pct_secondary_pupils_with_ehcp":
		return PlanPct, "secondary", true
	case "pct_initial_requests_refused":
		return RefusedPct, "", true
	case "tribunal_appeal_rate_pct":
		return TribunalPct, "", true
	case "sen_services_weekly_unit_cost_gbp":
		return Services, "", true
	}
	return "", "", false
}

func eitherYear(text string) (int, bool) {
	if year, ok := financialYear(text); ok {
		return year, true
	}
	return calendarYear(text)
}

// component is the key of a part of the high needs formula, which the
// published tables name a little differently from year to year. A key that
// begins with "unit-" is a rate, not a sum.
func component(name string) (string, bool) {
	for _, c := range []struct{ begins, key string }{
		{"Total high needs block before deductions", "block_before_deductions"},
		{"Total high needs elements in the funding floor", "floor_elements"},
		{"High needs national funding formula for historical spend", "formula_and_floor"},
		{"National funding formula (NFF) allocations", "formula_without_entitlement"},
		{"Basic entitlement factor", "unit-basic_entitlement"},
		{"Number of pupils in special schools", "special_pupils"},
		{"Import/export adjustment", "import_export"},
		{"Additional Funding for Special Free Schools", "special_free_schools"},
		{"Additional high needs allocation", "additional"},
		{"Hospital education", "hospital_ap_pay"},
	} {
		if strings.HasPrefix(name, c.begins) {
			return c.key, true
		}
	}
	return slug(name), true
}
