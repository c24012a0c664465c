package evidence

import (
	"regexp"
	"strconv"
	"strings"

	"sendsim/cohorts"
)

var (
	twoYears   = regexp.MustCompile(`^(\d{4})[-/](\d{2}|\d{4})\b`)
	oneYear    = regexp.MustCompile(`^(\d{4})\b`)
	singleAge  = regexp.MustCompile(`^(?:aged?\s*)?(-?\d{1,2})$`)
	underAge   = regexp.MustCompile(`^(?:aged?\s*)?(?:under|below)\s*(\d{1,2})$`)
	upToAge    = regexp.MustCompile(`^(?:aged?\s*)?(\d{1,2})\s*(?:and|or)\s*(?:under|younger|below)$`)
	fromAge    = regexp.MustCompile(`^(?:aged?\s*)?(\d{1,2})\s*(?:(?:and|or)\s*(?:over|older|above)|\+)$`)
	spanOfAges = regexp.MustCompile(`^(?:aged?\s*)?(\d{1,2})\s*(?:to|-|_)\s*(\d{1,2})$`)
	yearsHeld  = regexp.MustCompile(`^(\d{1,2})(?:\s*years?)?$`)
	yearsFrom  = regexp.MustCompile(`^(\d{1,2})\s*(?:_plus|(?:years?\s*)?(?:or more|and over))$`)
)

// earliestYear and latestYear bound the years that a figure may refer to.
const (
	earliestYear = 1990
	latestYear   = 2200
)

func plausible(year int) bool { return year >= earliestYear && year <= latestYear }

// financialYear is the first year of "2019-20", "2021-22 planned" or
// "2016-17 (OT)".
func financialYear(text string) (int, bool) {
	m := twoYears.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	year, _ := strconv.Atoi(m[1])
	next, _ := strconv.Atoi(m[2])
	return year, plausible(year) && (next == year+1 || next == (year+1)%100)
}

// calendarYear is the year of "2019" or "2019-03-31".
func calendarYear(text string) (int, bool) {
	m := oneYear.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	year, _ := strconv.Atoi(m[1])
	return year, plausible(year)
}

// timePeriod is the year of a release's time_period: 202324, an academic
// year, is its January census, 2024; 2023 is itself.
func timePeriod(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, false
	}
	if len(text) == 6 {
		year := n/100 + 1
		return year, plausible(year) && year%100 == n%100
	}
	return n, len(text) == 4 && plausible(n)
}

// ParseAges reads the ages of a breakdown: "age 7", "Aged 7", "7", "under 3",
// "age 2 and under", "age 20 and over", "11_15", "Age unknown", "-1". Ages
// above the last at which a plan may be held are not ages.
func ParseAges(text string) (Ages, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	switch text {
	case "unknown", "age unknown", "-1":
		return AgeUnknown, true
	case "under_5":
		return OfBand(cohorts.Under5), true
	}
	age := func(digits string) (cohorts.Age, bool) {
		n, err := strconv.Atoi(digits)
		if err != nil || n < 0 || n > int(cohorts.MaxAge) {
			return 0, false
		}
		return cohorts.Age(n), true
	}
	if m := spanOfAges.FindStringSubmatch(text); m != nil {
		from, ok1 := age(m[1])
		to, ok2 := age(m[2])
		return Ages{from, to}, ok1 && ok2 && from <= to
	}
	if m := singleAge.FindStringSubmatch(text); m != nil {
		a, ok := age(m[1])
		return At(a), ok
	}
	if m := underAge.FindStringSubmatch(text); m != nil {
		a, ok := age(m[1])
		return Ages{0, max(a, 1) - 1}, ok && a > 0
	}
	if m := upToAge.FindStringSubmatch(text); m != nil {
		a, ok := age(m[1])
		return Ages{0, a}, ok
	}
	if m := fromAge.FindStringSubmatch(text); m != nil {
		a, ok := age(m[1])
		return Ages{a, cohorts.MaxAge}, ok
	}
	return Ages{}, false
}

// parseYearsHeld reads how long a plan has been held: "0" for less than a
// year, "7", "12+" for twelve or more.
func parseYearsHeld(text string) (string, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "less than a year" || text == "under a year" {
		return "0", true
	}
	if m := yearsHeld.FindStringSubmatch(text); m != nil {
		return m[1], true
	}
	if m := yearsFrom.FindStringSubmatch(text); m != nil {
		return m[1] + "+", true
	}
	return "", false
}
