package cohorts

import (
	"fmt"
	"strconv"
	"strings"
)

// Year is an academic year, named by the September in which it begins: Year
// 2024 is 1 September 2024 to 31 August 2025.
type Year int

// Part is one of the three terms of an academic year.
type Part uint8

// The terms. Their borders are at once those of the academic year
// (1 September), of the SEN2 census (January) and of the financial year
// (1 April): no coarser grid has all three.
const (
	Autumn Part = iota // 1 September to 31 December
	Spring             // 1 January to 31 March
	Summer             // 1 April to 31 August
	NumParts
)

// Term is a part of an academic year, the step of the simulated clock.
type Term struct {
	Year Year
	Part Part
}

var (
	partNames  = [NumParts]string{"autumn", "spring", "summer"}
	partMonths = [NumParts]float64{4, 3, 5}
)

// String is the part's English name in lower case.
func (p Part) String() string { return partNames[p] }

// Months is the length of the part: 4, 3 or 5.
func (p Part) Months() float64 { return partMonths[p] }

// Share is the length of the part as a share of a year.
func (p Part) Share() float64 { return partMonths[p] / monthsPerYear }

// Weeks is the length of the part in weeks of a 365.25-day year.
func (p Part) Weeks() float64 { return partMonths[p] / monthsPerYear * weeksPerYear }

// String is, for example, "2024-autumn": the calendar year in which the term
// begins, and the part.
func (t Term) String() string { return fmt.Sprintf("%d-%s", t.Calendar(), t.Part) }

// Calendar is the calendar year in which the term lies: SEN2 counts flows by
// it.
func (t Term) Calendar() int {
	if t.Part == Autumn {
		return int(t.Year)
	}
	return int(t.Year) + 1
}

// Financial is the financial year (named by its April) to which the term's
// money belongs: spring closes one, summer opens the next.
func (t Term) Financial() int {
	if t.Part == Summer {
		return int(t.Year) + 1
	}
	return int(t.Year)
}

// Next is the term that follows.
func (t Term) Next() Term {
	if t.Part == Summer {
		return Term{t.Year + 1, Autumn}
	}
	return Term{t.Year, t.Part + 1}
}

// Index counts terms from the autumn of academic year 0: differences of
// indices are numbers of terms.
func (t Term) Index() int { return int(t.Year)*int(NumParts) + int(t.Part) }

// Before tells whether t comes before o.
func (t Term) Before(o Term) bool { return t.Index() < o.Index() }

// AfterCensus is the first term lived after the SEN2 census of January of the
// given calendar year: the census is the end of the autumn before it.
func AfterCensus(january int) Term { return Term{Year(january - 1), Spring} }

// ParseTerm reads the form that String writes: "2024-autumn", the calendar
// year in which the term begins and its part.
func ParseTerm(s string) (Term, error) {
	name, part, _ := strings.Cut(s, "-")
	if year, err := strconv.Atoi(name); err == nil && len(name) == len("2024") {
		for p := range NumParts {
			t := Term{Year(year), p}
			if p != Autumn {
				t.Year--
			}
			if part == p.String() {
				return t, nil
			}
		}
	}
	return Term{}, fmt.Errorf("%q is not a term: a term is a calendar year and autumn, spring or summer, as 2024-autumn", s)
}
