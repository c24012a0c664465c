package evidence

// Series names what a row counts. Counts are of children or of cases, money is
// in pounds, shares and rates say so.
type Series string

// Stocks at the January census [SEN2].
const (
	Plans            Series = "plans"               // children with a plan (before 2018 a statement); of: placement column
	Statements       Series = "statements"          // of which on a statement, to 2018
	PlansByYearsHeld Series = "plans-by-years-held" // of: whole years, "0" to "12+"
	PlansByStartAge  Series = "plans-by-start-age"  // ages: when the plan began
)

// Flows of a calendar year [SEN2].
const (
	NewPlans     Series = "new-plans"    // plans issued for the first time; of: placement column
	Requests     Series = "requests"     // requests for an assessment
	Agreed       Series = "agreed"       // requests that led to an assessment
	Refused      Series = "refused"      // requests refused
	Assessments  Series = "assessments"  // assessments of the year
	Issued       Series = "issued"       // assessments that led to a plan
	NotIssued    Series = "not-issued"   // assessments that did not
	Ceased       Series = "ceased"       // plans ended; of: reason; ages "20-25" for "20"
	Discontinued Series = "discontinued" // older series of endings to 2022; of: "plan:..." or "statement:..." reason
	Moves        Series = "moves"        // changes of setting to 2021; of: mainstream_to_special, special_to_mainstream, ...

	RequestsYouthAccommodation     Series = "requests-youth-accommodation" // of which from relevant youth accommodation
	RequestsOutstanding            Series = "requests-outstanding"
	RequestsWithdrawn              Series = "requests-withdrawn"
	RequestsIn6Weeks               Series = "requests-in-6-weeks"
	RequestsOver6Weeks             Series = "requests-over-6-weeks"
	RequestMediations              Series = "request-mediations"
	RequestTribunals               Series = "request-tribunals"
	RequestTribunalsAfterMediation Series = "request-tribunals-after-mediation"

	AssessmentsOutstanding            Series = "assessments-outstanding"
	AssessmentsWithdrawn              Series = "assessments-withdrawn"
	NotIssuedInTime                   Series = "not-issued-in-time"   // decided within 16 weeks
	NotIssuedOverTime                 Series = "not-issued-over-time" // decided later
	AssessmentMediations              Series = "assessment-mediations"
	AssessmentTribunals               Series = "assessment-tribunals"
	AssessmentTribunalsAfterMediation Series = "assessment-tribunals-after-mediation"
	OtherMediations                   Series = "other-mediations"
	OtherTribunals                    Series = "other-tribunals"
	OtherTribunalsAfterMediation      Series = "other-tribunals-after-mediation"
	Mediations                        Series = "mediations"                // all stages, older series
	TribunalsAfterMediation           Series = "tribunals-after-mediation" // all stages, older series

	IssuedForTimeliness       Series = "issued-for-timeliness"      // plans issued, counted for the 20 weeks, exceptions in
	IssuedForTimelinessExcl   Series = "issued-for-timeliness-excl" // the same without exceptions
	IssuedIn20Weeks           Series = "issued-in-20-weeks"         // of IssuedForTimeliness
	IssuedIn20WeeksExcl       Series = "issued-in-20-weeks-excl"    // of IssuedForTimelinessExcl
	IssuedIn20WeeksToYear     Series = "issued-in-20-weeks-to-year" // later than 20 weeks, within a year
	IssuedIn20WeeksToYearExcl Series = "issued-in-20-weeks-to-year-excl"
	IssuedOverYear            Series = "issued-over-year"
	IssuedOverYearExcl        Series = "issued-over-year-excl"

	CeasedByPlacement Series = "ceased-by-placement" // of: placement column; on the England row also "column:reason"
	CeasedByYearsHeld Series = "ceased-by-years-held"

	Appeals             Series = "appeals"              // appeals registered at the tribunal [MOJ-TRIB]
	AppealableDecisions Series = "appealable-decisions" // decisions that could have been appealed
	AppealRate          Series = "appeal-rate"          // Appeals in per cent of AppealableDecisions, as published
)

// Population and schools.
const (
	Population  Series = "population"   // mid-year, by single age [ONS-MYE]
	SupportPct  Series = "support-pct"  // per cent of pupils on SEN support, by January; of: "", "primary", "secondary" [LAIT]
	PlanPct     Series = "plan-pct"     // per cent of pupils with a plan, by January; of: "", "primary", "secondary" [LAIT]
	RefusedPct  Series = "refused-pct"  // initial requests refused, per cent, as published [LAIT]
	TribunalPct Series = "tribunal-pct" // tribunal appeal rate, per cent, as published [LAIT]

	NeedShare            Series = "need-share"              // share of plans by primary need; of: need key or "unknown"
	NewNeedShare         Series = "need-share-new"          // the same of new plans
	NeedShareByPlacement Series = "need-share-by-placement" // England; of: "column:need"
)

// Money, in pounds, by financial year (named by its first year).
const (
	HighNeedsBlock     Series = "high-needs-block"     // of: "before_deductions", "after_deductions" [DSG]
	SchoolsBlock       Series = "schools-block"        // [DSG]
	CentralBlock       Series = "central-block"        // [DSG]
	EarlyYearsBlock    Series = "early-years-block"    // [DSG]
	DSG                Series = "dsg"                  // the whole grant; of: "before_deductions", "after_deductions" [DSG]
	HighNeedsComponent Series = "high-needs-component" // parts of the national funding formula; of: part [NFF]
	DSGBalance         Series = "dsg-balance"          // cumulative at the year's end, POSITIVE = DEFICIT, net of payments received
	DSGBalancePct      Series = "dsg-balance-pct"      // the same in per cent of the grant, as published

	S251Line    Series = "s251-line"            // planned spend; of: line key [S251-21]
	S251Plans   Series = "s251-plans"           // plans counted beside S251Line, in the January before; of: placement
	S251Budget  Series = "s251-budget"          // Inner London, planned; of: line key
	S251Outturn Series = "s251-outturn"         // Inner London, spent; of: line key
	TopUp       Series = "top-up"               // top-ups, secondary; of: "state", "independent", "" both
	Transport   Series = "transport"            // transport of pupils with SEN, secondary
	CarriedOver Series = "carried-over"         // DSG carried forward as a return has it, secondary
	Services    Series = "services-weekly-cost" // SEN services, pounds a week per child [LAIT]

	UnitCost  Series = "unit-cost"  // pounds per plan; of: item, "item:p10" to "item:p90" over authorities on the England row
	PlaceRate Series = "place-rate" // national rates; of: rate
	National  Series = "national"   // figures known for England alone; of: series of that name
)
