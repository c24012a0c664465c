package outputs_test

import (
	"fmt"
	"math"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/sim/finance"
)

// cells is a row of a table.
func cells(of ...string) string { return "| " + strings.Join(of, " | ") + " |\n" }

// head is the head of a table.
func head(of ...string) string { return cells(of...) + strings.Repeat("|---", len(of)) + "|\n" }

func grouped(v float64) string {
	s := fmt.Sprintf("%.0f", v)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// millionsOf is pounds in millions.
func millionsOf(pounds float64) string {
	if s := fmt.Sprintf("%.1f", pounds/1e6); s != "-0.0" {
		return s
	}
	return "0.0"
}

// yearly is growth in per cent a year; "-" where there was too little to grow.
func yearly(from, to, years, least float64) string {
	if from < least || to <= 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", 100*(math.Pow(to/from, 1/years)-1))
}

// plansTable is the plans of the ten.
func plansTable(all looks) string {
	t := head("authority", "Jan 2019", "Jan 2023", "Jan 2024", "growth 2020-24, % a year", "Jan 2025", "Jan 2027", "new plans 2022, 2023")
	for _, l := range all.Ten {
		published := func(s evidence.Series, year int) float64 {
			v, _ := l.past.Value(s, year, evidence.AllAges, "")
			return v
		}
		var growth []string
		for year := 2020; year <= lookFirst; year++ {
			growth = append(growth, yearly(published(evidence.Plans, year-1), published(evidence.Plans, year), 1, 1))
		}
		t += cells(l.name, grouped(published(evidence.Plans, 2019)), grouped(published(evidence.Plans, 2023)), grouped(published(evidence.Plans, 2024)),
			strings.Join(growth, " "), l.fan(2024, plansIn(everywhere), grouped), l.fan(2026, plansIn(everywhere), grouped),
			grouped(published(evidence.NewPlans, 2022))+", "+grouped(published(evidence.NewPlans, 2023)))
	}
	return t
}

// moneyTable is the money of the ten.
func moneyTable(all looks) string {
	t := head("authority", "block 2023-24", "balance Mar 2022, Mar 2024", "in-year 2024-25", "in-year 2026-27", "cumulative Mar 2026", "cumulative Mar 2027")
	for _, l := range all.Ten {
		before, _ := l.past.Value(evidence.DSGBalance, 2021, evidence.AllAges, "")
		t += cells(l.name, millionsOf(float64(l.base.Blocks[2023])), millionsOf(before)+", "+millionsOf(l.base.Opening.Net),
			l.fan(2024, inYear, millionsOf), l.fan(2026, inYear, millionsOf),
			l.fan(2025, cumulative, millionsOf), l.fan(2026, cumulative, millionsOf))
	}
	return t
}

func spend(e *ended) float64      { return float64(e.account.Spend(finance.HighNeeds)) }
func inYear(e *ended) float64     { return float64(e.account.InYear) }
func cumulative(e *ended) float64 { return float64(e.account.Net) }

// everywhere is every setting.
var everywhere = cohorts.Settings()

// places is the settings of the mix, joined where they are one question.
var mixed = []struct {
	name string
	in   []cohorts.Setting
}{
	{"mainstream and early years", []cohorts.Setting{cohorts.EarlyYearsSetting, cohorts.MainstreamSchool, cohorts.Enhanced}},
	{"resourced provision, units", []cohorts.Setting{cohorts.ResourcedProvision}},
	{"state special", []cohorts.Setting{cohorts.StateSpecial}},
	{"independent special", []cohorts.Setting{cohorts.IndependentSpecial}},
	{"colleges, specialist post-16", []cohorts.Setting{cohorts.FurtherEducation, cohorts.SpecialistPost16}},
	{"independent mainstream, AP, home, otherwise", []cohorts.Setting{cohorts.IndependentMainstream, cohorts.AlternativeProvision, cohorts.HomeEducated, cohorts.OtherArrangements}},
	{"awaiting a place, not in education", []cohorts.Setting{cohorts.NotPlaced}},
	{"all", everywhere},
}

// plansIn counts the plans in some settings at the census of a year.
func plansIn(settings []cohorts.Setting) func(*ended) float64 {
	return func(e *ended) float64 {
		sum := 0.0
		for _, s := range settings {
			sum += float64(e.plans[s])
		}
		return sum
	}
}

// publishedIn is the same as published, what is not known shared out.
func (l *look) publishedIn(settings []cohorts.Setting, january int) float64 {
	split, _ := l.past.Split(evidence.Plans, january, evidence.AllAges)
	sum := 0.0
	for _, s := range settings {
		sum += split.Settings[s] * split.Total / max(1, split.Known())
	}
	return sum
}

// mixTable is the plans of one area by setting.
func (l *look) mixTable() string {
	t := head("plans in", "Jan 2020", "2021", "2022", "2023", "2024", "% a year", "Jan 2025", "Jan 2027", "% a year")
	for _, m := range mixed {
		row := []string{m.name}
		for january := 2020; january <= lookFirst; january++ {
			row = append(row, grouped(l.publishedIn(m.in, january)))
		}
		const few = 20
		now, plans := l.publishedIn(m.in, lookFirst), plansIn(m.in)
		row = append(row, yearly(l.publishedIn(m.in, 2020), now, 4, few),
			l.fan(2024, plans, grouped), l.fan(2026, plans, grouped), yearly(now, l.at(50, 2026, plans), 3, few))
		t += cells(row...)
	}
	return t
}

// englandTable is the plans of England by setting, the growth of one year and
// of several; that of the years to come is over the start, which shares out
// what is not known by authority.
func englandTable(l *look) string {
	t := head("setting", "Jan 2020", "Jan 2024", "2020-24, % a year", "2023-24, %", "start", "Jan 2025", "first year, %", "Jan 2027", "2024-27, % a year")
	for _, s := range append([][]cohorts.Setting{}, each(everywhere)...) {
		then, before, now := l.publishedIn(s, 2020), l.publishedIn(s, 2023), l.publishedIn(s, lookFirst)
		start, first, last := plansIn(s)(&l.start), l.at(50, 2024, plansIn(s)), l.at(50, 2026, plansIn(s))
		name := "all"
		if len(s) == 1 {
			name = s[0].String()
		}
		t += cells(name, grouped(then), grouped(now), yearly(then, now, 4, 1), yearly(before, now, 1, 1),
			grouped(start), grouped(first), yearly(start, first, 1, 1), grouped(last), yearly(start, last, 3, 1))
	}
	return t
}

// full is the part of the places in state special schools that is filled at
// the census of a year, in per cent.
func (l *look) full(year int) string {
	return fmt.Sprintf("%.1f", 100*l.at(50, year, func(e *ended) float64 {
		return float64(e.plans[cohorts.StateSpecial]) / float64(e.places[cohorts.StateSpecial])
	}))
}

// each is every setting by itself, then all.
func each(settings []cohorts.Setting) (list [][]cohorts.Setting) {
	for _, s := range settings {
		list = append(list, []cohorts.Setting{s})
	}
	return append(list, settings)
}

// spent is the lines of the spend table: those of the account, and those of
// the planned return of 2021-22 that pay for the same.
var spent = []struct {
	name  string
	lines []finance.Line
	from  []string
}{
	{
		"places",
		[]finance.Line{finance.PlacesSpecial, finance.PlacesResourced, finance.PlacesAP, finance.PlacesPost16},
		[]string{"place_early_years", "place_primary", "place_secondary", "place_special", "place_pru_ap", "place_post_school"},
	},
	{
		"top-ups: early years, mainstream, units",
		[]finance.Line{finance.TopUpEarlyYears, finance.TopUpMainstream, finance.TopUpEnhanced, finance.TopUpResourced},
		[]string{"topup_state_early_years", "topup_state_primary", "topup_state_secondary"},
	},
	{"top-ups: state special", []finance.Line{finance.TopUpSpecial}, []string{"topup_state_special"}},
	{
		"top-ups: colleges, AP",
		[]finance.Line{finance.TopUpCollege, finance.TopUpAP},
		[]string{"topup_state_post_school", "topup_state_pru_ap"},
	},
	{
		"independent, otherwise",
		[]finance.Line{finance.TopUpIndependentSpecial, finance.TopUpIndependentMainstream, finance.TopUpSpecialistPost16, finance.TopUpOtherArrangements},
		[]string{"topup_indep_total"},
	},
	{
		"services",
		[]finance.Line{finance.Services, finance.APServices, finance.Hospital, finance.Therapies},
		[]string{"sen_support_inclusion_services", "alternative_provision_services", "hospital_education_services", "therapies_health_services"},
	},
}

// spendTable is the money of one authority by line, in millions.
func (l *look) spendTable() string {
	t := head("£ million", "planned 2021-22", "2023-24", "% a year", "2024-25", "2026-27", "% a year")
	var planned, base float64
	for _, s := range spent {
		of := func(e *ended) (sum float64) {
			for _, line := range s.lines {
				sum += float64(e.account.Lines[line])
			}
			return sum
		}
		then, now := l.planned(s.from), 0.0
		for _, line := range s.lines {
			now += float64(l.base.Lines[line])
		}
		planned, base = planned+then, base+now
		t += l.spendRow(s.name, then, now, of)
	}
	unexplained := func(e *ended) float64 { return float64(e.account.Lines[finance.NotExplained]) }
	c, g := l.structure.Closing, l.structure.Gap
	t += cells("not explained", millionsOf(c.Residual*c.Block), millionsOf((g.Implied-g.Modelled)/2)+" a year", "",
		l.fan(2024, unexplained, millionsOf), l.fan(2026, unexplained, millionsOf), "")
	t += l.spendRow("all", planned, base, spend)
	block := func(e *ended) float64 { return float64(e.account.Grant) }
	t += l.spendRow("block", float64(l.base.Blocks[2021]), float64(l.base.Blocks[2023]), block)
	return t + cells("in-year deficit", millionsOf(c.Deficit), millionsOf(g.Implied/2)+" a year", "",
		l.fan(2024, inYear, millionsOf), l.fan(2026, inYear, millionsOf), "")
}

// spendRow is one line, with its growth.
func (l *look) spendRow(name string, then, now float64, of func(*ended) float64) string {
	const little = 1e5 // pounds
	return cells(name, millionsOf(then), millionsOf(now), yearly(then, now, 2, little),
		l.fan(2024, of, millionsOf), l.fan(2026, of, millionsOf), yearly(now, l.at(50, 2026, of), 3, little))
}

// planned sums lines of the return of 2021-22. State top-ups are brought to
// their total, which is after income; places take in element 2 of students.
func (l *look) planned(from []string) (sum float64) {
	line := func(key string) float64 {
		v, _ := l.past.Value(evidence.S251Line, 2021, evidence.AllAges, key)
		return v
	}
	for _, key := range from {
		sum += line(key)
	}
	switch {
	case strings.HasPrefix(from[0], "topup_state"):
		parts := 0.0
		for _, s := range spent {
			for _, key := range s.from {
				if strings.HasPrefix(key, "topup_state") {
					parts += line(key)
				}
			}
		}
		sum *= line("topup_state_total") / parts
	case strings.HasPrefix(from[0], "place"):
		const element2 = 6000 // pounds a student [PLACE-RATES]
		sum += element2 * l.publishedIn([]cohorts.Setting{cohorts.FurtherEducation}, 2021)
	}
	return sum
}
