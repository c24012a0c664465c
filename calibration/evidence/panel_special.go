package evidence

import (
	"regexp"
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// timeless notes a profile that is used at any time: it was published once.
const timeless = "national profile, published for one year: taken as timeless"

// needSharesYear is the census at which the need shares of an authority are
// put: they were published for one later year, rounded, and serve the mix at
// the start of a run, never a back-test.
const needSharesYear = 2024

// needShare reads the shares of the twelve needs, and "unknown".
func (in *reading) needShare(r record, code string, row Row, of func(need string) string) {
	for _, n := range cohorts.Needs() {
		if v, ok := r.number(n.Key()); ok {
			row.Of, row.Value = of(n.Key()), v
			in.share(r, code, n.Key(), row)
		}
	}
	if v, ok := r.number("need_unknown"); ok {
		row.Of, row.Value = of("unknown"), v
		in.share(r, code, "need_unknown", row)
	}
}

func (in *reading) share(r record, code, column string, row Row) {
	if row.Value > 1 {
		r.fault(column, "%v is not a share between 0 and 1", row.Value)
		return
	}
	in.put(r, code, column, row)
}

func needColumns(more ...string) []string {
	columns := append(more, "la_code", "need_unknown")
	for _, n := range cohorts.Needs() {
		columns = append(columns, n.Key())
	}
	return columns
}

// needSharesTotal reads the need shares of each authority.
func (in *reading) needSharesTotal(t *table) {
	if !t.Need(needColumns("measure")...) {
		return
	}
	for _, r := range t.records {
		series, ok := map[string]Series{"stock_january": NeedShare, "new_in_calendar_year": NewNeedShare}[r.text("measure")]
		if !ok {
			r.fault("measure", "%q is neither stock_january nor new_in_calendar_year%s", r.text("measure"), strict.Meant(r.text("measure"), []string{"stock_january", "new_in_calendar_year"}))
			continue
		}
		year := needSharesYear
		if series == NewNeedShare {
			year--
		}
		if code, ok := in.area(r); ok {
			row := Row{Series: series, Year: year, Ages: AllAges, Source: "SEN2-NEED", Note: "low-medium: of a later year, rounded to 1 %; for the mix at the start alone"}
			in.needShare(r, code, row, func(need string) string { return need })
		}
	}
}

// needShares reads the national profiles by age and by placement.
func (in *reading) needShares(t *table) {
	byAge := t.Has("age")
	by := "placement"
	if byAge {
		by = "age"
	}
	if !t.Need(needColumns(by)...) {
		return
	}
	for _, r := range t.records {
		code, ok := in.area(r)
		if !ok {
			continue
		}
		row := Row{Series: NeedShareByPlacement, Year: needSharesYear, Ages: AllAges, Source: "SEN2-NEED", Note: timeless}
		of := func(need string) string { return need }
		if byAge {
			row.Series = NeedShare
			if row.Ages, ok = ParseAges(r.text("age")); !ok {
				r.fault("age", "%q is not an age from 0 to 25", r.text("age"))
				continue
			}
			if row.Ages == At(UpTo2.To) {
				row.Ages = UpTo2
			}
		} else {
			column, ok := placementOf(r.text("placement"))
			if !ok {
				continue // a sum of other rows
			}
			of = func(need string) string { return column + ":" + need }
		}
		in.needShare(r, code, row, of)
	}
}

// unitCosts reads the national unit costs: pooled, and their spread over
// authorities.
func (in *reading) unitCosts(t *table) {
	if !t.Need("item", "year", "england_pooled_gbp", "source", "kind") {
		return
	}
	for _, r := range t.records {
		row := Row{Series: UnitCost, Ages: AllAges, Source: "PQ50389", Note: r.text("kind") + ": " + r.text("source")}
		item := r.text("item")
		var ok bool
		switch {
		case r.text("year") == "rate":
			row.Series, row.Source, row.Year = PlaceRate, "PLACE-RATES", needSharesYear
		case r.text("kind") == "derived":
			row.Source = "UNIT21"
			fallthrough
		default:
			if row.Year, ok = financialYear(r.text("year")); !ok {
				r.fault("year", "%q is not a financial year such as 2021-22, nor \"rate\"", r.text("year"))
				continue
			}
		}
		for _, c := range []target{
			{"england_pooled_gbp", UnitCost, ""},
			{"la_p10", UnitCost, ":p10"},
			{"la_p25", UnitCost, ":p25"},
			{"la_median", UnitCost, ":p50"},
			{"la_p75", UnitCost, ":p75"},
			{"la_p90", UnitCost, ":p90"},
		} {
			if v, ok := r.number(c.column); ok {
				row.Of, row.Value = item+c.of, v
				in.put(r, englandCode, c.column, row)
			}
		}
	}
}

// repeated are the national series that other tables have as England's row:
// they are compared with it and not kept.
var repeated = map[string]target{
	"ehcp_total_january":                             {series: Plans},
	"new_plans_calendar_year":                        {series: NewPlans},
	"requests_calendar_year":                         {series: Requests},
	"requests_refused_calendar_year":                 {series: Refused},
	"requests_agreed_calendar_year":                  {series: Agreed},
	"requests_withdrawn_calendar_year":               {series: RequestsWithdrawn},
	"assessments_calendar_year":                      {series: Assessments},
	"assessments_plan_issued_calendar_year":          {series: Issued},
	"assessments_plan_not_issued_calendar_year":      {series: NotIssued},
	"plans_issued_excl_exceptions_calendar_year":     {series: IssuedForTimelinessExcl},
	"plans_within_20w_excl_exceptions_calendar_year": {series: IssuedIn20WeeksExcl},
	"ceased_plans_calendar_year":                     {series: Ceased},
	"ceased_transfer_to_other_la":                    {series: Ceased, of: "transfer"},
	"tribunal_appeals_registered_calendar_year":      {series: Appeals},
	"high_needs_block_before_deductions_gbp":         {series: HighNeedsBlock, of: "before_deductions"},
	"dsg_cumulative_net_deficit_gbp_31_march":        {series: DSGBalance},
}

var (
	thirtyFirst = regexp.MustCompile(`^(\d{4})-03-31`)
	inBrackets  = regexp.MustCompile(`\(([^)]*)\)$`)
)

// nationalSource is the tag of a national figure, by how its source begins;
// what others wrote and forecast has one tag for all, and is for reading.
func nationalSource(text string) string {
	for _, s := range []struct{ begins, tag string }{
		{"DfE SEN2", "SEN2"},
		{"DfE/MoJ", "MOJ-TRIB"},
		{"DfE DSG", "DSG"},
		{"DfE percentage", "DSGDEF"},
		{"sum of L", "DSGDEF"},
		{"dsg_deficit", "DSGDEF"},
		{"DfE written answer 100030", "PQ100030"},
		{"DfE written answer 26241", "PQ26241"},
		{"Kali89", "S251-23"},
	} {
		if strings.HasPrefix(text, s.begins) {
			return s.tag
		}
	}
	return "ENG-SERIES"
}

// englandSeries reads the national figures that no other table has.
func (in *reading) englandSeries(t *table) {
	if !t.Need("series", "period", "value", "unit", "quality", "source") {
		return
	}
	units := map[string]float64{"GBP m": 1e6, "GBP bn": 1e9, "GBP 000": 1e3}
	for _, r := range t.records {
		year, ok := eitherYear(r.text("period"))
		if m := thirtyFirst.FindStringSubmatch(r.text("period")); m != nil {
			year, ok = calendarYear(m[1])
			year-- // the end of the financial year that began the year before
		}
		value, published := r.number("value")
		if !ok {
			r.fault("period", "%q is not a year", r.text("period"))
		}
		if !ok || !published {
			continue
		}
		name, unit := r.text("series"), r.text("unit")
		if factor, ok := units[unit]; ok {
			value *= factor
			for _, suffix := range []string{"_gbp_m", "_gbp_bn", "_gbp_000"} {
				name = strings.TrimSuffix(name, suffix)
			}
		}
		row := Row{Series: National, Year: year, Ages: AllAges, Of: name, Value: value, Source: nationalSource(r.text("source")), Note: r.text("quality") + ": " + r.text("source")}
		if m := inBrackets.FindStringSubmatch(r.text("period")); m != nil {
			row.Of += ":" + slug(m[1])
		}
		if same, ok := repeated[r.text("series")]; ok {
			row.Series, row.Of = same.series, same.of
		}
		in.put(r, englandCode, "value", row)
	}
}
