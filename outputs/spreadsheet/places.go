package spreadsheet

import (
	"fmt"
	"slices"

	"sendsim/cohorts"
	"sendsim/outputs"
	"sendsim/sim/finance"
)

// provisions are what a return of specialist places asks for: where a child is
// educated whose place is a specialist one.
var provisions = []cohorts.Setting{
	cohorts.ResourcedProvision, cohorts.StateSpecial, cohorts.IndependentSpecial, cohorts.AlternativeProvision, cohorts.SpecialistPost16,
}

// fillPlaces is the demand for specialist places by provision and year group,
// census by census, as the school capacity survey asks for it.
func fillPlaces(s *sheet) error {
	cells, err := s.SettingAges(s.Detail, s.Area)
	if err != nil {
		return err
	}
	sum := s.Summary()
	const wide = 9
	s.widths(44, 20, 9, wide)
	const heads = 6
	s.freeze(heads, 3)
	s.words(title, "Specialist places by provision and year group: "+s.place())
	s.words(plain, s.which()+"Children and young people with an EHC plan in each provision at the January census: those who need the place, for whom the authority pays, wherever the school is. Year groups are by age on 31 August before.")
	s.words(plain, addUp+" "+outputs.Simulated)
	s.words(plain, "In the layout of the SEND part of the school capacity survey (SCAP): forecast by year group. Check headings against the year's guide before a return is sent.")
	s.yearHeads("January census of the academic year", []string{"Provision", "Year group", "Age"}, func(y int) string {
		return fmt.Sprintf("%s (Jan %d)", finance.FinancialYear(sum.FirstYear+y), sum.FirstYear+y+1)
	})
	for _, of := range provisions {
		s.provision(of, cells)
	}
	s.breakYears(3)
	return nil
}

// yearHeads are two rows: years over the four figures of each, beside the heads
// of the key columns.
func (s *sheet) yearHeads(says string, keys []string, year func(y int) string) {
	top, under := []any{s.text(says, head)}, []any{}
	for range keys[1:] {
		top = append(top, s.text("", head))
	}
	for _, k := range keys {
		under = append(under, s.text(k, head))
	}
	years := s.Summary().Years
	for y := range years {
		top = append(top, s.text(year(y), head), s.text("", head), s.text("", head), s.text("", head))
		for _, name := range shown {
			under = append(under, s.text(name, head))
		}
	}
	s.add(top...)
	s.add(under...)
	for y := range years {
		first := len(keys) + 1 + len(shown)*y
		s.try(s.out.MergeCell(at(first, s.row-1), at(first+len(shown)-1, s.row-1)))
	}
}

// provision is the rows of a provision: its year groups, their total, and the
// places there are, where they are counted.
func (s *sheet) provision(of cohorts.Setting, cells []outputs.CensusCell) {
	for age := range cohorts.NumAges {
		mine := slices.DeleteFunc(slices.Clone(cells), func(c outputs.CensusCell) bool { return c.Setting != of.Key() || c.Age != age })
		if !slices.ContainsFunc(mine, func(c outputs.CensusCell) bool { return c.Mean > 0 }) {
			continue
		}
		row := []any{s.text(of.String(), label), s.text(yearGroup(age), plain), s.number(float64(age), count)}
		for _, c := range mine {
			row = append(row, s.number(c.P10, count), s.number(c.P50, count), s.number(c.P90, count), s.number(c.Mean, count))
		}
		s.add(row...)
	}
	key := "setting_" + columnKey(of)
	s.placesRow(of, "All year groups", "plans_"+key, countBold)
	if of.Rationed() {
		s.placesRow(of, "Places there are", "places_"+columnKey(of), countBold)
		s.placesRow(of, "Plans per place", "occupancy_"+columnKey(of), share)
	}
}

// placesRow is a row of a column of the summary.
func (s *sheet) placesRow(of cohorts.Setting, says, column string, as style) {
	row := []any{s.text(of.String(), group), s.text(says, group), s.text("", group)}
	for y := range s.Summary().Years {
		row = append(row, s.four(s.Summary().Stats(s.Area, y, column), as, false)...)
	}
	s.add(row...)
}

// columnKey is a setting in the name of a column.
func columnKey(s cohorts.Setting) string {
	key := []byte(s.Key())
	for i, c := range key {
		if c == '-' {
			key[i] = '_'
		}
	}
	return string(key)
}

// yearGroup is the school year of an age on 31 August before: Reception is the
// year in which a child turns five.
func yearGroup(age int) string {
	const reception, last = 4, 18
	switch {
	case age < reception:
		return "Nursery and below"
	case age == reception:
		return "Reception"
	case age <= last:
		return fmt.Sprintf("Year %d", age-reception)
	default:
		return "Post-19"
	}
}
