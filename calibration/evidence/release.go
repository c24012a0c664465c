package evidence

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sendsim/internal/strict"
)

// releaseTable says how one table of the release "Education, health and care
// plans" is read. Tables are known by the column that holds their total, so
// that a file may be renamed; other columns are found by name.
type releaseTable struct {
	name    string
	total   target           // the column by which the table is known
	columns []target         // more figures
	placed  bool             // other columns are placements
	topics  map[string]topic // by plain words
}

// topic is how a breakdown of a release is read.
type topic uint8

const (
	byAge        topic = iota // ages of all figures
	byStartAge                // ages at which plans in force began: totals
	byYearsHeld               // how long plans have been held: totals
	byPlacement               // placement columns as rows: totals, England's by reason too
	byYearsAtEnd              // how long ended plans had been held: totals
)

var releaseTables = []releaseTable{
	{
		name: "caseload", total: target{"ehcplans", Plans, ""}, placed: true,
		topics: map[string]topic{
			plain("Child or young persons age"): byAge, plain("Age when plan started"): byStartAge, plain("Years EHC plan in place"): byYearsHeld,
		},
	},
	{
		name: "newplans", total: target{"new_ehc_plans", NewPlans, ""}, placed: true,
		topics: map[string]topic{plain("Age when plan started"): byAge, plain("Child or young persons age"): byAge},
	},
	{
		name: "requests", total: target{"requests_received_in_year", Requests, ""}, topics: ageTopic,
		columns: []target{
			{"requests_rya", RequestsYouthAccommodation, ""},
			{"requests_decided_to_assess", Agreed, ""},
			{"requests_decided_not_to_assess", Refused, ""},
			{"requests_decision_not_made", RequestsOutstanding, ""},
			{"requests_withdrawn", RequestsWithdrawn, ""},
			{"request_outcome_six_weeks", RequestsIn6Weeks, ""},
			{"request_outcome_over_6_weeks", RequestsOver6Weeks, ""},
			{"mediation_related_request", RequestMediations, ""},
			{"tribunal_related_request", RequestTribunals, ""},
			{"tribunal_after_mediation_request", RequestTribunalsAfterMediation, ""},
		},
	},
	{
		name: "assessments", total: target{"assess_in_year", Assessments, ""}, topics: ageTopic,
		columns: []target{
			{"assess_issued", Issued, ""},
			{"assess_not_issued", NotIssued, ""},
			{"assess_not_made", AssessmentsOutstanding, ""},
			{"assess_withdrawn", AssessmentsWithdrawn, ""},
			{"outcome_decision_within_time", NotIssuedInTime, ""},
			{"outcome_decision_over_time", NotIssuedOverTime, ""},
			{"number_assess_mediation", AssessmentMediations, ""},
			{"number_assess_tribunal", AssessmentTribunals, ""},
			{"number_asssess_mediation_tribunal", AssessmentTribunalsAfterMediation, ""}, // so spelt
			{"number_assess_mediation_tribunal", AssessmentTribunalsAfterMediation, ""},
			{"number_other_mediation", OtherMediations, ""},
			{"number_other_tribunal", OtherTribunals, ""},
			{"number_other_mediation_tribunal", OtherTribunalsAfterMediation, ""},
		},
	},
	{
		name: "timeliness_20_week", total: target{"plans_issued_den", IssuedForTimeliness, ""}, topics: ageTopic,
		columns: []target{
			{"plans_issued_den_ex", IssuedForTimelinessExcl, ""},
			{"plans_issued_within_20_weeks", IssuedIn20Weeks, ""},
			{"plans_issued_20_weeks_ex", IssuedIn20WeeksExcl, ""},
			{"plans_issued_gt20weeks_ltyear", IssuedIn20WeeksToYear, ""},
			{"plans_issued_gt20weeks_ltyear_ex", IssuedIn20WeeksToYearExcl, ""},
			{"plans_issued_gt_1_year", IssuedOverYear, ""},
			{"plans_issued_gt_1_year_ex", IssuedOverYearExcl, ""},
		},
	},
	{
		name: "ceased_plans", total: target{"total_ceased", Ceased, ""},
		topics: map[string]topic{
			plain("Age plan ceased"): byAge, plain("Type of placement"): byPlacement, plain("Years plan held"): byYearsAtEnd,
		},
		columns: []target{
			{"max_age", Ceased, "max_age"},
			{"needs_met", Ceased, "needs_met"},
			{"he", Ceased, "higher_education"},
			{"employ", Ceased, "employment"},
			{"transfer", Ceased, "transfer"},
			{"no_engage", Ceased, "no_longer_engaging"},
			{"moved_outside_eng", Ceased, "moved_outside_england"},
			{"deceased", Ceased, "deceased"},
			{"not_rec", Ceased, "not_recorded"},
			{"other", Ceased, "other"},
		},
	},
}

var ageTopic = map[string]topic{plain("Child or young persons age"): byAge}

// places are the columns that say where and when a row of a release belongs.
var places = []string{
	"time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
	"new_la_code", "old_la_code", "la_name", "breakdown_topic", "breakdown",
}

// summed tells whether a column of a release repeats others: a percentage or a
// sum of placements.
func summed(column string) bool {
	return strings.HasSuffix(column, "_pc") || strings.HasPrefix(column, "pc_") || strings.HasSuffix(column, "_total") || column == "ed_elsewhere"
}

// release is a release being read.
type release struct {
	reading
	latest  int                         // the last January census or the year after the last flows
	partial map[string]map[span]int     // ages not published, by area and span
	regions map[string]map[span]float64 // totals of regions, by region name
	rows    []released
}

// released is a figure whose source is known once all is read.
type released struct {
	record
	code, column string
	row          Row
}

// readRelease reads every table of a release that is known.
func readRelease(fsys fs.FS, d *directory, faults *list, report *Report) *release {
	in := &release{
		reading: reading{directory: d, into: sheets{}, faults: faults, report: report, once: true},
		partial: map[string]map[span]int{}, regions: map[string]map[span]float64{},
	}
	holders := map[string][]*table{} // files by the table they hold
	var strange []*table
	for _, file := range csvFiles(fsys, faults) {
		t := readTable(fsys, file, faults)
		if t == nil {
			continue
		}
		i := slices.IndexFunc(releaseTables, func(r releaseTable) bool { return t.Has(r.total.column) && t.Has("breakdown_topic") })
		if i < 0 {
			report.Files = append(report.Files, FileReport{Name: file})
			strange = append(strange, t)
			continue
		}
		holders[releaseTables[i].name] = append(holders[releaseTables[i].name], t)
	}
	var absent []string
	for _, spec := range releaseTables {
		if t := in.choose(spec, holders[spec.name]); t != nil {
			in.read(t, spec)
		} else {
			absent = append(absent, spec.name+" (known by its column "+spec.total.column+spec.almost(strange)+")")
		}
	}
	switch {
	case len(absent) == len(releaseTables) && len(faults.all()) == 0:
		faults.add("release", "holds no table of the release; expected are CSV files of %s", strings.Join(absent, ", "))
	case len(absent) > 0:
		report.Warnings = append(report.Warnings, "the release has no table "+strings.Join(absent, ", "))
	}
	for _, r := range in.rows {
		r.row.Source = fmt.Sprintf("SEN2-%02d", in.latest%100)
		in.put(r.record, r.code, r.column, r.row)
	}
	in.rows = nil
	return in
}

// almost says which of the files that hold no table would hold this one, were
// it not for the name of a column.
func (spec releaseTable) almost(strange []*table) string {
	for _, t := range strange {
		if t.Has(spec.total.column) {
			return fmt.Sprintf("; %s has it, but no column breakdown_topic%s", t.file, strict.Meant("breakdown_topic", t.Columns()))
		}
		if near := strict.Nearest(spec.total.column, t.Columns()); len(near) > 0 && t.Has("breakdown_topic") {
			return fmt.Sprintf("; %s has %s", t.file, near[0])
		}
	}
	return ""
}

// choose takes the file that holds a table: where several have its columns,
// the one that has its name.
func (in *release) choose(spec releaseTable, holders []*table) *table {
	var named []*table
	for _, t := range holders {
		if strings.Contains(plain(stem(t.file)), plain(spec.name)) {
			named = append(named, t)
		}
	}
	if len(named) == 0 {
		named = holders
	}
	if len(named) == 0 {
		return nil
	}
	for _, t := range named[1:] {
		in.faults.add(t.file, "holds the table %s, as %s does: leave one of them", spec.name, named[0].file)
	}
	for _, t := range holders {
		if !slices.Contains(named, t) {
			in.report.Files = append(in.report.Files, FileReport{Name: t.file})
		}
	}
	return named[0]
}
