package cohorts

const (
	monthsPerYear = 12.0
	weeksPerYear  = 365.25 / 7

	// DecideWeeks is the time from a request to the decision whether to
	// assess [SENDREG14 r5].
	DecideWeeks = 6.0
	// RefuseToIssueWeeks is the time from a request to the notice that no
	// plan will be issued [SENDREG14 r10].
	RefuseToIssueWeeks = 16.0
	// IssueWeeks is the time from a request to the final plan [SENDREG14 r13].
	IssueWeeks = 20.0
	// ReviewMonths is the longest time between two reviews of a plan
	// [CFA14 s44].
	ReviewMonths = 12.0
)
