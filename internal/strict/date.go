package strict

import (
	"fmt"
	"strconv"

	"sendsim/cohorts"
)

// Term reads a term, as 2024-autumn.
func (v Value) Term(into *cohorts.Term) {
	const allowed = "a calendar year and autumn, spring or summer, as 2024-autumn"
	w, ok := v.word(allowed)
	if !ok {
		return
	}
	t, err := cohorts.ParseTerm(w.text)
	if err != nil || t.String() != w.text {
		v.Fault("%s is no term; allowed: %s", quote(w.text), allowed)
		return
	}
	*into = t
}

// Census reads the January of a SEN2 census, as 2024-01, into its year.
func (v Value) Census(into *int) {
	const allowed = "the January of a census, as 2024-01"
	w, ok := v.word(allowed)
	if !ok {
		return
	}
	year, month, known := yearAndMonth(w.text)
	switch {
	case !known:
		v.Fault("%s is no month; allowed: %s", quote(w.text), allowed)
	case month != 1:
		v.Fault("%s is not a January; allowed: %s", w.text, allowed)
	default:
		*into = year
	}
}

// Month reads a month of a year, as 2024-06.
func (v Value) Month(year, month *int) {
	const allowed = "a year and a month, as 2024-06"
	w, ok := v.word(allowed)
	if !ok {
		return
	}
	y, m, known := yearAndMonth(w.text)
	if !known {
		v.Fault("%s is no month; allowed: %s", quote(w.text), allowed)
		return
	}
	*year, *month = y, m
}

// FormatCensus writes a census as it is read.
func FormatCensus(year int) string { return fmt.Sprintf("%04d-01", year) }

func yearAndMonth(s string) (year, month int, ok bool) {
	const form, monthsPerYear = "2024-01", 12
	if len(s) != len(form) || s[4] != '-' {
		return 0, 0, false
	}
	y, err := strconv.ParseUint(s[:4], 10, 16)
	m, errMonth := strconv.ParseUint(s[5:], 10, 8)
	return int(y), int(m), err == nil && errMonth == nil && m >= 1 && m <= monthsPerYear
}
