package evidence

// Published is when a figure was first published, by the rule of each series
// and the year it refers to: a graded judgement, as no release carries its
// date. The stock of January T and the flows of T-1 appear in June T; rates of
// refusal and appeal are of a calendar year, and so appear in the June after
// it; population at the middle of T in June T+1; funding as allocated in July
// of its year; planned spend in the September of its year, actual spend and
// the balance in the December after the year's end; unit costs from written
// answers two years after the year.
func Published(s Series, year int) Month {
	switch s {
	case Plans, Statements, PlansByYearsHeld, PlansByStartAge, SupportPct, PlanPct:
		return Month{year, 6}
	case HighNeedsBlock, SchoolsBlock, CentralBlock, EarlyYearsBlock, DSG, HighNeedsComponent:
		return Month{year, 7}
	case S251Line, S251Plans, S251Budget:
		return Month{year, 9}
	case S251Outturn, TopUp, Transport, CarriedOver, DSGBalance, DSGBalancePct, Services, National:
		return Month{year + 1, 12}
	case UnitCost:
		return Month{year + 3, 1}
	case NeedShareByPlacement, PlaceRate:
		return Month{}
	default: // flows of a calendar year, appeals, population
		return Month{year + 1, 6}
	}
}
