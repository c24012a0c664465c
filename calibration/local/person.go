package local

import (
	"regexp"
	"slices"
	"strings"

	"sendsim/internal/strict"
)

// personal are columns that only records of single children have.
var personal = []string{
	"upn", "uniquepupilnumber", "formerupn", "uln", "nhsnumber", "nhsno", "pupilid", "childid", "personid", "studentid", "clientid", "caseid", "caseref",
	"name", "fullname", "pupilname", "childname", "forename", "forenames", "firstname", "surname", "lastname", "familyname", "middlename",
	"dob", "dateofbirth", "birthdate", "postcode", "homepostcode", "address", "homeaddress", "parent", "parentname", "carer", "email", "telephone", "phone",
}

// marks are texts that stand in records of single children alone: a unique
// pupil number, a date, a postcode.
var marks = []struct {
	what string
	text *regexp.Regexp
}{
	{"a unique pupil number", regexp.MustCompile(`^[A-Z][0-9]{11}[0-9A-Z]$`)},
	{"a date", regexp.MustCompile(`^([0-3]?[0-9][/.-][01]?[0-9][/.-]([0-9]{2}){1,2}|[0-9]{4}-[01][0-9]-[0-3][0-9].*)$`)},
	{"a postcode", regexp.MustCompile(`^[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$`)},
}

// fewestRows is how many rows that each count one child make a list of
// children.
const fewestRows = 20

// persons watches a table for records of single children.
type persons struct {
	table     *strict.Table
	refused   bool
	rows, one int // rows with a count, and those that count one child
}

// watch looks at the names of a table's columns.
func watch(t *strict.Table) *persons {
	p := &persons{table: t}
	for _, column := range t.Columns() {
		if slices.Contains(personal, squeezed(column)) {
			p.refuse("has a column " + column)
		}
	}
	return p
}

// squeezed is a name in small letters and digits alone.
func squeezed(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(name))
}

// row looks at the texts of a row.
func (p *persons) row(r strict.Row) {
	for _, text := range r.Texts() {
		for _, m := range marks {
			if m.text.MatchString(strings.TrimSpace(text)) {
				p.refuse("holds " + m.what)
				return
			}
		}
	}
}

// count notes the children that a row counts.
func (p *persons) count(n int) {
	p.rows++
	if n == 1 {
		p.one++
	}
}

// end looks at what was counted.
func (p *persons) end() {
	if p.rows >= fewestRows && p.one == p.rows {
		p.refuse("counts one child in every row")
	}
}

// refuse refuses the whole table, without showing a line of it.
func (p *persons) refuse(why string) {
	if !p.refused {
		p.refused = true
		p.table.Refuse("%s: it looks like records of single children. Such a file is not read, and nothing of it is kept: count the children by age, need and setting, and give the counts", why)
	}
}
